"""Kinds of messages that only tests send."""

from services.notifications.kinds import Kind, Topic, register

register(
    Kind(
        name="tests/lamp",
        label="Đèn đường",
        facts={
            "reference": "PA-7K3M-92",
            "note": "Đã thay bóng đèn.",
            "days": "3",
            "path": "/phan-anh/PA-7K3M-92/",
        },
    ),
    Kind(
        name="tests/code",
        label="Mã xác nhận",
        facts={"code": "482 913"},
        topic=Topic.ACCOUNT,
        is_urgent=True,
        is_secret=True,
    ),
    Kind(
        name="tests/news",
        label="Tin ở nơi đang theo dõi",
        facts={"reference": "PA-7K3M-92", "path": "/phan-anh/PA-7K3M-92/"},
        topic=Topic.FOLLOWED,
    ),
    Kind(
        name="tests/paper",
        label="Báo đã đăng ký",
        facts={"title": "Chợ số", "stop": "https://soctrang.example/thoi/17/"},
        topic=Topic.SUBSCRIBED,
        way_out="stop",
    ),
    Kind(name="tests/without_subject", label="Thư không có tiêu đề"),
)

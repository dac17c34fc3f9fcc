"""Kinds of messages that only tests send."""

from services.notifications.kinds import Kind, register

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
    Kind(name="tests/without_subject", label="Thư không có tiêu đề"),
)

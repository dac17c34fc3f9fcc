"""The one kind of message that messages themselves make: the daily letter."""

from django.utils.translation import gettext_lazy as _

from services.notifications.kinds import Kind, Topic, register

DIGEST = "notifications/digest"

register(
    Kind(
        name=DIGEST,
        label=_("The daily letter"),
        facts={
            "count": "3",
            "news": "Tin mới ở Phường Sóc Trăng\nhttps://soctrang.example/tin-tuc/",
            "path": "/tai-khoan/tin-nhan/",
        },
        topic=Topic.FOLLOWED,
        public=frozenset({"count"}),
    )
)

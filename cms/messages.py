"""What writers, publishers, commenters and readers of the newsletter are told.

The words stand in templates/messages/cms/ and templates/messages/newsletter/.
"""

from django.utils.translation import gettext_lazy as _

from cms.newsletter.actions import CONFIRM
from cms.newsletter.digest import NEWS
from cms.newsletter.links import LIVES
from cms.outcomes import DUE, POSTED
from cms.review.keepers import DUE as REVIEW_DUE
from services.notifications.kinds import Kind, Topic, register

TITLE = "Dự thảo Quy định về hỗ trợ chuyển đổi số"

register(
    Kind(
        name=DUE,
        label=_("The outcome of a consultation is owed"),
        facts={
            "title": TITLE,
            "until": "20/11/2026",
            "count": "12",
            "path": "/quan-tri/pages/12/edit/",
        },
        public=frozenset({"until", "count"}),
    ),
    Kind(
        name=REVIEW_DUE,
        label=_("Pages are to be read again"),
        facts={
            "count": "2",
            "titles": f"• Giờ tiếp dân\n• {TITLE}",
            "path": "/quan-tri/can-xem-lai/",
        },
        public=frozenset({"count"}),
    ),
    Kind(
        name=POSTED,
        label=_("The outcome of a consultation is there"),
        facts={"title": TITLE, "path": "/gop-y-du-thao/ho-tro-chuyen-doi-so/"},
    ),
)

PORTAL = "https://dichvucong.soctrang.cantho.gov.vn"
SIGNED = "12345678:nJ3sPq0vXk2mB7cRtL5dYw8eHz1uGfA4oKiN6bVxQyE"

register(
    # To exactly the address given; the link in it is forgotten as soon as it is sent.
    Kind(
        name=CONFIRM,
        label=_("Somebody wants the newsletter, and is asked whether it is so"),
        topic=Topic.ACCOUNT,
        facts={"path": f"/ban-tin/dong-y/{SIGNED}/"},
        is_secret=True,
        life=LIVES,
    ),
    Kind(
        name=NEWS,
        label=_("The newsletter of a morning"),
        topic=Topic.SUBSCRIBED,
        facts={
            "count": "3",
            "news": "• Chuyển đổi số bắt đầu từ ngọn đèn đường\n"
            "https://soctrang.example/tin-tuc/ngon-den-duong/",
            "path": "/tin-tuc/",
            "settings": f"{PORTAL}/ban-tin/cua-toi/{SIGNED}/",
            "stop": f"{PORTAL}/ban-tin/thoi/{SIGNED}/",
        },
        public=frozenset({"count"}),
        way_out="stop",
    ),
)

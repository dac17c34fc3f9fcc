"""What publishers and commenters are told; the words stand in templates/messages/cms/."""

from django.utils.translation import gettext_lazy as _

from cms.outcomes import DUE, POSTED
from services.notifications.kinds import Kind, register

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
        name=POSTED,
        label=_("The outcome of a consultation is there"),
        facts={"title": TITLE, "path": "/gop-y-du-thao/ho-tro-chuyen-doi-so/"},
    ),
)

"""What officers are told; the words stand in templates/messages/operations/."""

from django.utils.translation import gettext_lazy as _

from services.notifications.kinds import Kind, register

register(
    Kind(
        name="operations/due_today",
        label=_("What is late or due today, for officers"),
        facts={
            "reports": "1 quá hạn, 2 đến hạn hôm nay",
            "dossiers": "3 quá hạn",
            "path": "/quan-tri/",
        },
    )
)

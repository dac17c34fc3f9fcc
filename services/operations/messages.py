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

LINES = "- PA-7K3M-92 · Đèn đường không sáng – Phường Sóc Trăng, hạn 04/12/2026"

register(
    Kind(
        name="operations/clock",
        label=_("Which reports need an officer, by their clock"),
        facts={
            "late": f"Quá hạn:\n{LINES}",
            "tomorrow": f"Đến hạn ngày làm việc tới:\n{LINES}",
            "half": f"Đã qua nửa thời hạn:\n{LINES}",
            "path": "/quan-tri/phan-anh/",
        },
    ),
    Kind(
        name="operations/partner_late",
        label=_("A partner has not answered in time, for officers"),
        facts={
            "reference": "PA-7K3M-92",
            "title": "Đèn đường không sáng – Phường Sóc Trăng",
            "partner": "Điện lực Sóc Trăng",
            "due": "02/12/2026",
            "path": "/quan-tri/phan-anh/PA-7K3M-92/",
        },
    ),
    Kind(
        name="operations/late_head",
        label=_("Which reports have been late for days, for the head of an agency"),
        facts={"late": f"Quá hạn nhiều ngày:\n{LINES}", "path": "/quan-tri/phan-anh/"},
    ),
)

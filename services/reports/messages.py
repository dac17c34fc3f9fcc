"""What residents are told of their reports; the words stand in templates/messages/reports/."""

from django.utils.translation import gettext_lazy as _

from services.notifications.kinds import Kind, Topic, register

FACTS = {
    "reference": "PA-7K3M-92",
    "note": "Đã thay bóng đèn mới.",
    "path": "/phan-anh/PA-7K3M-92/",
    "how_to_read": "Phản ánh này không công khai: để đọc, bạn gõ mã bí mật hoặc đăng nhập.",
}

LABELS = {
    "received": _("A report has arrived"),
    "receive": _("An officer has received the report"),
    "start": _("Work on the report has begun"),
    "ask": _("An officer has a question"),
    "resolve": _("The report is resolved"),
    "decline": _("The report is not handled"),
    "merge": _("The report was joined with another"),
    "reopen": _("The report is open again"),
    "withdraw": _("The report is withdrawn"),
    "object": _("The report is open again because it was not solved"),
    "answer_reminder": _("The officer still waits for an answer"),
}

register(
    *(Kind(name=f"reports/{name}", label=label, facts=FACTS) for name, label in LABELS.items())
)

DATED = FACTS | {"due": "02/12/2026", "agency": "UBND phường Sóc Trăng"}

ABOUT_DATES = {
    "extended": _("The report needs more time"),
    "due_tomorrow": _("The report is due on the next working day"),
    "late": _("The report is late"),
}

register(
    *(
        Kind(name=f"reports/{name}", label=label, facts=DATED, public=frozenset({"due"}))
        for name, label in ABOUT_DATES.items()
    )
)

NEWS = {
    "reference": "PA-7K3M-92",
    "title": "Đèn đường không sáng – Phường Sóc Trăng",
    "path": "/phan-anh/PA-7K3M-92/",
}

register(
    Kind(
        name="reports/followed",
        label=_("Something happened to a report one follows"),
        topic=Topic.FOLLOWED,
        facts=NEWS | {"state": "Đang xử lý", "note": "Đã thay bóng đèn mới."},
    ),
    Kind(
        name="reports/area_new",
        label=_("A new report in an area one follows"),
        topic=Topic.FOLLOWED,
        facts=NEWS,
    ),
)

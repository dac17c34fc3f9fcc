"""What residents are told of their reports; the words stand in templates/messages/reports/."""

from django.utils.translation import gettext_lazy as _

from services.notifications.kinds import Kind, Topic, register
from services.reports.follow_links import LIVES
from services.reports.workflow import ASKING, RESOLVING

FACTS = {
    "reference": "PA-7K3M-92",
    "note": "Đã thay bóng đèn mới.",
    "given": "Ngày dự kiến làm: 30/11/2026",
    "path": "/phan-anh/PA-7K3M-92/",
    "how_to_read": "Phản ánh này không công khai: để đọc, bạn gõ mã bí mật hoặc đăng nhập.",
}
JUDGE = {"judge": "https://soctrang.example/phan-anh/danh-gia/WzEsMSwi:1wZyXa:nJ3sPq0vXk2mB7cR/"}
ASKS = dict.fromkeys(RESOLVING, JUDGE)  # Whoever sent it is asked in the same letter.

# As long as such links become, for those who count what an SMS holds.
SIGNED = "nJ3sPq0vXk2mB7cRtL5dYw8eHz1uGfA4oKiN6bVxQyE"
ANSWER = {"path": f"/phan-anh/hoi/12345678:1wZyXa:{SIGNED}/", "until": "10/12/2026"}
QUESTIONS = dict.fromkeys((*ASKING, "answer_reminder"), ANSWER)

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
    "schedule": _("The work is planned for a day"),
    "ask_partner": _("A partner was asked to help"),
    "transfer": _("The report was sent to another agency"),
    "pause": _("The clock of the report was stopped"),
    "split": _("The report was split into parts"),
    "parts_resolved": _("All parts of the report are done"),
    "parts_declined": _("No part of the report is handled"),
    "part_reopened": _("A part of the report is open again"),
    "unmerge": _("The report is handled by itself again"),
    "close_unanswered": _("The report is closed, as no answer came"),
    "spam": _("What was sent is no report"),
    "restore": _("The report was received after all"),
    "hidden": _("The report was hidden from everyone else"),
    "shown_again": _("The report is shown to everyone again"),
    "answer_reminder": _("The officer still waits for an answer"),
}

register(
    *(
        Kind(
            name=f"reports/{name}",
            label=label,
            facts=FACTS | ASKS.get(name, {}) | QUESTIONS.get(name, {}),
            public=frozenset({"until"} & {*QUESTIONS.get(name, {})}),
        )
        for name, label in LABELS.items()
    )
)

register(
    Kind(
        name="reports/blocked",
        label=_("Somebody may send no reports for a time"),
        facts=FACTS
        | {
            "given": "Lý do: Đã gửi quảng cáo\nĐến hết ngày 30/12/2026",
            "path": "/phan-anh/bi-chan/12:nJ3sPq0vXk2mB7cRtL5dYw8eHz1uGfA4oKiN6bVxQyE/",
        },
    ),
    Kind(
        name="reports/block_lifted",
        label=_("Somebody may send reports again"),
        facts=FACTS | {"path": "/phan-anh/gui/"},
    ),
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
WAY_OUT = f"/phan-anh/theo-doi/thoi/f12345678:{SIGNED}/"
STOP = {"stop": f"https://dichvucong.soctrang.cantho.gov.vn{WAY_OUT}"}
CONFIRM = {"path": f"/phan-anh/theo-doi/dong-y/f12345678:1wZyXa:{SIGNED}/"}

register(
    Kind(
        name="reports/followed",
        label=_("Something happened to a report one follows"),
        topic=Topic.FOLLOWED,
        facts=NEWS | STOP | {"state": "Đang xử lý", "note": "Đã thay bóng đèn mới."},
        public=frozenset(STOP),  # Who follows by SMS finds the way out there.
    ),
    Kind(
        name="reports/judge_followed",
        label=_("A report one follows is resolved, and one is asked whether it is so"),
        topic=Topic.FOLLOWED,
        facts=NEWS | STOP | JUDGE | {"note": "Đã thay bóng đèn mới."},
        public=frozenset(STOP),
    ),
    Kind(
        name="reports/area_new",
        label=_("A new report in an area one follows"),
        topic=Topic.FOLLOWED,
        facts=NEWS | STOP,
    ),
    Kind(
        name="reports/area_daily",
        label=_("The new reports of a day in an area one follows"),
        topic=Topic.FOLLOWED,
        facts=STOP
        | {
            "count": "3",
            "commune": "Phường Sóc Trăng",
            "news": "• Đèn đường không sáng, Đường Hai Bà Trưng\n"
            "https://soctrang.example/phan-anh/PA-7K3M-92/",
            "path": "/phan-anh/?commune=31507",
        },
        public=frozenset({"count"}),
    ),
    # To exactly the address given; the link in it is forgotten as soon as it is sent.
    Kind(
        name="reports/confirm_follow",
        label=_("Somebody wants to follow a report, and is asked whether it is so"),
        topic=Topic.ACCOUNT,
        facts=NEWS | CONFIRM,
        is_secret=True,
        life=LIVES,
    ),
    Kind(
        name="reports/confirm_area",
        label=_("Somebody wants to follow an area, and is asked whether it is so"),
        topic=Topic.ACCOUNT,
        facts=CONFIRM | {"commune": "Phường Sóc Trăng"},
        is_secret=True,
        life=LIVES,
    ),
)

# To bodies outside, by exactly the address that an officer chose; nothing of who sent the report.
FOR_PARTNERS = {
    "reference": "PA-7K3M-92",
    "partner": "Điện lực Sóc Trăng",
    "agency": "UBND phường Sóc Trăng",
    "title": "Đèn đường không sáng – Phường Sóc Trăng",
    "question": "Nhờ Điện lực kiểm tra đường dây cấp cho trụ đèn số 12.",
    "due": "02/12/2026",
    "path": f"/phan-anh/phoi-hop/12345678:{SIGNED}/",
}
TO_PARTNERS = {
    "partner_asked": _("A partner is asked about a report"),
    "partner_due": _("A partner's answer is due on the next working day"),
    "partner_late": _("A partner's answer is late"),
    "partner_called_off": _("A partner is no longer waited for"),
}

register(
    *(
        Kind(
            name=f"reports/{name}",
            label=label,
            topic=Topic.ACCOUNT,
            facts=FOR_PARTNERS,
            public=frozenset({"due"}),
        )
        for name, label in TO_PARTNERS.items()
    )
)

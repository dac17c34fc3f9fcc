"""Letters about signing in; the words stand in templates/messages/account/."""

from django.utils.translation import gettext_lazy as _

from services.notifications.kinds import Kind, Topic, register

EXAMPLES = {
    "code": "482913",
    "path": "/tai-khoan/dang-nhap/",
    "what": "Mật khẩu của bạn vừa được đổi.",
}

LETTERS = {
    "login_code": (_("A code to sign in"), {"code"}),
    "confirm": (_("A code to confirm an address"), {"code"}),
    "presence": (_("A code before something important is changed"), {"code"}),
    "unknown": (_("No account has this address"), {"path"}),
    "exists": (_("This address has an account already"), {"path"}),
    "second_factor_reset": (_("A lost second factor was reset"), {"path"}),
    "changed": (_("Something about the account was changed"), {"what", "path"}),
}

register(
    *(
        Kind(
            name=f"account/{name}",
            label=label,
            facts={fact: EXAMPLES[fact] for fact in sorted(facts)},
            topic=Topic.ACCOUNT,
            is_urgent=True,
            is_secret="code" in facts,
        )
        for name, (label, facts) in LETTERS.items()
    )
)

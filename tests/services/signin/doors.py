"""What the stories of signing in have in common: addresses, codes, and what one reads."""

from services.notifications.models import Message
from tests.people import PASSWORD

SIGN_IN, SIGN_IN_CODE = "/tai-khoan/dang-nhap/", "/tai-khoan/dang-nhap/ma/"
SIGN_UP, SIGN_UP_CODE = "/tai-khoan/dang-ky/", "/tai-khoan/dang-ky/ma/"
SIGN_OUT, FORGOT = "/tai-khoan/dang-xuat/", "/tai-khoan/mat-khau/quen/"
PROFILE, SECURITY = "/tai-khoan/thong-tin/", "/tai-khoan/bao-mat/"
DEVICES, PROVE = "/tai-khoan/thiet-bi/", "/tai-khoan/chung-to/"
NEW_PASSWORD = "ghe-ngo-ve-dich-2026"
LAN, NHIS_PHONE = "lan@example.vn", "+84912345678"


def sign_in(client, login=LAN, password=PASSWORD, **more):
    return client.post(SIGN_IN, {"login": login, "password": password, **more})


def ask_for_code(client, login=LAN, **more):
    return client.post(SIGN_IN, {"login": login, **more})


def sign_in_by_code(client, login=LAN):
    """The whole way in; the answer is the last one."""
    page = ask_for_code(client, login).url
    return client.post(page, {"code": code_sent()})


def letters(kind: str = ""):
    """What was posted, the newest last."""
    found = Message.objects.order_by("pk")
    return list(found.filter(kind=f"account/{kind}") if kind else found)


def code_sent() -> str:
    """The code in the newest letter."""
    return letters()[-1].facts["code"]


def wrong(code: str) -> str:
    """Another code than this."""
    return f"{(int(code) + 1) % 1_000_000:06}"


def text(answer) -> str:
    return answer.content.decode()


def is_signed_in(client) -> bool:
    return client.get("/tai-khoan/").status_code == 200

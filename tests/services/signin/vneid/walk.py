"""The way a person walks: to VNeID, back, and through the page that asks whether it is she."""

from urllib.parse import parse_qsl, urlsplit

from portal.accounts.models import User
from tests.oidc import Provider

START, BACK = "/tai-khoan/vneid/", "/tai-khoan/vneid/tro-lai/"
CONFIRM, LINK = "/tai-khoan/vneid/xac-nhan/", "/tai-khoan/vneid/lien-ket/"
SIGN_IN, HOME = "/tai-khoan/dang-nhap/", "/tai-khoan/"

SUB = "vn-7f3a"
CLAIMS = {
    "name": "Trần Thị Lan",
    "birthdate": "1960-11-22",
    "personal_id": "094160001234",
    "email": "lan@example.vn",
    "email_verified": True,
    "acr": "2",
}
HIDDEN_ID = "094•••••••34"


def text(answer) -> str:
    return answer.content.decode()


def go(client, **data: str) -> str:
    """Press the button; the address at VNeID where that leads."""
    answer = client.post(START, data)
    assert answer.status_code == 302, text(answer)
    return answer.url


def come_back(client, provider: Provider, sub: str = SUB, **data: str):
    """There and back; what the portal answers."""
    return client.get(provider.agree(go(client, **data), sub))


def sign_up(client, provider: Provider, sub: str = SUB) -> User:
    """The first time: there, back, and yes."""
    assert come_back(client, provider, sub).url == CONFIRM
    assert client.post(CONFIRM).url == HOME
    return User.objects.get(socialaccount__uid=sub)


def is_signed_in(client) -> bool:
    return client.get(HOME).status_code == 200


def query_of(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))

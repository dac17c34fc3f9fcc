"""Our side of the hand-shake with VNeID: allauth's OpenID Connect, believing nothing unseen."""

from urllib.parse import quote_plus, urlsplit

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Client
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from portal.common.text import is_readable
from services.signin.vneid.bounded import Unanswered, read_object
from services.signin.vneid.id_tokens import TokenRefused, read_id_token

ENDPOINTS = ["authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri"]
LONGEST_SUBJECT = 191  # As much as allauth's column holds.


def callback_url() -> str:
    """Where VNeID sends people back: one address, registered there, whatever the language."""
    with translation.override(settings.LANGUAGE_CODE):
        return settings.SITE_URL + reverse("vneid_callback")


class Client(OAuth2Client):
    """Exchanges the code for a token; whatever else the other end says is no answer."""

    def get_access_token(self, code, pkce_code_verifier=None, extra_data=None) -> dict:
        data = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.callback_url,
            "code_verifier": pkce_code_verifier,
        }
        auth = None
        if self.basic_auth:
            auth = (quote_plus(self.consumer_key), quote_plus(self.consumer_secret))
        else:
            data |= {"client_id": self.consumer_key, "client_secret": self.consumer_secret}
        with get_adapter().get_requests_session() as session:
            answer = session.post(self.access_token_url, data=data, auth=auth)
        if answer.status_code in {400, 401}:
            raise TokenRefused("code")
        return read_object(answer)


class Handshake(OpenIDConnectOAuth2Adapter):
    """One sign-in's talk with VNeID. The callback gives it the nonce that it has to hear again."""

    client_class = Client
    nonce = ""

    @property
    def openid_config(self) -> dict:
        if not hasattr(self, "_openid_config"):
            self._openid_config = self.read_discovery()
        return self._openid_config

    @property
    def basic_auth(self) -> bool:
        """Whether the secret travels in a header; OpenID Connect's own default."""
        offered = self.openid_config.get("token_endpoint_auth_methods_supported")
        return not (isinstance(offered, list) and "client_secret_basic" not in offered)

    def get_callback_url(self, request, app) -> str:
        return callback_url()

    def parse_token(self, data: dict) -> SocialToken:
        """The key to userinfo; nobody keeps it, so neither when it ends."""
        if not isinstance(data.get("access_token"), str):
            raise Unanswered("no access token")
        return SocialToken(token=data["access_token"])

    def complete_login(self, request, app, token, **kwargs):
        claims = read_id_token(
            kwargs["response"].get("id_token"),
            keys=self.published_keys(),
            issuer=settings.VNEID_ISSUER,
            client_id=app.client_id,
            nonce=self.nonce,
        )
        check_subject(claims["sub"])
        check_level(claims.get("acr"))
        userinfo = self.read_userinfo(token.token, claims["sub"])
        return self.get_provider().sociallogin_from_response(request, userinfo | claims)

    def read_discovery(self) -> dict:
        """What VNeID publishes about itself; it has to be about itself."""
        config = self.ask(self.get_provider().server_url)
        if config.get("issuer") != settings.VNEID_ISSUER:
            raise Unanswered("discovery of another issuer")
        for name in ENDPOINTS:
            check_endpoint(config.get(name))
        return config

    def published_keys(self) -> list:
        keys = self.ask(self.openid_config["jwks_uri"]).get("keys")
        return keys if isinstance(keys, list) else []

    def read_userinfo(self, access_token: str, subject: str) -> dict:
        """More about the same person; about another one is a refusal."""
        said = self.ask(self.profile_url, Authorization=f"Bearer {access_token}")
        if said.get("sub") != subject:
            raise TokenRefused("userinfo of somebody else")
        return said

    def ask(self, url: str, **headers: str) -> dict:
        with get_adapter().get_requests_session() as session:
            return read_object(session.get(url, headers=headers))


def check_endpoint(url: object) -> None:
    """Endpoints are as well protected on their way as the issuer itself."""
    scheme = urlsplit(settings.VNEID_ISSUER).scheme
    if not (isinstance(url, str) and url.startswith(f"{scheme}://") and is_readable(url)):
        raise Unanswered("no such endpoint")


def check_subject(subject: str) -> None:
    if not (0 < len(subject) <= LONGEST_SUBJECT and subject.isascii() and subject.isprintable()):
        raise TokenRefused("subject")


def check_level(level: object) -> None:
    """Levels that the settings name are demanded, not only wished for."""
    if settings.VNEID_ACR_VALUES and level not in settings.VNEID_ACR_VALUES:
        raise TokenRefused("level of assurance")

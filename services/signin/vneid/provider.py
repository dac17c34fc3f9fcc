"""VNeID as one of allauth's providers; allauth finds this module by its name."""

import secrets

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.urls import reverse
from django.utils.translation import get_language

from services.signin.vneid.app import NAME, PROVIDER
from services.signin.vneid.handshake import Handshake, callback_url
from services.signin.vneid.identities import read_identity


class VNeIDProvider(OpenIDConnectProvider):
    id = PROVIDER
    name = NAME
    oauth2_adapter_class = Handshake
    supports_token_authentication = False  # Nobody comes in by a token of another's making.

    def get_login_url(self, request, **kwargs) -> str:
        return reverse("vneid_login")

    def get_callback_url(self) -> str:
        return callback_url()

    def get_redirect_from_request_kwargs(self, request) -> dict:
        """Who is signed in links; who is not signs in. An address adds no parameters of its own."""
        process = AuthProcess.CONNECT if request.user.is_authenticated else AuthProcess.LOGIN
        return {"process": process, "next_url": get_next_redirect_url(request)}

    def redirect(self, request, process, next_url=None, data=None, **kwargs):
        """Send the person to VNeID; what must come back with her waits in her session."""
        nonce = secrets.token_urlsafe(32)
        params = {**self.get_auth_params(), "nonce": nonce, "ui_locales": get_language()}
        ours = {"nonce": nonce, "language": get_language(), "user": request.user.pk}
        try:
            return super().redirect(request, process, next_url, data, auth_params=params, **ours)
        except OAuth2Error as error:
            return render_authentication_error(request, self, exception=error)

    def sociallogin_from_response(self, request, response):
        login = super().sociallogin_from_response(request, response)
        login.identity = read_identity(response)
        return login

    # allauth would keep all claims in plain text, and e-mail addresses as the person's own.

    def extract_uid(self, data: dict) -> str:
        return data["sub"]

    def extract_extra_data(self, data: dict) -> dict:
        return {}

    def extract_common_fields(self, data: dict) -> dict:
        return {}

    def extract_email_addresses(self, data: dict) -> list:
        return []


provider_classes = [VNeIDProvider]

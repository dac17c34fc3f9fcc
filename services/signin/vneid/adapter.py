"""How allauth's social accounts behave here: VNeID alone, and never by e-mail."""

import logging

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess

from services.signin.vneid import actions, outcomes
from services.signin.vneid.app import configured_app, is_offered
from services.signin.vneid.bounded import BoundedSession, Unanswered
from services.signin.vneid.id_tokens import TokenRefused

log = logging.getLogger(__name__)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def list_apps(self, request, provider=None, client_id=None) -> list:
        """The one app of the environment; rows in the database open no door."""
        if not is_offered():
            return []
        app = configured_app()
        wanted = provider in {None, app.provider} and client_id in {None, app.client_id}
        return [app] if wanted else []

    def get_requests_session(self) -> BoundedSession:
        return BoundedSession()

    def authenticate_by_email(self, sociallogin) -> None:
        """An address proves nothing about whose account this is."""

    def populate_user(self, request, sociallogin, data):
        """Nothing yet: the person confirms first what VNeID says of her."""
        return sociallogin.user

    def is_auto_signup_allowed(self, request, sociallogin) -> bool:
        return False

    def pre_social_login(self, request, sociallogin) -> None:
        """VNeID has vouched: link, remember it, or let her confirm what came in."""
        identity, state = sociallogin.identity, sociallogin.state
        sociallogin.token = None
        if state["process"] == AuthProcess.CONNECT:
            raise ImmediateHttpResponse(outcomes.linked(request, identity))
        if sociallogin.is_existing:
            actions.see_again(sociallogin.account, identity)
        else:
            sociallogin.state = {"next": state.get("next"), "identity": identity.seal()}

    def on_authentication_error(
        self, request, provider, error=None, exception=None, extra_context=None
    ) -> None:
        """A page or a way back for every way in which this can fail; the log learns no names."""
        reason = (
            exception if isinstance(exception, TokenRefused) else ""
        )  # Others may quote answers.
        log.warning("vneid: %s %s", type(exception).__name__, reason)
        if isinstance(exception, Unanswered):
            raise ImmediateHttpResponse(outcomes.unanswered(request))
        if (extra_context or {}).get("state") is None:
            raise ImmediateHttpResponse(outcomes.stale(request))
        raise ImmediateHttpResponse(outcomes.refused(request))

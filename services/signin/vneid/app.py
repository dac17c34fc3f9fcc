"""VNeID as the environment describes it to us; never as a row in the database."""

from allauth.socialaccount.models import SocialApp
from django.conf import settings

PROVIDER = "vneid"
NAME = "VNeID"


def is_offered() -> bool:
    """Whether one may sign in with VNeID here."""
    return bool(settings.VNEID_ISSUER)


def configured_app() -> SocialApp:
    """What allauth wants to know of us as VNeID's client."""
    return SocialApp(
        provider=PROVIDER,
        provider_id=PROVIDER,
        name=NAME,
        client_id=settings.VNEID_CLIENT_ID,
        secret=settings.VNEID_CLIENT_SECRET,
        settings={
            "server_url": discovery_url(),
            "oauth_pkce_enabled": True,
            "scope": settings.VNEID_SCOPES,
            "auth_params": wanted_levels(),
        },
    )


def discovery_url() -> str:
    return settings.VNEID_ISSUER.rstrip("/") + "/.well-known/openid-configuration"


def wanted_levels() -> dict[str, str]:
    """The levels of assurance we ask for, best first; without any, VNeID decides."""
    levels = settings.VNEID_ACR_VALUES
    return {"acr_values": " ".join(levels)} if levels else {}

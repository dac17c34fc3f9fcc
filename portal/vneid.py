"""Whether what the environment says of VNeID can be meant; read once, when the portal starts."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

# A signature anybody could make who knows what is public, or none at all, is no signature.
ALGORITHMS = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"}


def check(
    *,
    issuer: str,
    client_id: str,
    client_secret: str,
    scopes: list[str],
    algorithms: list[str],
    over_http: bool,
) -> None:
    """Nothing is fine, and everything; raises ImproperlyConfigured for what lies between."""
    said = {
        "VNEID_ISSUER": issuer,
        "VNEID_CLIENT_ID": client_id,
        "VNEID_CLIENT_SECRET": client_secret,
    }
    missing = [name for name, value in said.items() if not value]
    if len(missing) == len(said):
        return
    if missing:
        raise ImproperlyConfigured(f"VNeID is half configured: set {' and '.join(missing)} too.")
    check_issuer(issuer, over_http=over_http)
    if "openid" not in scopes:
        raise ImproperlyConfigured("VNEID_SCOPES must contain openid.")
    if not algorithms or not set(algorithms) <= ALGORITHMS:
        raise ImproperlyConfigured(
            f"VNEID_ALGORITHMS must list some of {', '.join(sorted(ALGORITHMS))}."
        )


def check_issuer(issuer: str, *, over_http: bool) -> None:
    parts = urlsplit(issuer)
    if not parts.netloc or parts.query or parts.fragment or parts.scheme not in {"https", "http"}:
        raise ImproperlyConfigured("VNEID_ISSUER must be an address like https://vneid.example.")
    if parts.scheme == "http" and not over_http:
        raise ImproperlyConfigured("VNEID_ISSUER must begin with https:// in production.")

"""What an id_token must prove before we believe it.

allauth believes a token that came straight from VNeID without looking at its signature, and asks
for no nonce. We look at everything, always: a proxy in between, a wrong setting or a careless
update at the other end must not be enough to come in as somebody else.
"""

import secrets
import time

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings

LEEWAY = 30  # Seconds by which two clocks may differ.
FRESH_FOR = 10 * 60  # A token is made for us while we wait; an old one comes from elsewhere.
REQUIRED = ["iss", "sub", "aud", "exp", "iat", "nonce"]
KEY_TYPES = {"RS": "RSA", "PS": "RSA", "ES": "EC"}
# What PyJWT raises on tokens and keys that were never meant to be read.
NONSENSE = (jwt.PyJWTError, ValueError, TypeError, AttributeError, OverflowError, RecursionError)


class TokenRefused(OAuth2Error):
    """The token does not prove who is there."""


def read_id_token(token: str, *, keys: list, issuer: str, client_id: str, nonce: str) -> dict:
    """What the token says of the person, once everything about it is as it should be."""
    try:
        claims = jwt.decode(
            token,
            key_for(jwt.get_unverified_header(token), keys),
            algorithms=settings.VNEID_ALGORITHMS,
            issuer=issuer,
            audience=client_id,
            leeway=LEEWAY,
            options={"require": REQUIRED},
        )
        check_freshness(claims)
    except NONSENSE as error:
        raise TokenRefused(type(error).__name__) from error
    check_party(claims, client_id)
    check_nonce(claims["nonce"], nonce)
    return claims


def key_for(header: dict, keys: list) -> jwt.PyJWK:
    """The one published key that this token names, for an algorithm that we accept."""
    algorithm = header["alg"] if header.get("alg") in settings.VNEID_ALGORITHMS else None
    if algorithm is None:
        raise TokenRefused("algorithm")
    fitting = [key for key in keys if fits(key, algorithm, header.get("kid"))]
    if len(fitting) != 1:
        raise TokenRefused("no such key")
    return jwt.PyJWK(fitting[0], algorithm)


def fits(key: dict, algorithm: str, kid: str | None) -> bool:
    """Whether a published key may have signed this; a token without `kid` means the only one."""
    return (
        isinstance(key, dict)
        and key.get("kty") == KEY_TYPES[algorithm[:2]]
        and key.get("use", "sig") == "sig"
        and key.get("alg", algorithm) == algorithm
        and (kid is None or key.get("kid") == kid)
    )


def check_freshness(claims: dict) -> None:
    if time.time() - int(claims["iat"]) > FRESH_FOR + LEEWAY:
        raise TokenRefused("issued long ago")


def check_party(claims: dict, client_id: str) -> None:
    """Refuse a token that was made for another client, and for us only by the way."""
    audience = claims["aud"]
    shared = isinstance(audience, list) and len(audience) > 1
    if claims.get("azp", None if shared else client_id) != client_id:
        raise TokenRefused("another party")


def check_nonce(said: object, ours: str) -> None:
    if not isinstance(said, str) or not same(said, ours):
        raise TokenRefused("nonce")


def same(one: str, other: str) -> bool:
    """Whether two words are equal, found out in the same time either way."""
    return secrets.compare_digest(
        one.encode(errors="surrogatepass"), other.encode(errors="surrogatepass")
    )

"""What sign-in keeps of people, besides what allauth keeps."""

from services.signin.models.identities import VerifiedIdentity

__all__ = ["VerifiedIdentity"]

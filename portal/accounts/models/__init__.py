"""Everybody the portal meets, and the agencies they serve in."""

from portal.accounts.models.agencies import Agency, Membership
from portal.accounts.models.users import User

__all__ = ["Agency", "Membership", "User"]

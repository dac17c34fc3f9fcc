"""Everybody the portal meets, and the agencies they serve in."""

from portal.accounts.models.agencies import Agency
from portal.accounts.models.codes import AgencyCode
from portal.accounts.models.hours import OpeningPeriod
from portal.accounts.models.memberships import Membership, active_roles
from portal.accounts.models.users import User

__all__ = ["Agency", "AgencyCode", "Membership", "OpeningPeriod", "User", "active_roles"]

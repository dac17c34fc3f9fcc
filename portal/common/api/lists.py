"""How much the API gives at once, and how often."""

from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle

from portal.common.limits import who


class PagedBy(PageNumberPagination):
    """Twenty at a time; `page_size` asks for up to a hundred."""

    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100


class AddressThrottle(AnonRateThrottle):
    """Counts by the address our own proxies vouch for, and does not write it down."""

    def get_ident(self, request: Request) -> str:
        return who(request)

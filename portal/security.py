"""Which scripts and styles a page may run: strict for residents, a little wider for the editor."""

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts

STAFF_PREFIX = "/quan-tri/"
DOCS_PREFIX = "/api/v1/docs/"

# Wagtail's editor writes styles and small scripts into its own pages.
EDITOR_NEEDS = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "form-action": [SELF],
    "base-uri": [SELF],
}


class PortalCSPMiddleware(CSPMiddleware):
    """Strict everywhere; under /quan-tri/ and on the API's reading page what those need."""

    def get_policy_parts(self, request, response, report_only=False) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith((STAFF_PREFIX, DOCS_PREFIX)):
            return PolicyParts(replace=EDITOR_NEEDS)
        return parts

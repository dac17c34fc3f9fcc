"""The router behind /api/v1/: every domain's viewsets, the schema and its reading page."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView
from rest_framework.routers import SimpleRouter

from cms.api import NewsViewSet
from portal.places.api import CommuneViewSet
from services.operations.api import DeskReportViewSet
from services.procedures.api import ProcedureViewSet
from services.reports.api import CategoryViewSet, ReportViewSet
from services.reports.similar_api import similar
from services.reports.suggest_api import suggestions
from services.tracking.api import track

API_PREFIX = "/api/"


def only_the_api(endpoints):
    """Keep Wagtail's and other libraries' addresses out of the published schema."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith(API_PREFIX)]


router = SimpleRouter()
router.register("news", NewsViewSet, "news")
router.register("report-categories", CategoryViewSet, "category")
router.register("reports", ReportViewSet, "report")
router.register("desk/reports", DeskReportViewSet, "desk-report")
router.register("procedures", ProcedureViewSet, "procedure")
router.register("communes", CommuneViewSet, "commune")

urlpatterns = [
    *router.urls,
    path("reports/similar/", similar, name="report-similar"),
    path("report-suggestions/", suggestions, name="report-suggestions"),
    path("tracking/<str:code>/", track, name="track"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerView.as_view(url_name="api:schema"), name="docs"),
]

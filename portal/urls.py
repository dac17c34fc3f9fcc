"""The map of the whole site."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms import files, sitemaps
from portal import api, health, offline

handler400 = "portal.errors.bad_request"

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-tin-moi.xml", sitemaps.news, name="sitemap_news"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap_section"),
    path("sw.js", offline.service_worker, name="service_worker"),
    path("api/v1/", include((api.urlpatterns, "api"))),
    path("quan-tri/failwhale/", RedirectView.as_view(pattern_name="wagtailadmin_home")),
    path("quan-tri/", include(wagtailadmin_urls)),
    path("tai-lieu/", include(wagtaildocs_urls)),
    # Only what editors have published; photos of reports are served by their own view.
    path("media/images/<path:path>", files.picture),
]

urlpatterns += i18n_patterns(
    path("ngoai-mang/", offline.no_network, name="offline"),
    path("tai-khoan/", include("services.signin.urls")),
    path("tai-khoan/", include("services.notifications.urls")),
    path("tai-khoan/", include("services.privacy.urls")),
    path("tim-kiem/", include("portal.search.urls")),
    path("phan-anh/", include("services.reports.urls")),
    path("thu-tuc/", include("services.procedures.urls")),
    path("ho-so/", include("services.dossiers.urls")),
    path("", include("services.tracking.urls")),
    path("", include("cms.urls")),
    # Everybody signs in at one door: Wagtail's own has neither limits nor a second factor.
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

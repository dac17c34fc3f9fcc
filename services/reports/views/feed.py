"""The newest of the list, for whoever reads news with a program."""

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _

from portal.common.keyset import newest_first
from services.reports import reach
from services.reports.forms import ReportFilterForm
from services.reports.models import Report

NEWEST = 30


class ReportFeed(Feed):
    """The newest reports of a choice, in RSS."""

    feed_type = Rss201rev2Feed

    def get_object(self, request) -> ReportFilterForm:
        return ReportFilterForm(request.GET)

    def title(self, filters: ReportFilterForm) -> str:
        what = ", ".join(filters.in_words)
        return _("Reports of residents: %(what)s") % {"what": what} if what else self.whole()

    def whole(self) -> str:
        return _("Reports of residents in Sóc Trăng")

    def description(self) -> str:
        return _("Every report an officer has received, and what is done about it.")

    def link(self, filters: ReportFilterForm) -> str:
        return filters.address("reports:list")

    def feed_url(self, filters: ReportFilterForm) -> str:
        return filters.address("reports:rss")

    def items(self, filters: ReportFilterForm) -> list[Report]:
        found, _edge = reach.found(filters)
        return list(newest_first(found.with_card())[:NEWEST])

    def item_title(self, report: Report) -> str:
        return f"{report.title} ({report.get_state_display()})"

    def item_description(self, report: Report) -> str:
        return report.shortened

    def item_guid(self, report: Report) -> str:
        return report.reference

    item_guid_is_permalink = False

    def item_pubdate(self, report: Report):
        return report.created_at

    def item_categories(self, report: Report) -> list[str]:
        return [report.category.group.name, report.category.name]

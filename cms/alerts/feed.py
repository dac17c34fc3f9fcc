"""Alerts in Atom, as OASIS advises: one entry for each message, with a link to it in CAP.

https://docs.oasis-open.org/emergency-adopt/cap-feeds/v1.0/cap-feeds-v1.0.html
"""

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.alerts import cap
from cms.alerts.forms import AreaForm
from cms.models.alert_messages import AlertMessage
from portal.common.moments import now
from portal.places.models import Commune

MOST = 100


class CapAtom(Atom1Feed):
    """Atom whose entries also carry what programs sort by, in the protocol's own words."""

    def root_attributes(self):
        return super().root_attributes() | {"xmlns:cap": cap.NAMESPACE}

    def latest_post_date(self):
        return localtime(super().latest_post_date() if self.items else now())

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        link = {"rel": "alternate", "type": cap.CONTENT_TYPE, "href": item["cap_url"]}
        handler.addQuickElement("link", "", link)
        for name, value in item["cap"]:
            handler.addQuickElement(f"cap:{name}", value)


class AlertFeed(Feed):
    """What is in force, and what was told in the last two days; of one commune with `?xa=`."""

    feed_type = CapAtom
    author_name = "Sóc Trăng Số"

    def __call__(self, request, *args, **kwargs):
        with override(settings.LANGUAGE_CODE):  # The words of alerts are Vietnamese.
            return super().__call__(request, *args, **kwargs)

    def get_object(self, request) -> Commune | None:
        form = AreaForm(request.GET)
        if not form.is_valid():
            raise Http404("There is no such commune.")
        return form.cleaned_data["xa"]

    def title(self, commune: Commune | None) -> str:
        if commune:
            return _("Alerts: %(commune)s") % {"commune": commune.name}
        return _("Alerts for Sóc Trăng")

    def subtitle(self, commune: Commune | None) -> str:
        return _("Each is also there in CAP 1.2.")

    def link(self, commune: Commune | None) -> str:
        return narrowed(reverse("cms:alerts"), commune)

    def feed_url(self, commune: Commune | None) -> str:
        return narrowed(reverse("cms:alert_feed"), commune)

    def items(self, commune: Commune | None) -> list[AlertMessage]:
        messages = AlertMessage.objects.for_feeds().with_areas()
        if commune:
            messages = messages.concerning(commune)
        return list(messages.order_by("-at", "-pk")[:MOST])

    def item_title(self, message: AlertMessage) -> str:
        return cap.readable(cap.headline(message))

    def item_description(self, message: AlertMessage) -> str:
        said = [message.note, message.text, message.instruction]
        return cap.readable("\n\n".join(filter(None, said)))

    def item_guid(self, message: AlertMessage) -> str:
        day = localtime(message.at).date().isoformat()
        return f"tag:{urlsplit(settings.SITE_URL).hostname},{day}:{message.identifier}"

    def item_pubdate(self, message: AlertMessage):
        return localtime(message.at)

    item_updateddate = item_pubdate

    def item_categories(self, message: AlertMessage) -> list[str]:
        return [message.category, message.get_level_display()]

    def item_extra_kwargs(self, message: AlertMessage) -> dict:
        return {"cap_url": cap.address_of(message), "cap": facts(message)}


def facts(message: AlertMessage) -> list[tuple[str, str]]:
    told = dict(cap.head(message)) | dict(cap.info(message))
    names = ["status", "msgType", "event", "effective", "expires", "category", "urgency"]
    names += ["severity", "certainty"]
    shown = [(name, cap.readable(str(told[name]))) for name in names if told[name]]
    named = ", ".join(area.name for area in message.areas.all())
    return [*shown, ("areaDesc", named or _("The whole of Sóc Trăng"))]


def narrowed(address: str, commune: Commune | None) -> str:
    return f"{address}?{urlencode({'xa': commune.code})}" if commune else address

"""What editors find in /quan-tri/."""

from django.templatetags.static import static
from django.urls import path, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms import approval_desk, content_check, files, films
from cms.alerts import desk  # noqa: F401 - registers its screens
from cms.answers import desk as answers  # noqa: F401 - registers its screens
from cms.answers.kept import keep_answered, keep_answered_among
from cms.bulk_publishing import PublishSound, close_the_back_door
from cms.comment_desk import CommentViewSet
from cms.dashboard import LatePages, Shortcuts
from cms.link_forms import label_links
from cms.links import desk as links_desk
from cms.links.desk import ToMend
from cms.models import Topic
from cms.newsletter import desk as newsletter
from cms.official_desk import OfficialViewSet
from cms.page_tree import TreeViewSet
from cms.redirects.forms import use_our_form
from cms.review import desk as review
from cms.rich_links import FileLinks, PageLinks
from cms.untranslated import TRANSLATE, Untranslated, UntranslatedReport
from portal.common.admin import ForThoseWith


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ["name", "slug", "position"]
    add_to_admin_menu = True
    menu_order = 260


register_snippet(TopicViewSet)


hooks.register("before_delete_page", keep_answered)
hooks.register("before_bulk_action", keep_answered_among)


@hooks.register("register_admin_viewset")
def comments_on_drafts():
    return CommentViewSet("consultationcomment", url_prefix="gop-y-du-thao")


@hooks.register("register_admin_viewset")
def people_in_charge():
    return OfficialViewSet("official", url_prefix="nguoi-phu-trach")


@hooks.register("register_admin_viewset")
def tree_of_pages():
    return TreeViewSet()


@hooks.register("register_admin_urls")
def reports_of_our_own():
    return newsletter.urlpatterns + review.urlpatterns


@hooks.register("register_reports_menu_item")
def review_item():
    return review.ReviewItem()


@hooks.register("register_reports_menu_item")
def newsletter_item():
    return ForThoseWith(
        _("Readers of the newsletter"),
        reverse_lazy("desk_newsletter"),
        name="newsletter-readers",
        icon_name=newsletter.ICON,
        order=900,
        permissions=[newsletter.VIEW],
    )


@hooks.register("register_admin_urls")
def one_front_door():
    """Staff sign in where everybody does: Wagtail's own door has no limits and is walled up."""
    return [path("login/", RedirectView.as_view(pattern_name="wagtailadmin_home"))]


@hooks.register("construct_wagtail_userbar")
def our_rules(request, items, page):
    content_check.use_ours(items)


@hooks.register("register_admin_urls")
def links_and_where_they_lead():
    return links_desk.urlpatterns


hooks.register("register_reports_menu_item", links_desk.report_item)
hooks.register("register_reports_menu_item", links_desk.missed_item)


@hooks.register("insert_global_admin_css")
def our_colours():
    return format_html('<link rel="stylesheet" href="{}">', static("cms/newsroom.css"))


@hooks.register("insert_global_admin_js")
def our_dates():
    return format_html('<script src="{}"></script>', static("cms/newsroom.js"))


@hooks.register("construct_homepage_panels")
def daily_work_first(request, panels):
    panels[:0] = [Shortcuts(), LatePages()]
    panels.append(review.ToReview())
    panels.append(ToMend())
    panels.append(Untranslated())


@hooks.register("register_reports_menu_item")
def missing_translations():
    return ForThoseWith(
        UntranslatedReport.page_title,
        reverse_lazy(UntranslatedReport.index_url_name),
        icon_name="globe",
        order=90,
        permissions=[TRANSLATE],
    )


@hooks.register("register_admin_urls")
def report_of_missing_translations():
    report = UntranslatedReport.as_view
    return [
        path("ban-dich/", report(), name=UntranslatedReport.index_url_name),
        path(
            "ban-dich/ket-qua/",
            report(results_only=True),
            name=UntranslatedReport.index_results_url_name,
        ),
    ]


@hooks.register("register_rich_text_features", order=10)
def our_links(features):
    """After Wagtail's own, which they replace."""
    features.register_link_type(PageLinks)
    features.register_link_type(FileLinks)


@hooks.register("before_serve_document", order=10)
def films_in_parts(document, request):
    """After Wagtail has looked whether this reader may have it at all."""
    return films.part_of(document, request.headers.get("Range", ""))


@hooks.register("construct_help_menu")
def only_help_one_can_read(request, menu_items):
    """Wagtail's help leads to English pages."""
    menu_items.clear()


@hooks.register("construct_settings_menu")
def address_is_no_choice(request, menu_items):
    """There is one site, at the address that the settings name; `load_site` keeps it."""
    menu_items[:] = [item for item in menu_items if item.name != "sites"]


# After Wagtail's own, which it replaces.
hooks.register("register_bulk_action", PublishSound, order=10)
hooks.register("before_publish_page", approval_desk.keep_in)
hooks.register("after_create_page", approval_desk.say_if_own)
hooks.register("after_edit_page", approval_desk.say_if_own)
hooks.register("after_edit_page", approval_desk.say_what_keeps_it_in)
hooks.register("after_edit_page", approval_desk.say_what_became_of_it)
hooks.register("before_serve_document", files.refuse_unpublished)

label_links()
close_the_back_door()
use_our_form()

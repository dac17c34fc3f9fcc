"""What editors do with pages besides writing them: compare, remark, and many at once."""

import pytest
from django.urls import reverse
from wagtail.models import Comment
from wagtail.test.utils.form_data import inline_formset, rich_text, streamfield

from cms.models import ArticlePage, StandardPage
from tests.cms.test_editors import FEATURES, edit, typed

pytestmark = pytest.mark.django_db


def together(client, action: str, *pages, **said) -> None:
    """Do one thing with all of these pages."""
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    chosen = "&".join(f"id={page.pk}" for page in pages)
    client.post(f"{address}?{chosen}&next=/quan-tri/", said)


def remark(text: str, **facts) -> dict:
    said = {"text": text, "contentpath": "introduction", "position": ""}
    return said | {"id": "", "resolved": "", "replies": inline_formset([])} | facts


def test_two_versions_are_compared_word_by_word(as_person, rinh, article):
    first = article.save_revision()
    article.title = "Đèn sáng trở lại"
    article.body = [("paragraph", "<p>Ba khóm đã có đèn.</p>")]
    second = article.save_revision()
    args = [article.pk, first.pk, second.pk]
    page = as_person(rinh).get(reverse("wagtailadmin_pages:revisions_compare", args=args))
    said = page.content.decode()
    assert 'class="deletion"' in said
    assert '<span class="addition">' in said
    assert "Ba khóm đã có đèn." in said


def test_a_remark_is_kept_answered_and_settled(as_person, rinh, linh, article):
    words = streamfield([("paragraph", rich_text("<p>Bà con mừng.</p>", features=FEATURES))])
    form = {"title": article.title, "slug": article.slug, "body": words}
    edit(as_person(linh), article, **typed(**form, comments=inline_formset([remark("Nguồn?")])))
    [kept] = Comment.objects.all()
    assert (kept.text, kept.user, kept.contentpath) == ("Nguồn?", linh, "introduction")
    answer = {"id": "", "text": "Theo báo cáo quý."}
    again = remark("Nguồn?", id=kept.pk, replies=inline_formset([answer]), resolved="on")
    edit(as_person(rinh), article, **typed(**form, comments=inline_formset([again], initial=1)))
    kept.refresh_from_db()
    assert [reply.text for reply in kept.replies.all()] == ["Theo báo cáo quý."]
    assert (kept.resolved_by, kept.resolved_at is not None) == (rinh, True)


def test_many_are_withdrawn_moved_and_deleted_together(as_person, linh, write, home):
    one, two, kept = write("Một"), write("Hai"), write("Ba")
    desk = as_person(linh)
    together(desk, "unpublish", one, two)
    assert list(ArticlePage.objects.live()) == [kept]
    together(desk, "delete", one, two)
    assert list(ArticlePage.objects.all()) == [kept]
    pages = [home.add_child(instance=StandardPage(title=name, slug=name)) for name in ("a", "b")]
    there = home.add_child(instance=StandardPage(title="c", slug="c"))
    together(desk, "move", *pages, chooser=there.pk)
    moved = StandardPage.objects.filter(pk__in=[page.pk for page in pages])
    assert {page.get_parent().pk for page in moved} == {there.pk}


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_who_only_writes_does_none_of_it(as_person, rinh, write, action):
    page = write("Một")
    together(as_person(rinh), action, page)
    assert ArticlePage.objects.get(pk=page.pk).live

"""Bodies with every block there is: as a kind editor fills them, and as the worst one would."""

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from cms.blocks import BodyBlock
from cms.models import ArticlePage, PortalImage
from portal.accounts.models import Agency
from services.procedures.models import Procedure

LONG = "Nghiêngngảnghiêngngả" * 9
KHMER = "ខេត្តសុកត្រាំងជាទីក្រុងកឹនធើប្រទេសវៀតណាម" * 3
RIGHT_TO_LEFT = "بوابة سوك ترانغ الرقمية " * 4
FILM = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
CODE = '<script>alert(1)</script>" onmouseover="alert(2)'


def document(name: str, title: str = "Biểu mẫu"):
    """A file among the newsroom's documents."""
    file = ContentFile(b"WEBVTT\n", name=name)
    return get_document_model().objects.create(title=title, file=file, file_size=7)


def every_block(
    *,
    picture: PortalImage,
    procedure: Procedure,
    agency: Agency,
    article: ArticlePage,
    words: str = "Đèn đường",
) -> list[tuple[str, object]]:
    """One of each, in an order in which headings are right; `words` wherever words may stand."""
    film, captions = document("phim.mp4", words), document("phim.vtt", words)
    rich = f'<p>{html(words)} <a linktype="page" id="{article.pk}">bài</a></p>'
    place = {"name": words, "address": words, "phone": "1022", "pin": "9.6029, 105.9739"}
    points = [{"label": words, "value": 12.5}, {"label": words, "value": 4.0}]
    return [
        ("paragraph", rich),
        ("heading", words),
        ("subheading", words),
        ("quote", {"text": words, "attribution": words}),
        ("passage", {"language": "km", "text": rich}),
        ("action", {"title": words, "text": words, "label": words[:60], "page": article}),
        ("alert", {"tone": "waiting", "title": words, "text": words, "url": "/phan-anh/"}),
        ("image", {"image": picture, "alt": words, "caption": words}),
        ("gallery", {"pictures": [{"image": picture, "alt": words, "caption": words}] * 2}),
        (
            "video",
            {
                "title": words,
                "file": film,
                "captions": captions,
                "poster": picture,
                "transcript": rich,
            },
        ),
        ("embed", {"url": FILM, "title": words}),
        ("steps", {"steps": [{"title": words, "text": words}] * 3}),
        ("accordion", {"questions": [{"question": words, "answer": rich}] * 2}),
        ("timeline", {"moments": moments(words)}),
        ("documents", {"title": words, "documents": [("document", film)]}),
        ("news", {"title": words, "chosen": [article], "topic": article.topic.slug, "count": 3}),
        ("table", {"table": table(words), "source": words, "source_url": "https://a.vn/"}),
        ("statistics", {"figures": [{"figure": words[:20], "label": words, "source": words}] * 3}),
        ("chart", {"title": words, "kind": "bars", "unit": words[:30], "data": points}),
        ("chart", {"title": words, "kind": "line", "data": points, "source": words}),
        ("places", {"title": words, "places": [place, place]}),
        ("procedure", {"procedure": procedure, "label": words}),
        ("procedure_steps", {"procedure": procedure}),
        ("report", {"kind": "CS01", "label": words[:60], "text": words}),
        ("contact", {"agency": agency, "name": words, "role": words, "email": "a@b.vn"}),
    ]


def html(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def moments(words: str) -> list[dict]:
    return [
        {"when": words[:60], "title": words, "text": words, "state": state}
        for state in ("done", "now", "later")
    ]


def table(words: str) -> dict:
    columns = [{"type": "words", "heading": words}, {"type": "number", "heading": words}]
    return {
        "columns": [*columns, *columns],
        "rows": [{"values": [words, 1234.5, words, None]}] * 2,
        "caption": words,
    }


def emptied() -> list[tuple[str, object]]:
    """Every block with nothing in it, as an import may have left it."""
    block = BodyBlock()
    return [(name, child.get_default()) for name, child in block.child_blocks.items()]

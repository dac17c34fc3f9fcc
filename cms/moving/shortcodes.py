"""WordPress writes some things in brackets: captions, galleries, films."""

import re

CAPTION = re.compile(
    r"\[(?:wp_)?caption(?P<facts>[^\]]*)\](?P<inside>.*?)\[/(?:wp_)?caption\]", re.DOTALL
)
PICTURE = re.compile(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.DOTALL)
SAID = re.compile(r'caption="([^"]*)"')
GALLERY = re.compile(r"\[gallery\b([^\]]*)\]")
NUMBERS = re.compile(r'\b(?:ids|include)="([\d,\s]+)"')
FILM = re.compile(r"\[(embed|youtube|video)\b([^\]]*)\](?:(.*?)\[/\1\])?", re.DOTALL)
ADDRESS = re.compile(r"https?://[^\s\"'\]<]+")
# What builders of pages and plug-ins leave behind; other brackets may be an author's own.
OTHERS = re.compile(
    r"\[/?(?:vc_|et_pb_|su_|fusion_|tie_|penci_|contact-form|rev_slider|audio|playlist|ads?\b)"
    r"[^\]]{0,2000}\]"
)


def spelled_out(html: str) -> str:
    """The same in HTML."""
    html = CAPTION.sub(with_caption, html)
    html = GALLERY.sub(gallery, html)
    html = FILM.sub(film, html)
    return OTHERS.sub("", html)


def with_caption(found: re.Match) -> str:
    inside = found["inside"]
    picture = PICTURE.search(inside)
    if picture is None:
        return inside
    older = SAID.search(found["facts"])  # Before WordPress 3.4 it stood among the attributes.
    caption = PICTURE.sub("", inside, count=1).strip() or (older[1] if older else "")
    return f"<figure>{picture[0]}<figcaption>{caption}</figcaption></figure>"


def gallery(found: re.Match) -> str:
    numbers = NUMBERS.search(found[1])
    return f'<figure data-ids="{numbers[1]}"></figure>' if numbers else ""


def film(found: re.Match) -> str:
    address = ADDRESS.search(found[3] or found[2] or "")
    return f'<iframe src="{address[0]}"></iframe>' if address else ""

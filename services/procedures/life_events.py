"""The events of a life by which people look for a procedure, each with its icon."""

ICONS = {
    "an-sinh-xa-hoi-va-nguoi-co-cong": "hand-heart",
    "co-con-nho": "baby",
    "cu-tru-va-giay-to-tuy-than": "id-card",
    "dan-toc-ton-giao-va-le-hoi": "landmark",
    "hoc-tap": "graduation-cap",
    "hon-nhan-va-gia-dinh": "gem",
    "khieu-nai-va-hoa-giai": "gavel",
    "kinh-doanh": "store",
    "nguoi-than-qua-doi": "flame",
    "nha-o-va-dat-dai": "house",
    "nong-nghiep-va-thuy-san": "sprout",
    "viec-lam-va-bao-hiem": "briefcase",
}
ANY_ICON = "file-text"


def icon_of(slug: str) -> str:
    """The icon of an event; an unknown one gets a plain paper."""
    return ICONS.get(slug, ANY_ICON)


def with_icons(events: list[dict]) -> list[dict]:
    """Counted life events, each knowing its icon."""
    return [event | {"icon": icon_of(event["slug"])} for event in events]

"""Which words of a text are English, for a portal that speaks Vietnamese.

Vietnamese writes syllables: a first consonant, a vowel, a last consonant, and no more. A syllable
that ends in c, ch, p or t always carries a tone mark. So bare letters that make no such syllable
are foreign; a few English words that do make one are named.
"""

import re

FIRST = "b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|nh|ng|ngh|p|ph|qu|r|s|t|th|tr|v|x"
VOWEL = (
    "a|ai|ao|au|ay|e|eo|eu|i|ia|ie|iu|o|oa|oai|oay|oe|oi|oo|u|ua|uay|ue|ui|uo|uoi|uy|uya|uye|y|ye"
)
LAST = "m|n|ng|nh"
SYLLABLE = re.compile(rf"(?:{FIRST})?(?:{VOWEL})(?:{LAST})?")
ENGLISH_ALTHOUGH_SYLLABLES = {"can", "him", "men", "run", "sun", "the", "them", "then", "you"}
# Names of things and people, and abbreviations said the same everywhere.
NAMES = {
    *["alt", "api", "avif", "captcha", "chromium", "css", "csv", "docx", "email", "facebook"],
    *["gif", "google", "heic", "html", "http", "https", "internet", "javascript", "jpeg", "jpg"],
    *["json", "khmer", "mb", "odt", "ods", "pdf", "png", "rss", "seo", "sms", "svg", "tiktok"],
    *[
        "grdp",
        "ubnd",
        "url",
        "wagtail",
        "utc",
        "video",
        "web",
        "webp",
        "website",
        "wifi",
        "xlsx",
        "xml",
        "youtube",
        "zalo",
    ],
    *["vtt", "webm", "zip", "kb", "px", "ctrl", "shift", "enter", "esc", "tab", "thg", "english"],
}
# Addresses, files, codes, tags and parts of addresses.
NO_WORDS = re.compile(r"<[^>]*>|\S*[@/_&#{}=]\S*|\S+\.\w\S*|\S*\d\S*|[a-z]+(?:-[a-z]+)+")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def english_words(text: str) -> list[str]:
    """The words of a text that are English, as they stand there."""
    return [word for word in WORD.findall(NO_WORDS.sub(" ", text)) if is_english(word.lower())]


def is_english(word: str) -> bool:
    word = word.replace("’", "'")
    if len(word) < 3 or not word.isascii() or word in NAMES:
        return False
    return word in ENGLISH_ALTHOUGH_SYLLABLES or not SYLLABLE.fullmatch(word)

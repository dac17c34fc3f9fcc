"""Our words and the libraries' live in one language: where ours differ, ours carry a context."""

import polib
from django.conf import settings

LOCALE = settings.BASE_DIR / "locale"
OURS = LOCALE / "vi" / "LC_MESSAGES" / "django.po"
THEIRS = LOCALE / "libraries" / "vi" / "LC_MESSAGES" / "django.po"


def catalogue(path) -> dict[tuple[str | None, str], str]:
    """Each message with its translation, as compiled: by context and singular."""
    entries = polib.pofile(str(path))
    return {(one.msgctxt, one.msgid): one.msgstr or one.msgstr_plural[0] for one in entries}


def test_no_word_of_ours_changes_a_librarys_screens():
    ours, theirs = catalogue(OURS), catalogue(THEIRS)
    changed = {
        message: (ours[message], theirs[message])
        for message in ours.keys() & theirs.keys()
        if ours[message] != theirs[message]
    }
    assert changed == {}

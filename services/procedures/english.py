"""English words by which a procedure is found, though its facts are in Vietnamese only.

They stand beside the catalogue in data/english.json: what a name or a field speaks of, and its
English. They are searched and never shown, so nobody takes them for a translation.
"""

import json
from pathlib import Path

from portal.search.words import written

TABLE = Path(__file__).parent / "data" / "english.json"
WORDS = {
    written(said): english
    for said, english in json.loads(TABLE.read_text(encoding="utf-8")).items()
}


def english_words(name: str, field: str) -> list[str]:
    """The English for everything that a procedure's name and field speak of."""
    spoken = written(name) + written(field)
    return [english for said, english in WORDS.items() if said in spoken]

"""Sentences as residents write them, each with its kind; nothing is learnt from them."""

from pathlib import Path

from services.reports.suggest import suggest

FILE = Path(__file__).parent / "data" / "labelled_sentences.tsv"

Sentence = tuple[str, str]


def labelled_sentences() -> list[Sentence]:
    """The code of the kind, and the sentence."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [(code, words) for code, _tab, words in (line.partition("\t") for line in lines)]


def share_found(sentences: list[Sentence], *, among: int) -> float:
    """The share of sentences whose kind is among the first few that are suggested."""
    found = [code in suggest(words)[:among] for code, words in sentences]
    return sum(found) / len(found)

"""What is looked at in a resident's words: each family of signs bears some mistakes."""

from itertools import chain, pairwise

from services.reports.suggest.words import marked_words, plain_words, sound, written_words

# How much a family counts; found by guessing phrases left out of what was learnt.
WEIGHTS = {
    "words": 0.8,
    "pairs": 0.8,
    "sounds": 0.4,  # Bear "lở đấc" for "lở đất".
    "sound_pairs": 0.8,
    "pieces": 0.1,  # Bear a slip of the thumb.
    "marked": 1.2,  # Tell "lở" from "lò" where somebody took the trouble.
}
PIECES = (3, 4, 5)  # Letters.

Signs = dict[str, set[str]]


def signs_of(text: str) -> Signs:
    """The signs in a text, by family."""
    written = written_words(text)
    plain = plain_words(written)
    sounds = [sound(word) for word in plain]
    return {
        "words": set(plain),
        "pairs": set(map(" ".join, pairwise(plain))),
        "sounds": set(sounds),
        "sound_pairs": set(map(" ".join, pairwise(sounds))),
        "pieces": set(chain.from_iterable(map(pieces, set(plain)))),
        "marked": set(marked_words(written)),
    }


def pieces(word: str) -> list[str]:
    """Every three to five letters that stand together, a word's ends being letters too."""
    whole = f"<{word}>"
    return [
        whole[start : start + length]
        for length in PIECES
        for start in range(len(whole) - length + 1)
    ]

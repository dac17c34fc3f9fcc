"""Codes read over the telephone: each letter with a word that nobody mishears.

These are Vietnamese whatever language the officer's screen speaks: they are said to the caller.
"""

WORDS = {
    "2": "hai",
    "3": "ba",
    "4": "bốn",
    "5": "năm",
    "6": "sáu",
    "7": "bảy",
    "8": "tám",
    "9": "chín",
    "A": "An",
    "B": "Bình",
    "C": "Cường",
    "D": "Dũng",
    "E": "Em",
    "F": "ép-phờ",
    "G": "Giang",
    "H": "Hà",
    "J": "gi",
    "K": "Kiên",
    "M": "Mai",
    "N": "Nam",
    "P": "Phương",
    "Q": "Quang",
    "R": "Rồng",
    "S": "Sông",
    "T": "Trăng",
    "U": "Út",
    "V": "Vân",
    "W": "vê kép",
    "X": "Xuân",
    "Y": "Yến",
    "Z": "dét",
}


def spelled(code: str) -> list[list[dict[str, str]]]:
    """The code in its groups, each symbol with what to say for it."""
    return [
        [{"symbol": symbol, "word": WORDS.get(symbol, "")} for symbol in group]
        for group in code.split("-")
    ]

"""What signs have stood for so far: naive Bayes, each kind against all others."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import log

from services.reports.suggest.signs import WEIGHTS, Signs

ALPHA = 1.0  # Every sign is thought to have been seen this often anywhere: nothing is certain.


class Family:
    """One family of signs: how often each stood in the words for each kind, and anywhere."""

    def __init__(self) -> None:
        self.seen: defaultdict[str, dict[str, float]] = defaultdict(dict)  # By kind, and sign.
        self.total: dict[str, float] = {}
        self.anywhere: dict[str, float] = {}
        self.rarity: dict[str, float] = {}

    def learn(self, kind: str, signs: Iterable[str], times: float) -> None:
        counts, total = self.seen[kind], self.total
        for sign in signs:
            counts[sign] = counts.get(sign, 0) + times
            total[sign] = total.get(sign, 0) + times

    def excuse(self, signs: Iterable[str]) -> None:
        """Signs of what anyone writes about anything speak for nothing in particular."""
        for sign in signs:
            self.anywhere[sign] = self.anywhere.get(sign, ALPHA) + 1

    def settle(self) -> None:
        """Sum up, once all is learnt: of whom much is known, one sign says the less."""
        room, everything = ALPHA * len(self.total), sum(self.total.values())
        for kind, counts in self.seen.items():
            own = sum(counts.values())
            self.rarity[kind] = log((everything - own + room) / (own + room))

    def weigh(self, signs: Iterable[str]) -> dict[str, float]:
        """For each kind, the logarithm of how much likelier the signs are there than elsewhere,
        less what all kinds have in common.
        """
        known = [sign for sign in signs if sign in self.total]
        return {
            kind: len(known) * self.rarity[kind]
            + sum(self._speaks(sign, counts[sign]) for sign in known if sign in counts)
            for kind, counts in self.seen.items()
        }

    def _speaks(self, sign: str, count: float) -> float:
        """How much a sign speaks for a kind for which it stood this often."""
        alpha, total = self.anywhere.get(sign, ALPHA), self.total[sign]
        return log((count + alpha) / alpha * (total + alpha) / (total - count + alpha))


class Evidence:
    """All families together."""

    def __init__(
        self, examples: Iterable[tuple[str, Signs, float]], anywhere: Iterable[Signs]
    ) -> None:
        self.families = {name: Family() for name in WEIGHTS}
        for kind, signs, times in examples:
            for name, family in self.families.items():
                family.learn(kind, signs[name], times)
        for signs in anywhere:
            for name, family in self.families.items():
                family.excuse(signs[name])
        for family in self.families.values():
            family.settle()

    def weigh(self, signs: Signs) -> dict[str, float]:
        """How much more the signs speak for each kind than for a middling one."""
        sums: Counter[str] = Counter()
        for name, family in self.families.items():
            for kind, odds in family.weigh(signs[name]).items():
                sums[kind] += WEIGHTS[name] * odds
        middling = sum(sums.values()) / len(sums)
        return {kind: strength - middling for kind, strength in sums.items()}

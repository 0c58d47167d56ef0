"""Did you mean: the known word nearest to one that is not known."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property

_ALIKE = 0.5
"""Below this share of common characters two words are not taken for each other."""

SHORT = 0.6
"""The same for the words of a closed list: of two characters one says little, 短信 is not 微信; all are listed anyway."""


def closest(word: str, choices: Iterable[str], alike: float = _ALIKE) -> str | None:
    """The choice that was likely meant, at least so much `alike`; of equally near ones the first. For a few choices."""
    best, most = None, alike
    asked = SequenceMatcher(autojunk=False, b=_folded(word))
    for choice in choices:
        asked.set_seq1(_folded(choice))
        if asked.real_quick_ratio() >= most and asked.quick_ratio() >= most:
            ratio = asked.ratio()
            if ratio > most or (best is None and ratio >= most):
                best, most = choice, ratio
    return best


def _folded(word: str) -> str:
    """The word without what is easily mistaken: case, width, and which dash."""
    return unicodedata.normalize("NFKC", word[:80]).casefold().replace("_", "-")


class Nearest:
    """The same among thousands of choices, for a few hundred questions: only likely ones are compared."""

    _LIKELY = 20
    _MOST_QUESTIONS = 200

    def __init__(self, choices: Iterable[str]) -> None:
        self._given = choices
        self._answers: dict[str, str | None] = {}

    @cached_property
    def _choices(self) -> Sequence[str]:
        return sorted(self._given)

    def closest(self, word: str) -> str | None:
        """The choice that was likely meant; None also where too many different words were asked."""
        if word not in self._answers:
            if len(self._answers) >= self._MOST_QUESTIONS:
                return None
            self._answers[word] = closest(word, self._likely(word))
        return self._answers[word]

    def _likely(self, word: str) -> list[str]:
        """The choices that share most pairs of letters with a word."""
        shared: Counter[int] = Counter()
        for pair in _pairs(word):
            shared.update(self._having.get(pair, ()))
        ranked = sorted(shared.items(), key=lambda item: (-item[1], len(self._choices[item[0]]), item[0]))
        return [self._choices[place] for place, _ in ranked[: self._LIKELY]]

    @cached_property
    def _having(self) -> Mapping[str, Sequence[int]]:
        """The choices that have a pair of letters, by their place."""
        having: dict[str, list[int]] = defaultdict(list)
        for place, choice in enumerate(self._choices):
            for pair in _pairs(choice):
                having[pair].append(place)
        return having


def _pairs(word: str) -> set[str]:
    framed = f"^{_folded(word)}$"
    return {framed[start : start + 2] for start in range(len(framed) - 1)}

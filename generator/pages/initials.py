"""Initials of names in pinyin: 示例精密机械 → sljmjx."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from generator.search.tokens import normalise


class Initials(NamedTuple):
    """The letter of each character, and by place the names of which a character is read otherwise (重庆)."""

    letters: Mapping[str, str]
    otherwise: Mapping[int, str]


def initials(names: Sequence[str]) -> Initials:
    """The initials of names as the search sees them; a browser puts them together from the letters."""
    folded = [normalise(name) for name in names]
    letters = _letters({char for name in folded for char in name if not char.isascii()})
    whole = [_read(name) for name in folded]
    return Initials(
        letters=letters,
        otherwise={
            place: read
            for place, (name, read) in enumerate(zip(folded, whole, strict=True))
            if read != "".join(letters.get(char, char) for char in name)
        },
    )


def _letters(chars: Iterable[str]) -> Mapping[str, str]:
    read = {char: _read(char) for char in sorted(chars)}
    return {char: letter for char, letter in read.items() if letter != char and len(letter) == 1}


def _read(text: str) -> str:
    """The initials of a text; what has no pinyin stays as it is."""
    from pypinyin.contrib.mmseg import seg  # noqa: PLC0415 -- half a second, which only a build should pay

    return "".join(map(_read_word, seg.cut(text)))


@cache
def _read_word(word: str) -> str:
    """The same of one word: names are made of the same few hundred."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 -- as above

    return "".join(lazy_pinyin(word, style=Style.FIRST_LETTER))

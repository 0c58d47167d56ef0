"""Places as people name them: by code, by name with or without the city, by their office."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.dataset import Dataset
from generator.importing.values import RefusedError, Row
from generator.nearest import closest
from generator.records.region import Region
from generator.records.types import Level
from generator.rules.territory import chain, home
from generator.source import PRIVATE

_OFFICE = re.compile(r"(?:中小企业)?(?:服务)?专员办(?:公室)?$")
_SUFFIX = re.compile(r"(?:特别行政|自治)?[省市区县]$")
_SHORTEST, _FEW = 2, 25
_OWN = {Level.CITY: "市本级", Level.PROVINCIAL: "省本级"}


def folded(text: str) -> str:
    """A name as it is compared: the width of characters, blanks and quotes left aside."""
    return re.sub(r"[\s\"'“”‘’]", "", unicodedata.normalize("NFKC", text)).lower()


def private_file(path: str, name: str) -> str:
    """The path of a private file of the office in whose folder a public one lies."""
    folder = path.removeprefix("rosters/").rpartition("/")[0]
    return f"{PRIVATE}/{folder}/{name}"


@dataclass(frozen=True)
class Places:
    """A dataset and the region whose rows are imported."""

    dataset: Dataset
    region: Region

    @cached_property
    def codes(self) -> frozenset[str]:
        """The region and all within it."""
        return frozenset(self.dataset.codes_within[self.region.code])

    def file(self, code: str, name: str) -> str:
        """The path of a file of an office."""
        return home(self.dataset, self.dataset.region_by_code[code], name)

    def place(self, row: Row, code: str, words: Sequence[str]) -> str | None:
        """The code of the place that a row names, by code or by words, the widest first; None where it names none.

        Raises `RefusedError` for a place that is not known, not the only one, or not in the region.
        """
        if written := row.value(code):
            self.hold_here(written, row.address(code))
            return written
        said = [name for name in words if name in row.cells]
        if not said:
            return self.region.code if self._lowest else None
        found = self._named("".join(str(row.value(name)) for name in said), row.address(said[-1]))
        self.hold_here(found, row.address(said[-1]))
        return found

    @property
    def _lowest(self) -> bool:
        """Whether there is but one place in the region."""
        return len(self.codes) == 1

    def place_of(self, text: str, address: str, *, anywhere: bool = False, of: Iterable[str] = ()) -> str:
        """The code of a place by its code or its name; `of`: codes that win where several places have the name."""
        if re.fullmatch("[0-9]{6}", text) and text in self.dataset.region_by_code:
            return text
        return self._named(text, address, anywhere=anywhere, of=of)

    def name(self, code: str) -> str:
        """What a place is called; its code where nobody knows it."""
        return self._full(code) if code in self.dataset.region_by_code else code

    def hold_here(self, code: str, address: str, what: str = "") -> None:
        """Hold that a place is in the region; `what` is there: 这家企业在. Raises `RefusedError`."""
        if code in self.codes:
            return
        if code not in self.dataset.region_by_code:
            raise RefusedError(address, f"没有区划代码“{code}”", "核对 rosters/regions.yml")
        raise RefusedError(
            address,
            f"{what}{self._full(code)}（{code}），不在{self._full(self.region.code)}里",
            "核对这一格；确实是那里的，--region 写那里或它的上级",
        )

    def _named(self, text: str, address: str, *, anywhere: bool = False, of: Iterable[str] = ()) -> str:
        word = folded(_OFFICE.sub("", text))
        everywhere = self._by_word.get(word, frozenset())
        found = frozenset(of) & everywhere or (everywhere if anywhere else everywhere & self.codes)
        if len(found) == 1:
            return next(iter(found))
        if not found and len(everywhere) == 1:
            return next(iter(everywhere))  # outside: said by who asks
        several = found or everywhere
        if several:
            listed = "、".join(f"{self._full(code)}（{code}）" for code in sorted(several))
            raise RefusedError(address, f"“{text}”有{len(several)}个：{listed}", "补上设区市，或写区划代码")
        raise RefusedError(address, f"没有“{text}”这个地方", self._meant(word))

    def _meant(self, word: str) -> str:
        """What may be written in place of a word that no place is called."""
        names = {folded(region.name): region.name for region in self.dataset.region_by_code.values()}
        if near := closest(word, names, 0.6):
            return f"是{names[near]}就改成它"
        here = [self.dataset.region_by_code[code].name for code in sorted(self.codes)]
        return f"可以写：{'、'.join(here)}" if len(here) <= _FEW else "写 rosters/regions.yml 里的名称或代码"

    @cached_property
    def _by_word(self) -> Mapping[str, frozenset[str]]:
        """The places by all that people call them."""
        found: dict[str, set[str]] = {}
        for code, region in self.dataset.region_by_code.items():
            for word in self._words(region):
                found.setdefault(folded(word), set()).add(code)
        return {word: frozenset(codes) for word, codes in found.items()}

    def _words(self, region: Region) -> Iterator[str]:
        above = [self.dataset.region_by_code[code].name for code in chain(self.dataset, region.code)[1:]]
        short = _SUFFIX.sub("", region.name)
        own = _OWN.get(region.level, "")
        for name in {region.name, *([short] if len(short) >= _SHORTEST else [])}:
            yield name
            for upto in range(len(above)):
                yield "".join(reversed(above[: upto + 1])) + name
        if own:
            yield region.name + own
            yield own if region.code == self.region.code else region.name + own

    def _full(self, code: str) -> str:
        region = self.dataset.region_by_code[code]
        above = self.dataset.region_by_code.get(region.parent or "")
        return f"{above.name}{region.name}" if above and above.level is Level.CITY else region.name

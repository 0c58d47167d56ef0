"""Experts and resources for an enterprise or a request, each with its reasons; no score is shown."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from generator.dataset import Dataset
from generator.records.enterprise import Enterprise
from generator.records.expert import Expert
from generator.records.request import ServiceRequest
from generator.records.resource import Resource
from generator.search import normalise

_RUN = re.compile("[a-z0-9]+|[\u3400-\u9fff]+")
_FULL, _LONG = 1.2, 0.75
"""BM25's usual k1 and b: how soon a repeated word says no more, how much a long text is held against itself."""

_WORDS = 3
"""So many words in common are named as a reason."""


class Need(NamedTuple):
    """What is looked for: where, in which industry, which domains, kinds of resource and themes, and in which words."""

    region: str
    industry: str
    domains: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    text: str = ""


class Suggestion(NamedTuple):
    """An expert or a resource, and why it is named: 领域：投融资服务, 提到：应收账款, 熟悉行业：工业, 就在甲市."""

    record: Expert | Resource
    reasons: tuple[str, ...]


def need_of_request(request: ServiceRequest, enterprise: Enterprise, region: str) -> Need:
    """What a request asks for, in its own words and those of its category."""
    return Need(region, enterprise.industry, text=f"{request.category} {request.text}")


def need_of_enterprise(
    enterprise: Enterprise, region: str, domains: Iterable[str] = (), themes: Iterable[str] = ()
) -> Need:
    """What may help an enterprise: the domains that its open benefits ask for, its themes, and its products."""
    return Need(
        region,
        enterprise.industry,
        domains=tuple(dict.fromkeys(domains)),
        themes=tuple(dict.fromkeys(themes)),
        text=" ".join(enterprise.products),
    )


class Suggester:
    """The experts and the resources on offer on the dataset's day, read once for many needs."""

    def __init__(self, dataset: Dataset) -> None:
        experts = [entry.record for entry in dataset.experts]
        resources = [entry.record for entry in dataset.resources if entry.record.holds_on(dataset.as_of)]
        self._dataset = dataset
        self._experts = _Offers([(record, _expert_text(record)) for record in experts])
        self._resources = _Offers([(record, _resource_text(record)) for record in resources])

    def experts(self, need: Need, most: int | None = None) -> tuple[Suggestion, ...]:
        """The experts who serve the place and the industry and have a reason to be named, the most fitting first."""
        return tuple(islice(self._suggested(need, self._experts), most))

    def resources(self, need: Need, most: int | None = None) -> tuple[Suggestion, ...]:
        """The resources for the place and the industry with a reason to be named, the most fitting first."""
        return tuple(islice(self._suggested(need, self._resources), most))

    def _suggested(self, need: Need, offers: "_Offers") -> Iterator[Suggestion]:
        """By how many things asked for they have, then by the words in common (BM25), the nearer place, the id.

        What to say of one is only looked for when it is its turn.
        """
        near = (need.region, *self._dataset.codes_above.get(need.region, ()))
        query, ranked = Query(need.text), []
        sharing = offers.relevance.sharing(query)
        for place, record in offers.fitting(sharing | offers.having(need), near, need.industry):
            asked = dict(_asked(need, record))
            distance = min(near.index(code) for code in record.regions if code in near)
            named = sum(map(len, asked.values()))
            order = (-named, -offers.relevance.of(query, place), distance, record.id)
            ranked.append((order, place, record, asked))
        for _, place, record, asked in sorted(ranked, key=lambda item: item[0]):
            words = offers.relevance.words(query, place) if place in sharing else ()
            if asked or words:
                said = [f"{label}：{'、'.join(both)}" for label, both in asked.items()]
                said += [f"提到：{'、'.join(words)}"] if words else []
                yield Suggestion(record, (*said, *_fits(self._dataset, need, record)))


def _expert_text(record: Expert) -> str:
    return " ".join((*record.domains, record.institution, record.profile or ""))


def _resource_text(record: Resource) -> str:
    return " ".join((record.name, *record.kinds, *record.domains, *record.themes, record.what))


class _Offers:
    """Records of one kind with their texts."""

    def __init__(self, offers: Sequence[tuple[Expert | Resource, str]]) -> None:
        self.relevance = _Relevance([text for _, text in offers])
        self._records = [record for record, _ in offers]
        self._in: dict[str, set[int]] = {}
        self._having: dict[str, set[int]] = {}
        for place, record in enumerate(self._records):
            for code in record.regions:
                self._in.setdefault(code, set()).add(place)
            for words in _offered(record):
                for word in words:
                    self._having.setdefault(word, set()).add(place)

    def having(self, need: Need) -> set[int]:
        """The places of the records that have something of what is asked for."""
        wanted = (*need.domains, *need.kinds, *need.themes)
        return set().union(*(self._having.get(word, ()) for word in wanted))

    def fitting(
        self, places: set[int], near: Iterable[str], industry: str
    ) -> Iterator[tuple[int, Expert | Resource]]:
        """Those of these records that are for one of the near places and for an industry, each once, with its place."""
        here = set().union(*(self._in.get(code, ()) for code in near))
        for place in sorted(places & here):
            record = self._records[place]
            if industry in (record.industries or (industry,)):
                yield place, record


def _asked(need: Need, record: Expert | Resource) -> Iterator[tuple[str, list[str]]]:
    """The things asked for that a record has, by what they are."""
    asked = (need.domains, need.kinds, need.themes)
    for label, wanted, had in zip(("领域", "支持", "主题"), asked, _offered(record), strict=True):
        both = [word for word in wanted if word in had]
        if both:
            yield label, both


def _offered(record: Expert | Resource) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
    """The domains, kinds and themes of a record."""
    kinds, themes = (record.kinds, record.themes) if isinstance(record, Resource) else ((), ())
    return record.domains, kinds, themes


def _fits(dataset: Dataset, need: Need, record: Expert | Resource) -> Iterator[str]:
    """What else speaks for it: that it is for the industry, or just for the place."""
    if record.industries:
        yield f"熟悉行业：{need.industry}"
    if need.region in record.regions:
        yield f"就在{dataset.region_by_code[need.region].name}"


class Query:
    """A text that is looked for: its runs of characters, and its pairs of neighbours."""

    def __init__(self, text: str) -> None:
        self.runs = _RUN.findall(normalise(text))
        self.grams = sorted(_grams(text))


class _Relevance:
    """BM25 over pairs of neighbouring characters, and over Latin words and numbers whole."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._grams = [_grams(text) for text in texts]
        self._folded = [normalise(text) for text in texts]
        self._having: dict[str, list[int]] = {}
        for place, found in enumerate(self._grams):
            for gram in found:
                self._having.setdefault(gram, []).append(place)
        self._weights = {gram: _weight(len(places), len(texts)) for gram, places in self._having.items()}
        self._sizes = [found.total() for found in self._grams]
        self._mean = sum(self._sizes) / len(texts) if texts else 0.0

    def sharing(self, query: Query) -> set[int]:
        """The places of the texts that have a pair of the query that says something."""
        told = (gram for gram in query.grams if self._weights.get(gram, 0) > 0)
        return {place for gram in told for place in self._having[gram]}

    def of(self, query: Query, place: int) -> float:
        """How well the text at a place answers a query, from 0."""
        grams = self._grams[place]
        size = _FULL * (1 - _LONG + _LONG * self._sizes[place] / self._mean) if self._mean else 1.0
        return sum(
            self._weights[gram] * grams[gram] * (_FULL + 1) / (grams[gram] + size)
            for gram in query.grams
            if gram in grams
        )

    def words(self, query: Query, place: int) -> tuple[str, ...]:
        """The longest runs that a query and a text both have and that say something, those that say most first."""
        folded = self._folded[place]
        runs = {run for part in query.runs for run in _shared(part, folded)}
        weights = {run: sum(self._weights.get(gram, 0.0) for gram in _grams(run)) for run in runs}
        told = sorted((run for run in runs if weights[run] > 0), key=lambda run: (-weights[run], run))
        return tuple(told[:_WORDS])


def _weight(held: int, texts: int) -> float:
    """How much a pair says that so many of the texts have: nothing where half of them have it."""
    return max(0.0, math.log((texts - held + 0.5) / (held + 0.5)))


def _grams(text: str) -> Counter[str]:
    """The pairs of neighbouring Chinese characters, the words of Latin letters and digits."""
    found: Counter[str] = Counter()
    for run in _RUN.findall(normalise(text)):
        found.update([run] if run.isascii() else (run[at : at + 2] for at in range(len(run) - 1)))
    return found


def _shared(part: str, text: str) -> Iterator[str]:
    """The longest pieces of a run that stand in a text, of two characters or more."""
    start = 0
    while start < len(part) - 1:
        end = start + 2
        if part.isascii():
            if part in text:
                yield part
            return
        while end <= len(part) and part[start:end] in text:
            end += 1
        if end > start + 2:
            yield part[start : end - 1]
            start = end - 2
        start += 1

"""policies/index.json: what the list's script filters, sorts and shows; small, and without today.

{"as_of": "2026-11-24",
 "levels": ["国家级", …], "topics": […], "supports": […], "claims": […], "statuses": […]: closed lists,
 "issuers": ["财政部", …], "regions": [["990000", "全省", -1], …], "whole": 0,
 "rows": [[id, title, number, issuers, level, regions, topics, supports, claims, term, published, checked,
           official, figure, summary, successor, sample, extra, note, going_on, leading], …]}

`issuers` to `claims` are positions in the lists above (`level` one, the others arrays). The third part of
a region is the position of the city above it, or -1; `whole` is the position of the province, or -1. A row
is listed under the places where it applies and the cities of those (`pages/reach.py`). `term` is
`Term.text`, from which status and deadline are computed for the reader's day; `published` and `checked`
are ISO days or "" (`checked` for an invented example); `official` and `sample` are 0 or 1; `figure` is [number, unit, note]; `successor` is
the id of the policy in its place or "". A row is found by any part of title, number, issuers and `extra`
(short title and names of benefits); `note` is shown while the policy is open,
`going_on` tells how many benefits the successor leaves in force, `figure` is of the day `as_of`;
where another benefit may lead on another day, `leading` has all: [term, 1 without an amount else 0, *figure]. Rows stand in the order of
their closing days as of `as_of`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from generator.page import MadeFile
from generator.pages.reach import reach
from generator.pages.rows import check_mark, claims, figure_with, row_figure, row_note
from generator.portal import PolicyFacts, Portal
from generator.records.policy import ClaimMode, Support, Topic
from generator.records.types import Level
from generator.status import Status

PATH = "policies/index.json"


def policy_index(portal: Portal) -> Iterator[MadeFile]:
    """The one file."""
    yield MadeFile(path=PATH, make=partial(_index, portal))


def _index(portal: Portal) -> bytes:
    """UTF-8, without spaces between values."""
    issuers = _positions(name for policy in portal.policies for name in policy.record.issuers)
    places = _positions(code for policy in portal.policies for code in policy.places)
    index = {
        "as_of": portal.as_of.isoformat(),
        "levels": list(Level),
        "topics": list(Topic),
        "supports": list(Support),
        "claims": list(ClaimMode),
        "statuses": list(Status),
        "issuers": list(issuers),
        "regions": [[code, reach(portal, [code]), _city(portal, code, places)] for code in places],
        "whole": places.get(portal.scheme.province, -1),
        "rows": [_row(portal, policy, issuers, places) for policy in portal.policies],
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()


def supports(policy: PolicyFacts) -> tuple[Support, ...]:
    """支持方式 of its benefits, each once."""
    return tuple(dict.fromkeys(support for benefit in policy.benefits for support in benefit.record.support))


def _positions(values: Iterable[str]) -> Mapping[str, int]:
    """Each value once, sorted, with its position."""
    return {value: position for position, value in enumerate(sorted(set(values)))}


def _city(portal: Portal, code: str, places: Mapping[str, int]) -> int:
    """The position of the city above a county, else -1."""
    region = portal.region_by_code[code]
    return places.get(region.parent or "", -1) if region.level is Level.COUNTY else -1


_LEVELS = {level: position for position, level in enumerate(Level)}
_TOPICS = {topic: position for position, topic in enumerate(Topic)}
_SUPPORTS = {support: position for position, support in enumerate(Support)}
_CLAIMS = {claim.value: position for position, claim in enumerate(ClaimMode)}


def _row(
    portal: Portal, policy: PolicyFacts, issuers: Mapping[str, int], places: Mapping[str, int]
) -> list[object]:
    record = policy.record
    figure, mark = row_figure(policy), check_mark(record)
    extra = [record.short_title or "", *(benefit.record.name for benefit in policy.benefits)]
    return [
        record.id,
        record.title,
        record.doc_no or "",
        [issuers[name] for name in record.issuers],
        _LEVELS[record.level],
        [places[code] for code in record.regions or (portal.scheme.province,)],
        [_TOPICS[topic] for topic in record.topics],
        [_SUPPORTS[support] for support in supports(policy)],
        [_CLAIMS[claim] for claim in claims(policy)],
        policy.term.text,
        str(record.dated or ""),
        mark.iso,
        int(mark.official),
        [figure.number, figure.unit, figure.note],
        record.summary[0],
        record.replaced_by.policy if record.replaced_by else "",
        int(record.sample),
        " ".join(filter(None, extra)),
        row_note(portal, policy),
        sum(benefit.goes_on for benefit in policy.benefits),
        list(_leading(policy)),
    ]


def _leading(policy: PolicyFacts) -> Iterator[list[object]]:
    """Its benefits, of which the first that can be had and names an amount leads; nothing where all have one term."""
    if len({benefit.term.text for benefit in policy.benefits}) > 1:
        for benefit in policy.benefits:
            figure = figure_with(policy, benefit)
            without = int(benefit.record.amount is None)
            yield [benefit.term.text, without, figure.number, figure.unit, figure.note]

"""check/index.json: what 政策体检 asks and judges, for the browser that keeps all answers to itself.

{"as_of": "2026-11-24",
 "facts": [{"key", "label", "words", "kind", "hint", "unit", "values", "signed"}, …]: what can be asked, in the
   order in which it is asked among equals; parts that say nothing are left out,
 "regions": [[code, name, above], …]: `above` is a position here or -1,
 "size": {"standard", "policy", "industries"}: the bounds of 大型, 中型, 小型 (`eligibility/size.py`),
 "leaves": [{…, "says"}, …]: each test of a rule once, as files write it, with its sentence; those under a `not`
   say the opposite,
 "benefits": [[policy, id, name, term, worth, amount, rule, reading, sample], …]: `policy` is a position in
   "policies", `worth` what it brings in words, `amount` whole 元 or "" where no amount is known, `rule` a leaf's
   position or a group of such, null where everybody may have it; `reading` says what of the conditions can only
   be read, or "",
 "policies": [[id, name], …],
 "excludes": [[benefit, benefit, clause], …]: pairs of positions, the lower first (不得重复享受),
 "rungs": [{"titles", "benefits"}, …]: the rungs of the ladder from the lowest, and which benefits award them,
 "served": the titles whose holders have a commissioner}

The benefits are those in force or still to come, in the order of the policies' closing days.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from generator.coverage import LEVELS
from generator.eligibility.conditions import All, Asks, AtLeast, Condition, Leaf, Not
from generator.eligibility.reasons import asked
from generator.eligibility.size import standard
from generator.exports.published import Json, published_fields
from generator.matching import unruled, whole_rule
from generator.page import MadeFile
from generator.pages.questions import Checkable, Question, checkable, questions
from generator.pages.rows import benefit_figure, tagged
from generator.portal import BenefitFacts, PolicyFacts, Portal
from generator.records.enterprise import RUNGS
from generator.records.policy import Benefit

PATH = "check/index.json"


def check_index(portal: Portal) -> Iterator[MadeFile]:
    """The one file."""
    yield MadeFile(path=PATH, make=partial(_index, portal))


def _index(portal: Portal) -> bytes:
    """UTF-8, without spaces between values."""
    listed = tuple(checkable(portal))
    policies = {policy.record.id: policy.name for policy, _ in listed}
    ids = {id_: place for place, id_ in enumerate(policies)}
    places = {
        f"{policy.record.id}#{benefit.record.id}": place for place, (policy, benefit) in enumerate(listed)
    }
    leaves_ = _Leaves(portal)
    regions = {code: place for place, code in enumerate(portal.region_by_code)}
    size = standard()
    index = {
        "as_of": portal.as_of.isoformat(),
        "facts": [_fact(question) for question in questions(portal, listed)],
        "regions": [
            [code, portal.place_names[code], regions.get(region.parent or "", -1)]
            for code, region in portal.region_by_code.items()
        ],
        "size": {
            "standard": size.standard,
            "policy": size.policy,
            "industries": {
                industry: {key: [str(bound) for bound in bounds] for key, bounds in measures.items()}
                for industry, measures in size.industries.items()
            },
        },
        "benefits": [_benefit(policy, benefit, ids, leaves_) for policy, benefit in listed],
        "leaves": leaves_.written,
        "policies": list(policies.items()),
        "excludes": [list(pair) for pair in sorted(_excludes(listed, places))],
        "rungs": list(_rungs(listed)),
        "served": [tier.value for tier in LEVELS],
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()


def _fact(question: Question) -> dict[str, object]:
    """A question without the parts that say nothing."""
    return {
        name: value
        for name, value in question._asdict().items()
        if value or name in {"key", "label", "words", "kind"}
    }


class _Leaves:
    """The tests of all rules, each once, and rules as positions in them."""

    def __init__(self, portal: Portal) -> None:
        self._terms = portal.terms
        self._places: dict[str, int] = {}
        self.written: list[dict[str, Json]] = []

    def rule(self, node: Condition, *, negated: bool = False) -> Json:
        """A node with positions in place of its leaves; texts of groups are left out."""
        if isinstance(node, Leaf | Asks):
            return self._place(node, negated=negated)
        children = [self.rule(child, negated=negated is not isinstance(node, Not)) for child in node.nodes]
        if isinstance(node, Not):
            return {"not": children[0]}
        if isinstance(node, AtLeast):
            return {"at_least": node.at_least, "of": children}
        return {"all" if isinstance(node, All) else "any": children}

    def _place(self, leaf: Leaf | Asks, *, negated: bool) -> int:
        written = published_fields(leaf)
        written["says"] = asked(leaf, self._terms, negated=negated)
        written.pop("text", None)
        key = json.dumps(written, ensure_ascii=False)
        if key not in self._places:
            self._places[key] = len(self.written)
            self.written.append(written)
        return self._places[key]


def _benefit(
    policy: PolicyFacts, benefit: BenefitFacts, ids: Mapping[str, int], leaves_: _Leaves
) -> list[object]:
    record = benefit.record
    rule = whole_rule(policy.record, record.conditions)
    figure = benefit_figure(benefit)
    return [
        ids[policy.record.id],
        record.id,
        record.name,
        benefit.term.text,
        "，".join(filter(None, (f"{figure.number}{figure.unit}", figure.note))),
        _amount(record),
        leaves_.rule(rule) if rule else None,
        unruled(record),
        int(tagged(record.name, sample=policy.record.sample)),
    ]


def _amount(benefit: Benefit) -> str:
    """What it may bring, in whole 元; "" where that is a rate or a text."""
    amount = benefit.amount
    whole = (amount.fixed or amount.up_to) if amount else None
    return str(whole) if whole else ""


def _excludes(listed: Iterable[Checkable], places: Mapping[str, int]) -> Iterator[tuple[int, int, str]]:
    """Each pair once, also where both benefits name it."""
    found: dict[tuple[int, int], str] = {}
    for policy, benefit in listed:
        here = places[f"{policy.record.id}#{benefit.record.id}"]
        for other in benefit.record.excludes:
            if other.benefit in places:
                pair = sorted((here, places[other.benefit]))
                found.setdefault((pair[0], pair[1]), other.clause)
    return ((*pair, clause) for pair, clause in found.items())


def _rungs(listed: Iterable[Checkable]) -> Iterator[dict[str, object]]:
    """The rungs of the ladder that a benefit leads to, from the lowest."""
    for tiers in RUNGS:
        benefits = [place for place, (_, benefit) in enumerate(listed) if benefit.record.grants in tiers]
        if benefits:
            yield {"titles": [tier.value for tier in tiers], "benefits": benefits}

"""Which facts the rules of today ask of an enterprise and its profile does not say."""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from generator.coverage import Coverage
from generator.eligibility.conditions import Leaf, leaves
from generator.matching import profile_of
from generator.portal import Portal
from generator.roster import EnterpriseFacts
from generator.status import RECEIVING, Status

_ASKED = RECEIVING | {Status.LATER, Status.NOTICE}

_KNOWN = frozenset({"region", "industry", "tiers", "size_class"})
"""What the roster says, and what is computed of other facts."""


class FactGap(NamedTuple):
    """A fact that rules ask for, with the enterprises of an office whose profile lacks it, in the order of their codes."""

    key: str
    enterprises: tuple[EnterpriseFacts, ...]


class ProfileGaps:
    """The gaps of the profiles of all offices that keep a ledger; computed when they are first asked for."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal

    def of(self, office: str) -> tuple[FactGap, ...]:
        """Those of an office's enterprises that have a profile, in the order of the dictionary of facts."""
        found = self._by_office.get(office, {})
        return tuple(
            FactGap(key, tuple(found[key])) for key in self._portal.dataset.fact_by_key if key in found
        )

    @cached_property
    def _by_office(self) -> Mapping[str, Mapping[str, list[EnterpriseFacts]]]:
        portal, coverage = self._portal, Coverage(self._portal.dataset)
        profiles = profile_of(portal.dataset)
        asked: dict[str, frozenset[str]] = {}
        found: dict[str, dict[str, list[EnterpriseFacts]]] = {}
        for facts in portal.roster.enterprises:
            profile = profiles.get(facts.record.code)
            serving = coverage.serving(facts.record.code, portal.as_of)
            if facts.level is None or profile is None or serving is None:
                continue
            if facts.region not in asked:
                asked[facts.region] = self._asked_in(facts.region)
            for key in asked[facts.region].difference(profile.facts):
                found.setdefault(serving.folder, {}).setdefault(key, []).append(facts)
        return found

    def _asked_in(self, place: str) -> frozenset[str]:
        """The facts that the rules of benefits ask for at a place, which can be had there today or later."""
        here = {place, *self._portal.dataset.codes_above.get(place, ())}
        return frozenset(
            key
            for policy in self._portal.policies
            if not policy.record.regions or here.intersection(policy.record.regions)
            for benefit in policy.benefits
            if benefit.state.status in _ASKED
            for _, leaf in leaves(benefit.record.conditions)
            if isinstance(leaf, Leaf)
            for key in leaf.keys
            if key not in _KNOWN
        )

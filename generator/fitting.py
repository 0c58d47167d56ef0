"""The windows that will close for the enterprises of a commissioner, and whom each is for."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from generator.answers import Option, answers
from generator.portal import BenefitFacts, PolicyFacts, Portal
from generator.records.policy import Window
from generator.roster import EnterpriseFacts


class Fit(NamedTuple):
    """A benefit with those enterprises that it fits."""

    policy: PolicyFacts
    benefit: BenefitFacts
    enterprises: tuple[EnterpriseFacts, ...]


class Closing(NamedTuple):
    """A window that closes on a day to come, with the enterprises at whose place it holds.

    `fits` meet the rule, `near` nearly do.
    """

    policy: PolicyFacts
    benefit: BenefitFacts
    window: Window
    fits: tuple[EnterpriseFacts, ...]
    near: tuple[EnterpriseFacts, ...]


def fits(portal: Portal, codes: Iterable[str]) -> Iterator[Fit]:
    """The benefits that can be had now or later and that fit some of the enterprises, in the portal's order."""
    found: dict[int, tuple[Option, list[EnterpriseFacts]]] = {}
    for code in codes:
        for option in answers(portal).fitting(code):
            found.setdefault(option.place, (option, []))[1].append(portal.roster.enterprise_by_code[code])
    for _, (option, enterprises) in sorted(found.items()):
        yield Fit(option.policy, option.benefit, tuple(enterprises))


def closing(portal: Portal, codes: Iterable[str]) -> Iterator[Closing]:
    """The windows that are open or will open, have a last day, and are for some of the enterprises."""
    found: dict[int, tuple[Option, tuple[list[EnterpriseFacts], list[EnterpriseFacts]]]] = {}
    for code in codes:
        options = answers(portal).closing(code)
        for place, group in enumerate((options.fits, options.near)):
            for option in group:
                groups = found.setdefault(option.place, (option, ([], [])))[1]
                groups[place].append(portal.roster.enterprise_by_code[code])
    for _, (option, groups) in sorted(found.items()):
        for window in option.benefit.record.windows:
            if window.closes_on is None or window.closes_on < portal.as_of:
                continue
            fitting, near = (
                tuple(facts for facts in group if window in _windows_for(portal, option.benefit, facts))
                for group in groups
            )
            if fitting or near:
                yield Closing(option.policy, option.benefit, window, fitting, near)


def _windows_for(portal: Portal, benefit: BenefitFacts, facts: EnterpriseFacts) -> tuple[Window, ...]:
    return windows_at(
        benefit.record.windows, (facts.region, *portal.dataset.codes_above.get(facts.region, ()))
    )


def windows_at(windows: Sequence[Window], codes: Collection[str]) -> tuple[Window, ...]:
    """Those of a benefit's windows that hold at a place, told by its code and those above: its own, and general ones.

    A general window does not hold where one of the place's own runs at the same time: there the batch closes earlier.
    """
    own = [window for window in windows if any(code in codes for code in window.regions)]
    return tuple(
        window
        for window in windows
        if window in own or (not window.regions and not any(_overlap(window, other) for other in own))
    )


def _overlap(window: Window, other: Window) -> bool:
    """Whether two windows have a day in common; one without a first or a last day is open there."""
    first, second = ((each.opens_on or date.min, each.closes_on or date.max) for each in (window, other))
    return first[0] <= second[1] and second[0] <= first[1]

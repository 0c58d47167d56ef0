"""沿革: what a policy replaced, what changed it and what took its place; and what it rests on."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice

from generator.days import iso
from generator.pages.policy_view import ChainEntry, Related
from generator.pages.rows import issued
from generator.pages.views import Link, Spell
from generator.pages.words import joined, prose_date, spell, status_tag
from generator.portal import PolicyFacts, Portal, published_order

_SHOWN = 12
"""Documents listed under one relation; a law may carry hundreds."""

_Dated = tuple[date, ChainEntry]


def chain(portal: Portal, policy: PolicyFacts) -> tuple[ChainEntry, ...]:
    """The line, oldest first; nothing where the document stands alone."""
    entries = [
        *(_other(portal, old, old.record.dated) for old in _reached(policy, portal.replacing)),
        *_own(portal, policy),
        *(
            _other(portal, change, change.record.dated, "修改本文件")
            for change in portal.amending.get(policy.record.id, ())
        ),
        *_successors(portal, policy),
    ]
    ordered = sorted(entries, key=lambda entry: entry[0])
    return tuple(entry for _, entry in ordered) if len(ordered) > 1 else ()


def related(portal: Portal, policy: PolicyFacts) -> Iterator[Related]:
    """Everything that this document points at or that points at it, other than its succession."""
    record = policy.record
    for label, targets in (
        ("依据", record.based_on),
        ("修改的文件", record.amends),
        ("解读的文件", record.interprets),
    ):
        yield from _relation(label, [portal.policy_by_id[target] for target in targets])
    for label, links in (("以本文件为依据", portal.resting), ("解读", portal.interpreting)):
        yield from _relation(label, links.get(record.id, ()))


def _relation(label: str, policies: Iterable[PolicyFacts]) -> Iterator[Related]:
    """The newest documents of a relation, and how many there are where not all are shown."""
    ordered = sorted(policies, key=published_order)
    if ordered:
        many = f"（共{len(ordered)}份，列出较新的{_SHOWN}份）" if len(ordered) > _SHOWN else ""
        links = tuple(Link(path=policy.path, words=policy.record.title) for policy in islice(ordered, _SHOWN))
        yield Related(label=label + many, links=links)


def _reached(policy: PolicyFacts, links: Mapping[str, tuple[PolicyFacts, ...]]) -> Iterator[PolicyFacts]:
    """All documents in one direction of the succession, each once."""
    seen = {policy.record.id}
    front = [policy]
    while front:
        for other in links.get(front.pop().record.id, ()):
            if other.record.id not in seen:
                seen.add(other.record.id)
                front.append(other)
                yield other


def _own(portal: Portal, policy: PolicyFacts) -> Iterator[_Dated]:
    """The days of this document: issued, in force (with what it replaces), its last one."""
    record = policy.record
    old = joined(f"《{other.record.title}》" for other in portal.replacing.get(record.id, ()))
    replacing = f"，替代{old}" if old else ""
    in_force = spell(policy.document.effective_on, policy.document.last_on, portal.as_of)
    issue = issued(record)
    starts = record.effective_on if issue is None or record.effective_on != issue[0] else None
    if issue is not None:
        words = f"本文件{issue[1]}" + ("" if starts else replacing)
        yield _entry(issue[0], words, filled=None if starts else in_force)
    if starts is not None:
        yield _entry(starts, f"本文件施行{replacing}", filled=in_force)
    if record.ends_on is not None and record.ends_on == policy.document.last_on:
        yield _entry(record.ends_on, "本文件有效期满", filled=None)


def _successors(portal: Portal, policy: PolicyFacts) -> Iterator[_Dated]:
    """Each successor on the day on which it took over."""
    before = policy
    for new in _reached(policy, portal.replaced_by):
        replacement = before.record.replaced_by
        day = replacement.date if replacement else new.record.dated
        yield _other(portal, new, day, "替代本文件" if before is policy else "", _going_on(before))
        before = new


def _going_on(policy: PolicyFacts) -> str:
    names = tuple(f"“{benefit.record.name}”" for benefit in policy.benefits if benefit.goes_on)
    return f"{joined(names)}继续适用" if names else ""


def _entry(day: date, words: str, *, filled: Spell | None) -> _Dated:
    entry = ChainEntry(
        date=prose_date(day),
        iso=iso(day),
        filled=filled,
        words=words,
        link=None,
        tag=None,
        number="",
        note="",
    )
    return day, entry


def _other(portal: Portal, other: PolicyFacts, day: date | None, *notes: str) -> _Dated:
    """Another document of the line; without a day it stands first."""
    notes = notes or (_going_on(other),)
    entry = ChainEntry(
        date=prose_date(day) if day else "",
        iso=iso(day) if day else "",
        filled=spell(other.document.effective_on, other.document.last_on, portal.as_of),
        words="",
        link=Link(path=other.path, words=other.record.title),
        tag=status_tag(other.document, other.document_state),
        number=other.record.doc_no or "",
        note="，".join(filter(None, notes)),
    )
    return day or date.min, entry

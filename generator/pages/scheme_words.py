"""What guides say of the scheme of a province: its name, its notice and its numbers, from scheme.yml."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.pages.views import Link
from generator.pages.words import prose_date
from generator.portal import PolicyFacts, Portal
from generator.records.policy import PolicyKind, Topic
from generator.records.types import Level


class SchemeView(NamedTuple):
    """Words in the middle of a sentence, as `view` of inset-scheme.html.j2: a link without a path is plain text."""

    words: tuple[Link, ...]


def scheme_words(portal: Portal) -> Mapping[str, SchemeView]:
    """What a guide may name in a comment `<!-- data: scheme province -->`, by the second word."""
    scheme = portal.scheme
    start, first = scheme.scheme_start_on, scheme.first_report_on
    plain = {
        "province": portal.province.name,
        "start": f"{start.year}年{start.month}月",
        "enterprises": scheme.max_enterprises,
        "contacts": scheme.contacts_per_month,
        "visits": scheme.visits_per_year,
        "days": scheme.report_due_working_days,
        "first": f"{prose_date(first)}前" if first else "按通知",
    }
    return {
        **{name: SchemeView((Link(path="", words=str(words)),)) for name, words in plain.items()},
        "notice": SchemeView(tuple(_notice(portal))),
        "laws": SchemeView(tuple(_laws(portal))),
    }


def _notice(portal: Portal) -> Iterator[Link]:
    """The notice with its number; the province's own where it is not in the data yet."""
    notice = next((policy for policy in portal.policies if policy.record.id == portal.scheme.notice), None)
    if notice is None:
        yield Link(path="", words=f"{portal.province.name}关于服务专员的通知")
        return
    yield Link(path=notice.path, words=notice.record.title)
    if notice.record.doc_no:
        yield Link(path="", words=f"（{notice.record.doc_no}）")


def _laws(portal: Portal) -> Iterator[Link]:
    """The laws that protect enterprises, those of the state first: a、b和c."""
    laws = [
        policy
        for policy in portal.policies
        if policy.record.kind is PolicyKind.LAW and Topic.RIGHTS in policy.record.topics
    ]
    for place, law in enumerate(sorted(laws, key=_rank)):
        if place:
            yield Link(path="", words="和" if place == len(laws) - 1 else "、")
        yield Link(path=law.path, words=law.record.title)


def _rank(policy: PolicyFacts) -> tuple[bool, str]:
    return policy.record.level is not Level.NATIONAL, policy.record.id

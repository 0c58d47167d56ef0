"""Which experts and resources `portal match` names for an enterprise and its open requests, and why."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from generator.coverage import region_on
from generator.matching import Match
from generator.portal import Portal
from generator.records.enterprise import Enterprise
from generator.records.policy import Answer
from generator.status import RECEIVING
from generator.suggesting import (
    Suggestion,
    experts_for,
    need_of_enterprise,
    need_of_request,
    resources_for,
)

_MOST = 5


class Suggested(NamedTuple):
    """For an enterprise (`request` is "") or one of its requests: the most fitting experts and resources."""

    request: str
    experts: tuple[Suggestion, ...]
    resources: tuple[Suggestion, ...]


def suggested(portal: Portal, enterprise: Enterprise, results: Sequence[Match]) -> Iterator[Suggested]:
    """For what it can apply for now and what it makes, then for each request that is not done."""
    dataset, region = portal.dataset, region_on(enterprise, portal.as_of)
    helps = [
        item.benefit.record.helps
        for item in results
        if item.answer is not Answer.NO and item.benefit.state.status in RECEIVING
    ]
    domains = [domain for each in helps if each for domain in each.experts]
    needs = [("", need_of_enterprise(enterprise, region, domains))]
    needs += [
        (entry.record.id, need_of_request(entry.record, enterprise, region))
        for entry in dataset.requests
        if entry.record.enterprise == enterprise.code
        if not entry.record.closed
    ]
    for request, need in needs:
        yield Suggested(request, experts_for(dataset, need)[:_MOST], resources_for(dataset, need)[:_MOST])


def lines(found: Sequence[Suggested]) -> Iterator[str]:
    """In words: each with its reasons."""
    for each in found:
        about = f"诉求 {each.request} " if each.request else ""
        for title, those in (("可以请的专家", each.experts), ("可以用的资源", each.resources)):
            if those:
                yield ""
                yield f"{about}{title}"
                yield from (
                    f"  {item.record.id}  {item.record.name}：{'；'.join(item.reasons)}" for item in those
                )


def as_json(found: Sequence[Suggested]) -> list[dict[str, Any]]:
    """For programs: ids with reasons."""
    return [
        {
            "request": each.request or None,
            "experts": [{"id": item.record.id, "reasons": list(item.reasons)} for item in each.experts],
            "resources": [{"id": item.record.id, "reasons": list(item.reasons)} for item in each.resources],
        }
        for each in found
    ]

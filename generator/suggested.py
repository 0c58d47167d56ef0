"""Which experts and resources are named for an enterprise and its open requests, and why."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.records.enterprise import Enterprise
from generator.records.policy import Helps
from generator.records.request import ServiceRequest
from generator.suggesting import (
    Suggester,
    Suggestion,
    need_of_enterprise,
    need_of_request,
)

_MOST = 5


class Suggested(NamedTuple):
    """For an enterprise (`request` is "") or one of its requests: the most fitting experts and resources."""

    request: str
    experts: tuple[Suggestion, ...]
    resources: tuple[Suggestion, ...]


def suggested(
    suggester: Suggester,
    enterprise: Enterprise,
    region: str,
    helps: Iterable[Helps | None],
    requests: Iterable[ServiceRequest],
) -> Iterator[Suggested]:
    """For what it can apply for now (`helps` of those benefits) and what it makes, then for each of these requests."""
    domains = [domain for each in helps if each for domain in each.experts]
    needs = [("", need_of_enterprise(enterprise, region, domains))]
    needs += [(request.id, need_of_request(request, enterprise, region)) for request in requests]
    for request, need in needs:
        yield Suggested(request, suggester.experts(need, _MOST), suggester.resources(need, _MOST))

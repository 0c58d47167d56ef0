"""The rule book: every rule, in one list."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import TypeVar

from generator.collecting import settled, without_collecting
from generator.dataset import Dataset
from generator.diagnostics import Diagnostic, in_order
from generator.rules.commissioners import (
    commissioner_without_post,
    overloaded_commissioner,
    recused_commissioner,
    same_person_twice,
    unusual_unit_kind,
)
from generator.rules.dates import dates_out_of_order
from generator.rules.documents import doc_no_form, succession_cycle, succession_disagrees
from generator.rules.eligibility import few_examples, wrong_count, wrong_example, wrong_limit, wrong_operator
from generator.rules.examples import example_fails
from generator.rules.finding import Rule, code_of, diagnostic
from generator.rules.folders import (
    period_differs_from_file,
    private_folder_without_office,
    region_differs_from_folder,
    year_differs_from_folder,
)
from generator.rules.freshness import stale_check
from generator.rules.happened import date_in_future
from generator.rules.identity import duplicate_benefit, duplicate_id, id_differs_from_file, retired_id_used
from generator.rules.ledger import (
    corrected_twice,
    delivery_without_policy,
    infringement_not_reported,
    outcome_missing,
    record_by_no_deputy,
    record_in_another_folder,
    record_of_another_enterprise,
    record_outside_pairing,
)
from generator.rules.names import with_codes
from generator.rules.offices import region_with_two_offices, region_without_office
from generator.rules.pairings import (
    commissioner_from_elsewhere,
    outside_territory,
    promotion_not_handed_over,
    wrong_tier_office,
)
from generator.rules.privacy import personal_data
from generator.rules.recognitions import credit_code_check, recognition_ends_soon
from generator.rules.references import unknown_reference
from generator.rules.repeated import recorded_twice
from generator.rules.reporting import (
    adjustment_without_day,
    certificate_not_from_province,
    office_of_another_folder,
    unclear_share,
    uptake_contradicts_itself,
    wrong_fact_value,
)
from generator.rules.requests import (
    closing_without_result,
    request_class,
    request_skips_level,
    request_step_out_of_place,
    request_without_commissioner,
    transfer_without_approval,
    untold_enterprise,
)
from generator.rules.sense import always_met, never_met, text_differs_from_rule
from generator.rules.staffing import doubly_served_enterprise, lapsed_recognition, uncovered_enterprise
from generator.rules.support import (
    commissioner_without_contact_group,
    four_ones_incomplete,
    missing_expert_domain,
    unknown_theme,
)
from generator.rules.unfilled import left_to_fill
from generator.rules.waivers import expired_waiver, unused_waiver
from generator.workers import in_workers, processes

T = TypeVar("T")

RULES: tuple[Rule, ...] = (
    region_without_office,
    region_with_two_offices,
    uncovered_enterprise,
    doubly_served_enterprise,
    lapsed_recognition,
    overloaded_commissioner,
    same_person_twice,
    wrong_tier_office,
    promotion_not_handed_over,
    outside_territory,
    commissioner_from_elsewhere,
    unusual_unit_kind,
    recused_commissioner,
    commissioner_without_post,
    unknown_theme,
    four_ones_incomplete,
    commissioner_without_contact_group,
    missing_expert_domain,
    credit_code_check,
    recognition_ends_soon,
    expired_waiver,
    unused_waiver,
    left_to_fill,
    record_outside_pairing,
    record_by_no_deputy,
    record_in_another_folder,
    record_of_another_enterprise,
    corrected_twice,
    delivery_without_policy,
    infringement_not_reported,
    outcome_missing,
    request_step_out_of_place,
    request_class,
    request_skips_level,
    transfer_without_approval,
    closing_without_result,
    untold_enterprise,
    request_without_commissioner,
    uptake_contradicts_itself,
    recorded_twice,
    office_of_another_folder,
    adjustment_without_day,
    certificate_not_from_province,
    doc_no_form,
    dates_out_of_order,
    date_in_future,
    succession_disagrees,
    succession_cycle,
    id_differs_from_file,
    region_differs_from_folder,
    year_differs_from_folder,
    period_differs_from_file,
    private_folder_without_office,
    duplicate_id,
    retired_id_used,
    duplicate_benefit,
    unknown_reference,
    personal_data,
    wrong_operator,
    wrong_limit,
    wrong_count,
    wrong_example,
    wrong_fact_value,
    unclear_share,
    few_examples,
    example_fails,
    never_met,
    always_met,
    text_differs_from_rule,
    stale_check,
)


_PAYS = 10_000
"""Fewer records are checked by this process alone: others would not pay."""


def check(dataset: Dataset, faults: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Everything that is wrong: the faults of loading and the findings of every rule, sorted by place."""
    with without_collecting():
        named = by_rule(dataset, partial(_found, dataset))
        return in_order([*with_codes(dataset, faults), *chain.from_iterable(named)])


def by_rule(dataset: Dataset, found: Callable[[Rule], T]) -> Iterator[T]:
    """What some work gives for each rule, in their order; what it gives of a large dataset must be data.

    The rules of a large dataset are shared by worker processes where this one may be forked.
    """
    jobs = processes(pay=sum(map(len, dataset.entries.values())) >= _PAYS)
    with settled():
        yield from in_workers(lambda place: found(RULES[place]), len(RULES), jobs)


def _found(dataset: Dataset, rule: Rule) -> list[Diagnostic]:
    """What a rule finds, at its places; those of a file are looked up one after the other."""
    found = sorted(rule(dataset), key=lambda finding: finding.document.path)
    return [diagnostic(code_of(rule), finding) for finding in found]

"""The rule book: every rule, in one list."""

from generator.dataset import Dataset
from generator.diagnostics import Diagnostic, in_order
from generator.rules.documents import (
    dates_out_of_order,
    doc_no_form,
    succession_cycle,
    succession_disagrees,
)
from generator.rules.eligibility import few_examples, wrong_count, wrong_example, wrong_limit, wrong_operator
from generator.rules.finding import Rule, code_of, diagnostic
from generator.rules.freshness import stale_check
from generator.rules.identity import (
    duplicate_benefit,
    duplicate_id,
    id_differs_from_file,
)
from generator.rules.offices import region_differs_from_folder, region_with_two_offices, region_without_office
from generator.rules.privacy import personal_data
from generator.rules.references import unknown_reference

RULES: tuple[Rule, ...] = (
    region_without_office,
    region_with_two_offices,
    doc_no_form,
    dates_out_of_order,
    succession_disagrees,
    succession_cycle,
    id_differs_from_file,
    region_differs_from_folder,
    duplicate_id,
    duplicate_benefit,
    unknown_reference,
    personal_data,
    wrong_operator,
    wrong_limit,
    wrong_count,
    wrong_example,
    few_examples,
    stale_check,
)


def check(dataset: Dataset, faults: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Everything that is wrong: the faults of loading and the findings of every rule, sorted by place."""
    found = [diagnostic(code_of(rule), finding) for rule in RULES for finding in rule(dataset)]
    return in_order([*faults, *found])

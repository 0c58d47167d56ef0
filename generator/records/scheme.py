"""The scheme of one province: its numbers, names and switches (rosters/scheme.yml)."""

from dataclasses import dataclass

from generator.records.base import Record
from generator.records.types import Count, Date, Flag, Phone, RegionCode, Slug, Text, WebAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class Site(Record):
    """Who publishes the site, and the registrations that its footer shows."""

    publisher: Text
    contact: Phone | None = None
    site_code: Text | None = None
    icp: Text | None = None
    police: Text | None = None
    find_errors: WebAddress | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme(Record):
    """The rules' numbers (the notice, parts 一 to 五); days and months are whole numbers.

    `notice` is the policy that sets up the scheme; `first_report_on` the last day for annexes 1 and 2.
    """

    province: RegionCode
    title: Text
    short_title: Text
    site: Site
    notice: Slug | None = None
    scheme_start_on: Date
    first_report_on: Date | None = None
    max_enterprises: Count = 5
    contacts_per_month: Count = 1
    visits_per_year: Count = 3
    grace_days: Count = 30
    progress_days: Count = 30
    closing_soon_days: Count = 14
    common_problem_enterprises: Count = 3
    report_due_working_days: Count = 7
    county_cutoff_working_days: Count = 4
    meeting_every_months: Count = 6
    publish_pairings: Flag = True
    themes: tuple[Text, ...]
    expert_domains: tuple[Text, ...]
    request_categories: tuple[Text, ...]

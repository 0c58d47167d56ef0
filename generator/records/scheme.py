"""The scheme of one province: its numbers, names and switches (rosters/scheme.yml)."""

from dataclasses import dataclass

from generator.records.base import Record
from generator.records.types import Date, Flag, Phone, RegionCode, Text, WebAddress, Whole


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
    """The rules' numbers (苏工信服建〔2022〕179号 parts 一 to 五); days and months are whole numbers."""

    province: RegionCode
    title: Text
    short_title: Text
    site: Site
    scheme_start_on: Date
    max_enterprises: Whole = 5
    contacts_per_month: Whole = 1
    visits_per_year: Whole = 3
    grace_days: Whole = 30
    progress_days: Whole = 30
    closing_soon_days: Whole = 14
    common_problem_enterprises: Whole = 3
    report_due_working_days: Whole = 7
    county_cutoff_working_days: Whole = 4
    meeting_every_months: Whole = 6
    publish_pairings: Flag = True
    themes: tuple[Text, ...]
    expert_domains: tuple[Text, ...]
    request_categories: tuple[Text, ...]

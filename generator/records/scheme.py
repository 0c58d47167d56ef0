"""The scheme of one province: its numbers, names and switches (rosters/scheme.yml)."""

from dataclasses import dataclass

from generator.records.base import Record
from generator.records.types import Count, Date, Flag, Phone, RegionCode, Text, WebAddress


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

"""记服务 and 记诉求: the forms of the internal edition that make a record of the ledger without a server.

Two pages for everybody read `?commissioner=`; what one of them has to know of a commissioner is a small file of the
desk, made when it is written or asked for.

desk/form.json: {"as_of", "schemas": {"record", "request"}: the schemas of `portal schema`,
 "policies", "helpers", "activities": [[id, words], …]; a helper's id is `expert:<id>` or `resource:<id>`}
desk/<id>/form.json: {"name",
 "enterprises": [{"code", "name", "spells": [[since, until or "", folder of the office], …],
   "requests": [[id, words], …]: those that are open, "closed": [[id, words], …]: others that the records name,
   "records": [{…}, …]: the last ones, as files hold them}, …],
 "deputies": [[id, name, since, until], …],
 "reported": {folder of the office: [half-year of which a report is made, …]}: a record there needs its outcome}
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from functools import cached_property, partial

from generator.dataset import Dataset
from generator.page import MadeFile, Page
from generator.pages.clerk_data import schema_of, written
from generator.pages.deferred import Deferred
from generator.pages.ledger_form_view import Choice, RecordFormView, RequestFormView
from generator.periods import is_half_year
from generator.portal import Portal
from generator.records.base import Record
from generator.records.request import RequestKind, Satisfaction, ServiceRequest
from generator.records.service import Delivery, Service, ServiceChannel, ServiceRecord
from generator.roster import CommissionerFacts
from generator.rules.ledger import standing
from generator.rules.territory import chain
from generator.status import IN_FORCE

RECORD, REQUEST = "desk/record/", "desk/request/"
"""The two pages; both take `?commissioner=` and `&enterprise=`, the first also `&policies=` and `&corrects=`.

Each `&enterprise=` of the first is recorded: a text is sent to several at once.
"""

_SHARED = "desk/form.json"
_MOST_RECORDS, _MOST_WORDS = 6, 32
_LATE_DAYS = 400
"""How long after a pairing has ended a record of it may still be written here."""

_HINTS: Mapping[str, str] = {
    Service.REQUESTS: "听诉求、转办",
    Service.POLICIES: "送政策、讲政策",
    Service.RESOURCES: "找专家、资金",
    Service.ABILITIES: "技术、管理",
    Service.RIGHTS: "拖欠、侵权",
    RequestKind.PROBLEM: "要帮着解决",
    RequestKind.NEED: "想要一项服务",
    RequestKind.ADVICE: "对政策、对部门",
}


def ledger_forms(portal: Portal) -> Iterator[Page]:
    """The two pages."""
    yield Page(
        path=RECORD,
        title="记一条服务",
        description="记一次走访或联系，生成可以交进服务台账的文件。",
        template="record-form.html.j2",
        context=Deferred(partial(_record_form, portal)),
    )
    yield Page(
        path=REQUEST,
        title="记一条诉求",
        description="记企业提的困难、需求或建议，生成可以交进诉求清单的文件。",
        template="request-form.html.j2",
        context=Deferred(partial(_request_form, portal)),
    )


def _record_form(portal: Portal) -> RecordFormView:
    return RecordFormView(
        new_file=portal.new_file,
        channels=_choices(ServiceChannel),
        services=_choices(Service),
        deliveries=_choices(Delivery),
        themes=_choices(portal.scheme.themes),
    )


def _request_form(portal: Portal) -> RequestFormView:
    return RequestFormView(
        new_file=portal.new_file,
        kinds=_choices(RequestKind),
        categories=_choices(portal.scheme.request_categories),
        satisfactions=_choices(Satisfaction),
    )


def _choices(values: Iterable[str]) -> tuple[Choice, ...]:
    return tuple(Choice(str(value), _HINTS.get(value, "")) for value in values)


def ledger_form_files(portal: Portal) -> Iterator[MadeFile]:
    """What the forms read: one file for all, and one for each commissioner who has a desk."""
    yield MadeFile(path=_SHARED, make=partial(_shared, portal))
    known = _Known(portal.dataset)
    for facts in portal.roster.desk_holders:
        path = f"desk/{facts.record.id}/form.json"
        yield MadeFile(path=path, make=partial(_own, portal, known, facts))


def _shared(portal: Portal) -> bytes:
    experts = (entry.record for entry in portal.dataset.experts)
    resources = (entry.record for entry in portal.dataset.resources)
    activities = sorted(
        (entry.record for entry in portal.dataset.activities), key=lambda record: record.held.to, reverse=True
    )
    return written(
        {
            "as_of": portal.as_of.isoformat(),
            "schemas": {name: schema_of(name) for name in ("record", "request")},
            "policies": [
                [policy.record.id, policy.name]
                for policy in portal.policies
                if policy.document_state.status in IN_FORCE
            ],
            "helpers": [
                *([f"expert:{each.id}", f"{each.name}，{each.institution}"] for each in experts),
                *([f"resource:{each.id}", each.name] for each in resources),
            ],
            "activities": [[each.id, each.name] for each in activities],
        }
    )


class _Known:
    """What all files of commissioners read, found once: the records that stand, the requests, and the reports."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._made: tuple[Mapping[str, list[ServiceRecord]], Mapping[str, list[ServiceRequest]]] | None = None

    def _all(self) -> tuple[Mapping[str, list[ServiceRecord]], Mapping[str, list[ServiceRequest]]]:
        if self._made is None:
            records: dict[str, list[ServiceRecord]] = {}
            requests: dict[str, list[ServiceRequest]] = {}
            for record in standing(self._dataset):
                records.setdefault(record.record.enterprise, []).append(record.record)
            for request in self._dataset.requests:
                requests.setdefault(request.record.enterprise, []).append(request.record)
            self._made = records, requests
        return self._made

    def records(self, enterprise: str, commissioner: str) -> list[ServiceRecord]:
        """The last records of a commissioner at an enterprise, the newest first."""
        own = [each for each in self._all()[0].get(enterprise, ()) if each.commissioner == commissioner]
        return sorted(own, key=lambda each: each.date, reverse=True)[:_MOST_RECORDS]

    def requests(self, enterprise: str) -> list[ServiceRequest]:
        """The requests of an enterprise."""
        return self._all()[1].get(enterprise, [])

    @cached_property
    def _periods(self) -> Mapping[str, set[str]]:
        periods: dict[str, set[str]] = {}
        for entry in self._dataset.submissions:
            periods.setdefault(entry.record.office, set()).add(entry.record.period)
        return periods

    def reported(self, office: str) -> list[str]:
        """The half-years that an office or one above it has reported: their records need an outcome (rule 16)."""
        made = (self._periods.get(code, set()) for code in chain(self._dataset, office))
        return sorted(filter(is_half_year, set().union(*made)))


def _own(portal: Portal, known: _Known, facts: CommissionerFacts) -> bytes:
    person = facts.record
    spells: dict[str, list[list[str]]] = {}
    reported: dict[str, list[str]] = {}
    for entry in portal.dataset.pairings_by_commissioner.get(person.id, ()):
        pairing = entry.record
        if pairing.until is None or (portal.as_of - pairing.until).days <= _LATE_DAYS:
            folder = entry.path.removeprefix("rosters/").rpartition("/")[0]
            until = pairing.until.isoformat() if pairing.until else ""
            spells.setdefault(pairing.enterprise, []).append([pairing.since.isoformat(), until, folder])
            reported[folder] = known.reported(entry.folder)
    people = portal.roster.commissioner_by_id
    return written(
        {
            "name": person.name,
            "enterprises": [
                {
                    "code": code,
                    "name": portal.roster.enterprise_by_code[code].record.name,
                    "spells": held,
                    **_past(known, code, person.id),
                }
                for code, held in sorted(spells.items(), key=lambda item: _ended(item[1], portal.as_of))
            ],
            "deputies": [
                [
                    deputy.commissioner,
                    people[deputy.commissioner].record.name,
                    deputy.since.isoformat(),
                    deputy.until.isoformat(),
                ]
                for deputy in person.deputies
            ],
            "reported": reported,
        }
    )


def _past(known: _Known, enterprise: str, commissioner: str) -> dict[str, object]:
    """What an enterprise asked for and what was done there."""
    records = known.records(enterprise, commissioner)
    named = {name for record in records for name in record.requests}
    requests = known.requests(enterprise)
    return {
        "requests": [[each.id, _asked(each)] for each in requests if not each.closed],
        "closed": [
            [each.id, f"{_asked(each)}（已办结）"] for each in requests if each.closed and each.id in named
        ],
        "records": [_plain(each) for each in records],
    }


def _asked(request: ServiceRequest) -> str:
    return f"{request.category}：{_short(request.text)}"


def _ended(spells: list[list[str]], as_of: date) -> bool:
    """Whether none of the spells goes on: such enterprises stand last."""
    return all(until and until < as_of.isoformat() for _, until, _ in spells)


def _short(text: str) -> str:
    return text if len(text) <= _MOST_WORDS else f"{text[:_MOST_WORDS]}…"


def _plain(record: Record) -> dict[str, object]:
    """A record as its file holds it, without the fields that say nothing."""
    values = ((field.name, getattr(record, field.name)) for field in fields(record))  # type: ignore[arg-type]
    return {name: _value(value) for name, value in values if value not in (None, ())}


def _value(value: object) -> object:
    if isinstance(value, Record):
        return _plain(value)
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    return value.isoformat() if isinstance(value, date) else str(value)

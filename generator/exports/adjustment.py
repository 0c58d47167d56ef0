"""调整情况报送 (rule 29) as sheets: what changed among commissioners and pairings, and which of it is not reported."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from generator.adjustments import Adjustments, NameChange, PairingChange, Particulars, StaffChange
from generator.coverage import level_on
from generator.dataset import Dataset
from generator.days import plus
from generator.exports.scope import Form, Scope
from generator.exports.table import Cell, Sheet
from generator.exports.xlsx import About
from generator.records.pairing import Pairing
from generator.rewritten import Rewritten

_UNREPORTED = "未报送"
_STAFF = (
    "序号",
    "日期",
    "变动",
    "专员编号",
    "姓名",
    "所属专员办",
    "原单位、职务和电话",
    "现单位、职务和电话",
    "报送日期",
)
_PAIRINGS = (
    "序号",
    "日期",
    "变动",
    "企业",
    "统一社会信用代码",
    "企业级别",
    "安排结对的专员办",
    "原专员或专员办",
    "现专员或专员办",
    "原因",
    "报送日期",
)
_NAMES = ("序号", "日期", "企业", "统一社会信用代码", "安排结对的专员办", "原名称", "现名称", "报送日期")
_OPEN = ("序号", "日期", "变动", "专员或企业", "专员办")


class Changes(NamedTuple):
    """What changed, the oldest first."""

    staff: list[StaffChange]
    pairings: list[PairingChange]
    names: list[NameChange]


def adjustment_sheets(scope: Scope, earlier: Dataset | None = None) -> tuple[Sheet, ...]:
    """The changes of a region in a span: of commissioners by home office, of pairings by the office that arranges.

    With earlier data, of the first day of the span, also what is told otherwise since then, dated or not.
    """
    found = changes(scope, earlier)
    people = {**_names(earlier), **_names(scope.dataset)}
    note = f"{scope.region.name}，{scope.first}至{scope.until}的变动；离开、结束的写最后一天"
    if earlier:
        note += f"；数据里没有日期的写{scope.until}"
    return (
        _form("服务专员变动", note, _STAFF).sheet(
            "专员变动", _numbered(_staff(scope, each) for each in found.staff)
        ),
        _form("结对变动", note, _PAIRINGS).sheet(
            "结对变动", _numbered(_pairing(scope, each, people) for each in found.pairings)
        ),
        _form("企业更名", note, _NAMES).sheet(
            "企业更名", _numbered(_name(scope, each) for each in found.names)
        ),
        _form("还没有报送的变动", note, _OPEN).sheet("未报送", _numbered(_open(scope, found))),
    )


def changes(scope: Scope, earlier: Dataset | None = None) -> Changes:
    """The changes of a region in a span."""
    within, found = set(scope.codes), Adjustments(scope.dataset)
    told = Rewritten(earlier, scope.dataset) if earlier else None
    first = plus(scope.first, 1) if earlier else scope.first  # of the first day the earlier data tells
    staff = *found.staff(first, scope.until), *(told.staff() if told else ())
    pairings = *found.pairings(first, scope.until), *(told.pairings() if told else ())
    names = *found.names(first, scope.until), *(told.names() if told else ())
    return Changes(
        staff=sorted(
            (each for each in staff if each.offices & within),
            key=lambda each: (each.day, each.commissioner.id),
        ),
        pairings=sorted(
            (each for each in pairings if each.offices & within),
            key=lambda each: (each.day, each.enterprise),
        ),
        names=sorted(
            (each for each in names if each.office in within),
            key=lambda each: (each.day, each.enterprise),
        ),
    )


def about_adjustment(scope: Scope, notes: Sequence[str] = ()) -> About:
    """The sheet 说明 of an adjustment report."""
    return About(
        title=f"{scope.region.name}调整情况",
        as_of=scope.dataset.as_of,
        lines=(
            "通知五要求服务专员库实行动态调整，调整信息及时报送；表样没有公布，列按通知的文字排列",
            f"范围：{scope.region.name}（{scope.region.code}），{scope.first}至{scope.until}",
            f"按{scope.dataset.as_of}的数据生成",
            "报送日期取自 submissions.yml：本专员办或上级专员办最早一次包括这一天的报送",
            *notes,
        ),
    )


def _form(title: str, note: str, labels: Sequence[str]) -> Form:
    codes = {"专员编号", "统一社会信用代码"}
    places = frozenset(place for place, label in enumerate(labels) if label in codes)
    return Form(title=title, note=note, labels=labels, codes=places)


def _numbered(rows: Iterable[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    return [(number, *row) for number, row in enumerate(rows, 1)]


def _staff(scope: Scope, change: StaffChange) -> tuple[Cell, ...]:
    person = change.commissioner
    return (
        change.day,
        change.kind,
        person.id,
        person.name,
        scope.office_name(change.office),
        _particulars(scope, change.before, change.after),
        _particulars(scope, change.after, change.before),
        change.reported_on or _UNREPORTED,
    )


def _pairing(scope: Scope, change: PairingChange, people: Mapping[str, str]) -> tuple[Cell, ...]:
    told = _person(people, change.before), _person(people, change.after)
    if change.moved_from:
        told = scope.office_name(change.moved_from), scope.office_name(change.office)
    entry = scope.dataset.enterprise_by_code.get(change.enterprise)
    return (
        change.day,
        change.kind,
        _enterprise(scope, change.enterprise),
        change.enterprise,
        level_on(entry.record, change.day) if entry else None,
        scope.office_name(change.office),
        *told,
        change.reason,
        change.reported_on or _UNREPORTED,
    )


def _name(scope: Scope, change: NameChange) -> tuple[Cell, ...]:
    return (
        change.day,
        _enterprise(scope, change.enterprise),
        change.enterprise,
        scope.office_name(change.office),
        change.before,
        change.after,
        change.reported_on or _UNREPORTED,
    )


def _open(scope: Scope, changes: Changes) -> list[tuple[Cell, ...]]:
    """What no report covers yet, the oldest first."""
    enterprises: list[PairingChange | NameChange] = [*changes.pairings, *changes.names]
    found = [
        (each.day, str(each.kind), f"{each.commissioner.name}（{each.commissioner.id}）", each.office)
        for each in changes.staff
        if each.reported_on is None
    ]
    found += [
        (each.day, str(each.kind), f"{_enterprise(scope, each.enterprise)}（{each.enterprise}）", each.office)
        for each in enterprises
        if each.reported_on is None
    ]
    return [(day, kind, who, scope.office_name(office)) for day, kind, who, office in sorted(found)]


def _enterprise(scope: Scope, code: str) -> str:
    entry = scope.dataset.enterprise_by_code.get(code)
    return entry.record.name if entry else code


def _names(dataset: Dataset | None) -> dict[str, str]:
    """The names of the commissioners, by id."""
    return {entry.record.id: entry.record.name for entry in dataset.commissioners} if dataset else {}


def _person(people: Mapping[str, str], pairing: Pairing | None) -> Cell:
    if pairing is None:
        return None
    name = people.get(pairing.commissioner)
    return f"{name}（{pairing.commissioner}）" if name else pairing.commissioner


def _particulars(scope: Scope, told: Particulars | None, other: Particulars | None) -> Cell:
    """Unit, position and phone; what else is told only where it is not the same on the other side."""
    if told is None:
        return None
    words = (
        told.name if other and told.name != other.name else None,
        scope.office_name(told.office) if other and told.office != other.office else None,
        told.unit,
        told.unit_kind if other and told.unit_kind is not other.unit_kind else None,
        told.position,
        told.work_phone,
    )
    return "，".join(filter(None, words))

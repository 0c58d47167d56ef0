"""调整情况报送 (rule 29) as sheets: what changed among commissioners and pairings, and which of it is not reported."""

from collections.abc import Iterable, Sequence

from generator.adjustments import Adjustments, PairingChange, StaffChange
from generator.coverage import level_on
from generator.exports.scope import Form, Scope
from generator.exports.table import Cell, Sheet
from generator.exports.xlsx import About
from generator.records.commissioner import Post
from generator.records.pairing import Pairing

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
    "原专员",
    "现专员",
    "原因",
    "报送日期",
)
_OPEN = ("序号", "日期", "变动", "专员或企业", "专员办")


def adjustment_sheets(scope: Scope) -> tuple[Sheet, ...]:
    """The changes of a region in a span: of commissioners by home office, of pairings by the office that arranges."""
    staff, pairings = changes(scope)
    note = f"{scope.region.name}，{scope.first}至{scope.until}的变动；离开、结束的写最后一天"
    return (
        _form("服务专员变动", note, _STAFF).sheet(
            "专员变动", _numbered(_staff(scope, each) for each in staff)
        ),
        _form("结对变动", note, _PAIRINGS).sheet(
            "结对变动", _numbered(_pairing(scope, each) for each in pairings)
        ),
        _form("还没有报送的变动", note, _OPEN).sheet("未报送", _numbered(_open(scope, staff, pairings))),
    )


def changes(scope: Scope) -> tuple[list[StaffChange], list[PairingChange]]:
    """The changes of a region in a span, the oldest first."""
    within, found = set(scope.codes), Adjustments(scope.dataset)
    staff = [each for each in found.staff(scope.first, scope.until) if each.office in within]
    pairings = [each for each in found.pairings(scope.first, scope.until) if each.offices & within]
    return (
        sorted(staff, key=lambda each: (each.day, each.commissioner.id)),
        sorted(pairings, key=lambda each: (each.day, each.enterprise)),
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
        _post(change.before),
        _post(change.after),
        change.reported_on or _UNREPORTED,
    )


def _pairing(scope: Scope, change: PairingChange) -> tuple[Cell, ...]:
    entry = scope.dataset.enterprise_by_code.get(change.enterprise)
    return (
        change.day,
        change.kind,
        _enterprise(scope, change.enterprise),
        change.enterprise,
        level_on(entry.record, change.day) if entry else None,
        scope.office_name(change.office),
        _person(scope, change.before),
        _person(scope, change.after),
        change.reason,
        change.reported_on or _UNREPORTED,
    )


def _open(
    scope: Scope, staff: Sequence[StaffChange], pairings: Sequence[PairingChange]
) -> list[tuple[Cell, ...]]:
    """What no report covers yet, the oldest first."""
    found = [
        (each.day, str(each.kind), f"{each.commissioner.name}（{each.commissioner.id}）", each.office)
        for each in staff
        if each.reported_on is None
    ]
    found += [
        (each.day, str(each.kind), f"{_enterprise(scope, each.enterprise)}（{each.enterprise}）", each.office)
        for each in pairings
        if each.reported_on is None
    ]
    return [(day, kind, who, scope.office_name(office)) for day, kind, who, office in sorted(found)]


def _enterprise(scope: Scope, code: str) -> str:
    entry = scope.dataset.enterprise_by_code.get(code)
    return entry.record.name if entry else code


def _person(scope: Scope, pairing: Pairing | None) -> Cell:
    if pairing is None:
        return None
    entry = scope.dataset.commissioner_by_id.get(pairing.commissioner)
    return f"{entry.record.name}（{pairing.commissioner}）" if entry else pairing.commissioner


def _post(post: Post | None) -> Cell:
    return "，".join(filter(None, (post.unit, post.position, post.work_phone))) if post else None

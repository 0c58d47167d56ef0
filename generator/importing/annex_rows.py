"""Rows of annex 3 read as requests: its columns say kind, text and progress of a request in words of their own."""

import re
from types import MappingProxyType

from generator import forms
from generator.importing.cells import clean, shown
from generator.importing.values import Cell, RefusedError, Row
from generator.records.request import RequestKind, StepKind

_ALONE = "收集诉求（没有写进服务记录）"
"""The content of a row of annex 3 that is a request and no record."""

KIND_OF = MappingProxyType({"problem": RequestKind.PROBLEM, "need": RequestKind.NEED})
"""The columns of annex 3 whose texts are requests of a kind."""

_STEP_OF = {
    **{step.value: step for step in StepKind},
    **{f"已{step.value}": step for step in StepKind},
    "专员自办": StepKind.SELF,
    "已解决": StepKind.CLOSED,
}
_NO_STEP = (
    "办理中",
    "正在办理",
    "在办",
    "处理中",
    "正在处理",
    "跟进中",
    "未办结",
    "收集",
    "刚收集",
    "已收集",
)
"""What people write, and annex 3 says, of a request that is open, where they name no step of it."""


def _any_of(words: tuple[str, ...]) -> str:
    """A pattern for any of some words, with brackets of either width."""
    found = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return found.replace(r"\(", "[(（]").replace(r"\)", "[)）]")


_DAY = "(?:[(（](?P<day>[^()（）]+)[)）])?"
_OPEN = re.compile(f"(?:{_any_of(_NO_STEP)}){_DAY}")
_STEP = re.compile(
    f"(?P<do>{_any_of((*_STEP_OF,))})(?:$|[，,；;：:\\s]|(?=[(（])){_DAY}[，,；;：:\\s]*(?P<result>.*)",
    re.DOTALL,
)


def is_no_record(row: Row) -> bool:
    """Whether a row of annex 3 is only a request."""
    return row.value("content") == _ALONE


def asks_nothing(row: Row) -> bool:
    """Whether a row of annex 3 tells of a service and of no request."""
    return not {"request", "text", *KIND_OF, "step.do", "progress"} & row.cells.keys()


def as_request(row: Row) -> Row:
    """A row of annex 3 with the kind of its request, the text and the step where they belong. Raises `RefusedError`."""
    return _with_step(_with_kind(row))


def _with_kind(row: Row) -> Row:
    said = [name for name in KIND_OF if name in row.cells]
    if len(said) > 1:
        raise RefusedError(row.address("need"), "一行里有困难问题，又有服务诉求", "写成两行，一行一件")
    if not said:
        return row
    cell = row.cells[said[0]]
    kind = Cell(KIND_OF[said[0]].value, cell.address, cell.raw)
    return Row(row.number, {"kind": kind, "text": cell, **row.cells})


def _with_step(row: Row) -> Row:
    """What columns of their own say of the step goes before what 办理进展 says: 办结（2026-03-20）银行已放款."""
    cell = row.cells.get("progress")
    text = clean(str(cell.value)) if cell else ""
    if cell is None or _OPEN.fullmatch(text):
        return row
    found = _STEP.fullmatch(text)
    day = forms.sure(forms.day, found["day"] or "") if found else ""
    if found is None or (found["day"] and not day):
        raise RefusedError(
            cell.address,
            f"办理进展“{shown(text)}”看不出是哪一步",
            f"写一步，可以带日期和结果，例如 办结（2026-03-20）银行已放款；还在办的只写 办理中；步骤有{'、'.join(StepKind)}",
        )
    step = _STEP_OF[found["do"].replace("（", "(").replace("）", ")")]
    said = {"step.do": step.value, "step.date": day, "step.result": found["result"]}
    given = {name: Cell(value, cell.address, cell.raw) for name, value in said.items() if value}
    return Row(row.number, {**given, **row.cells})

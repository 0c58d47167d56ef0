"""What is wrong with a record of which one of several fields must be written, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The code, message and mend of one finding; `instead` as in `Diagnostic`."""

    code: str
    message: str
    help: str
    instead: str = ""


def _amount(value: object) -> Words:
    ways = ("fixed", "up_to", "rate", "text")
    written = [way for way in ways if isinstance(value, dict) and way in value]
    message = f"{'、'.join(written)} 只能写一个" if written else "没有写金额"
    mend = "留下一个，其余的写进 note" if written else "补上 fixed、up_to（元）、rate（%）、text 中的一个"
    return Words(code="wrong-amount", message=message, help=mend)


def _commended(value: object) -> Words:
    both = isinstance(value, dict) and "unit" in value
    return Words(
        code="wrong-commendation",
        message="unit 和 commissioner 只能写一个" if both else "没有写表扬谁",
        help="留下一个" if both else "表扬单位写 unit，表扬服务专员写 commissioner",
    )


def _helper(value: object) -> Words:
    both = isinstance(value, dict) and "expert" in value
    return Words(
        code="wrong-helper",
        message="expert 和 resource 只能写一个" if both else "没有写谁帮了忙",
        help="留下一个" if both else "专家写 expert，资源写 resource；没有人帮忙，删掉 helped_by",
    )


def _fact_values(value: object) -> Words:
    without = isinstance(value, dict) and "values" not in value
    return Words(
        code="fact-without-values",
        message="enum 和 set 的指标没有列出选项" if without else "只有 enum 和 set 的指标可以列选项",
        help="补上 values: [甲, 乙]" if without else "删掉 values，或把 kind 改成 enum 或 set",
    )


def _no_rule(value: object) -> Words:
    both = isinstance(value, dict) and "conditions" in value
    return Words(
        code="benefit-without-rule",
        message="conditions 和 no_conditions_because 只能写一个" if both else "这个事项没有申报条件",
        help="留下一个" if both else "补上 conditions；确实没有条件的，用 no_conditions_because 写一句原因",
    )


RECORDS: Mapping[str, Callable[[object], Words]] = MappingProxyType(
    {
        "one_amount": _amount,
        "one_commended": _commended,
        "one_helper": _helper,
        "conditions_or_reason": _no_rule,
        "fact_values": _fact_values,
    }
)
"""What is said of each way in which a record fails, by the name of the error; they take the record."""

"""What is wrong with a node of a rule that is none of the known forms, in words."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from generator.eligibility.conditions import OPERATORS
from generator.nearest import closest

_SUBJECTS = ("fact", "ratio", "sum")
_GROUPS = ("all", "any", "not", "of")
_FORMS = "写 all、any、not、at_least 加 of，或 fact、ratio、sum 加一个比较，或 asks"
_OPERATORS = tuple(name.rstrip("_") for name in OPERATORS)


def _no_form(value: object) -> tuple[str, str]:
    """A node by whose keys no form can be told."""
    if isinstance(value, list):
        return (
            "条件的列表上面缺 all 或 any",
            "在列表上面写 all:（都要满足）或 any:（满足一条），列表再缩进两个空格",
        )
    if not isinstance(value, dict):
        return "这里要一个条件", _FORMS
    for key in value:
        near = closest(key, (*_SUBJECTS, *_GROUPS, "asks"))
        if near and key not in {*_OPERATORS, "clause", "text"}:
            return f"没有“{key[:60]}”这种条件", f"改成 {near}"
    if value.keys() & set(_OPERATORS):
        return "这条条件没有写比什么", "补上 fact: 指标键；几条里至少满足几条的，补上 of: 和条件的列表"
    return "看不出这是哪一种条件", _FORMS


def _subjects(value: object) -> tuple[str, str]:
    written = [name for name in _SUBJECTS if isinstance(value, dict) and value.get(name) is not None]
    return f"{'、'.join(written)} 只能写一个", "留下一个；要比几样的，分成几条"


def _operators(value: object) -> tuple[str, str]:
    written = [name for name in _OPERATORS if isinstance(value, dict) and value.get(name) is not None]
    if written:
        return f"一条条件只能有一个比较，这里有 {'、'.join(written)}", "分成几条，放在 all 的列表里"
    return "这条条件没有写怎么比", f"补上一个：{'、'.join(_OPERATORS)}"


CONDITIONS: Mapping[str, Callable[[object], tuple[str, str]]] = MappingProxyType(
    {"union_tag_not_found": _no_form, "leaf_subject": _subjects, "leaf_operator": _operators}
)
"""Message and mend for each way in which a node fails, by the name of the error; they take the node."""

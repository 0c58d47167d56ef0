"""Which field a clerk means by a word that is none: its Chinese name, the words of the annexes, habits of elsewhere."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from types import MappingProxyType

from generator.field_names import FIELD_NAMES
from generator.fields import field_types, types_at

OTHER_WORDS: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        **dict.fromkeys((">=", "≥", "不低于", "不少于", "min"), ("at_least",)),
        **dict.fromkeys(("<=", "≤", "不高于", "不超过", "max"), ("at_most",)),
        **dict.fromkeys((">", "大于", "高于", "超过"), ("more_than",)),
        **dict.fromkeys(("<", "小于", "低于"), ("less_than",)),
        **dict.fromkeys(("=", "==", "等于", "equals"), ("is",)),
        **dict.fromkeys(("姓名", "名称", "企业名称", "联系人"), ("name",)),
        **dict.fromkeys(("企业", "服务企业", "统一社会信用代码", "company"), ("enterprise", "code")),
        **dict.fromkeys(("专员", "专员编号", "对接专员"), ("commissioner", "id")),
        **dict.fromkeys(
            ("时间", "服务时间", "日期", "time", "day"), ("date", "collected_on", "submitted_on")
        ),
        **dict.fromkeys(("方式", "服务方式", "渠道"), ("channel",)),
        **dict.fromkeys(("类别", "服务类别", "service"), ("services", "category")),
        **dict.fromkeys(("内容", "服务内容"), ("content", "text")),
        **dict.fromkeys(("成效", "取得的成效", "效果", "result"), ("outcome", "result")),
        **dict.fromkeys(("政策", "policy"), ("policies",)),
        **dict.fromkeys(("诉求", "服务诉求", "困难问题", "request"), ("requests", "text")),
        **dict.fromkeys(("进展", "办理进展", "step"), ("steps",)),
        **dict.fromkeys(("反馈时间", "告知"), ("told",)),
        **dict.fromkeys(("指标", "数据"), ("facts",)),
        **dict.fromkeys(("专员办", "单位"), ("office", "unit")),
        **dict.fromkeys(("批准人", "审批人"), ("approved_by",)),
        **dict.fromkeys(("满意度", "是否满意"), ("satisfied",)),
        **dict.fromkeys(("职务", "职位", "position"), ("position", "role")),
        **dict.fromkeys(("电话", "办公电话", "联系电话", "phone", "tel"), ("work_phone", "mobile")),
        **dict.fromkeys(("手机", "手机号", "work_phone"), ("mobile", "work_phone")),
        **dict.fromkeys(("微信",), ("wechat",)),
        "content": ("text",),
        "text": ("content",),
        "date": ("collected_on", "submitted_on", "issued_on"),
        "since": ("from",),
        "until": ("to",),
        "from": ("since",),
        "to": ("until",),
    }
)
"""The fields that a word may stand for, the likeliest first: the first that the record has is meant."""


def words_at(record: type, loc: Sequence[str | int]) -> Iterator[tuple[str, str]]:
    """The fields that can stand at a place, each with its Chinese name."""
    for kind in types_at(record, loc):
        for field in field_types(kind) if is_dataclass(kind) else ():
            own = f"{kind.__name__}.{field}"
            yield field, FIELD_NAMES.get(own, FIELD_NAMES.get(field, "")).partition("：")[0]

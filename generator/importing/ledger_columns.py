"""The tables of the private kinds: service records, requests, profiles."""

from collections.abc import Iterator, Mapping
from functools import partial

from generator.importing.cells import (
    AMOUNT,
    CREDIT_CODES,
    DAY,
    DAYS,
    IDENTIFIER,
    LINE,
    NAMES,
    PERSON_ID,
    RECORD_IDS,
    REQUEST_IDS,
    TEXT,
    choice,
    several,
)
from generator.importing.columns import (
    CODE_NAMES,
    ENTERPRISE_NAMES,
    PERSON_NAMES,
    Column,
    Shape,
)
from generator.importing.fact_cells import fact_form, unit_of
from generator.records.fact import Fact
from generator.records.request import RequestClass, RequestKind, Satisfaction, StepKind
from generator.records.service import Delivery, Service, ServiceChannel

_ALWAYS = "必填"
_NEW = "新增时必填"
_PERSON = (
    Column(field="id", label="专员编号", names=("服务专员编号",), form=PERSON_ID, about="或写姓名"),
    Column(field="name", label="专员", names=("姓名", *PERSON_NAMES), form=LINE, example="示例张三"),
)


def _enterprise(label: str) -> tuple[Column, ...]:
    return (
        Column(
            field="code",
            label="统一社会信用代码",
            names=CODE_NAMES,
            form=CREDIT_CODES,
            about="或写企业名称",
            example="91990102MA0000001D",
        ),
        Column(
            field="enterprise",
            label=label,
            names=("企业名称", *ENTERPRISE_NAMES),
            form=LINE,
            about="有代码的只用来核对",
            example="示例精密机械有限公司",
        ),
    )


_CHANNELS = {
    "走访": "现场走访",
    "实地走访": "现场走访",
    "上门": "现场走访",
    "上门走访": "现场走访",
    "现场": "现场走访",
    "电话联系": "电话",
    "微信联系": "微信",
}
RECORD = Shape(
    kind="record",
    row="一次服务一行，附件3就是这样",
    needed=(("code", "enterprise"), ("id", "name"), ("date",), ("channel",), ("services",), ("content",)),
    columns=(
        Column(
            field="record",
            label="记录编号",
            names=("台账编号", "编号"),
            form=RECORD_IDS,
            about="空着就按内容编号，同一条再导入还是它",
        ),
        *_PERSON,
        *_enterprise("服务企业"),
        Column(
            field="by", label="代理人", names=("by",), form=LINE, about="当天由代理人服务才写，编号或姓名"
        ),
        Column(
            field="date",
            label="服务时间",
            names=("服务日期", "日期", "时间", "走访时间", "date"),
            form=DAY,
            need=_ALWAYS,
            example="2026-03-05",
        ),
        Column(
            field="channel",
            label="服务方式",
            names=("方式", "联系方式", "channel"),
            form=choice(ServiceChannel, _CHANNELS),
            need=_ALWAYS,
            example="现场走访",
        ),
        Column(
            field="services",
            label="服务类别",
            names=("类别", "服务类型", "services"),
            form=several(Service),
            need=_ALWAYS,
            example="惠企政策速递",
        ),
        Column(
            field="policies",
            label="速递的政策",
            names=("政策", "送达的政策", "政策编号", "policies"),
            form=NAMES,
            about="写政策编号或标题",
        ),
        Column(field="delivery", label="送达方式", names=("政策送达方式", "delivery"), form=choice(Delivery)),
        Column(
            field="helped_by.expert",
            label="请的专家",
            names=("专家编号", "expert"),
            form=IDENTIFIER,
            about="专家编号",
        ),
        Column(
            field="helped_by.resource",
            label="用的资源",
            names=("资源编号", "resource"),
            form=IDENTIFIER,
            about="资源编号；和请的专家只写一个",
        ),
        Column(field="themes", label="能力主题", names=("themes",), form=NAMES),
        Column(
            field="requests", label="有关诉求", names=("诉求编号", "requests"), form=NAMES, about="诉求编号"
        ),
        Column(
            field="activities",
            label="参加的活动",
            names=("活动编号", "activities"),
            form=NAMES,
            about="活动编号",
        ),
        Column(
            field="content",
            label="服务内容",
            names=("内容", "content"),
            form=TEXT,
            need=_ALWAYS,
            example="送去梯度培育办法，和财务逐条核对。",
        ),
        Column(
            field="outcome",
            label="取得的成效",
            names=("成效", "服务成效", "效果", "outcome"),
            form=TEXT,
            example="企业准备申报。",
        ),
        Column(field="infringement.reported_to", label="侵权向谁报告", form=LINE),
        Column(field="infringement.done", label="侵权当场处理", form=TEXT),
        Column(field="overdue_payment.debtor", label="欠款方", form=LINE),
        Column(field="overdue_payment.amount", label="欠款金额(元)", form=AMOUNT),
        Column(field="overdue_payment.due_on", label="应付日期", form=DAY),
        Column(field="overdue_payment.complaint_channel", label="投诉渠道", form=LINE),
        Column(field="corrects", label="更正哪一条", form=RECORD_IDS, about="记录编号"),
    ),
)
REQUEST = Shape(
    kind="request",
    row="一件诉求一行；有几步办理的，一步一行，其余的格照抄、合并或空着",
    needed=(("request", "code", "enterprise"),),
    columns=(
        Column(
            field="request",
            label="诉求编号",
            names=("编号", "requests"),
            form=REQUEST_IDS,
            about="空着就按内容编号，同一件再导入还是它",
        ),
        *_PERSON,
        *_enterprise("企业名称"),
        Column(
            field="kind",
            label="诉求种类",
            names=("种类", "kind"),
            form=choice(RequestKind),
            need=_NEW,
            example="困难问题",
        ),
        Column(
            field="category",
            label="诉求类别",
            names=("类别", "category"),
            form=LINE,
            need=_NEW,
            about="写 rosters/scheme.yml 里的一个诉求类别",
            example="融资",
        ),
        Column(
            field="collected_on",
            label="收集日期",
            names=("收集时间", "提出时间", "提出日期", "服务时间", "collected_on"),
            form=DAY,
            need=_NEW,
            example="2026-03-05",
        ),
        Column(
            field="text",
            label="诉求内容",
            names=("内容", "诉求", "text"),
            form=TEXT,
            need=_NEW,
            example="流动资金紧张。",
        ),
        Column(
            field="problem",
            label="困难问题",
            form=TEXT,
            about="附件3的列，代替诉求种类和诉求内容；有了另写诉求类别",
        ),
        Column(field="need", label="服务诉求", form=TEXT, about="附件3的列，同上，种类是服务需求"),
        Column(field="rigid.reason", label="刚性约束原因", form=TEXT, about="是政策刚性约束的才写这三列"),
        Column(field="rigid.confirmed_by", label="刚性约束确认人", form=LINE),
        Column(field="rigid.confirmed_on", label="刚性约束确认日期", form=DAY),
        Column(
            field="told",
            label="告知日期",
            names=("反馈时间", "反馈日期", "told"),
            form=DAYS,
            about="哪些天告诉过企业进展",
        ),
        Column(
            field="step.do",
            label="办理步骤",
            names=("步骤", "办理进展", "do"),
            form=choice(StepKind),
            example="自办",
        ),
        Column(
            field="step.date",
            label="步骤日期",
            names=("办理日期", "办理时间"),
            form=DAY,
            example="2026-03-06",
        ),
        Column(field="step.office", label="经办专员办", form=LINE, about="写地名；自己办的不写"),
        Column(field="step.class", label="分类", form=choice(RequestClass)),
        Column(field="step.to", label="转给谁", names=("转交单位",), form=LINE),
        Column(field="step.approved_by", label="批准人", form=LINE),
        Column(field="step.approved_on", label="批准日期", form=DAY),
        Column(field="step.result", label="办理结果", names=("结果",), form=TEXT),
        Column(
            field="satisfied",
            label="企业是否满意",
            names=("满意度", "是否满意", "satisfied"),
            form=choice(Satisfaction),
        ),
    ),
)


def profile_shape(facts: Mapping[str, Fact]) -> Shape:
    """The table of profiles: a column a fact of the dictionary, by its label or its key, with a unit or without."""
    return Shape(
        kind="profile",
        row="一家企业一天一行",
        needed=(("code", "enterprise"), ("date",)),
        columns=(
            *_enterprise("企业名称"),
            Column(
                field="date",
                label="数据日期",
                names=("截止日期", "截至日期", "统计日期", "日期", "date"),
                form=DAY,
                need=_ALWAYS,
                example="2026-09-30",
            ),
            *_facts(facts),
        ),
        more=partial(_with_unit, facts=facts),
    )


def _facts(facts: Mapping[str, Fact]) -> Iterator[Column]:
    for key, fact in facts.items():
        unit = f"({fact.unit})" if fact.unit else ""
        yield Column(
            field=f"facts.{key}",
            label=f"{fact.label}{unit}",
            names=(fact.label, key) if unit else (key,),
            form=fact_form(fact),
            about=fact.asked_as or "",
        )


def _with_unit(header: str, facts: Mapping[str, Fact]) -> Column | None:
    """The column of an amount in another unit: 上年度营业收入(万元)."""
    label, _, unit = header.rpartition("(")
    times = unit_of(unit.removesuffix(")"))
    fact = next((fact for fact in facts.values() if fact.label == label), None)
    if fact is None or times is None:
        return None
    return Column(field=f"facts.{fact.key}", label=header, form=fact_form(fact, times))

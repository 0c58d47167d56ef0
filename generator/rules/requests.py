"""Rules 9 and 17 to 20: the life of a request, from the day on which it is collected to its end."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from generator.coverage import Coverage
from generator.dataset import Dataset, Entry
from generator.days import plus
from generator.diagnostics import Severity
from generator.records.request import RequestClass, ServiceRequest, Step, StepKind
from generator.rules.finding import Finding

_START = "收集"
_AFTER: Mapping[StepKind | str, tuple[StepKind, ...]] = MappingProxyType(
    {
        _START: (StepKind.SELF, StepKind.LISTED),
        StepKind.SELF: (StepKind.ANSWERED, StepKind.LISTED),
        StepKind.LISTED: (StepKind.CLASSIFIED,),
        RequestClass.OWN: (StepKind.DISCUSSED, StepKind.RAISED, StepKind.CLASSIFIED),
        RequestClass.OTHER_UNIT: (StepKind.TRANSFERRED, StepKind.CLASSIFIED),
        StepKind.DISCUSSED: (StepKind.DISCUSSED, StepKind.RAISED, StepKind.ANSWERED, StepKind.CLASSIFIED),
        StepKind.RAISED: (StepKind.CLASSIFIED,),
        StepKind.TRANSFERRED: (StepKind.TRANSFERRED, StepKind.ANSWERED, StepKind.CLASSIFIED),
        StepKind.ANSWERED: (StepKind.ANSWERED, StepKind.CLOSED, StepKind.LISTED),
        StepKind.CLOSED: (),
    }
)
"""What may come after each step; after 分类 its class decides (rule 17).

What was classified wrong is classified again, and what the enterprise is not content with is listed again.
"""


def request_step_out_of_place(dataset: Dataset) -> Iterator[Finding]:
    """诉求按通知三(二)办理：收集后自办，或列入问题清单、由专员办分类。

    工信职能内的商处(科)室或报上级专员办，报上去的由上级重新分类；同级其他单位的会商转交；都要反馈，最后办结。
    分错了的，再写一步分类；企业对答复不满意的，再列入问题清单。
    """
    for entry in dataset.requests:
        before: Step | None = None
        for place, step in enumerate(entry.record.steps):
            allowed = _allowed(before)
            if allowed is not None and step.do not in allowed:
                words = f"“{step.do}”不能接在“{before.do if before else _START}”后面"
                bound = f"，分类是{before.class_}" if before and before.class_ else ""
                yield Finding(
                    document=entry.document,
                    loc=(*entry.loc, "steps", place, "do"),
                    message=words + bound,
                    help=_mend(before, step, allowed),
                )
            before = step


def _mend(before: Step | None, step: Step, allowed: tuple[StepKind, ...]) -> str:
    """What to write: the step that is left out, or the other class, or one of the steps that may stand here."""
    if not allowed:
        return "办结是最后一步；后来又办了的，另记一条诉求"
    left_out = [between for between in allowed if step.do in _AFTER.get(between, ())]
    if before and before.class_ and step.do in {*_AFTER[RequestClass.OWN], *_AFTER[RequestClass.OTHER_UNIT]}:
        other = next(class_ for class_ in RequestClass if class_ is not before.class_)
        return f"分类写错了，就改成 {other}；没有错，这里写 {' 或 '.join(allowed)}"
    if left_out:
        return f"在前面补上 {' 或 '.join(left_out)} 那一步"
    return f"这里写 {' 或 '.join(allowed)}；漏了一步就补上"


def _allowed(before: Step | None) -> tuple[StepKind, ...] | None:
    """The steps that may follow; None where a missing class leaves it open."""
    if before is None:
        return _AFTER[_START]
    if before.do is StepKind.CLASSIFIED:
        return _AFTER[before.class_] if before.class_ else None
    return _AFTER[before.do]


def request_class(dataset: Dataset) -> Iterator[Finding]:
    """分类那一步写明 class：是工信职能，还是同级其他单位的事；别的步骤不写。"""
    for entry, place, step in _steps(dataset):
        classified = step.do is StepKind.CLASSIFIED
        if classified is (step.class_ is None):
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, "steps", place, "do" if classified else "class"),
                message="分类没有写明归谁办" if classified else f"“{step.do}”这一步不写 class",
                help=f"补上 class: {RequestClass.OWN} 或 {RequestClass.OTHER_UNIT}"
                if classified
                else "把 class 移到分类那一步",
            )


def request_skips_level(dataset: Dataset) -> Iterator[Finding]:
    """诉求逐级上报：县级报市级，市级报省级（通知三(二)）；再列入问题清单的，从本级专员办重新办起。

    没有报到的专员办不经办，反馈和办结可以由经过的专员办来做。
    """
    for entry in dataset.requests:
        at = entry.folder
        passed = {at}
        for place, step in enumerate(entry.record.steps):
            if step.do is StepKind.LISTED:
                at = entry.folder  # listed again, the chain begins again
            region = dataset.region_by_code.get(at)
            if region is None or (step.office and step.office not in dataset.region_by_code):
                break  # unknown-reference says so
            raised = step.do is StepKind.RAISED
            right = region.parent if raised else region.code
            back = step.do in {StepKind.ANSWERED, StepKind.CLOSED} and step.office in passed
            if right is None or (step.office not in {None, right} and not back):
                yield _wrong_office(dataset, entry, place, right)
                break
            if raised:
                at = right
                passed.add(at)


def _wrong_office(dataset: Dataset, entry: Entry[ServiceRequest], place: int, right: str | None) -> Finding:
    step = entry.record.steps[place]
    loc = (*entry.loc, "steps", place, "office" if step.office else "do")
    if right is None:
        message, mend = "省级专员办没有上级", "删掉这一步；商处(科)室，或会商转交"
    else:
        region, wrong = dataset.region_by_code[right], dataset.region_by_code[step.office or right]
        raised = step.do is StepKind.RAISED
        message = (
            f"报上级要先报{region.name}，不能直接报{wrong.name}" if raised else f"诉求还没有报到{wrong.name}"
        )
        own = raised or step.do is StepKind.LISTED
        mend = f'把 office 改成 "{right}"' + ("" if own else "，或在前面补上报上级专员办那一步")
    return Finding(document=entry.document, loc=loc, message=message, help=mend)


def transfer_without_approval(dataset: Dataset) -> Iterator[Finding]:
    """会商转交别的单位，要经批准：写明转给谁（to）、谁批准（approved_by）、哪天批准（approved_on）。"""
    for entry, place, step in _steps(dataset):
        missing = [name for name in ("to", "approved_by", "approved_on") if getattr(step, name) is None]
        if step.do is StepKind.TRANSFERRED and missing:
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, "steps", place, "do"),
                message=f"会商转交没有写 {'、'.join(missing)}",
                help=f"补上 {'、'.join(missing)}；还没有批准的，批准以后再记这一步",
            )


def closing_without_result(dataset: Dataset) -> Iterator[Finding]:
    """办结要写结果（result）：件件有落实、事事有回音（通知三(二)）；刚性约束办不了的，也写怎么答复的。"""
    for entry, place, step in _steps(dataset):
        if step.do is StepKind.CLOSED and step.result is None:
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, "steps", place, "do"),
                message="办结没有写结果",
                help="补上 result：办成了什么，或怎么答复企业的",
            )


def untold_enterprise(dataset: Dataset) -> Iterator[Finding]:
    """没有办结的诉求，隔一段时间（scheme.yml 的 progress_days）告诉企业办到哪一步，日期写进 told。"""
    if not dataset.schemes:
        return
    days = dataset.scheme.record.progress_days
    for entry in dataset.requests:
        last = last_word(entry.record)
        if not entry.record.closed and plus(last, days) < dataset.as_of:
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, "told" if entry.record.told else "collected_on"),
                message=f"{last}以后的{(dataset.as_of - last).days}天里，没有告诉企业办到哪一步",
                help="告诉企业，把日期补进 told；已经办结的，补上反馈和办结",
                severity=Severity.WARNING,
            )


def request_without_commissioner(dataset: Dataset) -> Iterator[Finding]:
    """没有办结的诉求要有人接着办：企业换了服务专员的，由现在的专员办；没有专员的（离任、失去资格），由专员办办完。"""
    coverage = Coverage(dataset)
    for entry in dataset.requests:
        code = entry.record.enterprise
        if entry.record.closed or code not in dataset.enterprise_by_code:
            continue
        if not coverage.in_service(code, dataset.as_of):
            yield Finding(
                document=entry.document,
                loc=(*entry.loc, "enterprise"),
                message=f"诉求没有办结，“{dataset.enterprise_by_code[code].record.name}”现在没有服务专员",
                help="由专员办接着办，办完写反馈和办结；还在服务范围的，先安排服务专员",
                severity=Severity.OVERDUE,
            )


def last_word(request: ServiceRequest) -> date:
    """The last day on which the enterprise spoke or heard of its request."""
    answered = (step.date for step in request.steps if step.do is StepKind.ANSWERED)
    return max((request.collected_on, *request.told, *answered))


def _steps(dataset: Dataset) -> Iterator[tuple[Entry[ServiceRequest], int, Step]]:
    for entry in dataset.requests:
        for place, step in enumerate(entry.record.steps):
            yield entry, place, step

"""Rules 12, 22 and 23: the “四个一”, the domains of the experts, and the words for themes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from generator.coverage import post_on
from generator.dataset import Dataset, Entry
from generator.diagnostics import Severity
from generator.document import Document, Loc
from generator.forms import items
from generator.nearest import closest
from generator.records.province import ContactGroup, GroupFunction, Waiver
from generator.rules.finding import Finding
from generator.rules.gaps import missing_domains, missing_ones
from generator.rules.waivers import Waivers
from generator.source import Span

if TYPE_CHECKING:
    from generator.records.commissioner import Commissioner

_ONES = {
    "commissioner": ("服务专员库", "rosters", "在专员办的文件夹里建 commissioners.yml"),
    "task-force": (
        "服务专班",
        "rosters/task-force.yml",
        "新建这个文件，写 name、leader、office_unit 和 members",
    ),
    "expert": ("服务专家组", "rosters/experts", "新建 rosters/experts/<组>.yml，写 group 和 experts"),
    "contact-group": ("服务工作联系群", "rosters/contact-groups.yml", "新建这个文件，写 groups"),
}
"""The “四个一” by kind: the term, where it stands, and what to write."""


def _unsure(dataset: Dataset, kind: str) -> bool:
    """Whether not all records of a kind are known."""
    return kind in dataset.lost or any(name == kind for name, _ in dataset.broken)


def four_ones_incomplete(dataset: Dataset) -> Iterator[Finding]:
    """全省要有“四个一”：服务专员库、服务专班、服务专家组、服务工作联系群（通知四(一)）；全省的联系群合起来有四项功能。

    全省的联系群，是 offices 里有省专员办的群；没有这样的群，就看所有的群。

    刚开始建的省，可以在 rosters/waivers.yml 写到哪一天以前建齐，region 写省的代码；到期以后是待办。
    """
    over = Waivers(dataset).over_ones()
    for kind in missing_ones(dataset) if dataset.schemes and not _waived(dataset, over) else ():
        term, path, mend = _ONES[kind]
        yield Finding(
            document=dataset.scheme.document,
            loc=(),
            span=Span(path=path),
            message=f"“四个一”缺少{term}",
            help=mend,
            severity=Severity.OVERDUE if over else Severity.ERROR,
            others=_ran_out(over),
        )
    groups = _provincial(dataset) or dataset.contact_groups
    had = {function for entry in groups for function in entry.record.functions}
    missing = [function for function in GroupFunction if function not in had]
    if groups and missing and not _unsure(dataset, "contact-group"):
        first = groups[0]
        yield Finding(
            document=first.document,
            loc=(*first.loc, "functions"),
            message=f"没有一个{'全省的' if _provincial(dataset) else ''}联系群用于{'、'.join(missing)}",
            help=f"在用于它的群的 functions 里补上 {'、'.join(missing)}",
        )


def _provincial(dataset: Dataset) -> tuple[Entry[ContactGroup], ...]:
    """The groups in which the office of the province is: those of a city have functions of their own."""
    provinces = {entry.record.province for entry in dataset.schemes}
    return tuple(entry for entry in dataset.contact_groups if provinces.intersection(entry.record.offices))


def _waived(dataset: Dataset, over: Iterable[Entry[Waiver]]) -> bool:
    return any(dataset.as_of <= waiver.record.until for waiver in over)


def _ran_out(over: Iterable[Entry[Waiver]]) -> tuple[tuple[Document, Loc, str], ...]:
    return tuple((waiver.document, (*waiver.loc, "until"), "豁免只到这一天") for waiver in over)


def commissioner_without_contact_group(dataset: Dataset) -> Iterator[Finding]:
    """在任的服务专员都在一个联系群里：他们的专员办写进 rosters/contact-groups.yml 的 offices。"""
    if not dataset.contact_groups or _unsure(dataset, "contact-group"):
        return
    reached = {code for entry in dataset.contact_groups for code in entry.record.offices}
    outside: dict[str, list[Entry[Commissioner]]] = defaultdict(list)
    for entry in dataset.commissioners:
        if (
            entry.folder in dataset.region_by_code
            and entry.folder not in reached
            and post_on(entry.record, dataset.as_of)
        ):
            outside[entry.path].append(entry)
    for people in outside.values():
        first = people[0]
        region = dataset.region_by_code[first.folder]
        yield Finding(
            document=first.document,
            loc=("region",),
            message=f"{region.name}专员办的{len(people)}名服务专员不在任何联系群里",
            help=f'在 rosters/contact-groups.yml 的一个群的 offices 里补上 "{first.folder}"',
            severity=Severity.WARNING,
        )


def missing_expert_domain(dataset: Dataset) -> Iterator[Finding]:
    """scheme.yml 的每个专家领域（expert_domains）都要有服务专家（通知四(一)）。

    刚开始建的省，four-ones-incomplete 的豁免也管到它；到期以后是待办。
    """
    over = Waivers(dataset).over_ones()
    for place, domain in () if _waived(dataset, over) else missing_domains(dataset):
        scheme = dataset.scheme
        yield Finding(
            document=scheme.document,
            loc=(*scheme.loc, "expert_domains", place),
            message=f"“{domain}”还没有服务专家",
            help=f"在 rosters/experts/ 里补一位，domains 写 {domain}",
            severity=Severity.OVERDUE if over else Severity.ERROR,
            others=_ran_out(over),
        )


def unknown_theme(dataset: Dataset) -> Iterator[Finding]:
    """能力主题取自 scheme.yml 的 themes；服务专员的熟悉领域也可以取自 expert_domains。"""
    if not dataset.schemes:
        return
    themes = dataset.scheme.record.themes
    strengths = (*themes, *dataset.scheme.record.expert_domains)
    for resource in dataset.resources:
        yield from _strange(resource.document, (*resource.loc, "themes"), resource.record.themes, themes)
    for served in dataset.records:
        yield from _strange(served.document, (*served.loc, "themes"), served.record.themes, themes)
    for person in dataset.commissioners:
        yield from _strange(person.document, (*person.loc, "strengths"), person.record.strengths, strengths)


def _strange(
    document: Document, way: Loc, written: Iterable[str], known: tuple[str, ...]
) -> Iterator[Finding]:
    for place, theme in enumerate(written):
        if theme not in known:
            near = closest(theme, known)
            several = items(theme, known) or ()
            yield Finding(
                document=document,
                loc=(*way, place),
                message=f"没有“{theme[:40]}”这个主题或领域",
                help=f"各项用半角逗号分开：{', '.join(several)}"
                if several and all(item in known for item in several)
                else f"改成“{near}”；可选：{'、'.join(known)}"
                if near
                else f"可选：{'、'.join(known)}；新的主题先写进 rosters/scheme.yml",
                severity=Severity.WARNING,
            )

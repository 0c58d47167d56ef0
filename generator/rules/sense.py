"""Conditions that none or all can meet or whose text says another number; windows where the policy does not hold."""

from collections.abc import Iterator, Sequence
from itertools import combinations, islice

from generator.dataset import Dataset
from generator.diagnostics import Severity
from generator.document import Document, Loc
from generator.eligibility.conditions import All, AnyOf, Asks, AtLeast, Condition, Leaf, Not
from generator.eligibility.phrases import Terms, listed, phrase
from generator.records.policy import Policy
from generator.rules.figures import differing
from generator.rules.finding import Finding
from generator.rules.trials import Trial, answers, tells, trial

_KEYS = {All: "all", AnyOf: "any", AtLeast: "of"}


def never_met(dataset: Dataset) -> Iterator[Finding]:
    """条件要有企业达得到：一条里的门槛，和同时要满足的几条，不能自相矛盾。

    例如要求同一个数“至少5”又“不超过3”，是非既是又否，或者数目低于0。

    申报期写的地区（windows 的 regions），要在政策的适用地区里。
    """
    yield from _windows_elsewhere(dataset)
    yield from _sought(
        dataset, ("不能同时满足", "，没有企业能达到", "是满足一条即可的，把 all 改成 any"), holds=False
    )


def always_met(dataset: Dataset) -> Iterator[Finding]:
    """条件要能分出符合和不符合：什么企业都满足的，等于没有要求。

    例如数目至少0，或者“5以上”和“低于5”满足一条即可。
    """
    yield from _sought(
        dataset, ("合起来", "，什么企业都满足，等于没有要求", "要同时满足的，把 any 改成 all"), holds=True
    )


def text_differs_from_rule(dataset: Dataset) -> Iterator[Finding]:
    """条件自己写的文字（text）里的数，要和门槛一样；企业读的是文字，程序算的是门槛。

    金额可以写成元、万元或亿元。没有写 text 的，文字由程序按门槛生成，不会不一样。
    """
    for document, root, rule in _rules(dataset):
        for way, node in _nodes(rule, root):
            wrong, limits = differing(node, dataset.fact_by_key)
            if wrong:
                yield Finding(
                    document=document,
                    loc=(*way, "text"),
                    message=f"文字里的{'、'.join(f'“{number}”' for number in wrong)}不是规则里的数",
                    help=f"对照原文，把文字和门槛改成一样；规则里是{'、'.join(limits)}",
                    severity=Severity.WARNING,
                )


def _windows_elsewhere(dataset: Dataset) -> Iterator[Finding]:
    """The places of windows that lie neither in nor around a place of the policy, where all of them are known."""
    above = dataset.codes_above
    for entry in dataset.policies:
        regions = entry.record.regions
        around = {code for region in regions for code in (region, *above.get(region, ()))}
        for way, code in _of_windows(entry.record) if regions and around <= above.keys() else ():
            if code in above and code not in around and not set(above[code]).intersection(regions):
                yield Finding(
                    document=entry.document,
                    loc=way,
                    message=f"{dataset.region_by_code[code].name}（{code}）不在这份政策的适用地区里",
                    help="核对代码；政策也适用于那里的，补进政策的 regions",
                    severity=Severity.WARNING,
                    others=((entry.document, ("regions",), "政策的适用地区"),),
                )


def _of_windows(policy: Policy) -> Iterator[tuple[Loc, str]]:
    """The places that the windows of a policy name, each with its way."""
    for place, benefit in enumerate(policy.benefits):
        for index, window in enumerate(benefit.windows):
            for item, code in enumerate(window.regions):
                yield ("benefits", place, "windows", index, "regions", item), code


def _sought(dataset: Dataset, words: tuple[str, str, str], *, holds: bool) -> Iterator[Finding]:
    """The conditions that always come out so: said of several together, of what follows, and the mend of several."""
    together, follows, mend = words
    for document, way, node in _rules(dataset):
        for trials in _senseless(dataset, node, way, holds=holds):
            several = len(trials) > 1
            yield _finding(
                document,
                trials,
                message=f"{_said(dataset, trials)}{together if several else ''}{follows}",
                mend=f"对照原文改门槛；原文{mend if several else '没有这一条的，删掉它'}",
            )


def _rules(dataset: Dataset) -> Iterator[tuple[Document, Loc, Condition]]:
    for entry in dataset.policies:
        for place, benefit in enumerate(entry.record.benefits):
            if benefit.conditions is not None:
                yield entry.document, ("benefits", place, "conditions"), benefit.conditions


def _nodes(node: Condition, way: Loc) -> Iterator[tuple[Loc, Condition]]:
    """A condition and all below it, each with its way."""
    yield way, node
    for there, child in _below(node, way):
        yield from _nodes(child, there)


def _below(node: Condition, way: Loc) -> Iterator[tuple[Loc, Condition]]:
    if isinstance(node, Not):
        yield (*way, "not"), node.not_
    elif not isinstance(node, Leaf | Asks):
        yield from (((*way, _KEYS[type(node)], place), child) for place, child in enumerate(node.nodes))


def _senseless(dataset: Dataset, node: Condition, way: Loc, *, holds: bool) -> Iterator[tuple[Trial, ...]]:
    """The smallest conditions below a node that always come out so; of those that do so only together, all."""
    if tells(node):
        return
    one = None if isinstance(node, AnyOf if holds else All) else trial(node, way)
    if isinstance(node, Not) and one and _always(dataset, (one,), holds=not holds):
        return  # the other rule says so
    if isinstance(node, Not) and one and _always(dataset, (one,), holds=holds):
        yield (one,)
        return
    found = [
        each for there, child in _below(node, way) for each in _senseless(dataset, child, there, holds=holds)
    ]
    if found:
        yield from found
    elif isinstance(node, AnyOf if holds else All):
        yield from _together(dataset, node, way, holds=holds)
    elif one and _always(dataset, (one,), holds=holds):
        yield (one,)


def _together(dataset: Dataset, node: Condition, way: Loc, *, holds: bool) -> Iterator[tuple[Trial, ...]]:
    """Of the members of a group those about one subject that cannot all hold, or of which one always does."""
    subjects: dict[tuple[object, ...], list[Trial]] = {}
    for there, child in _members(node, way, type(node)):
        if one := trial(child, there):
            subjects.setdefault(one.subject, []).append(one)
    for trials in subjects.values():
        # one alone was tried as what it is
        sets = (those for size in sorted({2, len(trials)} - {1}) for those in combinations(trials, size))
        yield from islice((those for those in sets if _always(dataset, those, holds=holds)), 1)


def _members(node: Condition, way: Loc, kind: type) -> Iterator[tuple[Loc, Condition]]:
    """The members of a group, those of a group of the same kind within it in its place."""
    for there, child in _below(node, way):
        if isinstance(child, kind):
            yield from _members(child, there, kind)
        else:
            yield there, child


def _always(dataset: Dataset, trials: Sequence[Trial], *, holds: bool) -> bool:
    """Whether, for every value, one of the conditions holds; or, without `holds`, one of them fails."""
    tried = False
    for each in answers(dataset, trials):
        if holds not in each:
            return False
        tried = True
    return tried


def _said(dataset: Dataset, trials: Sequence[Trial]) -> str:
    """The conditions in words: those of a leaf, or that there are several of its subject."""
    places = {region.code: region.name for region in dataset.region_by_code.values()}
    terms = Terms(facts=dataset.fact_by_key, places=places)
    return listed(tuple(f"“{_words(one, terms)}”" for one in trials), "和")


def _words(one: Trial, terms: Terms) -> str:
    inner = one.node.not_ if isinstance(one.node, Not) else one.node
    if isinstance(inner, Leaf):
        return str(phrase(inner, terms, negated=inner is not one.node))
    if isinstance(inner, Asks):
        return inner.text if inner is one.node else f"不是：{inner.text}"
    first = one.leaves[0]
    subject = first.text if isinstance(first, Asks) else "、".join(terms.labels[key] for key in first.keys)
    return f"{'' if inner is one.node else '不符合'}{subject}的{len(one.leaves)}条"


def _finding(document: Document, trials: Sequence[Trial], *, message: str, mend: str) -> Finding:
    """A finding at the last of the conditions; the others are named beside it."""
    *first, last = (
        (*one.way, one.node.operator.rstrip("_")) if isinstance(one.node, Leaf) else one.way for one in trials
    )
    return Finding(
        document=document,
        loc=last,
        message=message,
        help=mend,
        severity=Severity.WARNING,
        others=tuple((document, way, "另一条") for way in first),
    )

"""A file with the facts of one enterprise, given to a command: read whole, and every misfit said at once."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, NoReturn

import click

from generator.dataset import Dataset
from generator.diagnostics import Severity
from generator.document import MOST_FAULTS, Document, parse
from generator.eligibility.conditions import Asks, leaves
from generator.eligibility.facts import Misfit, Value, read_facts
from generator.nearest import closest
from generator.reading import printable
from generator.report.lines import one_line
from generator.source import Source

LARGEST = 256 * 1024
"""So many bytes are read: all facts that there are take some 10,000."""

_EXAMPLE = "每行写一个指标，例如 staff: 120"
_NOT_GIVEN = ("null", "~")
"""What YAML and JSON write for nothing; no fact has such a value."""


class _Wrong(NamedTuple):
    """What is wrong in a line, and how it should be."""

    line: int
    message: str
    help: str


def sound(dataset: Dataset) -> bool:
    """Whether the dictionary of facts and the regions were read whole: else a right fact would be called unknown."""
    kinds = {"fact", "region"}
    return not (kinds & dataset.lost or kinds & {kind for kind, _ in dataset.broken})


def facts_of(path: Path, dataset: Dataset) -> dict[str, Value]:
    """The facts in a YAML or JSON file, a map of fact key to value. Raises a usage error that lists all misfits."""
    document = _document(path)
    if not isinstance(document.data, dict):
        _refuse(f"{_name(path)} 里应是几行“指标: 值”，{_EXAMPLE}")
    written = {key: value for key, value in document.data.items() if value not in _NOT_GIVEN}
    unknown = {key: _unknown(key, dataset) for key in written if not _known(key, dataset)}
    facts, misfits = read_facts(
        {key: value for key, value in written.items() if key not in unknown},
        dataset.fact_by_key,
        dataset.codes_above,
    )
    if unknown or misfits:
        _wrong(path, _placed(document, [*unknown.values(), *misfits], set(unknown)))
    return facts


def _document(path: Path) -> Document:
    """The file parsed. Raises a usage error for what is no file, no text or no YAML."""
    document, found = parse(Source(path=path.name, text=_text(path)))
    faults = [fault for fault in found if fault.severity is Severity.ERROR and fault.code != "empty-value"]
    if document is None or faults:
        _wrong(path, (_Wrong(fault.span.line, fault.message, fault.help) for fault in faults))
    return document


def _text(path: Path) -> str:
    """The text of the file; a byte order mark, the line ends of Windows and the indents of JSON are as good as ours."""
    try:
        if not path.exists():
            _refuse(f"没有 {_name(path)} 这个文件，核对文件名和路径")
        if not path.is_file():
            _refuse(f"{_name(path)} 不是文件，写一个 YAML 或 JSON 文件，{_EXAMPLE}")
        if path.stat().st_size > LARGEST:
            _refuse(f"{_name(path)} 超过{LARGEST // 1024}KiB，只写一家企业的指标，{_EXAMPLE}")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        _refuse(f"{_name(path)} 不是 UTF-8 编码，另存为 UTF-8")
    except (OSError, ValueError):
        _refuse(f"{_name(path)} 读不了，检查路径和权限")
    return text.replace("\t", "  ") if path.suffix.lower() == ".json" else text


def _known(key: str, dataset: Dataset) -> bool:
    """Whether there is such a fact, or such a question of a benefit's own."""
    if "#" not in key:
        return key in dataset.fact_by_key
    return key in _questions(dataset, key.partition("#")[0])


def _questions(dataset: Dataset, policy: str) -> Iterator[str]:
    """The keys of the questions that the benefits of a policy ask on their own."""
    entry = dataset.policy_by_id.get(policy)
    for benefit in entry.record.benefits if entry else ():
        for _, leaf in leaves(benefit.conditions):
            if isinstance(leaf, Asks):
                yield f"{policy}#{benefit.id}/{leaf.asks}"


def _unknown(key: str, dataset: Dataset) -> Misfit:
    """A key that nothing has, with the one that was likely meant."""
    if "#" in key:
        near = closest(key, _questions(dataset, key.partition("#")[0]))
        mend = "核对编号，写成“政策编号#事项编号/asks 的编号”"
        return Misfit(key=key, message=f"没有自报条件“{key[:80]}”", help=f"改成 {near}" if near else mend)
    labels = {fact.label: fact.key for fact in dataset.fact_by_key.values()}
    near = labels.get(key) or closest(key, dataset.fact_by_key)
    mend = f"改成 {near}" if near else "指标的名称在 content/facts.yml 里，写 key 后面的英文名"
    return Misfit(key=key, message=f"没有指标“{key[:80]}”", help=mend)


def _placed(document: Document, misfits: Iterable[Misfit], unknown: set[str]) -> Iterator[_Wrong]:
    for misfit in misfits:
        line = document.place((misfit.key,), on_key=misfit.key in unknown).line
        yield _Wrong(line, misfit.message, misfit.help)


def _wrong(path: Path, found: Iterable[_Wrong]) -> NoReturn:
    """Refuse all that is wrong in the file, a line each, in the order of its lines."""
    listed = sorted(found, key=lambda wrong: wrong.line)
    shown = [f"  {one_line(f'第{wrong.line}行：{wrong.message}；{wrong.help}')}" for wrong in listed]
    more = len(listed) > MOST_FAULTS
    lines = [*shown[:MOST_FAULTS], f"  还有{len(listed) - MOST_FAULTS}处没有列出"] if more else shown
    _refuse("\n".join((f"{_name(path)} 有{len(listed)}处不对，改好再运行", *lines)))


def _name(path: Path) -> str:
    return printable(str(path))


def _refuse(message: str) -> NoReturn:
    raise click.UsageError(message, ctx=click.get_current_context(silent=True)) from None

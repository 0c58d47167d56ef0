"""`portal new KIND`: a new record, from options or from answers, in a file that passes the check."""

import sys
import typing
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from generator.changes import Change, changed_to
from generator.cli.asking import asked_for, asked_region, command_again, question_words
from generator.cli.help_page import Command
from generator.cli.options import common
from generator.cli.private_files import as_it_lies, with_private
from generator.cli.region import region_code
from generator.dataset import Dataset
from generator.decode import decode
from generator.diagnostics import Severity, renamed
from generator.document import parse
from generator.editing.changing import record_key, whole_file, with_items
from generator.editing.formatting import formatted
from generator.editing.homes import HomelessError, home_of, new_id
from generator.editing.mending import mended
from generator.editing.questions import (
    Question,
    Way,
    data_of,
    lacking,
    pairs,
    questions,
    with_defaults,
    words,
)
from generator.eligibility.misfits import same_value
from generator.kinds import KINDS, Kind
from generator.loading import load_read
from generator.nearest import closest
from generator.reading import read_sources
from generator.records.fact import Fact, FactKind
from generator.report import FORMATS
from generator.rules.documents import corrected
from generator.source import Source
from generator.staging import BusyError, ChangedMeanwhileError, write_together

_NOT_HERE = frozenset({"scheme", "fact", "holiday-year", "office", "region", "task-force"})
"""What a province has once, or `portal init` makes."""

_NEW = {
    kind.name: kind for kind in KINDS if kind.name not in _NOT_HERE and not kind.name.startswith("annex-")
}


def _kind(_context: click.Context, _parameter: click.Parameter, value: str) -> Kind:
    found = _NEW.get(value) or next((kind for kind in _NEW.values() if kind.label == value), None)
    if found is None:
        listed = "、".join(f"{kind.name}（{kind.label}）" for kind in _NEW.values())
        near = closest(value, _NEW, alike=0.7)
        message = f"没有“{value}”这种数据{f'，写 {near}' if near else ''}；可选：{listed}"
        raise click.BadParameter(message)
    return found


@click.command(cls=Command, context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@common
@with_private
@click.option("--region", metavar="代码或名称", default=None, help="哪个专员办的；能从内容看出来的不用写")
@click.argument("kind", callback=_kind, metavar="种类")
@click.pass_context
def new(
    context: click.Context,
    root: Path,
    as_of: date,
    private: Path | None,
    region: str | None,
    kind: Kind,
    *,
    public_only: bool,
) -> int:
    """新建一条数据，例如 portal new policy --title 标题。字段逐个写成选项，里面的用点连起来（--posts.unit 单位）；没有写的在终端里逐个问。编号自动分配，写完就能通过检查。"""
    folder = None if public_only else private
    if kind.private and folder is None:
        message = "没有内部文件的文件夹，用 --private 指定"
        raise click.UsageError(message)
    read = read_sources(root, folder)
    dataset, _ = load_read(read, root, as_of, folder)
    code = region and region_code(dataset, region)
    asked = questions(kind, as_of.isoformat())
    answers: dict[Way, Sequence[str]] = {**_told(context.args, asked, kind)}
    if code and any(question.way == ("region",) for question in asked):
        answers.setdefault(("region",), [code])
    again = ""
    if sys.stdin.isatty():
        told = frozenset(answers)
        code = code or asked_region(kind, dataset)
        answers = asked_for(kind, asked, answers)
        again = command_again(asked, answers, told, "" if region else code)
    with _kept(again):
        answers = with_defaults(asked, answers)
        if without := [one for one in lacking(asked, answers) if one.way != ("id",)]:
            message = "还缺：" + "；".join(f"--{one.name} {question_words(one)}" for one in without)
            raise click.UsageError(message)
        right = _in_right_forms(kind, data_of(asked, answers), dataset)
        try:
            data, path, text = _placed(kind, right, dataset, code)
        except HomelessError as fault:
            raise click.UsageError(str(fault)) from None
        name = as_it_lies(root, folder)
        if text is None:
            click.echo(f"{name(path)} 有错误，没有写进去。运行 portal check，改好后再运行一次", err=True)
            context.exit(1)
        change, _ = changed_to(root, {path: text}, as_of, folder, read)
        if change.faulty:
            _report(change, name, as_of)
            click.echo("没有写文件。改好上面的，再运行一次", err=True)
            context.exit(1)
        old = dataset.texts.get(path)
        write_together({root / name(path): (None if old is None else old.encode(), text)})
    click.echo(f"写好了{_named(kind, data)}：{name(path)}")
    if old is not None and formatted(old, kind, path) != old:
        click.echo("这个文件原来不是统一的写法，整个整理过了，内容和注释没有变")
    click.echo("下一步：打开这个文件补全，再运行 portal check")
    return 0


@contextmanager
def _kept(again: str) -> Iterator[None]:
    """Where nothing is written, say how to run the command again without answering again; "" without answers."""
    try:
        yield
    except (click.UsageError, click.exceptions.Exit, BusyError, ChangedMeanwhileError, OSError):
        if again:
            click.echo(f"刚才的回答都在这个命令里，改好后运行：\n{again}", err=True)
        raise


def _told(words: Sequence[str], asked: Sequence[Question], kind: Kind) -> dict[Way, list[str]]:
    """The options `--field value`, of which a field of a list may come again."""
    known = {question.name: question for question in asked}
    answers: dict[Way, list[str]] = {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        name, same, value = word.removeprefix("--").partition("=")
        question = known.get(name) or known.get(name.partition(".")[0])
        if not word.startswith("--") or question is None or (question.name != name and not question.mapping):
            near = closest(name, known, alike=0.5)
            meant = f"，写成 --{near}" if near else f"；可用的：{'、'.join(known)}"
            message = f"{kind.label}没有“{word}”这个字段{meant}"
            raise click.UsageError(message)
        if not same and not rest:
            message = f"{word} 后面写上{question.title}"
            raise click.UsageError(message)
        value = value if same else rest.pop(0)
        key = name[len(question.name) + 1 :]
        answers.setdefault(question.way, []).append(f"{key}={value}" if key else value)
    for question in asked:
        _hold_once(question, answers.get(question.way, ()))
    return answers


def _hold_once(question: Question, given: Sequence[str]) -> None:
    """Refuse a second value for what takes one."""
    if question.mapping:
        keys = [key for key, _ in pairs(given)]
        names = [f"{question.name}.{key}" for key in dict.fromkeys(keys) if keys.count(key) > 1]
    else:
        names = [question.name] if len(given) > 1 and not question.many else []
    if names:
        rest = "；有几项的，先新建一项，再在文件里补" if question.listed else "，只写一次"
        message = f"--{names[0]} 写了两次{rest}"
        raise click.UsageError(message)


def _placed(
    kind: Kind, data: dict[str, object], dataset: Dataset, region: str | None
) -> tuple[dict[str, object], str, str | None]:
    """The record with its id, the path of its file, and the text that the file would have.

    That is None where the file that is there cannot take a record.
    """
    if kind.key == "id" and "id" not in data:
        data = {"id": new_id(kind, data, dataset, region), **data}
    path, head = home_of(kind, data, dataset, region)
    before = dataset.texts.get(path)
    if before is not None and (kind.single or _there(kind, data, path, dataset)):
        message = f"{path} 里已经有{_named(kind, data)}，改它的内容就直接改文件"
        raise HomelessError(message)
    if kind.single:
        return data, path, whole_file(kind, path, data)
    if before is not None:
        document, faults = parse(Source(path=path, text=before))
        if document is None or faults or not isinstance(document.at(_above(kind)), list):
            return data, path, None
    return data, path, with_items(before, kind, path, head, [data])


def _named(kind: Kind, data: dict[str, object]) -> str:
    """A record by what it is and by what names it in its file."""
    return " ".join((kind.label, *filter(None, record_key(kind, data))))


def _above(kind: Kind) -> tuple[str, ...]:
    """The way to the records in a file."""
    return (kind.under,) if kind.under else ()


def _there(kind: Kind, data: dict[str, object], path: str, dataset: Dataset) -> bool:
    """Whether the file holds a record of this name."""
    key = record_key(kind, data)
    there = (entry for entry in dataset.entries.get(kind.name, ()) if entry.path == path)
    written = (entry.document.at(entry.loc) for entry in there)
    return bool(key) and any(isinstance(one, dict) and record_key(kind, one) == key for one in written)


def _in_right_forms(kind: Kind, data: dict[str, object], dataset: Dataset) -> dict[str, object]:
    """The record with the right form of each value that can only mean one: 2026年4月1日."""
    facts, known = data.get("facts"), dataset.fact_by_key
    if isinstance(facts, dict):
        data["facts"] = {key: _fact(known.get(key), value) for key, value in facts.items()}
    if kind.name == "policy" and "doc_no" in data:
        data["doc_no"] = corrected(str(data["doc_no"])) or data["doc_no"]
    text = with_items(None, kind, "", {}, [data]) if not kind.single else whole_file(kind, "", data)
    document, _ = parse(Source(path="", text=text))
    found = [fault for _, _, faults in decode(kind, document) for fault in faults] if document else []
    right, faults = parse(Source(path="", text=mended(text, found)[0]))
    way = (*_above(kind), *(() if kind.single else (0,)))
    return typing.cast("dict[str, object]", right.at(way)) if right and not faults else data


def _fact(fact: Fact | None, value: str) -> str | list[str]:
    """The value of a fact in its right form; several words for one that takes several."""
    return words(value) if fact and fact.kind is FactKind.SET else same_value(fact, value) or value


def _report(change: Change, name: Callable[[str], str], as_of: date) -> None:
    """The errors that the new record brings."""
    errors = [found for found in change.diagnostics if found.severity is Severity.ERROR]
    diagnostics = [renamed(found, name) for found in errors]
    texts = {name(path): text for path, text in change.texts.items()}
    click.echo(FORMATS["full"](diagnostics, texts, as_of, []), nl=False)

"""YAML to plain data: scalars stay text, and every key and value has its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import yaml
from yaml import events as yaml_events

from generator.diagnostics import Diagnostic
from generator.hygiene import STAND_IN, UNSEEN, unclean
from generator.source import Source, Span

Loc = tuple[str | int, ...]
"""The way to a value inside a document: keys and list positions."""

MAX_DEPTH = 20
MAX_NODES = 200_000


@dataclass(frozen=True)
class Document:
    """One YAML file as nested dicts, lists and text; None stands where no value is written."""

    source: Source
    data: object

    @property
    def path(self) -> str:
        """The file, relative to the root."""
        return self.source.path

    def place(self, loc: Loc, *, on_key: bool = False) -> Span:
        """Where the value (or its key) stands; for a way that is not in the file, the nearest one above it."""
        while loc and loc not in self._places:
            loc = loc[:-1]
        key, value = self._places.get(loc, (None, Span(path=self.path)))
        return key if on_key and key else value

    @cached_property
    def _places(self) -> dict[Loc, tuple[Span | None, Span]]:
        """All places, made by reading the text once more: few documents are ever asked."""
        places: dict[Loc, tuple[Span | None, Span]] = {}
        _Reader(self.source, places).read()
        return places


class _StopReadingError(Exception):
    """The rest of the file cannot be read; the fault is already listed."""


def parse(source: Source) -> tuple[Document | None, list[Diagnostic]]:
    """Read one file; None where it cannot be read to its end, with the faults that say why."""
    faults = list(unclean(source))
    reader = _Reader(source, None)
    try:
        data = reader.read()
    except _StopReadingError:
        return None, [*faults, *_without_follow_ons(reader.faults, faults)]
    return Document(source, data), [*faults, *_without_follow_ons(reader.faults, faults)]


def _without_follow_ons(found: list[Diagnostic], earlier: list[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings on lines that an earlier finding does not already name."""
    lines = {fault.span.line for fault in earlier}
    return (fault for fault in found if fault.span.line not in lines)


class _Reader:
    """One pass over the events of a file: data, faults, and places where they are asked for."""

    def __init__(self, source: Source, places: dict[Loc, tuple[Span | None, Span]] | None) -> None:
        self.source = source
        self.places = places
        self.faults: list[Diagnostic] = []
        self.nodes = 0

    def read(self) -> object:
        """The data of the file's one document."""
        text = UNSEEN.sub(lambda found: " " if found[0] == "\t" else STAND_IN, self.source.text)
        self.events = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
        data: object = None
        started = False
        try:
            for event in self.events:
                if isinstance(event, yaml_events.DocumentStartEvent):
                    if started:
                        self.fault("several-documents", event, "一个文件里有第二个文档（---）", "每个文件只写一个文档")
                        break
                    started = True
                    data = self.value(next(self.events), (), None, 0)
        except yaml.MarkedYAMLError as error:
            self.syntax(error)
            raise _StopReadingError from None
        if data is None and not self.faults:
            self.faults.append(
                Diagnostic(
                    code="empty-file", span=Span(path=self.source.path), message="文件是空的", help="写上内容或删掉文件"
                )
            )
        if data is None:
            raise _StopReadingError
        return data

    def value(self, event: yaml_events.Event, loc: Loc, key: Span | None, depth: int) -> object:
        """The value that begins with an event; its place is noted."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.fault("too-many-values", event, f"一个文件里的值超过{MAX_NODES}个", "拆成几个文件")
            raise _StopReadingError
        if depth > MAX_DEPTH:
            self.fault("too-deep", event, f"嵌套超过{MAX_DEPTH}层", "减少层次；括号或缩进可能写错了")
            raise _StopReadingError
        if self.places is not None:
            self.places[loc] = (key, self.span(event))
        if isinstance(event, yaml_events.AliasEvent):
            self.fault("yaml-alias", event, "不能用引用（*名字）", "把被引用的内容原样写在这里")
            return None
        if event.anchor is not None:
            self.fault("yaml-anchor", event, "不能用锚点（&名字）", "去掉锚点，需要的地方各写一遍")
        if event.tag is not None:
            self.fault("yaml-tag", event, f"不能用标签 {event.tag[:40]}", "去掉标签，直接写值")
        if isinstance(event, yaml_events.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml_events.SequenceStartEvent):
            return self.sequence(loc, depth)
        return self.mapping(loc, depth)

    def scalar(self, event: yaml_events.ScalarEvent) -> str | None:
        """Text as written; None for an empty plain scalar."""
        text: str = event.value
        if event.style == '"' and (unseen := UNSEEN.search(text)) and unseen[0] != "\t":
            name = f"U+{ord(unseen[0]):04X}"
            self.fault("unseen-character", event, f"这里用转义写了看不见的字符 {name}", "删掉这个转义")
            return UNSEEN.sub(STAND_IN, text)
        return text if text or event.style else None

    def sequence(self, loc: Loc, depth: int) -> list[object]:
        """The items up to the end of a list."""
        items: list[object] = []
        while not isinstance(event := next(self.events), yaml_events.SequenceEndEvent):
            items.append(self.value(event, (*loc, len(items)) if self.places is not None else (), None, depth + 1))
            if items[-1] is None and isinstance(event, yaml_events.ScalarEvent):
                self.fault("empty-value", event, "这一项没有值", "填上值，或删掉这个“-”")
        return items

    def mapping(self, loc: Loc, depth: int) -> dict[str, object]:
        """The pairs up to the end of a mapping; of two equal keys the first counts."""
        pairs: dict[str, object] = {}
        first: dict[str, yaml_events.Event] = {}
        while not isinstance(event := next(self.events), yaml_events.MappingEndEvent):
            key = self.key(event)
            below = (*loc, key) if self.places is not None else ()
            if key in first:
                line = first[key].start_mark.line + 1
                self.fault("duplicate-key", event, f"“{key[:60]}”写了两次，前一次在第{line}行", "留下一个")
                places, self.places = self.places, None
                self.value(next(self.events), (), None, depth + 1)
                self.places = places
                continue
            first[key] = event
            after = next(self.events)
            pairs[key] = self.value(after, below, self.span(event), depth + 1)
            if pairs[key] is None and isinstance(after, yaml_events.ScalarEvent):
                self.fault("empty-value", event, f"“{key[:60]}”没有值", "在冒号后面填上值，或删掉这一行")
        return pairs

    def key(self, event: yaml_events.Event) -> str:
        """The text of a key; a key that is no text, or that merges, is a fault."""
        if not isinstance(event, yaml_events.ScalarEvent):
            self.fault("complex-key", event, "冒号前面应是一个词", "检查括号；以 { 或 [ 开头的文字要加引号")
            self.value(event, (), None, 0)
            return f"?{event.start_mark.index}"
        if event.value == "<<" and not event.style:
            self.fault("yaml-merge-key", event, "不能用合并键（<<）", "把要合并的内容原样写在这里")
        for name in ("anchor", "tag"):
            if getattr(event, name) is not None:
                self.fault(f"yaml-{name}", event, "键上不能有锚点或标签", "只写键的名字")
        return str(event.value)

    def span(self, event: yaml_events.Event) -> Span:
        """The place of an event, at most to the end of its first line."""
        start, end = event.start_mark, event.end_mark
        collection = isinstance(event, yaml_events.CollectionStartEvent)
        width = end.column - start.column if end.line == start.line and not collection else 1
        return Span(path=self.source.path, line=start.line + 1, column=start.column + 1, width=max(width, 1))

    def fault(self, code: str, event: yaml_events.Event, message: str, mend: str) -> None:
        """Note a finding at an event."""
        self.faults.append(Diagnostic(code=code, span=self.span(event), message=message, help=mend))

    def syntax(self, error: yaml.MarkedYAMLError) -> None:
        """Note where the parser gave up, and the likely slip in words."""
        mark = error.problem_mark or error.context_mark
        last = self.source.text.count("\n") + 1
        line = min(mark.line + 1, last) if mark else 1
        column = min(mark.column, len(self.source.line(line))) + 1 if mark else 1
        slip = next((slip for words, slip in _SLIPS if words in str(error.problem)), _SLIP)
        self.faults.append(
            Diagnostic(
                code="yaml-syntax",
                span=Span(path=self.source.path, line=line, column=column),
                message=slip[0],
                help=slip[1],
            )
        )


_SLIP = ("YAML 写法不对，从这里读不下去", "检查这一行和上一行的缩进、冒号、引号和括号")
_SLIPS = (
    ("mapping values are not allowed", ("这里不该有冒号，或上一行缩进不对", "含冒号的文字加引号；同级的键左边对齐")),
    ("could not find expected ':'", ("这一行缺冒号", "写成“键: 值”，冒号是半角的，后面空一格")),
    ("did not find expected key", ("缩进和上面的键对不齐", "同级的键左边对齐，每级缩进两个空格")),
    ("did not find expected '-'", ("列表的“-”对不齐", "同一列表的“-”左边对齐")),
    ("did not find expected ',' or", ("括号里缺逗号，或括号没有合上", "检查 { } 和 [ ] 是否成对，各项用半角逗号分开")),
    ("cannot start any token", ("这个字符不能开头", "以 @ ` % 等开头的文字要加引号")),
    ("unexpected end of stream", ("引号没有合上", "给这段文字补上另一半引号")),
    ("undefined alias", ("不能用引用（*名字）", "把被引用的内容原样写在这里；以 * 开头的文字要加引号")),
)

"""The one module that knows PyYAML: one pass over the events of a file, made into data, faults and places."""

import re
from typing import TYPE_CHECKING, Any, cast

import yaml
from yaml import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    YAMLError,
)
from yaml._yaml import get_version_string
from yaml.error import Mark

from generator.diagnostics import Diagnostic, Severity
from generator.hygiene import STAND_IN, UNSEEN, name_of, readable
from generator.slips import slip_of
from generator.source import PRIVATE, Source, Span

if TYPE_CHECKING:
    from collections.abc import Callable

Loc = tuple[str | int, ...]
"""The way to a value inside a document: keys and list positions."""

Events = dict[Loc, tuple[Event | None, Event]]
"""The events that the key and the value at each way began with: their places are told when one is asked for."""

Items = dict[Loc, list[int]]
"""For the way to a list the line and the column, from 0, at which each item begins: two numbers an item.

Both are -1 for an item that is no mapping.
"""

PARSER = f"{yaml.__version__} {get_version_string()}"
"""The versions of the parser and of its library: another one may read otherwise."""

MAX_DEPTH = 20
_HASH = re.compile(r" +#[^\s#]")
MAX_VALUES = 100_000
MAX_PRIVATE_VALUES = 250_000
"""A ledger of a half-year holds more than any other file: some twelve thousand records."""


def as_text(text: str) -> object:
    """The data of a file that is no record (MkDocs's own), each scalar as text, tags left aside; None where it is no YAML."""
    try:
        return yaml.load(text, yaml.CBaseLoader)  # noqa: S506 -- makes nothing but text, lists and mappings
    except YAMLError:
        return None


class StopReadingError(Exception):
    """The rest of the file is not read; the fault that says why is listed."""


class YamlReader:
    """Reads a file once; `faults` says what is wrong with it, at most so many and one.

    `items` holds where the items begin of the lists at the top or right below it that are written in lines.
    `events` is filled where it is given: that costs as much as reading. `clean` says that the text holds no
    character that is read as another.
    """

    def __init__(
        self, source: Source, most_faults: int, events: Events | None = None, *, clean: bool = False
    ) -> None:
        self.faults: list[Diagnostic] = []
        self.items: Items = {}
        self._path = source.path
        self._text = source.text if clean else readable(source.text)
        self._most_faults = most_faults
        self._events = events
        self._values = 0
        private = source.path.startswith(f"{PRIVATE}/")
        self._most_values = MAX_PRIVATE_VALUES if private else MAX_VALUES
        self._hashes = _HASH.search(self._text) is not None
        self._next: Callable[[], Any] = yaml.CSafeLoader(self._text).get_event

    def read(self) -> object:
        """The data of the file's one document. Raises `StopReadingError` where there is none to be had."""
        try:
            data = self._documents()
        except YAMLError as error:
            marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
            places = [(mark.line, mark.column) for mark in marks if mark is not None]
            line, column, message, mend = slip_of(str(getattr(error, "problem", "")), places, self._text)
            self._note("yaml-syntax", Span(path=self._path, line=line, column=column), message, mend)
            raise StopReadingError from None
        if data is None:
            if not self.faults:
                self._note(
                    "empty-file",
                    Span(path=self._path),
                    "文件是空的",
                    "从版本库找回内容；本来就没有内容的，删掉这个文件",
                )
            raise StopReadingError
        return data

    def _documents(self) -> object:
        data: object = None
        started = False
        while (event := self._next()) is not None:
            if isinstance(event, DocumentStartEvent):
                if started:
                    self._fault(
                        "several-documents", event, "一个文件里有第二个文档（---）", "每个文件只写一个文档"
                    )
                    raise StopReadingError
                started = True
                data = self._value(self._next(), (), None, 0)
        return data

    def _value(self, event: Event, loc: Loc, key: Event | None, depth: int) -> object:
        """The value that begins with an event; its place is noted."""
        self._values += 1
        if self._values > self._most_values:
            self._fault("too-many-values", event, f"一个文件里的值超过{self._most_values}个", "拆成几个文件")
            raise StopReadingError
        if self._events is not None:
            self._events[loc] = (key, event)
        if isinstance(event, ScalarEvent):
            if event.anchor is not None or event.tag is not None:
                self._adorned(event)
            if event.style == '"':
                return self._unescaped(event)
            if self._hashes and not event.style:
                self._cut_off(event)
            return event.value if event.value or event.style else None
        if isinstance(event, AliasEvent):
            self._fault("yaml-alias", event, "不能用引用（*名字）", "把被引用的内容原样写在这里")
            return None
        self._adorned(cast("SequenceStartEvent | MappingStartEvent", event))
        if depth >= MAX_DEPTH:
            self._fault("too-deep", event, f"嵌套超过{MAX_DEPTH}层", "减少层次；检查括号和缩进")
            raise StopReadingError
        if isinstance(event, SequenceStartEvent):
            return self._sequence(loc, depth + 1, in_lines=not event.flow_style)
        return self._mapping(loc, depth + 1)

    def _adorned(self, node: ScalarEvent | SequenceStartEvent | MappingStartEvent) -> None:
        """Note an anchor and a tag before a value."""
        if node.anchor is not None:
            self._fault("yaml-anchor", node, "不能用锚点（&名字）", "去掉锚点，需要的地方各写一遍")
        if node.tag is not None:
            self._fault("yaml-tag", node, f"不能用标签 {node.tag[:40]}", "去掉标签，直接写值")

    def _cut_off(self, event: ScalarEvent) -> None:
        """Note that a text ends at a # that looks like a part of it."""
        if event.value and _HASH.match(self._text, cast("Mark", event.end_mark).index):
            self._fault(
                "text-cut-off",
                event,
                "空格后面的“#”起，这一行的文字不算",
                "“#”是文字的，整段加引号；是注释的，“#”后面空一格",
                Severity.WARNING,
            )

    def _unescaped(self, event: ScalarEvent) -> str:
        """The text in double quotes; an escape for an unseen character is a fault."""
        unseen = UNSEEN.search(event.value)
        if unseen is None:
            return event.value
        self._fault(
            "unseen-character", event, f"这里用转义写了看不见的字符 {name_of(unseen[0])}", "删掉这个转义"
        )
        return UNSEEN.sub(STAND_IN, event.value)

    def _sequence(self, loc: Loc, depth: int, *, in_lines: bool) -> list[object]:
        """The items up to the end of a list."""
        items: list[object] = []
        high = in_lines and depth - 1 == len(loc) <= 1
        while not isinstance(event := self._next(), SequenceEndEvent):
            here = (*loc, len(items)) if self._events is not None or high else loc
            if high:
                start = _start(event)
                begins = (start.line, start.column) if isinstance(event, MappingStartEvent) else (-1, -1)
                self.items.setdefault(loc, []).extend(begins)
            item = self._value(event, here, None, depth)
            if item is None and isinstance(event, ScalarEvent):
                self._fault("empty-value", event, "这一项没有值", "填上值，或删掉这个“-”")
            items.append(item)
        return items

    def _mapping(self, loc: Loc, depth: int) -> dict[str, object]:
        """The pairs up to the end of a mapping; of two equal keys the first counts."""
        pairs: dict[str, object] = {}
        first: dict[str, Event] = {}
        near = self._events is not None or depth == 1
        while not isinstance(event := self._next(), MappingEndEvent):
            key = self._key(event, depth)
            if key in first:
                line = _start(first[key]).line + 1
                self._fault(
                    "duplicate-key",
                    event,
                    f"“{key[:60]}”写了两次，前一次在第{line}行",
                    "留下一个，删掉另一个",
                )
                self._skip(self._next(), depth)
                continue
            first[key] = event
            after = self._next()
            there = (*loc, key) if near else loc
            pairs[key] = value = self._value(after, there, event, depth)
            if value is None and isinstance(after, ScalarEvent):
                self._fault("empty-value", event, f"“{key[:60]}”没有值", _value_for(key, event, after))
        return pairs

    def _key(self, event: Event, depth: int) -> str:
        """The text of a key; a key that is no text, or that merges, is a fault."""
        if not isinstance(event, ScalarEvent):
            self._fault("complex-key", event, "冒号前面应是一个词", "检查括号；以 { 或 [ 开头的文字要加引号")
            self._skip(event, depth)
            return f"?{_start(event).index}"
        if event.value == "<<" and not event.style:
            self._fault("yaml-merge-key", event, "不能用合并键（<<）", "把要合并的内容原样写在这里")
        elif event.anchor is not None:
            self._fault("yaml-anchor", event, "键上不能有锚点（&名字）", "只写键的名字")
        elif event.tag is not None:
            self._fault("yaml-tag", event, "键上不能有标签", "只写键的名字")
        return self._unescaped(event) if event.style == '"' else event.value

    def _skip(self, event: Event, depth: int) -> None:
        """Read over a value that does not count."""
        events, self._events = self._events, None
        self._value(event, (), None, depth)
        self._events = events

    def _fault(
        self, code: str, event: Event, message: str, mend: str, severity: Severity = Severity.ERROR
    ) -> None:
        self._note(code, span_of(event, self._path), message, mend, severity)

    def _note(
        self, code: str, span: Span, message: str, mend: str, severity: Severity = Severity.ERROR
    ) -> None:
        """Note a finding; the rest of a file with too many is not read."""
        self.faults.append(Diagnostic(code=code, severity=severity, span=span, message=message, help=mend))
        if len(self.faults) > self._most_faults:
            raise StopReadingError


def _value_for(key: str, event: Event, after: Event) -> str:
    """The mend for a key without a value: in braces, a comma makes one of what stands behind it."""
    if _start(after).index != cast("Mark", event.end_mark).index:
        return "在冒号后面填上值，或删掉这一行"
    if found := re.fullmatch("([^：:]+)[：:](.+)", key):
        return f"冒号用半角，后面空一格：{found[1]}: {found[2][:40]}"
    return "逗号把前一项断开了：数字不写逗号（350000），一段文字整段加引号，几项写成 [甲, 乙]"


def _start(event: Event) -> Mark:
    return cast("Mark", event.start_mark)


def span_of(event: Event, path: str, before: int = 0) -> Span:
    """The place of an event, at most to the end of its first line, behind so many lines that were not read."""
    start, end = cast("Mark", event.start_mark), cast("Mark", event.end_mark)
    whole = end.line == start.line and not isinstance(event, SequenceStartEvent | MappingStartEvent)
    width = max(end.column - start.column, 1) if whole else 1
    return Span(path=path, line=before + start.line + 1, column=start.column + 1, width=width)

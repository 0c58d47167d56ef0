"""What has to be told to make a record: the fields of its kind as questions, and the answers as plain data."""

import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import EnumType

from generator.eligibility.conditions import All
from generator.field_names import name_of
from generator.fields import example, field_types, members_of
from generator.kinds import Kind

Way = tuple[str, ...]
"""The way to a field: the names of the fields above it, and its own."""

Answers = Mapping[Way, Sequence[str]]

_ALSO = frozenset(
    {
        "policy.doc_no",
        "policy.benefits",
        "activity.register.opens_on",
        "activity.register.closes_on",
        "enterprise.recognitions",
        "pairing.reason",
        "record.policies",
        "record.outcome",
        "waiver.region",
        "waiver.enterprise",
        "waiver.awarded_on",
        "commendation.unit",
        "commendation.commissioner",
        "uptake.told_on",
        "uptake.applied_on",
        "uptake.granted_on",
    }
)
"""Optional fields for which a clerk is asked all the same, and may say nothing."""

_TODAY = frozenset({"date", "since", "collected_on", "submitted_on", "issued_on"})
"""Fields whose day mostly is today."""

_LISTED = frozenset({"strengths", "domains", "themes", "industries"})
"""Lists of words that the scheme or the dictionary of facts lists."""

_WORDS = frozenset({"products", "topics", "issuers"})
"""Lists of short words of one's own, which need no ； between them, and may hold spaces: CNC 数控机床."""

_FIRST_GUESS: Mapping[str, str] = {
    "policy.checked.against": "转载",
    "policy.benefits.id": "main",
    "policy.benefits.no_conditions_because": "申报条件还没有录入，以原文为准",
}
"""What stands in a new record until a clerk knows better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One field: its name in Chinese behind those of the records above it, what to know of it, what a value looks like.

    `choices`: only these words. `many`: several values; `mapping`: pairs. `needed`: not without it. `asked`:
    a clerk is asked for it. `default`: what it is where nothing is said. `listed` are the ways to the lists of
    records above it, `group` to the record above it that may be left out, () where none may.
    """

    way: Way
    title: str
    note: str
    shown: str
    choices: tuple[str, ...]
    many: bool
    mapping: bool
    needed: bool
    asked: bool
    default: str
    listed: frozenset[Way]
    group: Way

    @property
    def name(self) -> str:
        """The way as one word: posts.work_phone."""
        return ".".join(self.way)

    def begun(self, answers: Answers) -> bool:
        """Whether the record that may be left out is there."""
        return all(any(way[: len(group)] == group for way in answers) for group in [self.group] if group)


def questions(kind: Kind, today: str) -> tuple[Question, ...]:
    """All fields of a kind's record in the order of a file, those of the records inside it too; no conditions."""
    return tuple(
        _of(kind, kind.record, (), today=today, listed=frozenset(), group=(), asked=True, above_it="")
    )


def _of(  # noqa: PLR0913 -- what is known of the place
    kind: Kind,
    record: type,
    above: Way,
    *,
    today: str,
    listed: frozenset[Way],
    group: Way,
    asked: bool,
    above_it: str,
) -> Iterator[Question]:
    for field, (name, hint) in zip(fields(record), field_types(record).items(), strict=True):
        way = (*above, name)
        inner = members_of(hint)
        if All in inner or name == "aliases":
            continue
        path = ".".join((kind.name, *way))
        required = field.default is MISSING
        here = asked and (required or path in _ALSO)
        many = _is(tuple, hint)
        title, note = name_of(record.__name__, name)
        title = f"{above_it}{title}"
        if records := [member for member in inner if is_dataclass(member)]:
            yield from _of(
                kind,
                records[0],
                way,
                today=today,
                listed=listed | {way} if many else listed,
                group=group if required else way,
                asked=here,
                above_it=f"{title}的",
            )
            continue
        yield Question(
            way=way,
            title=title,
            note=note,
            shown=example(hint),
            choices=tuple(
                str(word.value) for member in inner if isinstance(member, EnumType) for word in _words(member)
            ),
            many=many,
            mapping=_is(dict, hint),
            needed=required,
            asked=here,
            default=_FIRST_GUESS.get(path, today if required and name in _TODAY else ""),
            listed=listed,
            group=group,
        )


def _words(enum: typing.Any) -> typing.Any:  # noqa: ANN401 -- mypy knows no members of just any enum
    return enum.__members__.values()


def _is(wanted: type, hint: object) -> bool:
    """Whether a type is a tuple or a dict, inside its annotations."""
    origin = typing.get_origin(hint)
    if origin in {tuple, dict} or origin is None:
        return origin is wanted
    return any(_is(wanted, part) for part in typing.get_args(hint))


def with_defaults(asked: Sequence[Question], answers: Answers) -> dict[Way, Sequence[str]]:
    """The answers, and what stands for those that were not given, in records that are there."""
    given = dict(answers)
    for question in asked:
        if question.default and question.way not in given and question.begun(answers):
            given[question.way] = [question.default]
    return given


def lacking(asked: Sequence[Question], answers: Answers) -> list[Question]:
    """The fields without which the record is not right, and that nobody gave."""
    return [
        question
        for question in asked
        if question.needed and question.way not in answers and question.begun(answers)
    ]


def data_of(asked: Sequence[Question], answers: Answers) -> dict[str, object]:
    """The record as plain data, its fields in their order; each list of records holds one."""
    data: dict[str, object] = {}
    for question in asked:
        given = answers.get(question.way)
        if not given:
            continue
        holder = data
        for length in range(1, len(question.way)):
            inner: dict[str, object] = {}
            found = holder.setdefault(
                question.way[length - 1], [inner] if question.way[:length] in question.listed else inner
            )
            holder = found[0] if isinstance(found, list) else typing.cast("dict[str, object]", found)
        holder[question.way[-1]] = value_of(question, given)
    return data


def value_of(question: Question, given: Sequence[str]) -> object:
    """A value, or several: given one by one, or in one text with ； between them, words also with 、 and ，.

    Where only certain words, codes or ids can stand, a comma or a space is enough.
    """
    if question.mapping:
        return dict(pairs(given))
    if question.many and len(given) == 1:
        listed = question.choices or question.name in _LISTED or question.shown.strip('[]"').isascii()
        return words(given[0]) if listed else _parts(given, ";；、，" if question.name in _WORDS else ";；")
    return [*given] if question.many else given[-1]


def pairs(given: Sequence[str]) -> list[tuple[str, str]]:
    """The keys and values of a mapping: `key=value`, several in one text with ； between them.

    What has no = behind one that has goes on with its words: `tiers=甲；乙`.
    """
    found: list[tuple[str, str]] = []
    for part in _parts(given, ";；"):
        key, equals, value = part.partition("=")
        if equals or not found:
            found.append((key.strip(), value.strip()))
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]}；{part}")
    return found


def words(text: str) -> list[str]:
    """Several words of a list in one text: with a comma, a 、 or a space between them."""
    return _parts([text], ";；、，, ")


def _parts(given: Sequence[str], marks: str) -> list[str]:
    for mark in marks:
        given = [part for text in given for part in text.split(mark)]
    return [part.strip() for part in given if part.strip()]

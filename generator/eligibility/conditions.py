"""申报条件 as data: groups over leaves, each leaf one test that cites its clause."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from generator.records.base import Record
from generator.records.fact import FactKey
from generator.records.types import Date, Slug, Text, Whole

OPERATORS = (
    "is_",
    "in_",
    "at_least",
    "more_than",
    "at_most",
    "less_than",
    "has_any",
    "has_all",
    "before",
    "after",
    "years_at_least",
)
"""The fields of a `Leaf` that hold its operator, of which each leaf has one."""

Operand = Text | tuple[Text, ...] | Date | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf(Record):
    """One test of a fact, of the ratio of two facts or of the sum of facts, by exactly one operator.

    Limits stay as written (`5000000`, `3%`): the kind of the fact says how they are read.
    """

    one_of: ClassVar = (("fact", "ratio", "sum"), OPERATORS)
    fact: FactKey | None = None
    ratio: Annotated[tuple[FactKey, ...], Field(min_length=2, max_length=2)] | None = None
    sum: Annotated[tuple[FactKey, ...], Field(min_length=2)] | None = None
    is_: Annotated[Text | None, Field(alias="is")] = None
    in_: Annotated[tuple[Text, ...] | None, Field(alias="in")] = None
    at_least: Text | None = None
    more_than: Text | None = None
    at_most: Text | None = None
    less_than: Text | None = None
    has_any: tuple[Text, ...] | None = None
    has_all: tuple[Text, ...] | None = None
    before: Date | None = None
    after: Date | None = None
    years_at_least: Whole | None = None
    clause: Text
    text: Text | None = None

    def __post_init__(self) -> None:
        """Hold that there is one subject and one operator."""
        subjects, operators = self.one_of
        if not self.has_one(subjects):
            raise PydanticCustomError("leaf_subject", "one subject")
        if not self.has_one(operators):
            raise PydanticCustomError("leaf_operator", "one operator")

    @property
    def keys(self) -> tuple[str, ...]:
        """The facts that the leaf asks for, in order."""
        return (self.fact,) if self.fact else self.ratio or self.sum or ()

    @property
    def operator(self) -> str:
        """The name of the operator's field, one of `OPERATORS`."""
        # Every rule of every check asks, and a loop takes half the time of an expression.
        for name in OPERATORS:
            if getattr(self, name) is not None:
                return name
        raise AssertionError

    @property
    def operand(self) -> Operand:
        """What the operator compares with, as written."""
        operand: Operand = getattr(self, self.operator)
        return operand


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks(Record):
    """A test without a number: a yes-or-no fact of its own, key `policy#benefit/<asks>`."""

    asks: Slug
    text: Text
    clause: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class All(Record):
    """All of the conditions hold."""

    all: Annotated[tuple["Condition", ...], Field(min_length=1)]
    text: Text | None = None
    clause: Text | None = None

    @property
    def nodes(self) -> tuple["Condition", ...]:
        """The conditions below."""
        return self.all


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf(Record):
    """One of the conditions is enough."""

    any: Annotated[tuple["Condition", ...], Field(min_length=1)]
    text: Text | None = None
    clause: Text | None = None

    @property
    def nodes(self) -> tuple["Condition", ...]:
        """The conditions below."""
        return self.any


@dataclass(frozen=True, slots=True, kw_only=True)
class Not(Record):
    """The condition must not hold."""

    not_: Annotated["Condition", Field(alias="not")]
    text: Text | None = None
    clause: Text | None = None

    @property
    def nodes(self) -> tuple["Condition", ...]:
        """The one condition below."""
        return (self.not_,)


@dataclass(frozen=True, slots=True, kw_only=True)
class AtLeast(Record):
    """At least so many of the conditions hold."""

    at_least: Whole
    of: Annotated[tuple["Condition", ...], Field(min_length=1)]
    text: Text | None = None
    clause: Text | None = None

    @property
    def nodes(self) -> tuple["Condition", ...]:
        """The conditions below."""
        return self.of


def _form(value: object) -> str | None:
    """Which form a node is written in, by its keys; None where it is none of them."""
    if not isinstance(value, dict):
        return None
    if value.keys() & {"fact", "ratio", "sum"}:
        return "<leaf>"
    for key, tag in (
        ("all", "<all>"),
        ("any", "<any>"),
        ("not", "<not>"),
        ("of", "<of>"),
        ("asks", "<asks>"),
    ):
        if key in value:
            return tag
    return None


Condition = Annotated[
    Annotated[Leaf, Tag("<leaf>")]
    | Annotated[Asks, Tag("<asks>")]
    | Annotated[All, Tag("<all>")]
    | Annotated[AnyOf, Tag("<any>")]
    | Annotated[Not, Tag("<not>")]
    | Annotated[AtLeast, Tag("<of>")],
    Discriminator(_form),
]
"""A node of a rule. The tags in angle brackets never stand in a file: `decode` drops them from places."""

Conditions = Condition
"""The rule of a benefit: its root node."""


def leaves(
    node: Conditions | None, way: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Leaf | Asks]]:
    """The leaves below a node in the order of the file, each with its way from there."""
    if node is None:
        return
    if isinstance(node, Leaf | Asks):
        yield way, node
    elif isinstance(node, Not):
        yield from leaves(node.not_, (*way, "not"))
    else:
        key = {All: "all", AnyOf: "any", AtLeast: "of"}[type(node)]
        for index, child in enumerate(node.nodes):
            yield from leaves(child, (*way, key, index))

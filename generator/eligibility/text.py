"""The text of a rule for the policy page: headings over plain Chinese sentences, each with its clause."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.eligibility.conditions import All, AnyOf, Asks, AtLeast, Condition, Leaf, Not
from generator.eligibility.phrases import Phrase, Terms, claim, phrase, yearly

_PAIR = 2
_SHORT = 64
"""Two sentences with at most so many characters together stand on one line."""


class Line(NamedTuple):
    """A sentence with its clause, or the heading over `children`."""

    text: str
    clause: str | None = None
    children: tuple["Line", ...] = ()

    @property
    def heading(self) -> bool:
        """Whether the text introduces the lines below it."""
        return bool(self.children)


def describe(conditions: Condition, terms: Terms) -> Line:
    """Word a rule for its readers, node by node, unless a node brings its own text.

    The same test of two years, several tests of one subject, and short pairs under one clause share a line;
    below the first level, a clause that all lines of a group cite stands at its heading.
    """
    return _line(conditions, terms)


def _line(node: Condition, terms: Terms) -> Line:
    if isinstance(node, Leaf):
        return Line(text=node.text or str(phrase(node, terms)), clause=node.clause)
    if isinstance(node, Asks):
        return Line(text=claim(node.text, holds=True) or node.text, clause=node.clause)
    line = _group(node, terms)
    if not (node.text or node.clause):
        return line
    return line._replace(text=node.text or line.text, clause=node.clause or line.clause)


def _group(node: All | AnyOf | Not | AtLeast, terms: Terms) -> Line:
    """Word a group, whether or not it brings its own text."""
    if isinstance(node, Not):
        return _negated(node.not_, terms)
    if isinstance(node, All):
        return _gathered("下列条件都要满足", _together(tuple(_flat(node)), terms))
    lines = tuple(_joined(child, terms, All) for child in _flat(node))
    if isinstance(node, AnyOf):
        return _gathered("满足下列之一即可", lines)
    return Line(text=f"下列{len(lines)}项中至少满足{node.at_least}项", children=lines)


def _gathered(heading: str, lines: tuple[Line, ...]) -> Line:
    return lines[0] if len(lines) == 1 else Line(text=heading, children=lines)


def _flat(node: All | AnyOf | AtLeast) -> Iterator[Condition]:
    """List the conditions of a group, those of a bare group of the same kind within it in its place."""
    for child in node.nodes:
        if isinstance(child, (All, AnyOf)) and type(child) is type(node) and not (child.text or child.clause):
            yield from _flat(child)
        else:
            yield child


def _together(nodes: Sequence[Condition], terms: Terms) -> tuple[Line, ...]:
    """Word conditions that must all hold; the tests of one subject in one clause share a line."""
    lines: dict[tuple[str, str] | int, Line] = {}
    for place, (node, said) in enumerate(_paired(nodes, terms)):
        if said is None or not isinstance(node, Leaf):
            lines[place] = _joined(node, terms, AnyOf)
            continue
        key = (said.subject, node.clause)
        text = f"{lines[key].text}，且{said.predicate}" if key in lines and said.predicate else str(said)
        lines[key] = Line(text=text, clause=node.clause)
    return tuple(lines.values())


def _paired(nodes: Sequence[Condition], terms: Terms) -> Iterator[tuple[Condition, Phrase | None]]:
    """Give each node, with its phrase if it is a plain leaf; the second of a pair of years is left out."""
    used: set[int] = set()
    for place, node in enumerate(nodes):
        if place in used:
            continue
        if not isinstance(node, Leaf) or node.text:
            yield node, None
            continue
        later = enumerate(nodes[place + 1 :], place + 1)
        pairs = ((at, yearly(node, other, terms)) for at, other in later if isinstance(other, Leaf))
        at, both = next(((at, both) for at, both in pairs if both), (place, None))
        used.add(at)
        yield node, both or phrase(node, terms)


def _joined(node: Condition, terms: Terms, kind: type[All | AnyOf]) -> Line:
    """Word a node; if it is a group of the kind, a short pair that cites one clause becomes one sentence."""
    line = _cited_once(_line(node, terms))
    if not isinstance(node, kind) or node.text or len(line.children) != _PAIR:
        return line
    first, second = line.children
    texts = first.text + second.text
    plain = not (first.heading or second.heading) and "，" not in texts and len(texts) <= _SHORT
    if not plain or first.clause != second.clause:
        return line
    word = "，且" if kind is All else "，或"
    return Line(text=f"{first.text}{word}{second.text}", clause=line.clause)


def _cited_once(line: Line) -> Line:
    """Move the clause that all lines below a heading cite up to the heading, if it cites none itself."""
    clauses = {child.clause for child in line.children}
    if line.clause or len(clauses) != 1:
        return line
    bare = tuple(child._replace(clause=None) for child in line.children)
    return line._replace(clause=clauses.pop(), children=bare)


def _negated(node: Condition, terms: Terms) -> Line:
    """Word what must not hold: the opposite sentence if there is one, else a list of what is ruled out."""
    if isinstance(node, Not):
        return _line(node.not_, terms)
    line = _line(node, terms)
    if isinstance(node, Leaf | Asks):
        if isinstance(node, Leaf) and not node.text:
            return line._replace(text=str(phrase(node, terms, negated=True)))
        opposite = claim(node.text or "", holds=False)
        return line._replace(text=opposite) if opposite else Line(text="不得有下列情形", children=(line,))
    if node.text or not line.children:
        return Line(text="不得有下列情形", children=(line,))
    if isinstance(node, AtLeast):
        return line._replace(text=f"不得有下列{len(line.children)}种情形中的{node.at_least}种以上")
    return line._replace(text="不得同时有下列情形" if isinstance(node, All) else "不得有下列情形")

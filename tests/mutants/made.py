"""The mutants of a module, made by mutmut: one source that holds each function as it is and every change of it."""

import ast
import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import libcst
from mutmut.mutation import file_mutation, mutators

ORIGINAL, MUTANT = "__mutmut_orig", "__mutmut_"
NOT_RULES = {"explained", "sentences"}
"""Modules that only say what the rules are; the tests of their pages hold them."""


class Change(NamedTuple):
    """A mutant for people: its function, the lines that differ as they are, and as they are changed."""

    function: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A mutant by its name in the source that was made.

    `first` and `last` are the lines there of the statement that is changed, `within` those of the whole function.
    """

    name: str
    change: Change
    first: int
    last: int
    within: range


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutated:
    """A module's path, the source that was made of it, and the mutants in that."""

    path: str
    source: str
    mutants: tuple[Mutant, ...]


def by_module(root: Path, package: str, names: Sequence[str] = ()) -> Mapping[str, Mutated]:
    """The mutants of a package by module; of the modules with these names, where some are given."""
    _leave_texts_alone()
    folder = root.joinpath(*package.split("."))
    return {
        module: _mutated(path, module)
        for path in sorted(folder.glob("*.py"))
        if (path.stem in names if names else path.stem not in NOT_RULES)
        for module in [package if path.stem == "__init__" else f"{package}.{path.stem}"]
    }


def _leave_texts_alone() -> None:
    """A name or a path is changed in one way, a text for people in none."""

    def changed(node: libcst.BaseString) -> Iterator[libcst.BaseString]:
        if isinstance(node, libcst.SimpleString) and node.value.isascii():
            yield from list(mutators.operator_string(node))[:1]

    file_mutation.mutation_operators = [
        (kind, changed if operator is mutators.operator_string else operator)
        for kind, operator in mutators.mutation_operators
    ]


def _mutated(path: Path, module: str) -> Mutated:
    made = file_mutation.mutate_file_contents(str(path), path.read_text(encoding="utf-8"))
    return Mutated(path=str(path), source=made.code, mutants=tuple(_mutants(made, module)))


def _mutants(made: file_mutation.MutatedFile, module: str) -> Iterator[Mutant]:
    lines, spans = made.code.split("\n"), made.line_span_by_function_name
    statements = dict(_statements(ast.parse(made.code)))
    for name in made.mutant_names:
        mangled = name.rpartition(MUTANT)[0]
        function = mangled.removeprefix("x_").removeprefix("xǁ").replace("ǁ", ".")
        start, end = spans[mangled + ORIGINAL].start, spans[mangled + ORIGINAL].end
        old = [line.replace(mangled + ORIGINAL, "") for line in lines[start - 1 : end]]
        new = [line.replace(name, "") for line in lines[spans[name].start - 1 : spans[name].end]]
        place, before, after = _difference(old, new)
        first, last = statements[start + place]
        yield Mutant(
            name=f"{module}.{name}",
            change=Change(f"{module.rpartition('.')[2]}.{function}", before, after),
            first=first,
            last=last,
            within=range(start, end + 1),
        )


def _difference(old: Sequence[str], new: Sequence[str]) -> tuple[int, str, str]:
    """Where two functions differ first, and the lines that differ."""
    blocks = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changed = [block for block in blocks if block[0] != "equal"]
    before = [line.strip() for _, first, last, _, _ in changed for line in old[first:last]]
    after = [line.strip() for _, _, _, first, last in changed for line in new[first:last]]
    return min(changed[0][1], len(old) - 1), " ".join(before), " ".join(after)


def _statements(tree: ast.Module) -> Iterator[tuple[int, tuple[int, int]]]:
    """Each line with the first and the last one of the innermost statement in which it is, of a compound one its head.

    The head of a function is run when it is imported, so the whole function stands for it.
    """
    for node in ast.walk(tree):  # from the outside to the inside, so that the innermost comes last
        if isinstance(node, ast.stmt):
            body = None if isinstance(node, ast.FunctionDef) else getattr(node, "body", None)
            last = max(node.lineno, body[0].lineno - 1 if body else node.end_lineno or 0)
            yield from ((line, (node.lineno, last)) for line in range(node.lineno, last + 1))

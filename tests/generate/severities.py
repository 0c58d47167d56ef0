"""What a rule may weigh, read from its code."""

import ast
import inspect
import sys
from collections.abc import Iterator
from types import FunctionType

from generator.diagnostics import Severity
from generator.rules.finding import Finding, Rule


def severities(rule: Rule) -> set[Severity]:
    """The severities that the function names, or those of the rule book that it calls; without any, an error."""
    found: set[Severity] = set()
    parts: list[type | FunctionType | Rule] = [rule]
    for part in parts:
        for node in ast.walk(ast.parse(inspect.getsource(part))):
            match node:
                case ast.Attribute(value=ast.Name("Severity"), attr=name):
                    found.add(Severity[name])
                case ast.Call(func=ast.Name("Finding"), keywords=words):
                    if all(word.arg != "severity" for word in words):
                        found.add(Severity.ERROR)
                case ast.Name(name):
                    parts.extend(made for made in _ours(part.__module__, name) if made not in parts)
    return found


def _ours(module: str, name: str) -> Iterator[type | FunctionType]:
    """What a module calls by a name, if it is code of the rule book."""
    made = vars(sys.modules[module]).get(name)
    if isinstance(made, FunctionType | type) and made is not Finding:
        yield from [made] if made.__module__.startswith("generator.rules.") else ()

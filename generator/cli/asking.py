"""`portal new` at a terminal: what the options left open, asked one by one, and the command that says it all."""

import shlex
import sys
from collections.abc import Collection, Mapping, Sequence

import click

from generator.cli.region import region_code
from generator.dataset import Dataset
from generator.editing.questions import Question, Way, value_of
from generator.kinds import Kind

_NUMBERED = frozenset({"commissioner", "record", "request"})
"""The kinds of which an id is always found."""


def asked_region(kind: Kind, dataset: Dataset) -> str | None:
    """The office, where nothing else tells it."""
    if kind.name not in {"commissioner", "attendance"}:
        return None
    return region_code(dataset, click.prompt("哪个专员办的（代码或名称）"))


def asked_for(
    kind: Kind, asked: Sequence[Question], answers: dict[Way, Sequence[str]]
) -> dict[Way, Sequence[str]]:
    """The answers of a clerk at a terminal to what the options left open; nothing said leaves a field out."""
    passed: set[Way] = set()
    for question in asked:
        is_id = question.way == ("id",)
        open_to_it = question.asked and question.way not in answers and not (is_id and kind.name in _NUMBERED)
        if not open_to_it or question.group in passed or (question.default and question.group):
            continue
        starts = bool(question.group) and not question.begun(answers)
        said = _said(question, may_skip=starts or not question.needed or (is_id and kind.name == "policy"))
        if said:
            answers[question.way] = [said]
        elif starts:
            passed.add(question.group)
    return answers


def _said(question: Question, *, may_skip: bool) -> str:
    words = question_words(question) + ("，没有就直接回车" if may_skip else "")
    while True:
        said = str(click.prompt(words, default=question.default, show_default=bool(question.default))).strip()
        given = value_of(question, [said]) if said else []
        words_given = given if isinstance(given, list) else [said]
        if wrong := next(
            (one for one in words_given if question.choices and one not in question.choices), None
        ):
            click.echo(f"没有“{wrong}”这个选项")
        elif said or may_skip:
            return said


def question_words(question: Question) -> str:
    """The field in Chinese, and what it takes."""
    wanted = _wanted(question)
    return f"{question.title}（{wanted}）" if wanted else question.title


def _wanted(question: Question) -> str:
    if question.choices:
        return "、".join(question.choices) + ("，可以几项" if question.many else "")
    return question.note or ("" if "…" in question.shown else f"例如 {question.shown.strip('[]')}")


def command_again(
    asked: Sequence[Question],
    answers: Mapping[Way, Sequence[str]],
    told: Collection[Way],
    region: str | None,
) -> str:
    """The command that was run, with what was answered since as options."""
    words = [f"--region={region}"] if region else []
    for question in asked:
        if question.way not in told:
            words += [f"--{question.name}={said}" for said in answers.get(question.way, ())]
    return shlex.join(("portal", *sys.argv[1:], *words))

"""`portal size`: the size class of an enterprise, with its reasons."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import click

from generator.cli.facts_file import facts_of, sound
from generator.cli.help_page import Command
from generator.cli.options import common
from generator.dataset import Dataset
from generator.eligibility.facts import Facts
from generator.eligibility.phrases import listed, money
from generator.eligibility.size import CLASSES, OPEN, Size, standard
from generator.eligibility.size import size as size_of
from generator.loading import load
from generator.records.fact import Fact, FactKind


@click.command(cls=Command)
@common
@click.option(
    "--facts",
    "path",
    type=click.Path(path_type=Path),
    required=True,
    metavar="文件",
    help="一家企业的指标，YAML或JSON，每行一个，例如 staff: 120；指标的名称在 content/facts.yml 里",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="text 写出每项指标到了哪一档；json 给程序读",
)
def size(root: Path, as_of: date, path: Path, form: str) -> int:
    """按中小企业划型标准规定算出企业是大型、中型、小型还是微型，写明理由；指标不够的，写明还缺哪几项。"""
    dataset, _ = load(root, as_of)
    if not sound(dataset):
        click.echo("指标或行政区划的文件有错误，没有计算；先运行 portal check 改正", err=True)
        return 1
    facts = facts_of(path, dataset)
    found = size_of(facts)
    if form == "json":
        click.echo(json.dumps({"size": found.size, "needs": found.needs}, ensure_ascii=False))
    else:
        click.echo(_sentence(dataset, facts, found))
    return 0


def _sentence(dataset: Dataset, facts: Facts, found: Size) -> str:
    """The class or what is missing, each measure against the bounds around it, and the standard."""
    labels = {key: fact.label for key, fact in dataset.fact_by_key.items()}
    said = f"企业规模是{found.size}"
    if found.size == OPEN:
        said = f"企业规模待核实，还缺{listed(tuple(labels.get(key, key) for key in found.needs), '和')}"
    reasons = "；".join(_reasons(dataset, facts)) or "各行业看的指标不一样"
    return f"{said}：{reasons}。取各项都达到的最高一档，依据{standard().standard}。"


def _reasons(dataset: Dataset, facts: Facts) -> Iterator[str]:
    industry = str(facts.get("industry"))
    for number, (key, bounds) in enumerate(standard().industries.get(industry, {}).items()):
        fact, value = dataset.fact_by_key.get(key) or _unlisted(key), facts.get(key)
        head = f"按{industry}，" if number == 0 else ""
        if isinstance(value, Decimal):
            yield f"{head}{fact.label}{_amount(fact, value)}，{_place(fact, value, bounds)}"
        else:
            steps = zip(CLASSES, bounds, strict=False)
            yield f"{head}{fact.label}没有填，" + "、".join(
                f"{name}要{_amount(fact, bound)}" for name, bound in steps
            )


def _unlisted(key: str) -> Fact:
    """A fact that the standard uses and the dictionary has not."""
    return Fact(key=key, label=key, kind=FactKind.INT)


def _place(fact: Fact, value: Decimal, bounds: tuple[Decimal, ...]) -> str:
    """The bounds next to a value: the highest that it reaches, and the lowest that it does not."""
    place = sum(value < bound for bound in bounds)
    parts = []
    if place < len(bounds):
        parts.append(f"达到{CLASSES[place]}的{_amount(fact, bounds[place])}")
    if place > 0:
        parts.append(f"不到{CLASSES[place - 1]}的{_amount(fact, bounds[place - 1])}")
    return "，".join(parts)


def _amount(fact: Fact, value: Decimal) -> str:
    return money(int(value)) if fact.kind is FactKind.MONEY else f"{value:,f}{fact.unit or ''}"

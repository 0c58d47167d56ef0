"""The table of profiles: a column a fact of the dictionary."""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from generator.importing.cells import DAY
from generator.importing.columns import Column, Shape, enterprise_columns
from generator.importing.fact_cells import fact_form, no_unit, unit_of
from generator.importing.headers import plain_header
from generator.records.fact import Fact, FactKind

_UNIT = re.compile(r"(.+)\((?:单位)?([^()]*)\)")


def profile_shape(facts: Mapping[str, Fact]) -> Shape:
    """The table of profiles: a column a fact of the dictionary, by its label or its key, with a unit or without."""
    return Shape(
        kind="profile",
        row="一家企业一天一行",
        needed=(("code", "enterprise"), ("date",)),
        columns=(
            *enterprise_columns("企业名称"),
            Column(
                field="date",
                label="数据日期",
                names=("截止日期", "截至日期", "统计日期", "日期", "date"),
                form=DAY,
                need="必填",
                example="2026-09-30",
            ),
            *_facts(facts),
        ),
        more=partial(_with_unit, facts=facts),
    )


def _facts(facts: Mapping[str, Fact]) -> Iterator[Column]:
    for key, fact in facts.items():
        unit = f"({fact.unit})" if fact.unit else ""
        yield Column(
            field=f"facts.{key}",
            label=f"{fact.label}{unit}",
            names=(fact.label, key) if unit else (key,),
            form=fact_form(fact),
            about=fact.asked_as or "",
        )


def _with_unit(header: str, facts: Mapping[str, Fact]) -> Column | None:
    """The column of an amount in another unit: 上年度营业收入(万元)."""
    found = _UNIT.fullmatch(header)
    amounts = (fact for fact in facts.values() if fact.kind is FactKind.MONEY)
    fact = next(
        (fact for fact in amounts if found and found[1] in {plain_header(fact.label), fact.key}), None
    )
    if found is None or fact is None:
        return None
    times = unit_of(found[2])
    form = fact_form(fact, times) if times else no_unit(found[2])
    return Column(field=f"facts.{fact.key}", label=header, form=form)

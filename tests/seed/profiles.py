"""Profiles: the figures behind an enterprise, plausible for its rung, with what nobody has asked it yet left out."""

from collections.abc import Iterator, Mapping
from datetime import date
from random import Random

from generator.coverage import level_on, region_on
from generator.dataset import Dataset
from generator.records.client import Profile
from generator.records.enterprise import Enterprise, Tier
from generator.records.types import Level
from generator.source import PRIVATE
from seed.careers import TODAY
from seed.house_style import listing

_DATES = (date(2026, 4, 30), date(2026, 6, 30), date(2026, 9, 30), date(2026, 10, 31))
_FIRST_TITLE = Tier.TECH_INNOVATIVE.value
_UNASKED = 0.12
"""The share of facts that a commissioner has not learnt yet."""

_ROUND = 10_000
"""Figures are whole 万元."""


def profile_files(dataset: Dataset, seed: int) -> Iterator[tuple[str, str]]:
    """The profiles of all enterprises in scope, a file a county: path and text, the same for the same seed."""
    of_county: dict[str, list[Profile]] = {}
    for record in sorted((entry.record for entry in dataset.enterprises), key=lambda record: record.code):
        if level_on(record, TODAY):
            of_county.setdefault(region_on(record, TODAY), []).append(_profile(record, seed))
    for code, made in of_county.items():
        inside = dataset.office_by_region[code].path.removeprefix("rosters/").rpartition("/")[0]
        path = f"{PRIVATE}/{inside}/profiles.yml"
        yield path, listing(path, made, "示例：虚构的企业画像")


def _profile(enterprise: Enterprise, seed: int) -> Profile:
    """Drawn from the enterprise's own chance, so that no other record depends on it."""
    chance = Random(f"{seed} {enterprise.code}")
    facts = _facts(chance, enterprise, national=level_on(enterprise, TODAY) is Level.NATIONAL)
    known = {key: value for key, value in facts.items() if chance.random() >= _UNASKED}
    return Profile(enterprise=enterprise.code, date=chance.choice(_DATES), facts=known)


def _facts(chance: Random, enterprise: Enterprise, *, national: bool) -> Mapping[str, str | tuple[str, ...]]:
    revenue = _money(chance.lognormvariate(18.9 if national else 17.9, 0.6))
    before = _money(revenue / chance.uniform(0.92, 1.28))
    first = _money(before / chance.uniform(0.92, 1.28))
    rates = [chance.choice((chance.uniform(0.026, 0.03), chance.uniform(0.031, 0.085))) for _ in range(3)]
    research = [_money(year * rate) for year, rate in zip((revenue, before, first), rates, strict=True)]
    assets = _money(revenue * chance.uniform(0.8, 1.8))
    staff = max(12, int(revenue / chance.uniform(500_000, 1_100_000)))
    patents = chance.randint(3, 18) if national else chance.randint(0, 9)
    growth = ((revenue / first) ** 0.5 - 1) * 100
    equity = _money(chance.choice((0, 0, 0, chance.uniform(5e6, 4e7))))
    high_tech = chance.random() < (0.95 if national else 0.75)
    maker = enterprise.industry == "工业"
    score = chance.randint(52, 78)
    return {
        "manufacturing": _flag(maker),
        "excluded_industry": "false",
        "established_on": min(located.since for located in enterprise.located).isoformat(),
        "registered_in_china": "true",
        "tiers": (_FIRST_TITLE,) if chance.random() < 0.5 else (),
        "high_tech_enterprise": _flag(high_tech),
        "on_vat_list": _flag(high_tech and maker and chance.random() < 0.8),
        "staff": str(staff),
        "rd_staff": str(int(staff * chance.uniform(0.08, 0.3)) + 1),
        "revenue_last_year": str(revenue),
        "revenue_main_last_year": str(_money(revenue * chance.uniform(0.86, 1))),
        "revenue_growth_two_years": f"{growth:.1f}%",
        "revenue_previous_year": str(before),
        "total_assets": str(assets),
        "total_liabilities": str(_money(assets * chance.uniform(0.25, 0.82))),
        "taxable_income_last_year": str(_money(revenue * chance.uniform(-0.02, 0.14))),
        "rd_last_year": str(research[0]),
        "rd_previous_year": str(research[1]),
        "rd_three_years": str(sum(research)),
        "sales_three_years": str(revenue + before + first),
        "equity_two_years": str(equity),
        "niche_years": str(chance.randint(2, 20)),
        "niche_share": f"{chance.uniform(4, 30):.1f}%",
        "market_share_leading": _flag(chance.random() < 0.85),
        "in_strategic_field": _flag(maker or chance.random() < 0.5),
        "class1_ip": str(patents),
        "class1_ip_in_use": str(int(patents * chance.uniform(0.5, 1))),
        "core_ip": _flag(patents > 0),
        "rd_body_level": chance.choice(("省部级", "市级", "市级", "无")),
        "re_examination": _flag(any(item.review for item in enterprise.recognitions)),
        "score_srdi_2026": str(score),
        "score_giant_2026": str(score - chance.randint(0, 14)),
        "serious_breach": _flag(chance.random() < 0.02),
        "in_banned_field": "false",
        "insured_months": str(chance.randint(8, 240)),
        "layoff_rate": f"{chance.uniform(0, 7):.1f}%",
    }


def _money(amount: float) -> int:
    return int(amount / _ROUND) * _ROUND


def _flag(holds: object) -> str:
    return "true" if holds else "false"

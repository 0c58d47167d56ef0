"""The data that a new deployment begins with: its places and offices, the numbers of the scheme, the “四个一”."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date

from generator.dataset import Dataset
from generator.days import plus
from generator.editing.changing import whole_file
from generator.kinds import KIND
from generator.records.province import GroupFunction
from generator.records.region import Region
from generator.records.scheme import Scheme
from generator.records.types import Level
from generator.rules.unfilled import TO_FILL
from generator.rules.waivers import ONES
from generator.starting.places import OF_OFFICE, Place, written

NO_PHONE = "000-00000000"
"""A phone that cannot be dialled, in place of one that nobody knows yet."""

_DAYS_TO_BEGIN = 180
"""So long the “四个一” may lack something."""

_KEPT = ("holiday-year", "fact", "annex-1")
"""The kinds whose files hold for every province; those of all annexes lie in one folder."""


def first_files(dataset: Dataset, places: Sequence[Place]) -> Mapping[str, str]:
    """The files by path, for the province that stands first; what holds for every province is taken from the dataset.

    Each is in its canonical form. What only people know says `TO_FILL`, and `left-to-fill` lists it.
    """
    regions = [place.region for place in places]
    return {**dict(_kept(dataset)), **dict(_of_province(dataset, regions)), **dict(_offices(places))}


def _kept(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """The dictionary of facts, the holidays, the forms, and the policies of the state."""
    homes = tuple(KIND[name].home for name in _KEPT)
    policies = {entry.path for entry in dataset.policies if entry.record.level is Level.NATIONAL}
    for source in dataset.sources:
        if source.path in policies or source.path.startswith(homes):
            yield source.path, source.text


def _of_province(dataset: Dataset, regions: Sequence[Region]) -> Iterator[tuple[str, str]]:
    province = regions[0]
    yield _file("scheme", _scheme(dataset.scheme.record, province, dataset.as_of), note=_ON_NUMBERS)
    yield _file("region", [written(region) for region in regions])
    yield _file(
        "task-force",
        {
            "name": f"{province.name}“专精特新”中小企业服务专班",
            "leader": TO_FILL,
            "office_unit": TO_FILL,
            "members": [{"unit": TO_FILL, "role": TO_FILL}],
        },
    )
    yield _file(
        "contact-group",
        {
            "groups": [
                {
                    "id": "group-province",
                    "name": "全省服务专员工作群",
                    "channel": "其他",
                    "functions": [function.value for function in GroupFunction],
                    "offices": [region.code for region in regions],
                }
            ]
        },
    )
    yield _file(
        "waiver",
        [
            {
                "rule": ONES,
                "region": province.code,
                "until": plus(dataset.as_of, _DAYS_TO_BEGIN).isoformat(),
                "reason": "其他",
                "note": "新建的项目，服务专员库和服务专家组还没有录入",
            }
        ],
    )


_ON_NUMBERS = "次数、家数和天数照本省的通知改；把通知建成一份政策以后，加一行 notice，写它的编号"


def _scheme(shipped: Scheme, province: Region, day: date) -> Mapping[str, object]:
    """The scheme: its numbers as records/scheme.py has them, its words as the shipped one has."""
    numbers = {
        field.name: str(field.default).lower() for field in fields(Scheme) if isinstance(field.default, int)
    }
    return {
        "province": province.code,
        "title": f"{province.name}“专精特新”企业服务专员门户",
        "short_title": shipped.short_title,
        "site": {"publisher": TO_FILL},
        "scheme_start_on": day.isoformat(),
        **numbers,
        "themes": shipped.themes,
        "expert_domains": shipped.expert_domains,
        "request_categories": shipped.request_categories,
    }


def _offices(places: Sequence[Place]) -> Iterator[tuple[str, str]]:
    """One folder an office, a county's inside its city's; an office of which all is known is no sample."""
    folders = {place.region.code: place.region.folder for place in places}
    for place in places:
        region = place.region
        above = f"{folders[region.parent]}/" if region.level is Level.COUNTY and region.parent else ""
        unknown = dict.fromkeys(OF_OFFICE, TO_FILL) | {"work_phone": NO_PHONE}
        whole = unknown.keys() <= place.office.keys()
        data = {"region": region.code, **unknown, **place.office, **({} if whole else {"sample": "true"})}
        yield _file("office", data, path=f"rosters/{above}{region.folder}/office.yml")


def _file(
    name: str, data: Mapping[str, object] | Sequence[object], *, path: str = "", note: str = ""
) -> tuple[str, str]:
    place = path or KIND[name].home
    return place, whole_file(KIND[name], place, data, note)

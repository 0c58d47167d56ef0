"""What stands over all rosters: contact groups, waivers, retired ids, commendations."""

from datetime import date
from random import Random

from generator.dataset import Dataset
from generator.records.province import (
    Channel,
    Commendation,
    ContactGroup,
    GroupFunction,
    Retired,
    RetiredKind,
    Waiver,
    WaiverReason,
)
from seed.careers import TODAY, WAIVED_BATCH
from seed.people import Person
from seed.places import Territory

_YEARS = (2024, 2025)
_MOST = 4
_UNIT_DEEDS = ("专员配备齐、走访实，企业诉求按时反馈", "政策速递及时，企业兑现政策多")
_DEEDS = (
    "帮助企业办成首台（套）保险补偿",
    "牵线高校解决关键零件的材料难题",
    "协调落实设备更新贷款贴息",
    "帮助企业追回逾期账款",
)


def contact_groups(dataset: Dataset, territory: Territory) -> list[ContactGroup]:
    """One group a city of the territory, and one of all other offices."""
    groups = [
        ContactGroup(
            id=f"group-{city.region.slug}",
            name=f"{city.region.name}服务专员工作群（示例）",
            channel=Channel.WECHAT if place % 2 == 0 else Channel.DINGTALK,
            functions=tuple(GroupFunction),
            offices=(
                code,
                *(county.code for county in territory.counties.values() if county.city.code == code),
            ),
        )
        for place, (code, city) in enumerate(territory.cities.items())
    ]
    inside = {code for group in groups for code in group.offices}
    province = ContactGroup(
        id="group-province",
        name="全省服务专员工作群（示例）",
        channel=Channel.WECHAT,
        functions=tuple(GroupFunction),
        offices=tuple(code for entry in dataset.regions if (code := entry.record.code) not in inside),
    )
    return sorted((*groups, province), key=lambda group: group.id)


def waivers(territory: Territory) -> list[Waiver]:
    """The batch of the zone that waits."""
    zone = territory.weak_zone
    return [
        Waiver(
            rule="uncovered-enterprise",
            region=zone.code,
            awarded_on=WAIVED_BATCH,
            until=date(2027, 2, 28),
            reason=WaiverReason.REFORM,
            note=f"{zone.region.name}机构改革，新认定的企业在2027年2月底前分配服务专员",
        )
    ]


def retired(commissioner: str) -> list[Retired]:
    """Ids that may not come back."""
    return [Retired(kind=RetiredKind.COMMISSIONER, id=commissioner, note="登记后没有到任")]


def commendations(chance: Random, territory: Territory, staff: list[Person]) -> list[Commendation]:
    """Units and commissioners of two years; only who still has a post is named."""
    places = (*territory.cities.values(), *territory.counties.values())
    found: list[Commendation] = []
    for year in _YEARS:
        units = chance.sample(places, min(_MOST, len(places)))
        serving = [one for one in staff if one.posts[0].since.year < year and one.serves_on(TODAY)]
        people = chance.sample(serving, min(_MOST, len(serving)))
        found += [
            Commendation(year=year, unit=place.unit, for_=_UNIT_DEEDS[turn % 2])
            for turn, place in enumerate(sorted(units, key=lambda place: place.code))
        ]
        found += [
            Commendation(year=year, commissioner=one.id, for_=_DEEDS[turn % len(_DEEDS)])
            for turn, one in enumerate(sorted(people, key=lambda one: one.id))
        ]
    return found

"""Service records: what was done at each contact with an enterprise, by the five services of the notice."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from generator.dataset import Dataset
from generator.records.enterprise import Enterprise
from generator.records.request import RequestKind, ServiceRequest
from generator.records.service import (
    Delivery,
    HelpedBy,
    Infringement,
    OverduePayment,
    Service,
    ServiceChannel,
    ServiceRecord,
)
from seed.contacts import Client, contacts, deputy_of
from seed.requests import request
from seed.wording import (
    ABILITIES,
    CHANNEL,
    DELIVERED,
    HEARD,
    INFRINGED,
    LEAFLETS,
    OVERDUE,
    REGISTERED,
    RESOURCES,
    RIGHTS,
    UNDERSTOOD,
    Leaflet,
)

_CAREFUL = 0.92
_CALLS = (ServiceChannel.PHONE, ServiceChannel.PHONE, ServiceChannel.WECHAT, ServiceChannel.OTHER)
_ACTIVITIES = (
    ("clinic-suzhou-winter", date(2026, 11, 9), "320500", "介绍冬季巡诊，企业想看{product}产线。"),
    ("listing-camp-autumn", date(2026, 10, 26), "", "介绍上市培育训练营。"),
    ("talent-nanjing", date(2026, 10, 12), "320100", "介绍英才名匠研修班。"),
    ("fair-booths", date(2026, 3, 2), "", "介绍中博会江苏展区，{product}可以参展。"),
    ("maker-contest-final", date(2026, 4, 20), "", "介绍“创客中国”大赛，{product}可以报名。"),
)
_REGISTRATION = timedelta(days=45)
_NO_OUTCOME_SINCE = date(2026, 11, 1)


@dataclass(slots=True)
class Served:
    """What one enterprise's ledger holds, by the folder of the office that arranged the pairing."""

    records: list[tuple[str, ServiceRecord]]
    requests: list[tuple[str, ServiceRequest]]


def served(dataset: Dataset, enterprise: Enterprise, region: str, seed: int) -> Served:
    """The records and requests of an enterprise in this year, drawn from its own chance."""
    chance = Random(f"{seed} records {enterprise.code}")
    city = dataset.region_by_code[region].parent or ""
    client = Client(chance, dataset, enterprise, region, city)
    careful = chance.random() < _CAREFUL
    made = Served([], [])
    waiting = [leaflet for leaflet in LEAFLETS if leaflet.new and _fits(leaflet, client)]
    for day, visit, pairing in contacts(client, careful=careful):
        channel = ServiceChannel.VISIT if visit else chance.choice(_CALLS)
        first = ServiceRecord(
            id=f"r-{enterprise.code[2:8]}-{enterprise.code[-7:].lower()}-{day:%m%d}",
            enterprise=enterprise.code,
            commissioner=pairing.record.commissioner,
            by=deputy_of(client, pairing.record.commissioner, day),
            date=day,
            channel=channel,
            services=(Service.POLICIES,),
            content="-",
        )
        due = next((leaflet for leaflet in waiting if leaflet.since <= day <= leaflet.until), None)
        if due and chance.random() < 0.85:
            waiting.remove(due)
            record = _policy(client, first, due)
        else:
            record = _other(client, first, made, pairing.folder)
        if day >= _NO_OUTCOME_SINCE and chance.random() < 0.02:
            record = replace(record, outcome=None)
        made.records.append((pairing.folder, record))
        if chance.random() < 0.004:
            content = f"{record.content}更正：听取意见的是财务负责人。"
            right = replace(record, id=f"{record.id}-b", corrects=record.id, content=content)
            made.records.append((pairing.folder, right))
    return made


def _fits(leaflet: Leaflet, client: Client) -> bool:
    here = not leaflet.regions or {client.region, client.city} & set(leaflet.regions)
    return bool(here) and leaflet.industry in {None, client.enterprise.industry}


def _policy(client: Client, first: ServiceRecord, leaflet: Leaflet) -> ServiceRecord:
    chance = client.chance
    return replace(
        first,
        policies=(leaflet.policy,),
        delivery=chance.choice(tuple(Delivery)),
        content=chance.choice(DELIVERED).format(says=leaflet.says),
        outcome=chance.choice(UNDERSTOOD),
    )


def _other(client: Client, first: ServiceRecord, made: Served, folder: str) -> ServiceRecord:
    """Any of the five services."""
    [kind] = client.chance.choices(tuple(Service), (12, 24, 24, 26, 14))
    if kind is Service.REQUESTS:
        return _request(client, first, made, folder)
    if kind is Service.POLICIES:
        old = [one for one in LEAFLETS if not one.new and _fits(one, client) and first.date <= one.until]
        return _policy(client, first, client.chance.choice(old))
    if kind is Service.RESOURCES:
        return _resource(client, first)
    return _ability(client, first) if kind is Service.ABILITIES else _rights(client, first)


def _request(client: Client, first: ServiceRecord, made: Served, folder: str) -> ServiceRecord:
    asked = ServiceRequest(
        id=f"q-{first.id[2:]}",
        enterprise=first.enterprise,
        commissioner=first.commissioner,
        kind=RequestKind.NEED,
        category="其他",
        collected_on=first.date,
        text="-",
    )
    heard = request(client.chance, client.dataset, folder, asked, client.product)
    made.requests.append((folder, heard))
    return replace(
        first,
        services=(Service.REQUESTS,),
        requests=(heard.id,),
        content=client.chance.choice(HEARD).format(text=heard.text),
        outcome=client.chance.choice(REGISTERED),
    )


def _resource(client: Client, first: ServiceRecord) -> ServiceRecord:
    chance = client.chance
    near = [row for row in RESOURCES if not row[1] or client.city in row[1]]
    experts = [
        entry.record
        for entry in client.dataset.experts
        if {"320000", client.city, client.region} & set(entry.record.regions)
    ]
    base = replace(first, services=(Service.RESOURCES,))
    if experts and chance.random() < 0.35:
        expert = chance.choice(experts)
        return replace(
            base,
            helped_by=HelpedBy(expert=expert.id),
            content=f"请{expert.name}（{expert.domains[0]}）看{client.product}项目。",
            outcome=chance.choice(("专家给出三条建议。", "约好下月到厂。", "企业按建议修改方案。")),
        )
    resource, _, content, outcome = chance.choice(near)
    return replace(
        base,
        helped_by=HelpedBy(resource=resource),
        content=content.format(product=client.product),
        outcome=outcome,
    )


def _ability(client: Client, first: ServiceRecord) -> ServiceRecord:
    chance = client.chance
    base = replace(first, services=(Service.ABILITIES,))
    opened = [
        row
        for row in _ACTIVITIES
        if row[1] <= first.date <= row[1] + _REGISTRATION and row[2] in {"", client.city}
    ]
    if opened and chance.random() < 0.5:
        activity, _, _, content = chance.choice(opened)
        outcome = chance.choice(("企业已报名。", "企业考虑中。", "时间冲突，下次参加。"))
        content = content.format(product=client.product)
        return replace(base, activities=(activity,), content=content, outcome=outcome)
    theme, content, outcome = chance.choice(ABILITIES)
    return replace(base, themes=(theme,), content=content.format(product=client.product), outcome=outcome)


def _rights(client: Client, first: ServiceRecord) -> ServiceRecord:
    chance, found = client.chance, client.chance.random()
    base = replace(first, services=(Service.RIGHTS,))
    if found < 0.12:
        owing = OverduePayment(
            debtor=chance.choice(("示例采购公司", "示例建设集团", "示例整车公司")),
            amount=chance.randint(8, 260) * 10_000,
            due_on=first.date - timedelta(days=chance.randint(30, 200)),
            complaint_channel=CHANNEL,
        )
        content = OVERDUE[0].format(product=client.product)
        return replace(base, overdue_payment=owing, content=content, outcome=OVERDUE[1])
    if found < 0.17:
        told = Infringement(reported_to="市场监督管理局（示例）", done="当场记下名称，提醒企业不付款")
        return replace(base, infringement=told, content=INFRINGED[0], outcome=INFRINGED[1])
    content, outcome = chance.choice(RIGHTS)
    return replace(base, content=content.format(product=client.product), outcome=outcome)

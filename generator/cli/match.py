"""`portal match`: which benefits are for an enterprise, or for whom a policy is, with the reasons."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click

from generator.cache import key_of
from generator.checking import checked
from generator.cli.facts_file import facts_of as facts_of_file
from generator.cli.help_page import Command
from generator.cli.options import common
from generator.cli.private_files import with_private
from generator.cli.suggested import as_json, lines
from generator.coverage import region_on
from generator.dataset import Dataset
from generator.eligibility.evaluate import traced
from generator.eligibility.facts import Facts, written_value
from generator.eligibility.reasons import Reason, reasons
from generator.matching import Client, Match, clients, facts_of, matches, profile_of, unruled
from generator.nearest import closest
from generator.portal import PolicyFacts, Portal, derive
from generator.records.enterprise import Enterprise
from generator.records.policy import Answer
from generator.report import FORMATS
from generator.status import IN_FORCE, RECEIVING
from generator.suggested import Suggested, suggested
from generator.suggesting import Suggester

_ORDER = (Answer.YES, Answer.OPEN, Answer.NO)


@click.command(cls=Command)
@common
@with_private
@click.option(
    "--enterprise", metavar="代码", default=None, help="一家企业的统一社会信用代码；有内部文件的，用它的画像"
)
@click.option(
    "--facts",
    "path",
    type=click.Path(path_type=Path),
    metavar="文件",
    default=None,
    help="不看名单，用这个文件里的指标，YAML或JSON，每行一个，例如 staff: 120",
)
@click.option(
    "--policy", "policy_id", metavar="编号", default=None, help="只看这份政策；不写企业，就列出它适合哪些企业"
)
@click.option(
    "--benefit", "benefit_id", metavar="政策#事项", default=None, help="只看这一项，例如 miit-2026-2#srdi"
)
@click.option("--all", "every", is_flag=True, help="已失效、已废止和未生效的也列出")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="text 写出理由；json 给程序读",
)
def match(
    root: Path,
    as_of: date,
    private: Path | None,
    enterprise: str | None,
    path: Path | None,
    policy_id: str | None,
    benefit_id: str | None,
    form: str,
    *,
    public_only: bool,
    every: bool,
) -> int:
    """企业符合哪些政策事项，为什么，还缺什么；或者一份政策适合哪些企业。不看名单也可以用一个指标文件试算。"""
    if enterprise and path:
        _refuse("--enterprise 和 --facts 只写一个")
    if not (enterprise or path or policy_id or benefit_id):
        _refuse("写 --enterprise、--facts、--policy 或 --benefit，说明看哪家企业或哪份政策")
    found = checked(root, as_of, None if public_only else private)
    if found.faulty:
        click.echo(FORMATS["full"](found.diagnostics, found.texts, as_of), nl=False)
        click.echo("没有计算：先改好上面的错误", err=True)
        return 1
    portal = derive(found.dataset)
    chosen = _policies(portal, policy_id, benefit_id)
    if not (enterprise or path):
        listed = [
            client
            for policy in chosen
            for client in clients(portal, policy)
            if _wanted(client.match, benefit_id)
        ]
        click.echo(
            _json(portal, {"results": [*map(_client, listed)]}) if form == "json" else _whom(portal, listed)
        )
        return 0
    facts = facts_of_file(path, found.dataset) if path else _known(found.dataset, str(enterprise))
    named = bool(policy_id or benefit_id)
    results = [
        item
        for item in matches(portal, facts)
        if item.policy in chosen and _wanted(item, benefit_id)
        if named or every or item.benefit.state.status in IN_FORCE
    ]
    entry = None if named or path else found.dataset.enterprise_by_code.get(_code(enterprise))
    helping = tuple(_helping(portal, entry.record, results)) if entry else ()
    if form == "json":
        used = {key: written_value(value) for key, value in facts.items()}
        content: dict[str, Any] = {"facts": used, "results": [_result(portal, item) for item in results]}
        click.echo(_json(portal, content | ({"suggested": as_json(helping)} if entry else {})))
    else:
        click.echo("\n".join((*_lines(portal, facts, results), *lines(helping))))
    return 0


def _helping(portal: Portal, enterprise: Enterprise, results: Sequence[Match]) -> Iterator[Suggested]:
    """Experts and resources for an enterprise and its open requests."""
    requests = [
        entry.record
        for entry in portal.dataset.requests
        if entry.record.enterprise == enterprise.code and not entry.record.closed
    ]
    region = region_on(enterprise, portal.as_of)
    helps = [
        item.benefit.record.helps
        for item in results
        if item.answer is not Answer.NO and item.benefit.state.status in RECEIVING
    ]
    return suggested(Suggester(portal.dataset), enterprise, region, helps, requests)


def _policies(portal: Portal, policy_id: str | None, benefit_id: str | None) -> Sequence[PolicyFacts]:
    """The policies asked for. Wrong use where there is no such policy or benefit."""
    wanted = policy_id or (benefit_id or "").partition("#")[0]
    if not wanted:
        return portal.policies
    policy = portal.policy_by_id.get(wanted)
    if policy is None:
        _refuse(_nothing(f"没有政策“{wanted}”", closest(wanted, portal.policy_by_id)))
    names = [f"{wanted}#{benefit.record.id}" for benefit in policy.benefits]
    if benefit_id and benefit_id not in names:
        raise click.UsageError(
            f"没有政策事项“{benefit_id}”；这份政策有：{'、'.join(names) or '（没有事项）'}"
        )
    return (policy,)


def _refuse(message: str) -> NoReturn:
    raise click.UsageError(message)


def _nothing(message: str, near: str | None) -> str:
    return f"{message}，是{near}就写 {near}" if near else f"{message}，核对编号"


def _wanted(item: Match, benefit_id: str | None) -> bool:
    return benefit_id is None or item.id == benefit_id


def _code(written: str | None) -> str:
    return str(written).strip().upper()


def _known(dataset: Dataset, code: str) -> Facts:
    entry = dataset.enterprise_by_code.get(_code(code))
    if entry is None:
        _refuse(f"名单里没有代码为“{code}”的企业，对照营业执照核对；不在名单里的用 --facts 试算")
    return facts_of(dataset, entry.record, profile_of(dataset).get(entry.record.code))


def _json(portal: Portal, content: dict[str, Any]) -> str:
    return json.dumps({"as_of": portal.as_of.isoformat(), **content}, ensure_ascii=False)


def _result(portal: Portal, item: Match) -> dict[str, Any]:
    return {
        "policy": item.policy.record.id,
        "benefit": item.benefit.record.id,
        "revision": key_of(portal.dataset.texts[item.policy.source]).hex()[:12],
        "status": item.benefit.state.status.value,
        "answer": item.answer.value,
        "near": item.near is not None,
        "needs": list(item.needs),
        "trace": traced(item.verdict.trace) if item.verdict else None,
    }


def _client(client: Client) -> dict[str, Any]:
    pairing = client.enterprise.pairing
    return {
        "policy": client.match.policy.record.id,
        "benefit": client.match.benefit.record.id,
        "enterprise": client.enterprise.record.code,
        "region": client.enterprise.region,
        "commissioner": pairing.commissioner if pairing else None,
        "answer": client.match.answer.value,
        "near": client.match.near is not None,
        "needs": list(client.match.needs),
        "told_on": client.told_on and client.told_on.isoformat(),
        "applied_on": client.applied_on and client.applied_on.isoformat(),
    }


def _lines(portal: Portal, facts: Facts, results: Sequence[Match]) -> Iterator[str]:
    """The benefits by answer, each with the leaves that made it."""
    labels = portal.terms.labels
    yield f"按{portal.as_of}判断，已知{len(facts)}项指标：{'、'.join(labels.get(key, key) for key in facts) or '没有'}"
    for answer in _ORDER:
        listed = [item for item in results if item.answer is answer]
        yield ""
        yield f"{answer}{len(listed)}项"
        for item in listed:
            near = "，差一点" if item.near else ""
            yield f"  {item.id}  {item.benefit.record.name}（{item.benefit.state.status.value}{near}）"
            yield from (f"    {line}" for line in _why(portal, item))


def _why(portal: Portal, item: Match) -> Iterator[str]:
    if item.verdict is None:
        yield unruled(item.benefit.record) or "看原文"
    elif item.answer is not Answer.YES:
        yield from map(_reason, reasons(item.verdict.trace, portal.terms))


def _reason(reason: Reason) -> str:
    asked = f"{reason.asked}（{reason.clause}）"
    if not reason.has:
        return f"要核实：{asked}" + (f"，还缺{'、'.join(reason.needs)}" if reason.needs else "")
    return f"要求：{asked}；现在是{reason.has}" + (f"，{reason.lacks}" if reason.lacks else "")


def _whom(portal: Portal, listed: Sequence[Client]) -> str:
    """The enterprises that a policy fits, may fit or nearly fits, by region; the others are counted."""
    lines = [f"按{portal.as_of}判断，有画像的企业"]
    names = {client.match.id: client.match.benefit.record.name for client in listed}
    for benefit, name in names.items():
        of_one = [client for client in listed if client.match.id == benefit]
        counts = [sum(client.match.answer is answer for client in of_one) for answer in _ORDER]
        said = "，".join(f"{answer}{count}家" for answer, count in zip(_ORDER, counts, strict=True))
        near = sum(client.match.near is not None for client in of_one)
        said += f"（差一点的{near}家）" if near else ""
        lines += ["", f"{benefit}  {name}：{said}"]
        lines += [
            f"  {portal.place_names[client.enterprise.region]}  {_commissioner(client)}  "
            f"{client.enterprise.record.name}  {_outcome(portal, client.match)}{_so_far(client)}"
            for client in of_one
            if client.match.answer is not Answer.NO or client.match.near
        ]
    return "\n".join(
        lines if listed else ["没有企业画像（rosters/private/…/profiles.yml），列不出适合的企业"]
    )


def _outcome(portal: Portal, item: Match) -> str:
    """The answer, or what is lacking of a near miss."""
    if not item.near:
        return item.answer.value
    (missed,) = reasons(item.near, portal.terms)
    return f"差一点：{missed.asked}，{missed.lacks}"


def _commissioner(client: Client) -> str:
    return client.enterprise.pairing.commissioner if client.enterprise.pairing else "没有服务专员"


def _so_far(client: Client) -> str:
    told = f"，{client.told_on}已告知" if client.told_on else "，没有告知"
    return told + (f"，{client.applied_on}已申报" if client.applied_on else "")

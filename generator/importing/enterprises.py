"""Rows to enterprises: where they are, and their recognitions, of which each may have a row of its own."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from generator import forms
from generator.coverage import level_on, region_on
from generator.dataset import Entry
from generator.days import plus
from generator.importing.columns import Shape
from generator.importing.ground import Ground
from generator.importing.making import Draft, agreed, hold_new, stored_fields
from generator.importing.places import folded
from generator.importing.values import Cell, Item, RefusedError, Row, Same
from generator.records.enterprise import Enterprise, Tier

_TIER_OF_LEVEL = {"国家级": Tier.LITTLE_GIANT.value, "省级": Tier.SRDI.value}
_OUT_OF_SCOPE = "不在服务范围"
_RECOGNITION = ("tier", "level", "awarded_on", "valid_until", "review")
_FORMER = re.compile(r"(.+)[(（]至?([^()（）]+?)(?:止|为止)?[)）]")


def enterprise_of(row: Row) -> str | None:
    """What rows about one enterprise share."""
    if "code" not in row.cells and "name" in row.cells:
        raise RefusedError(row.address("name"), "没有统一社会信用代码", "补上；企业靠它认")
    return row.value("code")


def make_enterprise(rows: Sequence[Row], ground: Ground, shape: Shape) -> Item | Same:
    """The enterprise of some rows."""
    code = str(rows[0].value("code"))
    entry = ground.dataset.enterprise_by_code.get(code)
    if entry is None and ("enterprise", code) in ground.dataset.broken:
        raise RefusedError(rows[0].address("code"), f"企业“{code}”的资料有错误", "运行 portal check，先改好")
    _hold_apart(rows)
    if entry is None:
        hold_new(rows, shape, ("name", "industry"), "这是新企业")
    draft = Draft(rows)
    draft.put("code", code, rows[0].address("code"))
    for name in ("name", "industry", "products"):
        if cell := agreed(rows, name):
            draft.put(name, cell.value, cell.address)
    _former_names(draft, rows, entry)
    _rename(draft, entry)
    _recognitions(draft, rows, entry, ground)
    place = _place(draft, rows, entry, ground)
    path = entry.path if entry and entry.folder == place else ground.file(place, "enterprises.yml")
    if entry and entry.path != path:
        draft.notes.append(
            f"{rows[0].address('code')} “{entry.record.name}”在{ground.name(place)}，从 {entry.path} 移到 {path}"
        )
    return draft.item("enterprise", path, {"code": code}, entry, {"region": place})


def _hold_apart(rows: Sequence[Row]) -> None:
    """Hold that each further row of an enterprise says a recognition of its own."""
    seen: dict[tuple[str | None, ...], Row] = {}
    for row in rows:
        first = seen.setdefault(tuple(row.value(name) for name in _RECOGNITION), row)
        if first is not row:
            raise RefusedError(
                row.address("code", "name", *_RECOGNITION),
                f"和 {first.address('code')} 是同一家企业，写了两次",
                "删掉一行；代码抄错了的，核对代码",
            )


def _rename(draft: Draft, entry: Entry[Enterprise] | None) -> None:
    """Hold that a name is the one that is known, or takes its place with the old one among the former names."""
    name = str(draft.data.get("name", ""))
    if entry is None or not name or folded(name) == folded(entry.record.name):
        return
    if folded(name) in {folded(former.name) for former in entry.record.former_names}:
        del draft.data["name"]  # an old list
        return
    former = {folded(str(each["name"])) for each in _list(draft.data.get("former_names"))}
    if folded(entry.record.name) not in former:
        raise RefusedError(
            draft.cells["name",],
            f"代码{entry.record.code}是“{entry.record.name}”，这里写的是“{name}”",
            f"核对代码；确是更名的，在“曾用名”写 {entry.record.name}（至更名的前一天）；原来写错字的，直接改 {entry.path}",
        )


def _former_names(draft: Draft, rows: Sequence[Row], entry: Entry[Enterprise] | None) -> None:
    cell = agreed(rows, "former_names")
    if cell is None:
        return
    stored: list[Any] = list(stored_fields(entry).get("former_names", ())) if entry else []
    known = {folded(former["name"]) for former in stored}
    for text in cell.value if isinstance(cell.value, list) else ():
        found = _FORMER.fullmatch(text)
        until = forms.sure(forms.day, found[2]) if found else None
        name = found[1] if found and until else text
        if folded(name) not in known:
            if not until:
                raise RefusedError(
                    cell.address, f"曾用名“{text}”没有写用到哪一天", f"写成 {text}（至2024-05-31）"
                )
            stored.append({"name": name, "until": until})
    draft.put("former_names", stored, cell.address)


def _place(draft: Draft, rows: Sequence[Row], entry: Entry[Enterprise] | None, ground: Ground) -> str:
    """The code of the place where the enterprise is; `located` is put in."""
    first = next((row for row in rows if {"region_code", "county", "city"} & row.cells.keys()), rows[0])
    words = [name for name in ("city", "county") if name in first.cells]
    since = agreed(rows, "since") or (None if entry else agreed(rows, "founded"))
    now = region_on(entry.record, ground.dataset.as_of) if entry else None
    place = ground.place(first, "region_code", words) or now
    if place is None or (place != now and len(ground.dataset.codes_within[place]) > 1):
        raise RefusedError(
            first.address("county", "region_code", "city"),
            "没有写企业在哪个县(市、区)",
            "补上县(市、区)，或区划代码",
        )
    if entry:
        address = first.address("county", "region_code", "city", "code")
        if place != now:
            _move(draft, entry, place, since, address, ground)
            return place
        ground.hold_here(place, address, "这家企业在")
        if since:
            _correct_since(draft, entry, place, str(since.value), since.address)
        return place
    awarded = [str(held["awarded_on"]) for held in _list(draft.data.get("recognitions"))]
    if since is None and not awarded:
        raise RefusedError("", "这是新企业，没有写“所在地起”", "写从哪天起在这里；写了认定日期的可以不写")
    day = str(since.value) if since else min(awarded)
    address = first.address("county", "region_code", "city") or first.address("code")
    draft.put("located", [{"region": place, "since": day}], address, ("located", 0, "region"))
    draft.cells["located", 0, "since"] = since.address if since else address
    return place


def _correct_since(draft: Draft, entry: Entry[Enterprise], now: str, since: str, address: str) -> None:
    """A day that differs from the one on which the enterprise came to where it is."""
    located = _list(stored_fields(entry)["located"])
    if len(located) == 1:
        draft.put("located", [{**located[0], "since": since}], address, ("located", 0, "since"))
    elif since not in [each["since"] for each in located if each["region"] == now]:
        raise RefusedError(
            address,
            f"这家企业迁过，{since}不是它到现在这里的日期",
            f"核对；确实要改的，直接改 {entry.path} 这一条的 located",
        )


def _move(
    draft: Draft, entry: Entry[Enterprise], place: str, since: Cell | None, address: str, ground: Ground
) -> None:
    """Add a place to those where the enterprise was. Raises `RefusedError` where the day is not one of a move."""
    located = _list(stored_fields(entry)["located"])
    last = max(str(each["since"]) for each in located)
    here = ground.name(region_on(entry.record, ground.dataset.as_of))
    to = ground.name(place)
    if since is None:
        raise RefusedError(
            address,
            f"这家企业现在在{here}，不在{to}",
            f"写错了就改表；确实迁到{to}的，加一列“迁入日期”，写哪天迁入，再导入一次",
        )
    day = str(since.value)
    if not last < day <= ground.dataset.as_of.isoformat():
        raise RefusedError(
            since.address,
            f"这家企业现在在{here}，{last}起；{day}不是它迁到{to}的日期",
            f"核对所在地和日期；确实迁到{to}的，写哪天迁入，在{last}以后、不晚于今天",
        )
    draft.put(
        "located", [*located, {"region": place, "since": day}], address, ("located", len(located), "region")
    )
    draft.cells["located", len(located), "since"] = since.address


def _recognitions(draft: Draft, rows: Sequence[Row], entry: Entry[Enterprise] | None, ground: Ground) -> None:
    held = [dict(each) for each in _list(stored_fields(entry).get("recognitions"))] if entry else []
    told = False
    for row in rows:
        given = _recognition(row, entry, ground)
        if given is None:
            continue
        told = True
        place = _put_in(held, given, row)
        for name in given:
            draft.cells["recognitions", place, name] = row.address(name, "level", "tier")
    if told:
        draft.data["recognitions"] = held


def _put_in(held: list[dict[str, Any]], given: Mapping[str, str], row: Row) -> int:
    """Change the recognition of the same tier and day, or add one; returns its place."""
    for place, each in enumerate(held):
        if (each["tier"], each["awarded_on"]) == (given["tier"], given["awarded_on"]):
            each.update(given)
            return place
    if "valid_until" not in given:
        ends = _three_years(given["awarded_on"])
        raise RefusedError(
            row.address("awarded_on"), "没有写有效期至", f"补上；认定一般三年，那就是 {ends}，以公布的为准"
        )
    held.append(dict(given))
    return len(held) - 1


def _three_years(day: str) -> str:
    """The last day of three years from a day."""
    begun = date.fromisoformat(day)
    same_day = f"{begun.year + 3}-{day[5:]}" if day[5:] != "02-29" else f"{begun.year + 3}-03-01"
    return plus(date.fromisoformat(same_day), -1).isoformat()


def _recognition(row: Row, entry: Entry[Enterprise] | None, ground: Ground) -> dict[str, str] | None:
    """The recognition that a row tells; None where it tells none, or only that it is held."""
    tier = _tier(row)
    given = {
        name: str(row.value(name)) for name in ("awarded_on", "valid_until", "review") if name in row.cells
    }
    if tier is None:
        if given and row.value("level") != _OUT_OF_SCOPE:
            raise RefusedError(
                row.address(*given), "写了认定日期或有效期，没有写梯度", "补上梯度，或企业级别"
            )
        return None
    if "awarded_on" not in given and given:
        raise RefusedError(
            row.address(*given),
            "写了有效期或复核，没有写认定日期",
            "补上认定日期：靠它知道是哪一次认定",
        )
    if not given:
        level = level_on(entry.record, ground.dataset.as_of) if entry else None
        known = {held.tier.value for held in entry.record.recognitions} if entry else set()
        if tier not in known or ("tier" not in row.cells and level != row.value("level")):
            raise RefusedError(row.address("tier", "level"), "没有写认定日期", "补上认定日期和有效期至")
        return None
    return {"tier": tier, **given}


def _tier(row: Row) -> str | None:
    level, tier = row.value("level"), row.value("tier")
    if level in {None, _OUT_OF_SCOPE}:
        return tier
    meant = _TIER_OF_LEVEL.get(str(level)) or _TIER_OF_LEVEL.get(f"{level}级")
    if meant is None:
        raise RefusedError(
            row.address("level"), f"没有“{level}”这个级别", f"可选：{'、'.join(_TIER_OF_LEVEL)}"
        )
    if tier in _TIER_OF_LEVEL.values() and tier != meant:
        raise RefusedError(row.address("tier"), f"级别是{level}，梯度是{tier}，对不上", "核对两格")
    return tier or meant


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []

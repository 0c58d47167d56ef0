"""Rows to commissioners with their posts; new ones are given the next number of their office."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from generator.coverage import post_on
from generator.dataset import Entry
from generator.days import plus
from generator.importing.columns import Shape
from generator.importing.ground import Ground
from generator.importing.making import Draft, agreed, hold_new, stored_fields
from generator.importing.places import folded
from generator.importing.values import Item, RefusedError, Row, Same
from generator.records.commissioner import Commissioner

_POST = ("unit", "unit_kind", "position", "work_phone", "since", "until")
_NUMBER = 3


def person_of(row: Row) -> str | None:
    """What rows about one person share."""
    if identity := row.value("id"):
        return identity
    name = row.value("name")
    return f"{folded(name)} {folded(row.value('unit') or '')}" if name else None


def make_commissioner(rows: Sequence[Row], ground: Ground, shape: Shape) -> Item | Same:
    """The commissioner of some rows. Raises `RefusedError`."""
    office = ground.place(rows[0], "office_code", ("office",))
    entry = _known(rows, ground, office)
    name = agreed(rows, "name")
    draft = Draft(rows)
    if entry:
        if name and folded(str(name.value)) != folded(entry.record.name):
            raise RefusedError(
                name.address,
                f"编号{entry.record.id}是“{entry.record.name}”，这里写的是“{name.value}”",
                f"核对编号，新专员的编号空着；确实改了姓名的，直接改 {entry.path}",
            )
        identity, home = entry.record.id, entry.folder
        ground.hold_here(home, rows[0].address("id", "name"), f"{identity}归")
        _change_posts(draft, rows, entry, ground)
    else:
        hold_new(rows, shape, ("name", "unit", "unit_kind", "work_phone"), "这是新专员")
        identity, home = _identity(rows[0], ground, office)
        draft.put("name", str(name.value) if name else "", rows[0].address("name"))
        _first_post(draft, rows)
    draft.put("id", identity, rows[0].address("id", "name"))
    if strengths := agreed(rows, "strengths"):
        draft.put("strengths", strengths.value, strengths.address)
    path = entry.path if entry else ground.file(home, "commissioners.yml")
    return draft.item("commissioner", path, {"id": identity}, entry, {"region": home})


def _known(rows: Sequence[Row], ground: Ground, office: str | None) -> Entry[Commissioner] | None:
    """The commissioner that is there: by id, or by name and unit in the office."""
    if identity := rows[0].value("id"):
        if ("commissioner", identity) in ground.dataset.broken:
            raise RefusedError(
                rows[0].address("id"), f"专员{identity}的资料有错误", "运行 portal check，先改好"
            )
        return ground.dataset.commissioner_by_id.get(identity)
    name, unit = folded(rows[0].value("name") or ""), folded(rows[0].value("unit") or "")
    found = [
        entry
        for entry in ground.dataset.commissioners
        if folded(entry.record.name) == name
        and entry.folder in ({office} if office else ground.codes)
        and (not unit or unit in {folded(post.unit) for post in entry.record.posts})
    ]
    if len(found) > 1:
        listed = "、".join(entry.record.id for entry in found)
        raise RefusedError(rows[0].address("name"), f"这个姓名的专员有{len(found)}名：{listed}", "写专员编号")
    return found[0] if found else None


def _identity(row: Row, ground: Ground, office: str | None) -> tuple[str, str]:
    """The id of a new commissioner and the code of their office."""
    if identity := row.value("id"):
        home = identity[:6]
        ground.hold_here(home, row.address("id"), f"编号{identity}归")
        return identity, home
    if office is None:
        raise RefusedError("", "没有写所属专员办", "补上“所属专员办”，写地名，例如 东城区")
    return f"{office}-{ground.next_number(office, ground.used('commissioner')):0{_NUMBER}}", office


def _posts(rows: Sequence[Row]) -> Iterator[tuple[Row, dict[str, Any]]]:
    """The different posts that the rows tell, each with the first row that does."""
    seen: list[dict[str, Any]] = []
    for row in rows:
        post = {name: str(row.value(name)) for name in _POST if name in row.cells}
        if post and post not in seen:
            seen.append(post)
            yield row, post


def _first_post(draft: Draft, rows: Sequence[Row]) -> None:
    found = list(_posts(rows))
    for row, _ in found[1:]:
        agreed([found[0][0], row], "unit")
        agreed([found[0][0], row], "work_phone")
        raise RefusedError(row.address(*_POST), "同一名新专员的两行不一样", "新专员写一行，或各行写成一样")
    row, post = found[0]
    paired = min((str(each.value("paired")) for each in rows if "paired" in each.cells), default=None)
    if "since" not in post:
        if paired is None:
            raise RefusedError(
                "", "这是新专员，没有写“任职日期”", "补上从哪天起在这个单位；没有这一列的，加一列"
            )
        post["since"] = paired
    draft.put("posts", [post], row.address("unit"), ("posts", 0))
    for name in post:
        draft.cells["posts", 0, name] = row.address(name, "paired", "unit")


def _change_posts(draft: Draft, rows: Sequence[Row], entry: Entry[Commissioner], ground: Ground) -> None:
    posts = [dict(post) for post in stored_fields(entry)["posts"]]
    as_of = ground.dataset.as_of
    current = post_on(entry.record, as_of)
    now = entry.record.posts.index(current) if current else len(posts) - 1
    begun: dict[int, Row] = {}
    for row, given in _posts(rows):
        place = _meant(posts, given, now, as_of)
        if place is None:
            place = len(posts)
            begun[place] = row
            if _begin(posts, given, now, row):
                draft.notes.append(
                    f"{row.address('unit', 'since')} {entry.record.name}换了任职，原来的写到前一天"
                )
        else:
            posts[place].update(given)
        for name in given:
            draft.cells["posts", place, name] = row.address(name)
    for place, row in begun.items():
        _hold_apart(posts, place, row)
    if any(draft.cells):
        draft.data["posts"] = posts


def _meant(posts: Sequence[dict[str, Any]], given: dict[str, Any], now: int, as_of: date) -> int | None:
    """The place of the post that a row tells of; None where it tells of a new one.

    A post that has ended is changed by its first day only: a sheet tells how things are.
    """
    order = [now, *(place for place in range(len(posts)) if place != now)]
    for place in order:
        if given.items() <= posts[place].items():
            return place
    if "since" in given:
        same_day = [place for place in order if posts[place]["since"] == given["since"]]
        if same_day:
            return same_day[0]
    unit = given.get("unit", posts[now]["unit"])
    here = [
        place
        for place in order
        if folded(posts[place]["unit"]) == folded(unit)
        and posts[place].get("until", as_of.isoformat()) >= as_of.isoformat()
    ]
    if not here:
        return None
    moved_up = "position" in given and given["position"] != posts[here[0]].get("position")
    return None if "since" in given and moved_up else here[0]


def _begin(posts: list[dict[str, Any]], given: dict[str, Any], now: int, row: Row) -> bool:
    """Add a new post; whether it ended the one before, on the day before."""
    missing = [
        label
        for name, label in (("since", "任职日期"), ("unit_kind", "单位性质"), ("work_phone", "办公电话"))
        if name not in given
    ]
    before = posts[now]
    if missing and folded(given.get("unit", before["unit"])) == folded(before["unit"]):
        raise RefusedError(
            row.address("unit", *_POST),
            f"在“{before['unit']}”的任职到{before['until']}为止，没有写{'、'.join(missing)}",
            f"又来任职的，补上；要改的是原来那一段，任职日期写 {before['since']}",
        )
    if missing:
        raise RefusedError(
            row.address("unit", *_POST),
            f"单位和原来的“{before['unit']}”不一样，没有写{'、'.join(missing)}",
            "是换了单位的，补上；不是的，单位写成原来的",
        )
    ends = "until" not in before and before["since"] < given["since"]
    posts.append({"unit": before["unit"], **given})
    if ends:
        before["until"] = plus(date.fromisoformat(given["since"]), -1).isoformat()
    return ends


def _hold_apart(posts: Sequence[dict[str, Any]], place: int, row: Row) -> None:
    """Hold that a new post has no day in common with another one. Raises `RefusedError`."""
    new = posts[place]
    for at, post in enumerate(posts):
        until = post.get("until", "")
        before = new.get("until") and new["until"] < post["since"]
        after = until and until < new["since"]
        if at != place and not before and not after:
            raise RefusedError(
                row.address("since", "unit"),
                f"和在“{post['unit']}”的任职重叠，那一段从{post['since']}{f'到{until}' if until else '起'}",
                f"核对任职日期和离任日期；要改的是那一段，任职日期写 {post['since']}",
            )

"""The posts of a commissioner: a row changes the one that goes on, or begins one; an ended one only by its first day."""

from pathlib import Path

import pytest
from import_tables import Loaded, refused, small
from tree import COMMISSIONERS, edited

from generator.importing.values import Raw

HEAD = ["专员编号", "姓名", "工作单位", "单位性质", "职务", "办公电话", "任职日期", "离任日期"]
DATA, BUREAU = "乙区数据局", "乙区工业和信息化局"
POSTS = f"""posts:
      - {{unit: {DATA}, unit_kind: 行政, position: 科员, work_phone: 000-99010230, since: 2022-05-01, until: 2026-06-30}}
      - {{unit: {BUREAU}, unit_kind: 行政, work_phone: 000-99010211, since: 2026-07-01}}"""


def row(unit: str, position: str = "", phone: str = "", since: str = "", until: str = "") -> list[Raw]:
    return ["990102-001", "示例吴二", unit, "行政", position, phone, since, until]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    old = f"posts: [{{unit: {BUREAU}, unit_kind: 行政, work_phone: 000-99010211, since: 2022-05-01}}]"
    found = small(tmp_path_factory.mktemp("posts"), edited(COMMISSIONERS, (old, POSTS)))
    assert found.faults == []
    return found


def spans(tree: Loaded, *rows: list[Raw]) -> list[tuple[str, str, str | None]]:
    plan = tree.plan("commissioner", HEAD, *rows)
    assert refused(plan) == []
    [item] = plan.items
    posts: object = item.data["posts"]
    assert isinstance(posts, list)
    return [(post["unit"], post["since"], post.get("until")) for post in posts]


def test_who_returns_to_a_former_unit_begins_a_post_there(tree: Loaded) -> None:
    given = row(DATA, "科员", "000-99010230", "2026-11-01")
    assert spans(tree, given) == [
        (DATA, "2022-05-01", "2026-06-30"),
        (BUREAU, "2026-07-01", "2026-10-31"),
        (DATA, "2026-11-01", None),
    ]


def test_a_former_unit_without_a_day_is_no_post_that_goes_on(tree: Loaded) -> None:
    [found] = refused(tree.plan("commissioner", HEAD, row(DATA, "副科长", "000-99010239")))
    assert found == (
        "名单!C2",
        f"单位和原来的“{BUREAU}”不一样，没有写任职日期",
        "是换了单位的，补上；不是的，单位写成原来的",
    )


@pytest.mark.parametrize("unit", [DATA, "乙区财政局"])
@pytest.mark.parametrize("since", ["2026-06-01", "2020-01-01"])
def test_a_post_within_the_time_of_another_is_refused(tree: Loaded, unit: str, since: str) -> None:
    assert refused(tree.plan("commissioner", HEAD, row(unit, "", "000-99010231", since))) == [
        (
            "名单!G2",
            f"和在“{DATA}”的任职重叠，那一段从2022-05-01到2026-06-30",
            "核对任职日期和离任日期；要改的是那一段，任职日期写 2022-05-01",
        )
    ]


def test_a_post_before_all_others_ends_none(tree: Loaded) -> None:
    plan = tree.plan("commissioner", HEAD, row("乙区财政局", "", "000-99010231", "2020-01-01", "2022-04-30"))
    assert (refused(plan), plan.items[0].notes) == ([], ())


def test_an_ended_post_is_known_by_its_first_day(tree: Loaded) -> None:
    given = row(DATA, "副科长", "000-99010230", "2022-05-01")
    plan = tree.plan("commissioner", HEAD, given)
    assert (refused(plan), plan.items[0].notes) == ([], ())
    assert "position: 副科长, work_phone: 000-99010230, since: 2022-05-01, until: 2026-06-30" in "".join(
        plan.texts.values()
    )


def test_what_an_ended_post_says_changes_nothing(tree: Loaded) -> None:
    assert tree.plan("commissioner", HEAD, row(DATA, "科员", "000-99010230")).same == 1


def test_who_has_left_comes_back_with_a_day(tmp_path: Path) -> None:
    tree = small(
        tmp_path, edited(COMMISSIONERS, ("since: 2022-05-01", "since: 2022-05-01, until: 2026-11-23"))
    )
    [found] = refused(tree.plan("commissioner", HEAD, row(BUREAU, "科长", "000-99010211")))
    assert found == (
        "名单!C2",
        f"在“{BUREAU}”的任职到2026-11-23为止，没有写任职日期",
        "又来任职的，补上；要改的是原来那一段，任职日期写 2022-05-01",
    )
    assert spans(tree, row(BUREAU, "", "000-99010211", "2026-11-24"))[1:] == [(BUREAU, "2026-11-24", None)]

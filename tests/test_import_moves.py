"""An enterprise that moved: its record goes with its comments to the file of the place where it is now."""

from pathlib import Path

import pytest
from commands import DAY, Done, portal, texts_below
from import_tables import AS_OF, Loaded, loaded, refused, small
from private_tree import PRIVATE_TREE
from test_staffing_rules import OFFICE_3, THIRD_PLACE
from tree import ENTERPRISES, PAIRINGS, TREE, write_tree

from generator.checking import checked
from generator.diagnostics import Severity
from generator.importing.plan import Plan
from generator.importing.report import change_lines, told_lines
from generator.importing.values import Raw, UnreadableError
from generator.source import PRIVATE

FIRST, SECOND = "91990102MA0000001D", "91990102MA0000002G"
HEAD = ["统一社会信用代码", "企业名称", "迁入日期"]
ROW: list[Raw] = [FIRST, "示例精密机械有限公司", "2026-11-16"]
THERE = f"{OFFICE_3}/enterprises.yml"
COMMENTED = TREE[ENTERPRISES].replace(
    f'  - code: "{FIRST}"', f'  # 记得核对电话\n  - code: "{FIRST}"  # 老厂'
)
THIRD = {**THIRD_PLACE, ENTERPRISES: COMMENTED}
OLD, NEW = f"{PRIVATE}/990100-jia/990102-yi", f"{PRIVATE}/990100-jia/990103-bing"
WITH_IT = ("contacts.yml", "profiles.yml", "uptake.yml")
OF_TWO = {
    f"{OLD}/contacts.yml": (
        f'# 示例\n\n# 上午打电话\n- {{enterprise: "{FIRST}", people: [{{name: 示例许四, role: 总经理, mobile: 000-00000001}}]}} # 常出差\n'
        f'- {{enterprise: "{SECOND}", people: [{{name: 示例何五, role: 厂长, mobile: 000-00000002}}]}}\n'
    ),
    f"{OLD}/profiles.yml": "".join(
        f'- {{enterprise: "{code}", date: {day}, facts: {{staff: "86"}}}}\n'
        for code, day in ((FIRST, "2025-12-31"), (FIRST, "2026-03-31"), (SECOND, "2026-03-31"))
    ),
}
"""What is kept of the enterprise that moves, and of one that stays."""


@pytest.fixture
def tree(tmp_path: Path) -> Loaded:
    return small(tmp_path / "tree", THIRD)


def written(root: Path, plan: Plan) -> Path:
    """The tree with the files that an import would write."""
    write_tree(root, {**PRIVATE_TREE, **THIRD, **plan.texts})
    return root


def test_it_goes_to_the_file_of_its_new_place(tree: Loaded, tmp_path: Path) -> None:
    plan = tree.plan("enterprise", HEAD, ROW, region="990103")
    assert (refused(plan), plan.stopped) == ([], ())
    assert {path for path in plan.texts if not path.startswith(PRIVATE)} == {ENTERPRISES, THERE}
    assert plan.texts[THERE] == (
        "# yaml-language-server: $schema=../../../schemas/enterprise.json\n"
        'region: "990103"\n'
        "enterprises:\n"
        "  # 记得核对电话\n"
        f'  - code: "{FIRST}"  # 老厂\n'
        "    name: 示例精密机械有限公司\n"
        "    industry: 工业\n"
        "    products: [示例轴承]\n"
        "    located:\n"
        '      - {region: "990102", since: 2015-03-01}\n'
        '      - {region: "990103", since: 2026-11-16}\n'
        "    recognitions: [{tier: 专精特新中小企业, awarded_on: 2025-12-01, valid_until: 2028-11-30}]\n"
    )
    left = plan.texts[ENTERPRISES]
    assert (FIRST in left, "记得核对电话" in left, SECOND in left) == (False, False, True)
    root = written(tmp_path / "after", plan)
    after = checked(root, AS_OF, root / PRIVATE).diagnostics
    assert [each.code for each in after if each.severity is Severity.ERROR] == []
    assert loaded(root, root / PRIVATE).plan("enterprise", HEAD, ROW, region="990103").same == 1


def test_the_preview_says_what_moves_and_which_pairing_must_end(tree: Loaded) -> None:
    plan = tree.plan("enterprise", HEAD, ROW, region="990103")
    changes, told = list(change_lines(plan, "企业")), list(told_lines(plan))
    assert changes[0] == "企业：新增0条，改动1条，和原来一样0条"
    assert f"{ENTERPRISES}  新增0条，改动0条，移走1条" in changes
    assert f"{THERE}（新文件）  新增0条，改动0条，移来1条" in changes
    assert f"  名单!A2 “示例精密机械有限公司”在甲市丙区，从 {ENTERPRISES} 移到 {THERE}" in told
    [handover] = [line for line in told if "商定交接的日子" in line]
    assert handover.startswith("  名单!A2 “示例精密机械有限公司”2026-11-16迁到丙区（990103），不在乙区")
    assert "（rosters/990100-jia/990102-yi/pairings.yml 第4行）" in handover
    assert f"这条写 until 和 reason: 迁址，{OFFICE_3}/pairings.yml 里加一条" in handover


def test_a_national_one_keeps_its_pairing_within_the_city(tree: Loaded) -> None:
    plan = tree.plan("enterprise", HEAD[::2], [SECOND, "2026-11-16"], region="990103")
    assert set(plan.texts) == {ENTERPRISES, THERE}
    assert not any("交接" in line for line in told_lines(plan))


def test_the_last_one_leaves_an_empty_list_and_what_is_said_behind_it(tmp_path: Path) -> None:
    files = {**THIRD, ENTERPRISES: f"{COMMENTED}  # 以后的写在上面\n"}
    plan = small(tmp_path, files).plan(
        "enterprise", HEAD[::2], [FIRST, "2026-11-16"], [SECOND, "2026-11-17"], region="990103"
    )
    assert plan.stopped == ()
    assert plan.texts[ENTERPRISES].endswith('region: "990102"\nenterprises: []\n# 以后的写在上面\n')


def test_two_may_change_places(tmp_path: Path) -> None:
    moved = COMMENTED[COMMENTED.index(f'  - code: "{SECOND}"') :]
    files = {
        **THIRD,
        ENTERPRISES: COMMENTED.replace(moved, ""),
        THERE: f'region: "990103"\nenterprises:\n{moved}'.replace('{region: "990102"', '{region: "990103"'),
    }
    head = ["统一社会信用代码", "区划代码", "迁入日期"]
    plan = small(tmp_path, files).plan(
        "enterprise", head, [FIRST, "990103", "2026-11-16"], [SECOND, "990102", "2026-11-16"]
    )
    assert (refused(plan), plan.stopped) == ([], ())
    assert [(FIRST in plan.texts[path], SECOND in plan.texts[path]) for path in (ENTERPRISES, THERE)] == [
        (False, True),
        (True, False),
    ]


def test_one_that_moved_and_was_left_in_the_old_file_is_brought_over(tmp_path: Path) -> None:
    there = '{region: "990102", since: 2015-03-01}, {region: "990103", since: 2026-11-16}'
    files = {**THIRD, ENTERPRISES: COMMENTED.replace('{region: "990102", since: 2015-03-01}', there)}
    plan = small(tmp_path, files).plan("enterprise", HEAD, ROW, region="990103")
    assert (refused(plan), {ENTERPRISES, THERE} <= plan.texts.keys()) == ([], True)
    assert set(plan.texts) == {
        ENTERPRISES,
        THERE,
        *(f"{folder}/{name}" for folder in (OLD, NEW) for name in WITH_IT),
    }


def test_what_is_kept_of_the_enterprise_goes_along_and_the_ledger_stays(tmp_path: Path) -> None:
    """Contacts, profiles and uptake with their comments; records and requests belong to the office of their day."""
    files = {**THIRD, **OF_TWO}
    plan = small(tmp_path / "two", files).plan("enterprise", HEAD, ROW, region="990103")
    assert (refused(plan), plan.stopped) == ([], ())
    assert set(plan.texts) == {
        ENTERPRISES,
        THERE,
        *(f"{folder}/{name}" for folder in (OLD, NEW) for name in WITH_IT),
    }
    assert plan.texts[f"{NEW}/contacts.yml"] == (
        "# yaml-language-server: $schema=../../../../schemas/contacts.json\n"
        "\n# 上午打电话\n"
        f'- {{enterprise: "{FIRST}", people: [{{name: 示例许四, role: 总经理, mobile: 000-00000001}}]}}  # 常出差\n'
    )
    assert plan.texts[f"{OLD}/contacts.yml"] == (
        "# yaml-language-server: $schema=../../../../schemas/contacts.json\n"
        "# 示例\n"
        f'- {{enterprise: "{SECOND}", people: [{{name: 示例何五, role: 厂长, mobile: 000-00000002}}]}}\n'
    )
    assert plan.texts[f"{NEW}/profiles.yml"].count(FIRST) == 2
    assert FIRST not in plan.texts[f"{OLD}/profiles.yml"] + plan.texts[f"{OLD}/uptake.yml"]
    changes = list(change_lines(plan, "企业"))
    assert f"{OLD}/profiles.yml  新增0条，改动0条，移走2条" in changes
    assert f"{NEW}/profiles.yml（新文件）  新增0条，改动0条，移来2条" in changes
    root = write_tree(tmp_path / "after", {**PRIVATE_TREE, **files, **plan.texts})
    after = checked(root, AS_OF, root / PRIVATE).diagnostics
    assert [each.code for each in after if each.severity is Severity.ERROR] == []


def imported(root: Path, *words: str) -> Done:
    """The move as a clerk runs it."""
    (root / "名单.csv").write_text(f"{','.join(HEAD)}\n{','.join(map(str, ROW))}\n", encoding="utf-8")
    return portal(
        "import", "名单.csv", "--kind", "企业", "--region", "丙区", "--as-of", DAY, *words, cwd=root
    )


def test_it_goes_along_wherever_the_private_folder_lies(tmp_path: Path) -> None:
    """Nothing in the dry run, then all; the report names the files as they lie."""
    root = write_tree(tmp_path / "公开", {**PRIVATE_TREE, **THIRD})
    closed = tmp_path / "内部 文件"
    (root / PRIVATE).rename(closed)
    before = texts_below(tmp_path)
    dry = imported(root, "--private", str(closed))
    assert (
        dry.code,
        "../内部 文件/990100-jia/990103-bing/contacts.yml（新文件）  新增0条，改动0条，移来1条" in dry.out,
    ) == (0, True)
    assert texts_below(tmp_path) == before | {"公开/名单.csv": (root / "名单.csv").read_bytes()}
    done = imported(root, "--private", str(closed), "--write")
    assert (done.code, "写入了1条，8个文件" in done.out, "没有读内部文件" in done.out) == (0, True, False)
    for name in WITH_IT:
        assert FIRST in (closed / "990100-jia/990103-bing" / name).read_text(encoding="utf-8")
        assert FIRST not in (closed / "990100-jia/990102-yi" / name).read_text(encoding="utf-8")
    assert not (root / PRIVATE).exists()


@pytest.mark.parametrize("words", [(), ("--public-only",)])
def test_without_the_private_folder_it_says_what_is_left_to_move(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    root = write_tree(tmp_path, {**PRIVATE_TREE, **THIRD})
    if not words:
        (root / PRIVATE).rename(root / "closed")
    before = {path: text for path, text in texts_below(root).items() if not path.startswith("rosters/990100")}
    done = imported(root, "--write", *words)
    assert done.code == 0
    (line,) = [line for line in done.out.splitlines() if "内部文件" in line]
    assert line == (
        "没有读内部文件：迁走的企业在原来的文件夹里的 contacts.yml、profiles.yml、uptake.yml 各条，要移到迁入地的文件夹；"
        "加 --private 文件夹，就一起移。台账和诉求留在原处"
    )
    assert texts_below(root).items() >= before.items()


def test_a_row_that_is_refused_takes_nothing_along(tmp_path: Path) -> None:
    """The rules refuse the first one: it stays, with all that is kept of it."""
    plan = small(tmp_path, THIRD).plan(
        "enterprise",
        [*HEAD, "梯度", "认定日期", "有效期至"],
        [*ROW, "专精特新中小企业", "2026-05-01", "2026-04-01"],
        [SECOND, "示例新材料有限公司", "2026-11-17", "", "", ""],
        region="990103",
    )
    assert (len(refused(plan)), plan.stopped) == (1, ())
    assert set(plan.texts) == {ENTERPRISES, THERE}


def test_private_files_with_errors_lose_nothing(tmp_path: Path) -> None:
    files = {**THIRD, f"{OLD}/contacts.yml": PRIVATE_TREE[f"{OLD}/contacts.yml"].replace("role:", "rolle:")}
    with pytest.raises(UnreadableError, match=r"要改的文件有错误.*990102-yi/contacts\.yml"):
        small(tmp_path, files).plan("enterprise", HEAD, ROW, region="990103")


@pytest.mark.parametrize(
    ("slip", "more", "words"),
    [
        (("role:", "rolle:"), {}, "要改的文件有错误"),
        (("- ", "- {{"), {PAIRINGS: "- {{\n"}, "有文件读不出来"),
    ],
)
def test_what_is_wrong_is_named_as_it_lies(
    tmp_path: Path, slip: tuple[str, str], more: dict[str, str], words: str
) -> None:
    contacts = f"{OLD}/contacts.yml"
    files = {**PRIVATE_TREE, **THIRD, contacts: PRIVATE_TREE[contacts].replace(*slip), **more}
    root = write_tree(tmp_path / "公开", files)
    (root / PRIVATE).rename(tmp_path / "内部")
    done = imported(root, "--private", "../内部")
    assert done.code == 1
    assert words in done.out
    assert "../内部/990100-jia/990102-yi/contacts.yml" in done.out
    assert PRIVATE not in done.out


@pytest.mark.parametrize(
    ("day", "address", "message", "mend"),
    [
        (
            "",
            "名单!A2",
            "这家企业现在在甲市乙区，不在甲市丙区",
            "写错了就改表；确实迁到甲市丙区的，加一列“迁入日期”，写哪天迁入，再导入一次",
        ),
        (
            "2015-03-01",
            "名单!C2",
            "这家企业现在在甲市乙区，2015-03-01起；2015-03-01不是它迁到甲市丙区的日期",
            "核对所在地和日期；确实迁到甲市丙区的，写哪天迁入，在2015-03-01以后、不晚于今天",
        ),
        (
            "2026-11-25",
            "名单!C2",
            "这家企业现在在甲市乙区，2015-03-01起；2026-11-25不是它迁到甲市丙区的日期",
            "核对所在地和日期；确实迁到甲市丙区的，写哪天迁入，在2015-03-01以后、不晚于今天",
        ),
    ],
)
def test_a_move_without_its_day_is_refused(
    tree: Loaded, day: str, address: str, message: str, mend: str
) -> None:
    plan = tree.plan("enterprise", HEAD, [*ROW[:2], day], region="990103")
    assert refused(plan) == [(address, message, mend)]
    assert dict(plan.texts) == {}


def test_a_file_with_errors_loses_no_record(tmp_path: Path) -> None:
    files = {**THIRD, ENTERPRISES: COMMENTED.replace("name: 示例新材料", "naem: 示例新材料")}
    with pytest.raises(UnreadableError, match=r"要改的文件有错误.*990102-yi/enterprises\.yml"):
        small(tmp_path, files).plan("enterprise", HEAD, ROW, region="990103")

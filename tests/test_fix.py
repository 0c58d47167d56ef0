"""`portal check --fix`: what cannot change a meaning is written as it should be, and not one byte more."""

from pathlib import Path
from typing import Any

import pytest
from commands import DAY, Done, portal, texts_below
from private_tree import PRIVATE_TREE
from tree import (
    ACTIVITY,
    COMMISSIONERS,
    ENTERPRISES,
    FACTS,
    OFFICE,
    PAIRINGS,
    POLICY,
    RESOURCE,
    TREE,
    write_tree,
)

from generator.checking import Checked, checked
from generator.forms import day, flag, share, sure, whole

PROFILES, CONTACTS, UPTAKE, RECORDS = (
    f"rosters/private/990100-jia/990102-yi/{name}.yml"
    for name in ("profiles", "contacts", "uptake", "records/2026-h2")
)
SCHEME = "rosters/scheme.yml"
CLEAN = "检查完毕，没有问题。下一步：portal build\n"
ALL = {**TREE, **PRIVATE_TREE}


def fix(root: Path, *options: str) -> Done:
    return portal("check", "--fix", "--as-of", DAY, "--format", "concise", *options, cwd=root)


def spoilt(root: Path, path: str, right: str, wrong: str) -> bytes:
    """A tree in which one value of a file is written wrong; its bytes."""
    assert ALL[path].count(right) == 1, right
    text = ALL[path].replace(right, wrong)
    write_tree(root, {**PRIVATE_TREE, path: text})
    return text.encode()


MENDS = [
    (ACTIVITY, "from: 2026-12-08", "from: 2026年12月8日", "2026年12月8日 改成 2026-12-08"),
    (ACTIVITY, "to: 2026-12-09", "to: ２０２６/12/9", "２０２６/12/9 改成 2026-12-09"),
    (ACTIVITY, "to: 2026-12-09", "to: 20261209", "20261209 改成 2026-12-09"),
    (ACTIVITY, "to: 2026-12-09", "to: '2026.12.9'", "'2026.12.9' 改成 '2026-12-09'"),
    (ACTIVITY, "to: 2026-12-09", 'to: "2026-12-09 00:00:00"', '"2026-12-09 00:00:00" 改成 "2026-12-09"'),
    (POLICY, "published_on: 2026-01-17", "published_on: 2026-1-17   # 官网", "2026-1-17 改成 2026-01-17"),
    (RECORDS, "amount: 350000", "amount: 35万元", "35万元 改成 350000"),
    (RECORDS, "amount: 350000", 'amount: "350,000"', '"350,000" 改成 "350000"'),
    (RECORDS, "amount: 350000", "amount: ￥350 000.00", "￥350 000.00 改成 350000"),
    (RESOURCE, "sample: true", "sample: 是", "是 改成 true"),
    (RESOURCE, "sample: true", "sample: True  # x", "True 改成 true"),
    (
        RESOURCE,
        "work_phone: 000-99000021",
        "work_phone: （000）99000021",
        "（000）99000021 改成 000-99000021",
    ),
    (RESOURCE, "work_phone: 000-99000021", "work_phone: 000－99000021", "000－99000021 改成 000-99000021"),
    (CONTACTS, "mobile: 000-00000001", "mobile: 000—00000001", "000—00000001 改成 000-00000001"),
    (ENTERPRISES, '- code: "91990102MA0000001D"', '- code: "91990102ma0000001d"', None),
    (ENTERPRISES, '- code: "91990102MA0000001D"', "- code: ９１９９０１０２MA0000001D", None),
    (COMMISSIONERS, "id: 990102-001", "id: 990102-1", "990102-1 改成 990102-001"),
    (COMMISSIONERS, "id: 990102-001", "id: 990102－００1", "990102－００1 改成 990102-001"),
    (PAIRINGS, 'region: "990102"', "region: ９９０１０２", '９９０１０２ 改成 "990102"'),
    (PAIRINGS, 'region: "990102"', "region: '990 102'", "'990 102' 改成 \"990102\""),
    (
        POLICY,
        "工信部企业〔2026〕2号",
        "工信部企业[2026]第02号",
        "工信部企业[2026]第02号 改成 工信部企业〔2026〕2号",
    ),
    (PROFILES, 'revenue: "23000000"', 'revenue: "2,300万"', '"2,300万" 改成 "23000000"'),
    (PROFILES, "growth: 12%", "growth: １２ ％", "１２ ％ 改成 12%"),
    (PROFILES, 'high_tech: "true"', "high_tech: 是", "是 改成 true"),
    (POLICY, "at_least: 15000000", "at_least: 1500万元", "1500万元 改成 15000000"),
    (POLICY, "facts: {staff: 2000}", "facts: {staff: 2000人}", "2000人 改成 2000"),
]


@pytest.mark.parametrize(("path", "right", "wrong", "line"), MENDS)
def test_a_value_gets_its_right_form(
    path: str, right: str, wrong: str, line: str | None, tmp_path: Path
) -> None:
    spoilt(tmp_path, path, right, wrong)
    before = texts_below(tmp_path)
    done = fix(tmp_path)
    assert done.code == 0, done.out
    assert done.out == CLEAN
    (said,) = done.err.splitlines()
    number = (tmp_path / path).read_text(encoding="utf-8").split("\n")
    place, _, words = said.removeprefix(f"{path}:").partition("：")
    assert line is None or words == line
    before_mend, _, after_mend = words.partition(" 改成 ")
    row, column = (int(part) for part in place.split(":"))
    there = before[path].decode().split("\n")
    there[row - 1] = (
        there[row - 1][: column - 1] + after_mend + there[row - 1][column - 1 + len(before_mend) :]
    )
    assert number == there  # the rest of the file is what it was
    assert {name for name, text in texts_below(tmp_path).items() if before[name] != text} == {path}
    again = fix(tmp_path)
    assert (again.code, again.err) == (0, "")


LEFT = [
    (ACTIVITY, "to: 2026-12-09", "to: 2026-12-09 前"),
    (ACTIVITY, "to: 2026-12-09", "to: 2026-12-09 至 2026-12-12"),
    (ACTIVITY, "to: 2026-12-09", "to: 2026年1至3"),
    (ACTIVITY, "to: 2026-12-09", "to: 2026-12-09 17:00"),
    (ACTIVITY, "to: 2026-12-09", 'to: "2026年12月\n  9日"'),
    (ACTIVITY, "to: 2026-12-09", "to: 12/9/2026"),
    (ACTIVITY, "id: clinic", "id: Clinic"),
    (RECORDS, "amount: 350000", "amount: 35,5"),
    (RECORDS, "amount: 350000", "amount: 3.5E+05"),
    (RECORDS, "amount: 350000", "amount: 350000分"),
    (RECORDS, "amount: 350000", "amount: 约35万"),
    (SCHEME, "scheme_start_on: 2022-04-21", "scheme_start_on: 2022-04-21\ngrace_days: 1年"),
    (SCHEME, "scheme_start_on: 2022-04-21", "scheme_start_on: 2022-04-21\ngrace_days: 2个月"),
    (ENTERPRISES, '- code: "91990102MA0000001D"', '- code: "9199O102MA0000001D"'),
    (PAIRINGS, 'region: "990102"', 'region: "990102000000"'),
    (RESOURCE, "work_phone: 000-99000021", "work_phone: 000-99000021 转 8"),
    (RESOURCE, "work_phone: 000-99000021", "work_phone: 000-99000021/22"),
    (PROFILES, "growth: 12%", "growth: 百分之12"),
    (PROFILES, 'staff: "86"', 'staff: "86个月"'),
    (POLICY, "at_least: 15000000", "at_least: 1.5e7"),
    (POLICY, "fact: staff, at_most", "fact: staf, at_most"),
    (OFFICE, "unit: 乙区工业和信息化局", "unit: 乙区工业和信息化局\taaa"),
]


@pytest.mark.parametrize(("path", "right", "wrong"), LEFT)
def test_what_may_mean_another_thing_stays(path: str, right: str, wrong: str, tmp_path: Path) -> None:
    spoilt(tmp_path, path, right, wrong)
    before = texts_below(tmp_path)
    done = fix(tmp_path)
    assert (done.code, done.err) == (1, "")
    assert texts_below(tmp_path) == before


def test_a_share_without_its_sign_stays(tmp_path: Path) -> None:
    rate = "    claim: 认定\n    amount: {rate: 0.05}\n"
    spoilt(tmp_path, POLICY, "    claim: 认定\n", rate)
    assert "写作 5%" in fix(tmp_path).out
    assert "rate: 0.05}" in (tmp_path / POLICY).read_text(encoding="utf-8")
    (tmp_path / POLICY).write_text(
        TREE[POLICY].replace("    claim: 认定\n", rate.replace("0.05", "5 ％")), encoding="utf-8"
    )
    assert "5 ％ 改成 5%" in fix(tmp_path).err


CHARACTERS = {
    "a byte order mark": b"\xef\xbb\xbf" + TREE[OFFICE].encode(),
    "line ends of Windows": TREE[OFFICE].replace("\n", "\r\n").encode(),
    "spaces that are none": TREE[OFFICE].replace(": ", ":\u00a0").encode(),
    "characters without width": TREE[OFFICE].replace("乙区", "乙\u200b区\ufeff").encode(),
    "another form of a letter": TREE[OFFICE].replace("示例孙局长", "示例孙e\u0301局长").encode(),
    "all of them": b"\xef\xbb\xbf"
    + TREE[OFFICE].replace("乙区", "乙\u200b区").replace(": ", ":\u2003").replace("\n", "\r\n").encode(),
}


@pytest.mark.parametrize("name", CHARACTERS)
def test_characters_that_nobody_sees(name: str, tmp_path: Path) -> None:
    write_tree(tmp_path, {**PRIVATE_TREE, OFFICE: CHARACTERS[name]})
    done = fix(tmp_path)
    assert (done.code, done.out) == (0, CLEAN)
    assert done.err == f"{OFFICE}：改好了文件里看不见的字符\n"
    right = TREE[OFFICE].replace("孙局长", "孙é局长") if name.startswith("another") else TREE[OFFICE]
    assert (tmp_path / OFFICE).read_bytes() == right.encode()
    assert fix(tmp_path).err == ""


@pytest.mark.parametrize(
    "wrong", ["\t", "\ufffd", "\ue000", "\u2028", "\x07"], ids=["tab", "broken", "private", "line", "bell"]
)
def test_characters_that_mean_something_stay(wrong: str, tmp_path: Path) -> None:
    spoilt(tmp_path, OFFICE, "leader: 示例孙局长", f"leader: 示例{wrong}孙局长")
    before = texts_below(tmp_path)
    assert fix(tmp_path).code == 1
    assert texts_below(tmp_path) == before


@pytest.mark.parametrize(
    "leader",
    [
        "示例孙局长 \u200b# 内线 8",
        "示例孙局长\u00a0# 内线 8",
        "\u200b# 内线 8",
        "结果:\u00a0企业甲",
        "示例孙局长:\u200b",
        "\u200b[示例",
        "\u200b&a 示例",
        "\u200b'示例' 孙",
    ],
)
def test_a_character_that_holds_a_value_together_stays(leader: str, tmp_path: Path) -> None:
    text = TREE[OFFICE].replace("示例孙局长", leader)
    assert text.count(leader) == 1
    write_tree(tmp_path, {**PRIVATE_TREE, OFFICE: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()})
    assert fix(tmp_path).err == f"{OFFICE}：改好了文件里看不见的字符，会改变意思的没有动\n"
    assert (tmp_path / OFFICE).read_bytes() == text.encode()


def test_a_comment_in_a_file_that_could_not_be_read_stays_what_it_was(tmp_path: Path) -> None:
    wide = TREE[OFFICE].replace(": ", ":\u00a0")
    text = wide.replace("示例孙局长", "示例孙局长 \u200b# 内线 8")
    write_tree(tmp_path, {**PRIVATE_TREE, OFFICE: text})
    assert fix(tmp_path).code == 1
    assert (tmp_path / OFFICE).read_text(encoding="utf-8") == text
    (tmp_path / OFFICE).write_text(wide.replace("示例孙局长", "示例孙局长 # 内线 8"), encoding="utf-8")
    assert fix(tmp_path).code == 0
    assert "示例孙局长 # 内线 8\n" in (tmp_path / OFFICE).read_text(encoding="utf-8")


def test_a_file_that_changed_since_it_was_checked_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = spoilt(tmp_path, ACTIVITY, "to: 2026-12-09", "to: 2026-12-9").decode()
    saves: list[str] = []

    def checked_before_a_save(root: Path, *rest: Any) -> Checked:
        found = checked(root, *rest)
        saves.append(f"# 第{len(saves)}次\n{text}")
        (root / ACTIVITY).write_text(saves[-1], encoding="utf-8")
        return found

    monkeypatch.setattr("generator.cli.fix.checked", checked_before_a_save)
    assert fix(tmp_path).err == ""
    assert (tmp_path / ACTIVITY).read_text(encoding="utf-8") == saves[-1]


def test_characters_first_then_values_and_all_is_listed(tmp_path: Path) -> None:
    policy = TREE[POLICY].replace("2026-01-16", "2026年1月16日").replace("2026-01-17", "2026/1/17")
    policy = policy.replace("at_least: 15000000", "at_least: 1500万").replace("\n", "\r\n")
    pairings = TREE[PAIRINGS].replace("since: 2025-12-01", "since: 2025.12.1")
    write_tree(tmp_path, {**PRIVATE_TREE, POLICY: b"\xef\xbb\xbf" + policy.encode(), PAIRINGS: pairings})
    done = fix(tmp_path)
    assert (done.code, done.out) == (0, CLEAN)
    assert done.err.splitlines() == [
        f"{POLICY}：改好了文件里看不见的字符",
        f"{POLICY}:7:13：2026年1月16日 改成 2026-01-16",
        f"{POLICY}:8:15：2026/1/17 改成 2026-01-17",
        f"{PAIRINGS}:4:73：2025.12.1 改成 2025-12-01",
        f"{POLICY}:22:37：1500万 改成 15000000",
    ]
    assert (tmp_path / POLICY).read_text(encoding="utf-8") == TREE[POLICY]
    assert (tmp_path / PAIRINGS).read_text(encoding="utf-8") == TREE[PAIRINGS]


def test_a_lone_carriage_return_moves_no_line(tmp_path: Path) -> None:
    text = TREE[ACTIVITY].replace("place: 甲市", "place: 甲\r市").replace("to: 2026-12-09", "to: 2026/12/9")
    text = text.replace("opens_on: 2026-11-01", "opens_on: 2026/11/1")
    write_tree(tmp_path, {ACTIVITY: text})
    assert fix(tmp_path).code == 1
    right = text.replace("2026/12/9", "2026-12-09").replace("2026/11/1", "2026-11-01")
    assert (tmp_path / ACTIVITY).read_bytes() == right.encode()


def test_private_files_elsewhere_and_none(tmp_path: Path) -> None:
    root = tmp_path / "project"
    spoilt(root, UPTAKE, "told_on: 2026-01-15", "told_on: 2026/1/15")
    before = texts_below(root)
    assert fix(root, "--public-only").code == 0
    assert texts_below(root) == before
    (root / "rosters/private").rename(tmp_path / "closed")
    done = fix(root, "--private", "../closed")
    place = UPTAKE.removeprefix("rosters/private/")
    assert done.err.startswith(f"../closed/{place}:1:")
    assert (tmp_path / "closed" / place).read_text(encoding="utf-8") == PRIVATE_TREE[UPTAKE]


def test_other_faults_are_reported_as_ever(tmp_path: Path) -> None:
    text = TREE[FACTS].replace("kind: int", "kind: number")
    write_tree(tmp_path, {FACTS: text, ACTIVITY: TREE[ACTIVITY].replace("2026-12-09", "2026-12-9")})
    done = fix(tmp_path)
    assert done.code == 1
    assert "unknown-choice" in done.out
    assert "wrong-date" not in done.out
    assert (tmp_path / FACTS).read_text(encoding="utf-8") == text


def test_a_file_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoilt(tmp_path, ACTIVITY, "to: 2026-12-09", "to: 2026-12-9")
    before = texts_below(tmp_path)

    def refused(path: Path, *_rest: object, **_options: object) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "write_bytes", refused)
    done = fix(tmp_path)
    assert done.code == 2
    assert "没有权限" in done.err
    assert texts_below(tmp_path) == before


def test_a_link_is_never_followed(tmp_path: Path) -> None:
    root = write_tree(tmp_path / "project")
    other = tmp_path / "other.yml"
    other.write_bytes(b"\xef\xbb\xbfa: b\n")
    (root / "content/cases/second.yml").symlink_to(other)
    assert fix(root).code == 1
    assert other.read_bytes() == b"\xef\xbb\xbfa: b\n"


def test_forms_that_are_sure() -> None:
    assert sure(day, " 2026 年 4 月 1 日 ") == sure(day, "2026／4／1") == "2026-04-01"
    assert sure(day, "2026-02-30") == sure(day, "2026年4月") == sure(day, "2026-04-01起") == ""
    assert sure(whole, "１２００") == sure(whole, "1,200") == sure(whole, "0.12万") == "1200"
    assert not [
        text for text in ("1,2", "12,00", "1e3", "3年", "5分", "5天", "十", "1.5") if sure(whole, text)
    ]
    assert [sure(share, text) for text in ("5 %", "0.5%", "5", "0.05", "百分之5")] == [
        "5%",
        "0.5%",
        "",
        "",
        "",
    ]
    assert [sure(flag, text) for text in ("是", "No", "也许")] == ["true", "false", ""]

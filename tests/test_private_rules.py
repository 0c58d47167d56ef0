"""The rules over the private kinds: the ledger, the life of a request, reports, and what they name."""

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from private_tree import PRIVATE_TREE
from tree import OFFICE, POLICY, TREE, edited, pointed, write_tree

from generator.checking import checked
from generator.cli import portal
from generator.forms import mobile, prefixed, report_period
from generator.kinds import KINDS, folder_code, kind_of
from generator.periods import half_year, is_half_year, last_day
from generator.source import PRIVATE, Span

COUNTY = f"{PRIVATE}/990100-jia/990102-yi"
FIRST_HALF, SECOND_HALF = f"{COUNTY}/records/2026-h1.yml", f"{COUNTY}/records/2026-h2.yml"
REQUESTS = f"{COUNTY}/requests/2026.yml"
PAIRINGS = "rosters/990100-jia/990102-yi/pairings.yml"
TODAY = date(2026, 11, 24)


def codes(root: Path, changes: Mapping[str, str | None], as_of: date = TODAY) -> list[tuple[str, str]]:
    """The code and the message of all that is found."""
    found = checked(write_tree(root, {**PRIVATE_TREE, **changes}), as_of, root / PRIVATE)
    return [(item.code, item.message) for item in found.diagnostics]


def request(steps: str, more: str = "", collected: str = "2026-11-01") -> dict[str, str | None]:
    """The file of requests with one request."""
    text = f"""\
- id: q-2026-0001
  enterprise: "91990102MA0000001D"
  commissioner: 990102-001
  kind: 困难问题
  category: 融资
  collected_on: {collected}
  text: 流动资金紧张。
{more}  steps: [{steps}]
"""
    return {REQUESTS: text, FIRST_HALF: None}


def test_every_private_kind_stands_in_the_tree() -> None:
    held = {kind.name for path in PRIVATE_TREE if (kind := kind_of(path))}
    assert held == {kind.name for kind in KINDS if kind.private}


def test_the_office_of_a_private_file() -> None:
    assert folder_code(FIRST_HALF) == folder_code(f"{COUNTY}/uptake.yml") == "990102"
    assert folder_code(f"{PRIVATE}/990100-jia/requests/2026.yml") == "990100"
    assert folder_code(f"{PRIVATE}/x.yml") == "roster"  # no office, and no region


def test_the_private_kinds_are_not_read_without_their_folder(tmp_path: Path) -> None:
    root = write_tree(tmp_path, {**PRIVATE_TREE, FIRST_HALF: "[", SECOND_HALF: "- {id: 1}\n"})
    public = checked(root, TODAY)
    assert public.diagnostics == ()
    assert not any(path.startswith(PRIVATE) for path in public.dataset.texts)
    assert checked(root, TODAY, root / PRIVATE).faulty


SELF = "{do: 自办, date: 2026-11-02}"
LISTED = "{do: 列入问题清单, date: 2026-11-02}"
OWN = "{do: 分类, date: 2026-11-03, class: 工信职能}"
OTHER = "{do: 分类, date: 2026-11-03, class: 同级其他单位}"
DISCUSSED = "{do: 商处(科)室, date: 2026-11-04, to: 融资科}"
RAISED = '{do: 报上级专员办, date: 2026-11-05, office: "990100"}'
AT_CITY = '{do: 分类, date: 2026-11-06, office: "990100", class: 工信职能}'
TO_PROVINCE = '{do: 报上级专员办, date: 2026-11-07, office: "990000"}'
TRANSFERRED = "{do: 会商转交, date: 2026-11-05, to: 银行, approved_by: 示例孙局长, approved_on: 2026-11-04}"
ANSWERED = "{do: 反馈, date: 2026-11-08}"
CLOSED = "{do: 办结, date: 2026-11-09, result: 已放款。}"


@pytest.mark.parametrize(
    "steps",
    [
        [],
        [SELF, ANSWERED, CLOSED],
        [SELF, LISTED, OWN, DISCUSSED],
        [LISTED, OWN, DISCUSSED, DISCUSSED, ANSWERED, ANSWERED, CLOSED],
        [LISTED, OTHER, TRANSFERRED, TRANSFERRED, ANSWERED],
        [LISTED, OWN, RAISED, AT_CITY, TO_PROVINCE],
        [LISTED, OWN, DISCUSSED, RAISED, AT_CITY, DISCUSSED.replace("11-04", "11-07"), ANSWERED, CLOSED],
    ],
)
def test_lives_of_a_request(tmp_path: Path, steps: list[str]) -> None:
    assert codes(tmp_path, request(", ".join(steps))) == []


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([OWN], "“分类”不能接在“收集”后面"),
        ([CLOSED], "“办结”不能接在“收集”后面"),
        ([SELF, CLOSED], "“办结”不能接在“自办”后面"),
        ([LISTED, DISCUSSED], "“商处(科)室”不能接在“列入问题清单”后面"),
        ([LISTED, OWN, TRANSFERRED], "“会商转交”不能接在“分类”后面，分类是工信职能"),
        ([LISTED, OTHER, DISCUSSED], "“商处(科)室”不能接在“分类”后面，分类是同级其他单位"),
        ([LISTED, OTHER, RAISED], "“报上级专员办”不能接在“分类”后面，分类是同级其他单位"),
        ([SELF, ANSWERED, CLOSED, CLOSED], "“办结”不能接在“办结”后面"),
        ([LISTED, OWN, RAISED, ANSWERED], "“反馈”不能接在“报上级专员办”后面"),
    ],
)
def test_steps_that_skip_one(tmp_path: Path, steps: list[str], words: str) -> None:
    assert codes(tmp_path, request(", ".join(steps))) == [("request-step-out-of-place", words)]


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([LISTED, OWN, RAISED.replace("990100", "990000")], "报上级要先报甲市，不能直接报示例省"),
        ([LISTED, OWN, RAISED.replace("990100", "990102")], "报上级要先报甲市，不能直接报乙区"),
        ([LISTED, AT_CITY], "诉求还没有报到甲市"),
        ([LISTED, OWN, RAISED, AT_CITY, TO_PROVINCE, OWN.replace("11-03", "11-08")], None),
        (
            [LISTED, OWN, RAISED, AT_CITY, TO_PROVINCE, OWN.replace("11-03", "11-08"), "{do: 报上级专员办, date: 2026-11-09}"],
            "省级专员办没有上级",
        ),
    ],
)  # fmt: skip
def test_the_levels_that_a_request_passes(tmp_path: Path, steps: list[str], words: str | None) -> None:
    assert codes(tmp_path, request(", ".join(steps))) == ([("request-skips-level", words)] if words else [])


AGAIN = f"{LISTED}, {OWN}, {RAISED}, {AT_CITY}, {DISCUSSED.replace('11-04', '11-07')}, {ANSWERED}, {LISTED.replace('11-02', '11-09')}"
CLASSED_AGAIN = '{do: 分类, date: 2026-11-10, office: "990102", class: 工信职能}'


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([CLASSED_AGAIN], None),
        ([CLASSED_AGAIN, RAISED.replace("11-05", "11-11")], None),
        ([CLASSED_AGAIN, DISCUSSED.replace("11-04", "11-11"), '{do: 反馈, date: 2026-11-12, office: "990100"}'], None),
        ([CLASSED_AGAIN.replace("990102", "990100")], "诉求还没有报到甲市"),
        ([CLASSED_AGAIN, TO_PROVINCE.replace("11-07", "11-11")], "报上级要先报甲市，不能直接报示例省"),
    ],
)  # fmt: skip
def test_what_is_listed_again_begins_at_its_own_office(
    tmp_path: Path, steps: list[str], words: str | None
) -> None:
    found = codes(tmp_path, request(", ".join([AGAIN, *steps])))
    assert found == ([("request-skips-level", words)] if words else [])


def test_a_rigid_request_needs_its_reason_and_an_answer(tmp_path: Path) -> None:
    rigid = "  rigid: {reason: 超出政策范围, confirmed_by: 示例孙局长, confirmed_on: 2026-11-03}\n"
    assert codes(tmp_path / "a", request(f"{SELF}, {ANSWERED}, {CLOSED}", rigid)) == []
    silent = CLOSED.replace(", result: 已放款。", "")
    found = codes(tmp_path / "b", request(f"{SELF}, {ANSWERED}, {silent}", rigid))
    assert found == [("closing-without-result", "办结没有写结果")]
    half = "  rigid: {reason: 超出政策范围}\n"
    missing = [("missing-field", f"缺少字段“{name}”") for name in ("confirmed_by", "confirmed_on")]
    assert codes(tmp_path / "c", request(SELF, half)) == missing


def test_an_enterprise_is_told_within_the_days_of_the_scheme(tmp_path: Path) -> None:
    waiting = request(SELF.replace("2026-11-02", "2026-10-25"), collected="2026-10-25")
    assert codes(tmp_path / "a", waiting, date(2026, 11, 24)) == []
    (found,) = codes(tmp_path / "b", waiting, date(2026, 11, 25))
    assert found == ("untold-enterprise", "2026-10-25以后的31天里，没有告诉企业办到哪一步")
    closed = request(f"{SELF}, {ANSWERED}, {CLOSED}")
    assert codes(tmp_path / "c", closed, date(2027, 3, 1)) == []


def test_the_days_of_a_request_never_go_back(tmp_path: Path) -> None:
    steps = f"{LISTED}, {OTHER.replace('11-03', '11-01')}, {TRANSFERRED.replace('approved_on: 2026-11-04', 'approved_on: 2026-11-06')}"
    told = "  told: [2026-10-31]\n  rigid: {reason: 超出政策范围, confirmed_by: 示例孙局长, confirmed_on: 2026-10-30}\n"
    early = TRANSFERRED.replace("2026-11-04", "2026-10-31")
    assert codes(tmp_path / "c", request(f"{LISTED}, {OTHER}, {early}")) == [
        ("dates-out-of-order", "批准早于收集：2026-10-31早于2026-11-01")
    ]
    assert codes(tmp_path / "a", request(LISTED.replace("11-02", "10-31"))) == [
        ("dates-out-of-order", "这一步早于前一步：2026-10-31早于2026-11-01")
    ]
    assert codes(tmp_path / "b", request(steps, told)) == [
        ("dates-out-of-order", "告知早于收集：2026-10-31早于2026-11-01"),
        ("dates-out-of-order", "确认早于收集：2026-10-30早于2026-11-01"),
        ("dates-out-of-order", "这一步早于前一步：2026-11-01早于2026-11-02"),
        ("dates-out-of-order", "这一步早于它的批准：2026-11-05早于2026-11-06"),
    ]


@pytest.mark.parametrize(
    ("file", "text", "words", "severity"),
    [
        ("uptake", '{enterprise: "91990102MA0000001D", benefit: miit-2026-2#srdi, told_on: 2026-02-02, applied_on: 2026-02-01}', "申报早于告知：2026-02-01早于2026-02-02", "warning"),
        ("uptake", '{enterprise: "91990102MA0000001D", benefit: miit-2026-2#srdi, applied_on: 2026-02-02, granted_on: 2026-02-01}', "获批早于申报：2026-02-01早于2026-02-02", "error"),
        ("submissions", '{office: "990102", period: adjustment, submitted_on: 2026-02-01, reported_on: 2026-02-02}', "报送早于它所报到的日子：2026-02-01早于2026-02-02", "error"),
        ("submissions", '{office: "990102", period: 2026-h1, submitted_on: 2026-06-29}', "报送早于半年的最后一天：2026-06-29早于2026-06-30", "error"),
        ("submissions", '{office: "990102", period: 2026-h1, submitted_on: 2026-06-30}', None, ""),
        ("meetings", '{office: "990102", date: 2026-06-15, kind: 例会, topics: [甲], reported_upward: {category: 融资, date: 2026-06-14}}', "向上级反映早于会议：2026-06-14早于2026-06-15", "error"),
        ("submissions", '{office: "990102", period: 2026-h1, submitted_on: 2026-11-24}', None, ""),
        ("submissions", '{office: "990102", period: 2026-h1, submitted_on: 2026-11-25}', "2026-11-25还没有到，今天是2026-11-24", "error"),
        ("profiles", '{enterprise: "91990102MA0000001D", date: 2026-11-25, facts: {staff: "86"}}', "2026-11-25还没有到，今天是2026-11-24", "error"),
        ("uptake", '{enterprise: "91990102MA0000001D", benefit: miit-2026-2#srdi, told_on: 2026-11-25}', "2026-11-25还没有到，今天是2026-11-24", "error"),
    ],
)  # fmt: skip
def test_the_days_of_the_other_private_records(
    tmp_path: Path, file: str, text: str, words: str | None, severity: str
) -> None:
    changes = {**PRIVATE_TREE, f"{COUNTY}/{file}.yml": f"- {text}\n"}
    found = checked(write_tree(tmp_path, changes), TODAY, tmp_path / PRIVATE).diagnostics
    told = [(item.message, item.severity.value) for item in found if item.code.startswith("date")]
    assert told == ([(words, severity)] if words else [])


def test_the_days_of_a_request_are_over(tmp_path: Path) -> None:
    steps = SELF.replace("2026-11-02", "2026-11-26")
    assert codes(tmp_path, request(steps, "  told: [2026-11-27]\n", "2026-11-25")) == [
        ("date-in-future", f"2026-11-{day}还没有到，今天是2026-11-24") for day in (25, 27, 26)
    ]


def record(text: str) -> dict[str, str | None]:
    """The file of the first half with one record that has these fields besides the usual ones."""
    usual = 'id: r-1, enterprise: "91990102MA0000001D", channel: 电话, services: [促企能力提升], content: 谈培训。'
    return {FIRST_HALF: f"- {{{usual}, {text}}}\n"}


@pytest.mark.parametrize(
    ("day", "policy", "service", "told"),
    [
        ("2026-01-17", [], "惠企政策速递", []),
        ("2026-01-16", [], "惠企政策速递", ["2026-01-17"]),
        ("2026-01-16", [("published_on: 2026-01-17\n", "")], "惠企政策速递", []),
        ("2026-01-15", [("published_on: 2026-01-17\n", "")], "惠企政策速递", ["2026-01-16"]),
        ("2026-01-15", [("published_on: 2026-01-17\n", ""), ("written_on: 2026-01-16\n", "")], "惠企政策速递", []),
        ("2026-01-16", [], "促企能力提升", []),
    ],
)  # fmt: skip
def test_no_policy_is_delivered_before_it_is_out(
    tmp_path: Path, day: str, policy: list[tuple[str, str]], service: str, told: list[str]
) -> None:
    fields = f"commissioner: 990102-001, date: {day}, policies: [miit-2026-2], outcome: 已知。"
    changes = {path: text and text.replace("促企能力提升", service) for path, text in record(fields).items()}
    root = write_tree(tmp_path, {**PRIVATE_TREE, **changes, **edited(POLICY, *policy)})
    found = [
        item for item in checked(root, TODAY, root / PRIVATE).diagnostics if item.code == "dates-out-of-order"
    ]
    assert [(item.message, item.severity.value) for item in found] == [
        (f"送政策早于它的发布：{day}早于{out}", "warning") for out in told
    ]
    assert [pointed(tmp_path, item) for item in found] == [[day, out] for out in told]


def test_a_record_lies_within_the_pairing_of_its_commissioner(tmp_path: Path) -> None:
    mine = "commissioner: 990102-001, outcome: 已报名。"
    assert codes(tmp_path / "a", record(f"{mine}, date: 2026-01-01")) == []
    before = {
        PAIRINGS: 'region: "990102"\npairings:\n  - {enterprise: "91990102MA0000001D", commissioner: 990102-001, since: 2026-01-02}\n'
    }
    found = codes(tmp_path / "b", {**record(f"{mine}, date: 2026-01-01"), **before})
    assert ("record-outside-pairing", "2026-01-01这一天，示例吴二（990102-001）没有服务这家企业") in found
    broken = {PAIRINGS: "region: ["}
    found = codes(tmp_path / "c", {**record(f"{mine}, date: 2026-01-01"), **broken})
    assert "record-outside-pairing" not in {code for code, _ in found}


def test_a_deputy_serves_in_the_name_of_the_commissioner(tmp_path: Path) -> None:
    people = "rosters/990100-jia/990102-yi/commissioners.yml"
    deputised = """\
region: "990102"
commissioners:
  - id: 990102-001
    name: 示例吴二
    posts: [{unit: 乙区工业和信息化局, unit_kind: 行政, work_phone: 000-99010211, since: 2022-05-01}]
    deputies: [{commissioner: 990100-001, since: 2026-05-01, until: 2026-05-20}]
"""
    day = "commissioner: 990102-001, by: 990100-001, outcome: 已报名。, date: 2026-05-20"
    assert codes(tmp_path / "a", {**record(day), people: deputised}) == []
    assert codes(tmp_path / "c", {**record(day.replace("05-20", "05-01")), people: deputised}) == []
    (found,) = codes(tmp_path / "b", {**record(day.replace("05-20", "05-21")), people: deputised})
    assert found == ("record-by-no-deputy", "2026-05-21这一天，990100-001不是示例吴二的代理人")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("policies: [miit-2026-3]", "没有政策“miit-2026-3”"),
        ("requests: [q-2026-0009]", "没有诉求“q-2026-0009”"),
        ("activities: [clinics]", "没有公共服务活动“clinics”"),
        ("helped_by: {expert: expert-2}", "没有服务专家“expert-2”"),
        ("helped_by: {resource: loans}", "没有助企资源“loans”"),
        ("corrects: r-9", "没有服务台账记录“r-9”"),
        ("by: 990102-009", "没有服务专员“990102-009”"),
    ],
)
def test_what_a_record_names_exists(tmp_path: Path, fields: str, message: str) -> None:
    found = codes(
        tmp_path, record(f"commissioner: 990102-001, date: 2026-05-20, outcome: 已报名。, {fields}")
    )
    assert ("unknown-reference", message) in found


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("submissions", '{office: "990109", period: 2026-h1, submitted_on: 2026-07-06}', "没有专员办“990109”"),
        ("meetings", '{office: "990102", date: 2026-06-15, kind: 例会, topics: [甲], reported_upward: {category: 用工, date: 2026-06-16}}', "没有诉求类别“用工”"),
        ("attendance", "{session: training-2025, commissioners: [990102-001]}", "没有培训“training-2025”"),
        ("uptake", '{enterprise: "91990102MA0000001D", benefit: miit-2026-2#giant}', "没有事项“miit-2026-2#giant”"),
        ("profiles", '{enterprise: "91990102MA0000001D", date: 2026-03-31, facts: {stuff: "86"}}', "没有企业指标“stuff”"),
        ("profiles", '{enterprise: "91990102MA0000001D", date: 2026-03-31, facts: {miit-2026-2#srdi/a: "true"}}', "没有自报条件“miit-2026-2#srdi/a”"),
        ("profiles", '{enterprise: "91990999MA0000009G", date: 2026-03-31, facts: {staff: "86"}}', "没有企业“91990999MA0000009G”"),
        ("contacts", '{enterprise: "91990999MA0000009G", people: [{name: 示例许四, role: 总经理, mobile: 000-00000001}]}', "没有企业“91990999MA0000009G”"),
        ("uptake", '{enterprise: "91990999MA0000009G", benefit: miit-2026-2#srdi}', "没有企业“91990999MA0000009G”"),
        ("meetings", '{office: "990109", date: 2026-06-15, kind: 例会, topics: [甲]}', "没有专员办“990109”"),
        ("attendance", "{session: training-2026, commissioners: [990102-009]}", "没有服务专员“990102-009”"),
        ("certificates", "{commissioner: 990102-009, number: 甲3, issued_on: 2026-06-01}", "没有服务专员“990102-009”"),
    ],
)  # fmt: skip
def test_what_the_other_private_records_name_exists(
    tmp_path: Path, file: str, text: str, message: str
) -> None:
    assert ("unknown-reference", message) in codes(tmp_path, {f"{COUNTY}/{file}.yml": f"- {text}\n"})


def test_a_private_file_of_no_office(tmp_path: Path) -> None:
    path = f"{PRIVATE}/990100-jia/990199-bing/records/2026-h1.yml"
    root = write_tree(tmp_path, {**PRIVATE_TREE, path: PRIVATE_TREE[FIRST_HALF].replace("r-2026", "r-2027")})
    found = checked(root, TODAY, root / PRIVATE).diagnostics
    assert [(item.span, item.message) for item in found if item.code == "private-folder-without-office"] == [
        (Span(path=path), "没有文件夹为 990100-jia/990199-bing 的专员办")
    ]
    there = {key.replace("-yi/", "-yiqu/"): text for key, text in PRIVATE_TREE.items()}
    moved = {
        **dict.fromkeys(PRIVATE_TREE),
        OFFICE: None,
        **there,
        OFFICE.replace("-yi/", "-yiqu/"): TREE[OFFICE],
    }
    assert "private-folder-without-office" not in [code for code, _ in codes(tmp_path / "b", moved)]


@pytest.mark.parametrize("path", [FIRST_HALF, REQUESTS])
@pytest.mark.parametrize(
    ("edit", "message", "mend"),
    [
        (("91990102MA0000001D", "91990999MA0000009G"), "没有企业“91990999MA0000009G”", "对照营业执照核对代码"),
        (("commissioner: 990102-001", "commissioner: 990102-009"), "没有服务专员“990102-009”", "核对编号；新来的"),
        (("category: 融资", "category: 用工"), "没有诉求类别“用工”", "核对类别；新的先写进 rosters/scheme.yml；可选：融资"),
        (('office: "990100"', 'office: "990109"'), "没有专员办“990109”", "核对代码；专员办先"),
        (("q-2026-0001]", "q-2026-0003]"), "没有诉求“q-2026-0003”", "核对编号；诉求"),
        (("content: 对接", "corrects: r-2026-0003, content: 对接"), "没有服务台账记录“r-2026-0003”", "核对编号；台账"),
    ],
)  # fmt: skip
def test_what_is_named_in_private_is_never_guessed(
    tmp_path: Path, path: str, edit: tuple[str, str], message: str, mend: str
) -> None:
    text = PRIVATE_TREE[path]
    root = write_tree(tmp_path, {**PRIVATE_TREE, path: text.replace(*edit)})
    found = [
        (item.message, item.help.startswith(mend))
        for item in checked(root, TODAY, root / PRIVATE).diagnostics
        if item.code == "unknown-reference"
    ]
    assert set(found) == ({(message, True)} if edit[0] in text else set())


def test_what_a_broken_policy_offers_is_not_missing(tmp_path: Path) -> None:
    assert [code for code, _ in codes(tmp_path, edited(POLICY, ("level: 国家级", "levl: 国家级")))] == [
        "unknown-field"
    ]


def test_without_the_scheme_no_private_record_is_judged_by_it(tmp_path: Path) -> None:
    assert [code for code, _ in codes(tmp_path, {"rosters/scheme.yml": "a: [\n"})] == ["yaml-syntax"]


def test_each_private_record_is_looked_at(tmp_path: Path) -> None:
    uptake = '- {enterprise: "91990102MA0000001D", benefit: miit-2026-2#srdi, amount: 5}\n'
    assert codes(tmp_path / "a", {f"{COUNTY}/uptake.yml": PRIVATE_TREE[f"{COUNTY}/uptake.yml"] + uptake}) == [
        ("uptake-contradicts-itself", "写了金额，没有写获批日期")
    ]
    half = '- {office: "990102", period: 2025-h2, submitted_on: 2026-01-06}\n'
    assert (
        codes(tmp_path / "b", {f"{COUNTY}/submissions.yml": PRIVATE_TREE[f"{COUNTY}/submissions.yml"] + half})
        == []
    )
    skips = request(f"{LISTED}, {AT_CITY}")[REQUESTS] or ""
    for at, steps in enumerate((f"{LISTED}, {AT_CITY}", f"{LISTED}, {AT_CITY.replace('990100', '990199')}")):
        first = (request(steps)[REQUESTS] or "").replace("q-2026-0001", "q-2026-0003")
        found = codes(tmp_path / str(at), {REQUESTS: first + skips, FIRST_HALF: None})
        assert ("request-skips-level", "诉求还没有报到甲市") in found
        assert len(found) == 2


def test_mends_of_a_request(tmp_path: Path) -> None:
    def helped(steps: str, more: str = "", as_of: date = TODAY) -> list[tuple[str, str]]:
        write_tree(tmp_path, {**PRIVATE_TREE, **request(steps, more)})
        return [
            (item.help, pointed(tmp_path, item)[0])
            for item in checked(tmp_path, as_of, tmp_path / PRIVATE).diagnostics
        ]

    assert helped(f"{SELF}, {ANSWERED}, {CLOSED}, {CLOSED}") == [
        ("办结是最后一步；后来又办了的，另记一条诉求", "办结")
    ]
    assert helped(f"{LISTED}, {AT_CITY}") == [
        ('把 office 改成 "990102"，或在前面补上报上级专员办那一步', '"990100"')
    ]
    assert helped(AGAIN.replace("2026-11-09}", '2026-11-09, office: "990100"}')) == [
        ('把 office 改成 "990102"', '"990100"')
    ]
    assert helped(SELF, "  told: [2026-11-02]\n", date(2026, 12, 25)) == [
        ("告诉企业，把日期补进 told；已经办结的，补上反馈和办结", "[")
    ]


def test_a_request_of_no_region(tmp_path: Path) -> None:
    steps = request(f"{LISTED}, {OWN}, {RAISED}")[REQUESTS]
    path = f"{PRIVATE}/990199-bing/requests/2026.yml"
    found = codes(tmp_path, {path: steps, REQUESTS: None, FIRST_HALF: None})
    assert [code for code, _ in found] == ["private-folder-without-office", "record-in-another-folder"]


CITY_RECORD = 'id: r-2026-0201, enterprise: "91990102MA0000002G", commissioner: 990100-001, date: 2026-02-01, channel: 电话, services: [促企能力提升], content: 谈培训。, outcome: 已报名。'


def test_a_record_corrects_one_of_its_own_enterprise(tmp_path: Path) -> None:
    city = {f"{PRIVATE}/990100-jia/records/2026-h1.yml": f"- {{{CITY_RECORD}, corrects: r-2026-0002}}\n"}
    assert codes(tmp_path, city) == [("record-of-another-enterprise", "“r-2026-0002”是另一家企业的")]


def test_a_record_in_the_folder_of_another_office(tmp_path: Path) -> None:
    path = f"{PRIVATE}/990100-jia/records/2026-h1.yml"
    here = CITY_RECORD.replace("0000002G", "0000001D")
    assert codes(tmp_path / "a", {path: f"- {{{here}}}\n"}) == [
        ("record-outside-pairing", "2026-02-01这一天，示例周一（990100-001）没有服务这家企业")
    ]
    root = write_tree(
        tmp_path / "b", {**PRIVATE_TREE, path: f"- {{{here.replace('990100-001', '990102-001')}}}\n"}
    )
    (found,) = checked(root, TODAY, root / PRIVATE).diagnostics
    assert (found.code, found.help) == ("record-in-another-folder", f"移到 {FIRST_HALF}")


def test_corrections_that_come_back(tmp_path: Path) -> None:
    text = PRIVATE_TREE[FIRST_HALF].replace("{id: r-2026-0001,", "{id: r-2026-0001, corrects: r-2026-0002,")
    there = {FIRST_HALF: text.replace("{id: r-2026-0002,", "{id: r-2026-0002, corrects: r-2026-0001,")}
    assert codes(tmp_path, there) == [("corrected-twice", "更正绕回了自己")] * 2


def test_a_record_of_no_pairing(tmp_path: Path) -> None:
    ended = "since: 2025-12-01, until: 2026-01-31}"
    pairings = edited(PAIRINGS, ("since: 2025-12-01}", ended))
    root = write_tree(tmp_path / "a", {**PRIVATE_TREE, **pairings})
    found = [
        item
        for item in checked(root, TODAY, root / PRIVATE).diagnostics
        if item.code == "record-outside-pairing"
    ]
    assert {len(item.notes) for item in found} == {1}
    assert {note.span.path for item in found for note in item.notes} == {PAIRINGS}
    none = {PAIRINGS: 'region: "990102"\npairings: []\n'}
    unknown = {FIRST_HALF: PRIVATE_TREE[FIRST_HALF].replace("91990102MA0000001D", "91990999MA0000009G", 1)}
    outside = [
        code for code, _ in codes(tmp_path / "b", {**none, **unknown}) if code == "record-outside-pairing"
    ]
    assert len(outside) == 5


def test_what_is_not_over_is_not_recorded(tmp_path: Path) -> None:
    rigid = "  rigid: {reason: 超出政策范围, confirmed_by: 示例孙局长, confirmed_on: 2026-11-25}\n"
    meeting = '- {office: "990102", date: 2026-11-23, kind: 例会, topics: [甲], reported_upward: {category: 融资, date: 2026-11-25}}\n'
    said = [("date-in-future", "2026-11-25还没有到，今天是2026-11-24")]
    assert codes(tmp_path / "a", request(SELF, rigid)) == said
    assert codes(tmp_path / "b", {f"{COUNTY}/meetings.yml": meeting}) == said
    session = edited("content/trainings/2026.yml", ("date: 2026-05-20", "date: 2026-11-25"))
    assert codes(tmp_path / "c", session) == said


def test_a_theme_of_a_record(tmp_path: Path) -> None:
    changes = {FIRST_HALF: PRIVATE_TREE[FIRST_HALF].replace("themes: [技术创新]", "themes: [技术革新]")}
    assert codes(tmp_path, changes) == [("unknown-theme", "没有“技术革新”这个主题或领域")]


def test_certificate_numbers_and_record_ids_are_used_once(tmp_path: Path) -> None:
    twice = "- {commissioner: 990102-001, number: 甲1, issued_on: 2026-06-01}\n- {commissioner: 990100-001, number: 甲1, issued_on: 2026-06-01}\n"
    assert codes(tmp_path / "a", {f"{PRIVATE}/990000-sample/certificates.yml": twice}) == [
        ("duplicate-id", "证书编号“甲1”已经用过")
    ]
    again = {SECOND_HALF: PRIVATE_TREE[SECOND_HALF].replace("r-2026-0102", "r-2026-0001")}
    assert codes(tmp_path / "b", again) == [("duplicate-id", "服务台账记录编号“r-2026-0001”已经用过")]


def test_personal_data_stays_where_it_belongs(tmp_path: Path) -> None:
    contacts = '- {enterprise: "91990102MA0000001D", people: [{name: 示例许四, role: 总经理, mobile: "13800000000", wechat: wxid_sample}]}\n'
    assert codes(tmp_path, {f"{COUNTY}/contacts.yml": contacts}) == []


@pytest.mark.parametrize(
    ("day", "period", "last"),
    [
        (date(2026, 1, 1), "2026-h1", date(2026, 6, 30)),
        (date(2026, 6, 30), "2026-h1", date(2026, 6, 30)),
        (date(2026, 7, 1), "2026-h2", date(2026, 12, 31)),
        (date(2026, 12, 31), "2026-h2", date(2026, 12, 31)),
    ],
)
def test_half_years(day: date, period: str, last: date) -> None:
    assert half_year(day) == period
    assert last_day(period) == last
    assert is_half_year(period)
    assert not is_half_year("first")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026上半年", "2026-h1"),
        ("2026年下半年", "2026-h2"),
        ("2026H2", "2026-h2"),
        ("2026 - h1", "2026-h1"),
        ("2026年第一半年", "2026-h1"),
        ("首次", "first"),
        ("Adjustment", "adjustment"),
        ("调整情况", "adjustment"),
        ("2026", None),
        ("全年", None),
    ],
)
def test_the_right_form_of_a_period(written: str, meant: str | None) -> None:
    assert report_period(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("138 0000 0000", "13800000000"),
        ("138-0000-0000", "13800000000"),
        ("+86 13800000000", "13800000000"),
        ("（025）12345678", "025-12345678"),
        ("微信联系", None),
    ],
)
def test_the_right_form_of_a_mobile_number(written: str, meant: str | None) -> None:
    assert mobile(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-0001", "r-2026-0001"),
        ("R_2026_0001", "r-2026-0001"),
        ("r2026", "r-2026"),
        ("r- 1", "r-1"),
        ("一", None),
    ],
)
def test_the_right_form_of_a_record_id(written: str, meant: str | None) -> None:
    assert prefixed("r", written) == meant


def test_the_command_line_reads_the_private_files(tmp_path: Path) -> None:
    broken = {f"{COUNTY}/contacts.yml": "- {enterprise: 甲}\n"}
    root = write_tree(tmp_path / "portal", {**PRIVATE_TREE, **broken})

    def check(*options: str) -> tuple[int, str]:
        words = ["check", "--root", str(root), "--as-of", "2026-11-24", "--format", "concise", *options]
        done = CliRunner().invoke(portal, words, standalone_mode=False)
        return int(done.return_value), done.output

    code, said = check()
    assert code == 1
    assert said.startswith(f"{COUNTY}/contacts.yml:1:3: error[missing-field]")
    assert check("--public-only") == (0, "检查完毕，没有问题。下一步：portal build\n")

    shutil.move(root / PRIVATE, tmp_path / "closed")
    assert check()[0] == 0
    code, said = check("--private", str(tmp_path / "closed"))
    assert code == 1
    assert said.startswith("../closed/990100-jia/990102-yi/contacts.yml:1:3: error[missing-field]")


def test_a_private_folder_that_is_not_there(tmp_path: Path) -> None:
    done = CliRunner().invoke(
        portal, ["check", "--root", str(write_tree(tmp_path)), "--private", str(tmp_path / "no")]
    )
    assert done.exit_code == 2
    assert "不是文件夹；写内部文件所在的文件夹" in done.output


CONTACTS, PROFILES = f"{COUNTY}/contacts.yml", f"{COUNTY}/profiles.yml"


@pytest.mark.parametrize(
    ("path", "old", "new", "mend"),
    [
        (CONTACTS, "mobile: 000-00000001", "mobile: 138 0000 0000", "写作 13800000000"),
        (CONTACTS, "mobile: 000-00000001", 'mobile: "+8613800000000"', "写作 13800000000"),
        (CONTACTS, "mobile: 000-00000001", "mobile: 013800000000", "写作 13800000000"),
        (CONTACTS, "mobile: 000-00000001", "mobile: 1380000000", "写十一位手机号，或带区号的电话"),
        (CONTACTS, "mobile: 000-00000001", "手机: 13800000000", "改成 mobile"),
        (CONTACTS, "mobile: 000-00000001", "电话: 13800000000", "改成 mobile"),
        (SECOND_HALF, "content: 约好参加示例巡诊。", "内容: 约好参加示例巡诊。", "改成 content"),
        (SECOND_HALF, "outcome: 已报名。", "成效: 已报名。", "改成 outcome"),
        (SECOND_HALF, "outcome: 已报名。", "取得的成效: 已报名。", "改成 outcome"),
        (SECOND_HALF, "date: 2026-11-16", "服务时间: 2026-11-16", "改成 date"),
        (SECOND_HALF, "channel: 其他", "服务方式: 其他", "改成 channel"),
        (SECOND_HALF, "channel: 其他", "channel: 非现场走访", "可选：电话、微信、现场走访、其他"),
        (SECOND_HALF, "channel: 其他", "channel: 走访", "改成“现场走访”；可选：电话、微信、现场走访、其他"),
        (SECOND_HALF, "activities: [clinic]", "activities: [示例巡诊]", "写它的代码：clinic"),
        (FIRST_HALF, "policies: [miit-2026-2]", "policies: [优质中小企业梯度培育管理办法]", "写它的代码：miit-2026-2"),
        (FIRST_HALF, "policies: [miit-2026-2]", "policies: [工信部企业〔2026〕2号]", "写它的代码：miit-2026-2"),
        (FIRST_HALF, "helped_by: {resource: loan}", "helped_by: 示例贷款", "写成 {expert: miit-2026-2}"),
        (REQUESTS, "do: 办结, date", "do: 未办结, date", "可选：自办、列入问题清单、分类、商处(科)室、报上级专员办、会商转交、反馈、办结"),
        (REQUESTS, 'office: "990100", class', "office: 甲市专员办, class", '写它的代码："990100"'),
        (REQUESTS, 'office: "990100", class', "office: 甲市工业和信息化局, class", '写它的代码："990100"'),
        (PROFILES, 'staff: "86"', '从业人员: "86"', "改成 staff"),
        (PROFILES, "industry: 工业", 'place: "990199"', "核对代码；已有的地区在 rosters/regions.yml 里"),
        (f"{COUNTY}/submissions.yml", "period: 2026-h1", "period: 0000-h1", "写成 2026-h1 或 2026-h2；首次报送写 first，调整情况写 adjustment"),
        (f"{COUNTY}/submissions.yml", "period: 2026-h1", "period: 2026上半年", "写作 2026-h1"),
    ],
)  # fmt: skip
def test_slips_of_a_clerk(tmp_path: Path, path: str, old: str, new: str, mend: str) -> None:
    text = PRIVATE_TREE[path]
    assert text.count(old) == 1
    root = write_tree(tmp_path, {**PRIVATE_TREE, path: text.replace(old, new)})
    (found,) = checked(root, TODAY, root / PRIVATE).diagnostics
    assert (found.span.path, found.help) == (path, mend)


def test_one_slip_in_the_code_of_an_enterprise_is_one_finding(tmp_path: Path) -> None:
    text = PRIVATE_TREE[SECOND_HALF].replace(
        'r-2026-0102, enterprise: "91990102MA0000001D"', 'r-2026-0102, enterprise: "91990102MA0000010D"'
    )
    assert [code for code, _ in codes(tmp_path, {SECOND_HALF: text})] == ["unknown-reference"]


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("rosters/990100-jia/990102-yi/submissions.yml", f"{COUNTY}/submissions.yml"),
        (f"{COUNTY}/pairings.yml", PAIRINGS),
        (f"{COUNTY}/contact.yml", f"{COUNTY}/contacts.yml"),
        (f"{PRIVATE}/990100-jia/yi/contacts.yml", f"{PRIVATE}/990100-jia/contacts.yml"),
        (f"{COUNTY}/records/contacts.yml", f"{COUNTY}/contacts.yml"),
        (f"{COUNTY}/records/2026.yml", None),
        ("rosters/990100-jia/records/2026-h1.yml", None),
    ],
)
def test_where_a_misplaced_file_belongs(tmp_path: Path, path: str, meant: str | None) -> None:
    root = write_tree(tmp_path, {**PRIVATE_TREE, path: "- {a: b}\n"})
    (found,) = [
        item for item in checked(root, TODAY, root / PRIVATE).diagnostics if item.code == "unknown-file"
    ]
    if meant:
        assert found.help == f"改名为 {meant}"
    else:
        assert "records/2026-h1.yml" in found.help


def test_a_broken_office_breaks_no_private_file(tmp_path: Path) -> None:
    office = TREE[OFFICE].replace("leader: 示例孙局长\n", "")
    assert codes(tmp_path / "a", {OFFICE: office}) == [("missing-field", "缺少字段“leader”")]
    assert [code for code, _ in codes(tmp_path / "b", {OFFICE: None})] == ["region-without-office"]


def test_a_spreadsheet_among_the_data_is_named(tmp_path: Path) -> None:
    found = codes(tmp_path, {f"{COUNTY}/records/2026-h1.xlsx": "x"})
    assert found == [("not-a-file", "这种文件不读，里面的数据不算")]


def test_a_corrected_record_is_judged_no_more(tmp_path: Path) -> None:
    text = PRIVATE_TREE[FIRST_HALF].replace("。, outcome: 企业已递交材料。}", "。}")
    corrected = PRIVATE_TREE[SECOND_HALF].replace(
        "id: r-2026-0102,", "id: r-2026-0102, corrects: r-2026-0002,"
    )
    assert codes(tmp_path, {FIRST_HALF: text, SECOND_HALF: corrected}) == []


def test_an_empty_outcome_is_one_fault(tmp_path: Path) -> None:
    text = PRIVATE_TREE[FIRST_HALF].replace("outcome: 企业已递交材料。}", "outcome: }")
    assert [code for code, _ in codes(tmp_path, {FIRST_HALF: text})] == ["empty-value"]

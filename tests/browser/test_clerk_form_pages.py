"""The forms of clerks in Chromium: what they write is canonical and passes the check, faults, drafts, nothing sent."""

import json
import random
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe import Scheme, each_scheme, found_by_axe
from click.testing import CliRunner
from moved_tree import MOVED, MOVED_TREE, NEW_PAIRINGS, OLD_PAIRING
from playwright.sync_api import Browser, Locator, Page, Request, expect
from private_tree import PRIVATE_TREE
from test_splice import project
from tree import ENTERPRISES, TREE, edited, write_tree

from generator.checking import checked
from generator.cli import portal
from generator.diagnostics import Severity
from generator.document import parse
from generator.editing.formatting import formatted
from generator.eligibility.conditions import leaves
from generator.eligibility.phrases import label
from generator.eligibility.reasons import asked
from generator.exports.published import published_fields
from generator.kinds import kind_of
from generator.portal import derive
from generator.source import PRIVATE, Source

DAY = date(2026, 11, 24)
FORMS = ("policy", "resource", "expert", "pairing")
EXPERTS = "rosters/experts/service.yml"
CITY, COUNTY = "rosters/990100-jia", "rosters/990100-jia/990102-yi"
PEOPLE = """\
region: "990102"
commissioners:
  - id: 990102-001
    name: 示例吴二
    posts: [{unit: 乙区工业和信息化局, unit_kind: 行政, work_phone: 000-99010211, since: 2022-05-01}]
  - id: 990102-002
    name: 示例冯四
    posts: [{unit: 乙区服务中心, unit_kind: 事业, work_phone: 000-99010212, since: 2022-05-01, until: 2026-11-30}]
  - id: 990102-003
    name: 示例褚五
    posts: [{unit: 乙区服务中心, unit_kind: 事业, work_phone: 000-99010213, since: 2022-05-01}]
    recuses: [{enterprise: "91990102MA0000001D", reason: 亲属任职}]
  - id: 990102-004
    name: 示例卫六
    posts: [{unit: 乙区发展改革局, unit_kind: 行政, work_phone: 000-99010214, since: 2022-05-01}]
"""
REPOSITORY = """
repo_url: https://git.example/group/portal
edit_uri: -/edit/main/content/pages/
"""


def canonical(path: str, text: str) -> str:
    """A file as `portal fmt` writes it."""
    kind = kind_of(path)
    assert kind is not None, path
    return formatted(text, kind, path)


COMMENTED = canonical(
    f"{COUNTY}/pairings.yml",
    MOVED_TREE[f"{COUNTY}/pairings.yml"].replace(
        "990102-001, since: 2025-12-01}\n",
        "990102-001, since: 2025-12-01} # 新认定的第一批\n  # 下面还会再加\n",
    ),
)
CHANGES = {
    **PRIVATE_TREE,
    **MOVED_TREE,
    **{path: canonical(path, TREE[path]) for path in (EXPERTS, f"{CITY}/pairings.yml")},
    **edited("rosters/scheme.yml", ("themes:", "max_enterprises: 1\nthemes:")),
    **edited(
        ENTERPRISES,
        (
            "recognitions: [{tier: 专精特新中小企业, awarded_on: 2025-12-01, valid_until: 2028-11-30}]",
            (
                "recognitions: [{tier: 专精特新中小企业, awarded_on: 2025-12-01, valid_until: 2028-11-30}, "
                "{tier: 专精特新“小巨人”企业, awarded_on: 2026-12-05, valid_until: 2029-12-04}]"
            ),
        ),
    ),
    f"{COUNTY}/commissioners.yml": PEOPLE,
    f"{COUNTY}/pairings.yml": COMMENTED,
}


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """The internal edition of the small tree, whose repository is at a git host."""
    folder = project(tmp_path_factory.mktemp("clerk"))
    write_tree(
        folder,
        {**CHANGES, "content/policies/miit/miit-2026-2.yml": TREE["content/policies/miit/miit-2026-2.yml"]},
    )
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + REPOSITORY, encoding="utf-8")
    command = ["build", "--root", str(folder), "--as-of", DAY.isoformat(), "--edition", "internal"]
    done = CliRunner().invoke(portal, [*command, "--site", str(folder / "site")], standalone_mode=False)
    assert done.return_value == 0, done.output
    return f"{serve(folder / 'site/internal')}desk/"


@pytest.fixture
def clerk(browser: Browser) -> Iterator[Page]:
    """A clerk's computer on the day of the tests."""
    with browser.new_context(
        viewport={"width": 1280, "height": 900},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        permissions=["clipboard-read", "clipboard-write"],
    ) as context:
        page = context.new_page()
        page.clock.set_fixed_time(datetime(2026, 11, 24, 2, tzinfo=UTC))
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        yield page
        assert wrong == []


@pytest.fixture(scope="session")
def draft(browser: Browser, desk: str) -> str:
    """What a device keeps of a policy that was filled in, with a rule and an example."""
    with browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai") as context:
        page = context.new_page()
        page.clock.set_fixed_time(datetime(2026, 11, 24, 2, tzinfo=UTC))
        opened(page, f"{desk}policy/")
        a_policy(page)
        a_rule(page)
        an_example(page, 0, "100", "符合")
        expect(page.locator("[data-live]")).to_contain_text("answer: 符合")
        expect(page.locator("[data-kept]")).to_contain_text("草稿存在这台设备上")
        kept: str = page.evaluate("localStorage.getItem('z-drafts')")
        return kept


def with_draft(page: Page, desk: str, draft: str) -> Page:
    """The form of policies, in which the draft is opened again."""
    page.goto(f"{desk}policy/")
    page.evaluate("(kept) => localStorage.setItem('z-drafts', kept)", draft)
    return opened(page, f"{desk}policy/")


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.wait_for_selector("form[data-ready]")
    return page


def field(page: Page, path: str) -> Locator:
    return page.locator(f'[id="f-{path}"]')


def fill(page: Page, path: str, text: str) -> None:
    box = field(page, path)
    box.fill(text)
    box.blur()


def choose(page: Page, path: str, *values: str) -> None:
    for value in values:
        page.locator(f'[id="f-{path}={value}"]').check()


def pick(page: Page, path: str, words: str) -> None:
    """Find by typing, take the first that is found."""
    box = field(page, path)
    box.fill(words)
    box.press("Enter")


def press(page: Page, words: str, inside: str = "") -> None:
    (page.locator(f'[data-field="{inside}"]') if inside else page).get_by_role(
        "button", name=words, exact=True
    ).last.click()


def unfold(page: Page, words: str) -> None:
    page.locator("summary", has_text=words).last.click()


def made(page: Page) -> dict[str, str]:
    """Makes the files: their texts by path."""
    page.get_by_role("button", name="检查，生成文件").click()
    told = page.locator(".z-error:visible").all_inner_texts()
    assert told == []
    expect(page.locator("[data-done]")).to_be_visible()
    paths = page.locator("[data-files] h3").all_inner_texts()
    return dict(
        zip(paths, (area.input_value() for area in page.locator("[data-files] textarea").all()), strict=True)
    )


def told(page: Page) -> dict[str, str]:
    """What is said of the form, by field."""
    shown = [each for each in page.locator("[data-field]").all() if each.locator("> .z-error").is_visible()]
    return {each.get_attribute("data-field") or "": each.locator("> .z-error").inner_text() for each in shown}


def passes(root: Path, files: Mapping[str, str]) -> dict[str, Any]:
    """Holds that the files are canonical and that a tree with them has no fault; gives what they hold, by path."""
    held: dict[str, Any] = {}
    for path, text in files.items():
        assert canonical(path, text) == text
        document, faults = parse(Source(path=path, text=text))
        assert (document is not None, faults) == (True, [])
        held[path] = document.data if document else None
    tree = write_tree(root, {**CHANGES, **files})
    found = checked(tree, DAY, tree / PRIVATE).diagnostics
    assert [each for each in found if each.severity in {Severity.ERROR, Severity.OVERDUE}] == []
    return held


def a_policy(page: Page) -> None:
    """Fills in a policy with one benefit, whose rule has every sort of test."""
    fill(page, "title", "示例市设备更新补助办法：2026年")
    fill(page, "doc_no", "甲工信发[2026]第007号")
    fill(page, "issuers", "甲市工业和信息化局\n甲市财政局 资金处")
    choose(page, "level", "市级")
    pick(page, "regions", "甲市")
    choose(page, "kind", "政策文件")
    choose(page, "topics", "财政奖补", "数字化")
    fill(page, "published_on", "2026-10-28")
    fill(page, "effective_on", "2026-11-01")
    for place, text in enumerate(("最高补200万元。", "12月31日截止。", "到平台填报 #1。")):
        fill(page, f"summary/{place}", text)
    choose(page, "checked/against", "转载")
    field(page, "$/folder").select_option("+")
    fill(page, "$/new_folder", "jia gxj")
    press(page, "加一个事项")
    fill(page, "benefits/0/name", "设备更新补助")
    fill(page, "benefits/0/what", "按投入的15%补助。\n单个项目最高200万元。")
    choose(page, "benefits/0/support", "资金")
    choose(page, "benefits/0/claim", "申报")
    field(page, "benefits/0/amount/way").select_option("up_to")
    fill(page, "benefits/0/amount/up_to", "２００万元")
    press(page, "加一个申报期")
    fill(page, "benefits/0/windows/0/opens_on", "2026-11-02")
    fill(page, "benefits/0/windows/0/closes_on", "2026-12-31")


def leaf(page: Page, path: str, words: str, operator: str, limit: str, clause: str = "第三条") -> None:
    """Fills in a leaf: the fact by what is typed for it, its operator and limit."""
    pick(page, f"{path}/fact", words)
    select = field(page, f"{path}/operator")
    if select.count():
        select.select_option(operator)
    box = page.locator(f'[id="f-{path}/{operator}={limit}"]')
    if box.count():
        box.check()
    elif page.locator(f'[data-field="{path}/{operator}"] [data-pick]').count():
        pick(page, f"{path}/{operator}", limit)
    else:
        fill(page, f"{path}/{operator}", limit)
    fill(page, f"{path}/clause", clause)


def a_rule(page: Page) -> None:
    choose(page, "benefits/0/conditions?/way", "conditions")
    rule = "benefits/0/conditions"
    leaf(page, f"{rule}/all/0", "从业", "at_most", "1,000")
    press(page, "加一条", rule)
    leaf(page, f"{rule}/all/1", "所在", "in", "乙区")
    press(page, "加一组", rule)
    group = f"{rule}/all/2"
    field(page, group).select_option("of")
    leaf(page, f"{group}/of/0", "营业收入", "at_least", "1500万")
    leaf(page, f"{group}/of/1", "认定", "has_any", "专精特新中小企业")
    press(page, "加一条", group)
    field(page, f"{group}/of/2").select_option("ratio")
    pick(page, f"{group}/of/2/ratio/0", "营业收入")
    pick(page, f"{group}/of/2/ratio/1", "从业")
    field(page, f"{group}/of/2/operator").select_option("more_than")
    fill(page, f"{group}/of/2/more_than", "3")
    fill(page, f"{group}/of/2/clause", "第四条: 其他")
    press(page, "加一组", rule)
    field(page, f"{rule}/all/3").select_option("not")
    leaf(page, f"{rule}/all/3/not/any/0", "行业", "is", "零售业")
    leaf(page, f"{rule}/all/3/not/any/1", "成立", "after", "2026-01-01")
    press(page, "加一条", rule)
    question = f"{rule}/all/4"
    field(page, question).select_option("asks")
    fill(page, f"{question}/text", "项目是否已经通过验收")
    fill(page, f"{question}/asks", "Accepted")
    fill(page, f"{question}/clause", "第五条")


def an_example(page: Page, place: int, staff: str, answer: str) -> None:
    press(page, "加一个例子")
    facts = f"benefits/0/examples/{place}/facts"
    fill(page, f"{facts}/staff", staff)
    pick(page, f"{facts}/place", "乙区")
    fill(page, f"{facts}/revenue", "2000万")
    choose(page, f"{facts}/tiers", "专精特新中小企业")
    field(page, f"{facts}/industry").select_option("工业")
    fill(page, f"{facts}/established_on", "2015-02-03")
    field(page, f"{facts}//accepted").select_option("true")
    choose(page, f"benefits/0/examples/{place}/answer", answer)


def test_a_policy_with_a_rule_is_canonical_and_passes_the_check(
    clerk: Page, desk: str, tmp_path: Path
) -> None:
    opened(clerk, f"{desk}policy/")
    asked: list[Request] = []
    clerk.on("request", lambda request: asked.append(request))  # noqa: PLW0108 -- a builtin cannot carry its mark
    clerk.context.set_offline(True)
    a_policy(clerk)
    a_rule(clerk)
    assert "下列3项中至少满足2项" in clerk.locator(".z-rule__words").inner_text()
    an_example(clerk, 0, "100", "符合")
    result = clerk.locator(".z-rule__result")
    expect(result.first).to_have_text("按这条规则，结果是符合。")
    an_example(clerk, 1, "1200", "不符合")
    expect(result.last).to_contain_text("结果是不符合：从业人员不超过1,000人，多200人")
    files = made(clerk)
    assert asked == []
    path = "content/policies/jia-gxj/jia-gxj-2026-7.yml"
    assert list(files) == [path]
    record = passes(tmp_path, files)[path]
    assert (record["id"], record["doc_no"]) == ("jia-gxj-2026-7", "甲工信发〔2026〕7号")
    assert record["issuers"] == ["甲市工业和信息化局", "甲市财政局 资金处"]
    (benefit,) = record["benefits"]
    assert benefit["amount"] == {"up_to": "2000000"}
    assert benefit["conditions"] == {
        "all": [
            {"fact": "staff", "at_most": "1000", "clause": "第三条"},
            {"fact": "place", "in": ["990102"], "clause": "第三条"},
            {
                "at_least": "2",
                "of": [
                    {"fact": "revenue", "at_least": "15000000", "clause": "第三条"},
                    {"fact": "tiers", "has_any": ["专精特新中小企业"], "clause": "第三条"},
                    {"ratio": ["revenue", "staff"], "more_than": "3%", "clause": "第四条: 其他"},
                ],
            },
            {
                "not": {
                    "any": [
                        {"fact": "industry", "is": "零售业", "clause": "第三条"},
                        {"fact": "established_on", "after": "2026-01-01", "clause": "第三条"},
                    ]
                }
            },
            {"asks": "accepted", "text": "项目是否已经通过验收", "clause": "第五条"},
        ]
    }
    assert benefit["examples"][0]["facts"]["jia-gxj-2026-7#item-1/accepted"] == "true"


def test_a_policy_that_replaces_another_changes_that_file_too(clerk: Page, desk: str, tmp_path: Path) -> None:
    opened(clerk, f"{desk}policy/")
    a_policy(clerk)
    choose(clerk, "benefits/0/conditions?/way", "no_conditions_because")
    fill(clerk, "benefits/0/no_conditions_because", "由专家评审")
    unfold(clerk, "替代、修改、依据、解读")
    pick(clerk, "replaces", "miit-2026-2")
    expect(field(clerk, "$/replaced_on")).to_be_visible()
    files = made(clerk)
    old = "content/policies/miit/miit-2026-2.yml"
    assert list(files)[1:] == [old]
    before = TREE[old].split("\n")
    line = "replaced_by: {policy: jia-gxj-2026-7, date: 2026-11-01}"
    place = before.index("checked: {date: 2026-11-24, against: 转载}")
    assert [each for each in files[old].split("\n") if "示例" not in each][-len(before) + place :] != []
    assert files[old].count(line) == 1
    assert files[old].index(line) < files[old].index("checked:")
    tree = write_tree(tmp_path, {**CHANGES, **files})
    found = checked(tree, DAY, tree / PRIVATE).diagnostics
    assert [each for each in found if each.severity is Severity.ERROR] == []


def test_a_resource_is_canonical_and_passes_the_check(clerk: Page, desk: str, tmp_path: Path) -> None:
    opened(clerk, f"{desk}resource/")
    fill(clerk, "name", "示例检测: 一站式")
    fill(clerk, "provider", "示例检测中心")
    choose(clerk, "kinds", "技术")
    choose(clerk, "supply", "市场化服务")
    choose(clerk, "fee", "收费")
    fill(clerk, "what", "检测一批零件，出具报告。\n- 费用按次计")
    fill(clerk, "how", "打电话，说明要测什么\n\n送样")
    fill(clerk, "contact/unit", "示例检测中心业务科")
    fill(clerk, "contact/work_phone", "（000）99000022转8")
    pick(clerk, "regions", "示例省")
    unfold(clerk, "只给一些行业")
    choose(clerk, "themes", "技术创新")
    fill(clerk, "id", "Test Lab")
    clerk.locator('[id="f-sample"]').check()
    files = made(clerk)
    assert passes(tmp_path, files) == {
        "content/resources/test-lab.yml": {
            "id": "test-lab",
            "name": "示例检测: 一站式",
            "kinds": ["技术"],
            "supply": "市场化服务",
            "provider": "示例检测中心",
            "themes": ["技术创新"],
            "regions": ["990000"],
            "what": "检测一批零件，出具报告。\n- 费用按次计",
            "how": ["打电话，说明要测什么", "送样"],
            "contact": {"unit": "示例检测中心业务科", "work_phone": "000-99000022-8"},
            "fee": "收费",
            "sample": "true",
        }
    }


def an_expert(page: Page) -> None:
    fill(page, "name", "示例王七")
    fill(page, "institution", "示例事务所")
    choose(page, "institution_kind", "优质服务机构")
    choose(page, "domains", "技术支持")
    pick(page, "regions", "甲市")
    fill(page, "work_phone", "000-99000012")


def test_an_expert_is_put_into_the_file_of_the_group(clerk: Page, desk: str, tmp_path: Path) -> None:
    opened(clerk, f"{desk}expert/")
    field(clerk, "$/group").select_option("service")
    an_expert(clerk)
    files = made(clerk)
    first, second = passes(tmp_path, files)[EXPERTS]["experts"]
    assert first["id"] == "expert-1"
    assert second == {
        "id": "service-01",
        "name": "示例王七",
        "institution": "示例事务所",
        "institution_kind": "优质服务机构",
        "domains": ["技术支持"],
        "regions": ["990100"],
        "work_phone": "000-99000012",
    }
    assert files[EXPERTS].startswith(CHANGES[EXPERTS])
    link = clerk.get_by_role("link", name="在代码仓库里打开")
    assert link.get_attribute("href") == f"https://git.example/group/portal/-/edit/main/{EXPERTS}"


def test_an_expert_may_have_a_new_group(clerk: Page, desk: str, tmp_path: Path) -> None:
    opened(clerk, f"{desk}expert/")
    field(clerk, "$/group").select_option("+")
    fill(clerk, "$/new_name", "示例法律专家组")
    fill(clerk, "$/new_file", "con")
    expect(clerk.locator('[id="e-$/new_file"]')).to_have_text("Windows 不让文件叫这个名字，换一个")
    fill(clerk, "$/new_file", "law")
    an_expert(clerk)
    assert passes(tmp_path, made(clerk))["rosters/experts/law.yml"]["group"] == "示例法律专家组"
    press(clerk, "接着改")
    fill(clerk, "$/new_name", "法律组（示例 13812345678）")
    fill(clerk, "$/new_file", "law-13812345678")
    words = "这里像有手机号，会公开：换成办公电话或单位邮箱"
    said = told_after(clerk)
    assert (said["$/new_name"], said["$/new_file"]) == (words, words)


ENTERPRISE = "91990102MA0000001D"


def a_change(
    page: Page, address: str, enterprise: str, since: str = "2026-12-01", reason: str = "人员调整"
) -> Page:
    opened(page, f"{address}pairing/")
    field(page, "$/city").select_option("990100")
    pick(page, "enterprise", enterprise)
    choose(page, "$/doing", "换一名专员")
    fill(page, "since", since)
    choose(page, "reason", reason)
    return page


def test_a_pairing_ends_and_the_next_begins_in_one_step(clerk: Page, desk: str, tmp_path: Path) -> None:
    a_change(clerk, desk, "精密机械")
    expect(clerk.locator(".z-clerk__now")).to_contain_text(
        "省级企业。现在的专员是示例吴二（990102-001），从2025-12-01起，由甲市乙区专员办安排"
    )
    pick(clerk, "commissioner", "卫六")
    files = made(clerk)
    path = f"{COUNTY}/pairings.yml"
    passes(tmp_path, files)
    expect(clerk.locator("[data-remarks]")).to_contain_text("先打印交接单")
    assert list(files) == [path]
    assert files[path] == COMMENTED.replace(
        "since: 2025-12-01}  # 新认定的第一批\n",
        "since: 2025-12-01, until: 2026-11-30, reason: 人员调整}  # 新认定的第一批\n"
        f'  - {{enterprise: "{ENTERPRISE}", commissioner: 990102-004, since: 2026-12-01, reason: 人员调整}}\n',
    )


def test_a_promotion_changes_the_files_of_both_offices(clerk: Page, desk: str, tmp_path: Path) -> None:
    a_change(clerk, desk, ENTERPRISE, since="2026-12-10", reason="晋级")
    pick(clerk, "commissioner", "卫六")
    files = made(clerk)
    assert list(files) == [f"{COUNTY}/pairings.yml", f"{CITY}/pairings.yml"]
    assert "两个专员办的文件都要改，一起提交。" in clerk.locator("[data-remarks]").inner_text()
    held = passes(tmp_path, files)
    assert {
        "enterprise": ENTERPRISE,
        "commissioner": "990102-004",
        "since": "2026-12-10",
        "reason": "晋级",
    } in held[f"{CITY}/pairings.yml"]["pairings"]


def test_after_a_move_the_old_office_ends_and_the_new_one_begins(
    clerk: Page, desk: str, tmp_path: Path
) -> None:
    opened(clerk, f"{desk}pairing/?city=990200&enterprise={MOVED}")
    expect(clerk.locator(".z-clerk__now")).to_contain_text(
        "省级企业。现在的专员是示例秦八（990100-002），从2025-12-01起，由甲市乙区专员办安排"
    )
    choose(clerk, "$/doing", "换一名专员")
    choose(clerk, "reason", "迁址")
    pick(clerk, "commissioner", "朱七")
    fill(clerk, "since", "2026-11-01")
    assert told_after(clerk) == {"since": "2026-11-01企业在甲市，不在丙市：核对日期和上面选的市"}
    fill(clerk, "since", "2026-11-25")
    files = made(clerk)
    assert list(files) == [f"{COUNTY}/pairings.yml", NEW_PAIRINGS]
    ended = OLD_PAIRING.replace("}", ", until: 2026-11-24, reason: 迁址}")
    assert files[f"{COUNTY}/pairings.yml"] == COMMENTED.replace(OLD_PAIRING, ended)
    expect(clerk.locator("[data-remarks]")).to_contain_text("两个专员办的文件都要改，一起提交。")
    links = clerk.get_by_role("link", name="在代码仓库里").all()
    assert [each.inner_text() for each in links] == ["在代码仓库里打开", "在代码仓库里新建"]
    for place, text in enumerate(files.values()):
        clerk.get_by_role("button", name="复制文字").nth(place).click()
        expect(clerk.locator("[data-files] [role=status]").nth(place)).to_contain_text("已复制")
        assert clerk.evaluate("navigator.clipboard.readText()") == text
    held = passes(tmp_path, files)
    assert held[NEW_PAIRINGS] == {
        "region": "990202",
        "pairings": [
            {"enterprise": MOVED, "commissioner": "990202-001", "since": "2026-11-25", "reason": "迁址"}
        ],
    }


def told_after(page: Page) -> dict[str, str]:
    page.get_by_role("button", name="检查，生成文件").click()
    return told(page)


def test_what_is_wrong_with_a_change_of_commissioner(clerk: Page, desk: str) -> None:
    opened(clerk, f"{desk}pairing/")
    assert told_after(clerk) == {"$/city": "选企业所在的市"}
    a_change(clerk, desk, "精密机械")
    for person, words in (
        ("吴二", "这就是现在的专员，换另一名"),
        ("褚五", "示例褚五要回避这家企业，换一名"),
        ("周一", "示例周一已经对接1家，最多1家，换一名"),
    ):
        pick(clerk, "commissioner", person)
        assert told_after(clerk) == {"commissioner": words}
        clerk.locator('[data-field="commissioner"] [data-picked] input').click()
    assert told_after(clerk) == {"commissioner": "还没有选"}
    fill(clerk, "since", "2026-11-20")
    pick(clerk, "commissioner", "冯四")
    assert told_after(clerk) == {}
    press(clerk, "接着改")
    fill(clerk, "since", "2026-12-02")
    assert told_after(clerk)["commissioner"] == "示例冯四在2026-12-02没有任职，换一名"
    fill(clerk, "since", "2026-11-16")
    assert told_after(clerk)["since"] == "原来的专员在2026-11-16还有记录，接手的日子写在那以后"
    fill(clerk, "since", "2025-12-01")
    assert told_after(clerk)["since"] == "太早了：现在这条结对2025-12-01才开始"


def test_a_pairing_ends_only_with_the_recognition(clerk: Page, desk: str, tmp_path: Path) -> None:
    opened(clerk, f"{desk}pairing/?city=990100&enterprise=91990102MA0000002G")
    choose(clerk, "$/doing", "结束结对")
    choose(clerk, "reason", "失去资格")
    fill(clerk, "until", "2027-03-01")
    assert told_after(clerk) == {"until": "2027-03-02企业还在服务范围里，不能没有专员：选“换一名专员”"}
    fill(clerk, "until", "2028-06-30")
    files = made(clerk)
    path = f"{CITY}/pairings.yml"
    assert files[path].count("until: 2028-06-30, reason: 失去资格}") == 1
    passes(tmp_path, files)


def test_faults_of_a_policy_stand_at_their_fields(clerk: Page, desk: str, draft: str) -> None:
    opened(clerk, f"{desk}policy/")
    found = told_after(clerk)
    assert found.keys() == {
        "title", "issuers", "level", "kind", "topics", "summary/0", "summary/1", "summary/2", "checked/against", "$/folder", "id",
    }  # fmt: skip
    assert found["topics"] == "还没有选"
    assert clerk.evaluate("document.activeElement.id") == "f-title"
    with_draft(clerk, desk, draft)
    fill(clerk, "doc_no", "甲工信发 2026 7")
    fill(clerk, "published_on", "2026-10-28")
    fill(clerk, "written_on", "2026-11-28")
    fill(clerk, "benefits/0/windows/0/closes_on", "2026-11-01")
    fill(clerk, "benefits/0/what", "找示例张三，13800000000")
    fill(clerk, "benefits/0/amount/up_to", "二百万")
    fill(clerk, "benefits/0/conditions/all/0/at_most", "一千")
    fill(clerk, "benefits/0/conditions/all/2/of/0/clause", "")
    fill(clerk, "benefits/0/conditions/all/2/at_least", "4")
    unfold(clerk, "问谁、在哪里办")
    fill(clerk, "benefits/0/contact/work_phone", "电话 8123")
    press(clerk, "加一个例子")
    assert told_after(clerk) == {
        "doc_no": "写作“机关代字〔年份〕序号号”，例如 工信部企业〔2022〕63号；没有文号就空着",
        "published_on": "发布早于成文，核对两个日期",
        "benefits/0/what": "这里像有手机号，会公开：换成办公电话或单位邮箱",
        "benefits/0/amount/up_to": "只写整数元，例如 2000000，或者 200万",
        "benefits/0/windows/0/closes_on": "截止早于开始，核对两个日期",
        "benefits/0/conditions/all/0/at_most": "只写整数，例如 300",
        "benefits/0/conditions/all/2": "列了3条，写1到3",
        "benefits/0/conditions/all/2/of/0/clause": "写这一条在原文的哪一款",
        "benefits/0/contact/unit": "写这是哪个单位的电话",
        "benefits/0/contact/work_phone": "写成区号、号码、分机，之间用连字符，例如 025-00000000-8",
        "benefits/0/examples/1/answer": "先填这个例子的指标",
    }
    fill(clerk, "benefits/0/conditions/all/0/at_most", "1000")
    assert "benefits/0/conditions/all/0/at_most" not in told(clerk)  # mended, it says so at once
    expect(clerk.locator("[data-wrong]")).to_have_text("还有10处要改")


def test_the_name_of_a_new_folder_is_public_too(clerk: Page, desk: str) -> None:
    opened(clerk, f"{desk}policy/")
    field(clerk, "$/folder").select_option("+")
    fill(clerk, "$/new_folder", "gxj-13812345678")
    assert told_after(clerk)["$/new_folder"] == "这里像有手机号，会公开：换成办公电话或单位邮箱"


def test_a_fault_is_said_when_its_field_is_left(clerk: Page, desk: str) -> None:
    opened(clerk, f"{desk}resource/")
    fill(clerk, "contact/work_phone", "12")
    expect(clerk.locator('[id="e-contact/work_phone"]')).to_be_visible()
    assert told(clerk).keys() == {"contact/work_phone"}
    fill(clerk, "id", "loan")
    expect(clerk.locator('[id="e-id"]')).to_have_text("这个编号已经有了，或者停用了，换一个")
    fill(clerk, "id", "con")
    expect(clerk.locator('[id="e-id"]')).to_have_text("Windows 不让文件叫这个名字，换一个")
    fill(clerk, "id", "loan-2")
    expect(clerk.locator('[id="e-id"]')).to_be_hidden()


def test_an_example_that_the_rule_contradicts_is_a_fault(clerk: Page, desk: str) -> None:
    opened(clerk, f"{desk}policy/")
    press(clerk, "加一个事项")
    choose(clerk, "benefits/0/conditions?/way", "conditions")
    leaf(clerk, "benefits/0/conditions/all/0", "从业", "at_most", "1000")
    press(clerk, "加一个例子")
    fill(clerk, "benefits/0/examples/0/facts/staff", "2000")
    choose(clerk, "benefits/0/examples/0/answer", "符合")
    expect(clerk.locator('[id="e-benefits/0/examples/0/answer"]')).to_have_text(
        "规则算出来是“不符合”：对照原文，规则写错了改规则，例子写错了改例子"
    )
    choose(clerk, "benefits/0/examples/0/answer", "不符合")
    expect(clerk.locator('[id="e-benefits/0/examples/0/answer"]')).to_be_hidden()


def test_drafts_stay_on_the_device(clerk: Page, desk: str, draft: str) -> None:
    with_draft(clerk, desk, draft)
    before = clerk.locator("[data-live]").inner_text()
    assert "第五条" in before
    clerk.locator("[data-drafts] summary").click()
    press(clerk, "另起一份")
    assert field(clerk, "title").input_value() == ""
    fill(clerk, "title", "第二份")
    expect(clerk.locator("[data-drafts] summary")).to_have_text("这台设备上有2份草稿")
    clerk.locator("[data-drafts] summary").click()
    clerk.get_by_role("button", name="删除草稿：第二份").click()
    expect(clerk.locator("[data-drafts] summary")).to_have_text("这台设备上有1份草稿")
    clerk.get_by_role("button", name="打开草稿：示例市设备更新补助办法：2026年").click()
    assert clerk.locator("[data-live]").inner_text() == before
    opened(clerk, f"{desk}resource/")
    expect(clerk.locator("[data-drafts]")).to_be_hidden()


def test_the_ways_by_which_a_file_leaves_the_device(clerk: Page, desk: str) -> None:
    opened(clerk, f"{desk}policy/")
    a_policy(clerk)
    choose(clerk, "benefits/0/conditions?/way", "no_conditions_because")
    fill(clerk, "benefits/0/no_conditions_because", "由专家评审")
    ((path, text),) = made(clerk).items()
    link = urlsplit(clerk.get_by_role("link", name="在代码仓库里新建").get_attribute("href") or "")
    folder, _, name = path.rpartition("/")
    assert (link.netloc, link.path) == ("git.example", f"/group/portal/-/new/main/{folder}")
    assert parse_qs(link.query) == {"file_name": [name], "content": [text]}
    press(clerk, "复制文字")
    expect(clerk.get_by_text("已复制，粘贴到要交的地方")).to_be_visible()
    assert clerk.evaluate("navigator.clipboard.readText()") == text
    with clerk.expect_download() as saved:
        press(clerk, "下载文件")
    assert saved.value.suggested_filename == name
    assert Path(saved.value.path()).read_text(encoding="utf-8") == text
    press(clerk, "接着改")
    assert field(clerk, "title").input_value() == "示例市设备更新补助办法：2026年"


def test_an_optional_choice_can_be_undone(clerk: Page, desk: str) -> None:
    opened(clerk, f"{desk}resource/")
    choose(clerk, "fee", "收费")
    expect(clerk.locator("[data-live]")).to_contain_text("fee: 收费")
    choose(clerk, "fee", "")
    expect(clerk.locator("[data-live]")).not_to_contain_text("fee")
    assert field(clerk, "supply=").count() == 0


def test_a_page_that_is_open_over_midnight_has_the_new_day(clerk: Page, desk: str) -> None:
    opened(clerk, f"{desk}policy/")
    a_policy(clerk)
    choose(clerk, "benefits/0/conditions?/way", "no_conditions_because")
    fill(clerk, "benefits/0/no_conditions_because", "由专家评审")
    clerk.clock.set_fixed_time(datetime(2026, 11, 25, 2, tzinfo=UTC))
    fill(clerk, "checked/date", "2026-11-25")
    ((_, text),) = made(clerk).items()
    assert "checked: {date: 2026-11-25, against: 转载}" in text
    press(clerk, "再写一份")
    assert field(clerk, "checked/date").input_value() == "2026-11-25"


def test_a_web_address_and_an_amount_are_no_personal_data(clerk: Page, desk: str) -> None:
    opened(clerk, f"{desk}policy/")
    press(clerk, "加一个事项")
    field(clerk, "benefits/0/amount/way").select_option("up_to")
    fill(clerk, "benefits/0/amount/up_to", "138亿")
    fill(clerk, "source_url", "https://www.example.gov.cn/art/13800138000.html")
    fill(clerk, "benefits/0/what", "卡号4111 1111 1111 1111")
    found = told_after(clerk)
    assert found["benefits/0/what"] == "这里像有银行卡号，会公开：换成办公电话或单位邮箱"
    assert not {"source_url", "benefits/0/amount/up_to"} & found.keys()


def test_the_keyboard_is_enough(clerk: Page, desk: str) -> None:
    opened(clerk, f"{desk}policy/")
    press(clerk, "加一个事项")
    choose(clerk, "benefits/0/conditions?/way", "conditions")
    fact = "benefits/0/conditions/all/0"
    field(clerk, f"{fact}/fact").focus()
    clerk.keyboard.type("从业")
    clerk.keyboard.press("Enter")
    assert clerk.evaluate("document.activeElement.id") == f"f-{fact}/at_least"  # the limit is what comes next
    clerk.keyboard.type("300")
    clerk.keyboard.press("Tab")
    assert clerk.evaluate("document.activeElement.id") == f"f-{fact}/clause"
    field(clerk, "benefits/0/conditions").press("End")
    assert field(clerk, "benefits/0/conditions").input_value() == "not"
    assert (
        clerk.evaluate("document.activeElement.id") == "f-benefits/0/conditions"
    )  # drawn anew, the focus stays


def test_a_group_without_conditions_may_become_any_other(clerk: Page, desk: str) -> None:
    opened(clerk, f"{desk}policy/")
    press(clerk, "加一个事项")
    choose(clerk, "benefits/0/conditions?/way", "conditions")
    rule = "benefits/0/conditions"
    press(clerk, "删去这一条", rule)
    for group in ("not", "of", "any", "all"):
        field(clerk, rule).select_option(group)
    leaf(clerk, f"{rule}/all/0", "从业", "at_most", "1000")
    expect(clerk.locator("[data-live]")).to_contain_text("{fact: staff, at_most: 1000, clause: 第三条}")


TOO_SMALL = """
() => [...document.querySelectorAll("#content :is(.z-opt, button, summary, select, textarea, .z-btn, input:not([type=radio]):not([type=checkbox]))")]
  .filter((each) => each.offsetParent && each.getBoundingClientRect().height < 43.9)
  .map((each) => each.outerHTML.slice(0, 90))
"""


@each_scheme
def test_the_forms_are_accessible(
    browser: Browser, desk: str, draft: str, scheme: Scheme, width: int
) -> None:
    with browser.new_context(
        viewport={"width": width, "height": 844},
        color_scheme=scheme,
        bypass_csp=True,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    ) as context:
        page = context.new_page()
        page.clock.set_fixed_time(datetime(2026, 11, 24, 2, tzinfo=UTC))

        def clean() -> None:
            assert found_by_axe(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate(TOO_SMALL) == []

        with_draft(page, desk, draft)
        page.evaluate("for (const fold of document.querySelectorAll('form details')) fold.open = true")
        clean()
        fill(page, "doc_no", "7")
        page.get_by_role("button", name="检查，生成文件").click()
        clean()
        fill(page, "doc_no", "")
        fill(page, "id", "jia-2026")
        made(page)
        clean()
        for form in FORMS[1:3]:
            opened(page, f"{desk}{form}/")
            page.get_by_role("button", name="检查，生成文件").click()
            clean()
        a_change(page, desk, "精密机械")
        clean()


def test_nothing_runs_and_nothing_leaves(browser: Browser, desk: str) -> None:
    """Markup in what is typed is text; the page keeps to its policy and its host."""
    with browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai") as context:
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.on(
            "request",
            lambda request: (
                None if urlsplit(request.url).netloc == urlsplit(desk).netloc else wrong.append(request.url)
            ),
        )
        page.add_init_script(
            "window.breaches = []; document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => breaches.push(violatedDirective))"
        )
        hostile = "<img src=x onerror=alert(1)><script>alert(1)</script>"
        opened(page, f"{desk}policy/")
        press(page, "加一个事项")
        for path in ("title", "doc_no", "issuers", "summary/0", "id", "benefits/0/name", "benefits/0/id"):
            fill(page, path, hostile)
        page.get_by_role("button", name="检查，生成文件").click()
        opened(page, f"{desk}policy/")
        page.locator("[data-drafts] summary").click()
        opened(page, f"{desk}pairing/?city=%3Cimg%20src%3Dx%3E&enterprise=%3Cimg%20src%3Dx%3E")
        assert page.evaluate("breaches") == []
        assert wrong == []


Module = Callable[[str, object], Any]


@pytest.fixture
def module(page: Page, desk: str) -> Module:
    """Calls a function of a module of the forms with a value."""
    page.goto(f"{desk}policy/")
    page.wait_for_selector("form[data-ready]")

    def called(body: str, value: object) -> Any:
        return page.evaluate(
            f"async (given) => {{ const at = document.querySelector('script[src*=clerk-page]').src;"
            f" const load = (name) => import(at.replace('clerk-page', name)); {body} }}",
            value,
        )

    return called


def written(module: Module, schema: object, records: list[Any]) -> list[str]:
    texts: list[str] = module(
        "const { fileOf } = await load('yaml-writer'); const { tidy } = await load('clerk-tidy');"
        "return given.records.map((each) => fileOf('policy', 'content/policies/a/a.yml', given.schema, tidy(given.schema, given.schema, each)));",
        {"schema": schema, "records": records},
    )
    return texts


def test_every_policy_written_anew_is_canonical_and_says_the_same(module: Module, root: Path) -> None:
    schema = json.loads((root / "schemas/policy.json").read_text(encoding="utf-8"))
    held = []
    for path in sorted((root / "content/policies").glob("*/*.yml")):
        document, _ = parse(Source(path="content/policies/a/a.yml", text=path.read_text(encoding="utf-8")))
        assert document is not None
        held.append(document.data)
    assert len(held) > 30
    for text, data in zip(written(module, schema, held), held, strict=True):
        assert canonical("content/policies/a/a.yml", text) == text
        document, faults = parse(Source(path="content/policies/a/a.yml", text=text))
        assert (document and document.data, faults) == (data, [])


def test_any_text_comes_back(module: Module, root: Path) -> None:
    """Texts of what YAML reads in another way, in every place in which a text stands."""
    schema = json.loads((root / "schemas/policy.json").read_text(encoding="utf-8"))
    drawn = random.Random(8)
    parts = [
        *"-?:,[]{}#&*!|>%@`'\"=\\ ~.0123456789eE_+",
        *"甲乙。，：“”（）",
        "\n",
        ": ",
        " #",
        "null",
        "yes",
        "2026-01-01",
        "<<",
        "0x1f",
        "😀",
    ]
    texts = ["".join(drawn.choices(parts, k=drawn.randint(1, 9))) for _ in range(600)]
    texts += [
        "1:30",
        "1e3",
        "no",
        "~",
        "- a",
        "a: b",
        "a #b",
        "a:",
        "#a",
        "0510",
        "12a",
        "-3%",
        ".5",
        "a\n\nb",
        "'",
        '"',
        "\\n",
    ]
    cleaned: list[str] = module("const { clean } = await load('yaml-writer'); return given.map(clean)", texts)
    kept = [text for text in cleaned if text]
    records = [
        {
            "id": "a",
            "title": text,
            "issuers": [text, "甲"],
            "checked": {"date": "2026-01-01", "against": "官网"},
            "benefits": [
                {
                    "id": "b",
                    "what": text,
                    "amount": {"text": text},
                    "conditions": {
                        "all": [
                            {"fact": "staff", "at_least": "3", "clause": text},
                            {"asks": "c", "text": text, "clause": text},
                        ]
                    },
                    "how": [text],
                }
            ],
        }
        for text in kept
    ]
    for text, record in zip(written(module, schema, records), records, strict=True):
        path = "content/policies/a/a.yml"
        document, faults = parse(Source(path=path, text=text))
        assert (document and document.data, faults) == (record, []), text
        assert canonical(path, text) == text


def test_a_file_is_taken_apart_and_put_together_again(module: Module, root: Path) -> None:
    texts = {
        str(path.relative_to(root)): path.read_text(encoding="utf-8")
        for path in [*root.glob("rosters/experts/*.yml"), *root.glob("rosters/*/**/pairings.yml")]
    }
    assert len(texts) > 30
    parts = module(
        "const { listIn, textOf, valueIn } = await load('clerk-lists');"
        "return given.map(([path, text]) => { const list = listIn(text, path.includes('experts') ? 'experts' : 'pairings');"
        " return [textOf(list), list.items.map(({ lines }) => [valueIn(lines, 'enterprise'), valueIn(lines, 'since')])]; });",
        list(texts.items()),
    )
    for (path, text), (again, items) in zip(texts.items(), parts, strict=True):
        assert again == text
        document, _ = parse(Source(path=path, text=text))
        data: Any = document.data if document else {}
        held = data["experts"] if "experts" in data else data["pairings"]
        assert items == [[each.get("enterprise", ""), each.get("since", "")] for each in held]


ARRANGED = (
    "const { arranging, enterpriseOf } = await load('clerk-pairing-facts');"
    "const offices = { 1: ['甲市', '市级', '1'], 11: ['乙区', '县级', '1'], 2: ['丙市', '市级', '2'] };"
    "return given.map(([level, place]) => arranging(enterpriseOf(['', '', [['2020-01-01', level]],"
    " [['2020-01-01', place]], []]), '2026-11-24', offices));"
)


def test_a_city_without_counties_arranges_for_both_levels(module: Module) -> None:
    cases = {
        ("国家级", "11"): "1",
        ("省级", "11"): "11",
        ("国家级", "2"): "2",
        ("省级", "2"): "2",
        ("", "2"): "",
    }
    assert module(ARRANGED, list(cases)) == list(cases.values())


IN_LINES = """\
# yaml-language-server: $schema=../../../schemas/pairing.json
region: "990102"
pairings:
  # 第一家
  - enterprise: "91990102MA0000001D"
    commissioner: 990102-001 # 暂代
    since: 2025-12-01
    reason: 新认定

  - {enterprise: "91990102MA0000002G", commissioner: 990102-001, since: 2024-12-01, until: 2025-06-30, reason: 晋级}
"""


PAIRED = (
    "const { pairing } = await load('clerk-pairing');"
    "const { schema, text, begun } = given;"
    "const current = given.current && { ...given.current, office: '990102' };"
    "const ended = current && { ...given.current, until: '2026-11-30', reason: '人员调整' };"
    "const ctx = { schema, day: '2026-11-24', most: 5, people: new Map(), texts: new Map([['990102', text]]),"
    " offices: { 990102: ['乙区', '县级', '990100', 'p'] } };"
    "const spells = current ? [current] : [];"
    "const enterprise = { spells, levelOn: () => begun ? '省级' : '' };"
    "const built = { enterprise, current, ended, begun, office: begun ? '990102' : '' };"
    "const record = begun ?? ended;"
    "const faults = pairing.beyond(built, ctx, { city: '990100', doing: '+', record });"
    "return [pairing.files(built, ctx).map((file) => file.text), [...faults]];"
)
FIRST_OF_NOW = (
    "const { pairing } = await load('clerk-pairing');"
    "const { enterpriseOf } = await load('clerk-pairing-facts');"
    "const enterprise = enterpriseOf(['1', '甲', [['2020-01-01', '省级']], [['2020-01-01', '990102']], [], '2026-11-25']);"
    "const offices = { 990100: ['甲市', '市级', '990100', 'q'], 990102: ['乙区', '县级', '990100', 'p'] };"
    "const ctx = { day: '2026-11-30', offices, enterprises: new Map([['1', enterprise]]), people: new Map(), texts: new Map(),"
    " schema: { definitions: { Pairing: { properties: {} } } } };"
    "return given.map((since) => {"
    "  const state = { city: '990100', record: { enterprise: '1', since, reason: '新认定' } };"
    "  return [...pairing.beyond(pairing.build(state, ctx), ctx, state)];"
    "});"
)
BEGUN = {
    "enterprise": ENTERPRISE,
    "commissioner": "990102-004",
    "since": "2026-12-01",
    "reason": "人员调整",
}


def spell_in(root: Path, text: str) -> dict[str, Any]:
    """What a form has of a pairing that is to end, which stands in the text of a file."""
    schema = json.loads((root / "schemas/pairing.json").read_text(encoding="utf-8"))
    spell = {"enterprise": ENTERPRISE, "commissioner": "990102-001", "since": "2025-12-01"}
    return {"schema": schema, "text": text, "current": spell, "begun": None}


def test_a_pairing_that_is_written_in_lines_ends_in_lines(module: Module, root: Path) -> None:
    files, faults = module(PAIRED, spell_in(root, IN_LINES))
    assert faults == []
    assert files == [
        IN_LINES.replace(
            "since: 2025-12-01\n    reason: 新认定\n",
            "since: 2025-12-01\n    until: 2026-11-30\n    reason: 人员调整\n",
        )
    ]


IN_BRACES = """\
region: "990102"
pairings:
  - {enterprise: "91990102MA0000001D", commissioner: 990102-001,
     since: 2025-12-01}
"""
ONE = '{enterprise: "91990102MA0000001D", commissioner: 990102-001, since: 2025-12-01}'
UNCHANGEABLE = {
    "braces over two lines": IN_BRACES,
    "reason first": IN_LINES.replace("  - enterprise", "  - reason: 新认定\n    enterprise"),
    "wide indents": IN_LINES.replace("  - enterprise", "  -   enterprise").replace("\n    ", "\n      "),
    "in brackets": f'region: "990102"\npairings: [{ONE}]\n',
    "a trailing blank": f'region: "990102"\npairings: \n  - {ONE}\n',
    "not there": f'region: "990102"\npairings:\n  - {ONE.replace("-12-01", "-12-02")}\n',
}


@pytest.mark.parametrize(
    ("name", "doing"), [(name, doing) for name in UNCHANGEABLE for doing in ("END", "CHANGE")]
)
def test_a_file_that_cannot_be_changed_is_a_fault_not_a_page_without_a_file(
    module: Module, root: Path, name: str, doing: str
) -> None:
    files, faults = module(
        PAIRED, {**spell_in(root, UNCHANGEABLE[name]), "begun": None if doing == "END" else BEGUN}
    )
    assert files == []
    assert faults == [
        [
            "enterprise",
            "p 里没有找到现在这条结对，或写法这里改不了：先运行 portal fmt，方括号里的改成一条一行",
        ]
    ]


OVERLAP = {"2025-12-01": ["since"], "2026-11-25": ["since"], "2026-11-26": []}


def test_a_pairing_begins_after_the_one_that_is_over(module: Module) -> None:
    """The last day of the pairing before stands with the enterprise, also where nobody serves it now."""
    told = module(FIRST_OF_NOW, list(OVERLAP))
    assert dict(zip(OVERLAP, ([path for path, _ in faults] for faults in told), strict=True)) == OVERLAP
    assert told[1] == [["since", "原来的专员服务到2026-11-25，从哪天起写在那以后"]]


@pytest.mark.parametrize("name", ["in brackets", "a trailing blank"])
def test_so_it_is_for_the_first_pairing_of_an_enterprise(module: Module, root: Path, name: str) -> None:
    first = {**spell_in(root, UNCHANGEABLE[name]), "current": None, "begun": BEGUN}
    files, faults = module(PAIRED, first)
    assert files == []
    assert faults == [["enterprise", "p 的写法这里改不了：先运行 portal fmt，方括号里的改成一条一行"]]


def test_a_rule_is_said_as_on_the_page_of_the_policy(module: Module, root: Path) -> None:
    found = checked(root, DAY)
    terms = derive(found.dataset).terms
    rules = [benefit.conditions for entry in found.dataset.policies for benefit in entry.record.benefits]
    tests = [leaf for rule in rules for _, leaf in leaves(rule)]
    assert len(tests) > 100
    said = module(
        "const { says } = await load('clerk-words');"
        "const terms = { facts: new Map(given.facts), places: new Map(given.places) };"
        "return given.leaves.map((leaf) => [says(leaf, terms), says(leaf, terms, true)]);",
        {
            "facts": [
                [key, {"label": label(fact), "kind": fact.kind, "unit": fact.unit or ""}]
                for key, fact in terms.facts.items()
            ],
            "places": list(terms.places.items()),
            "leaves": [published_fields(leaf) for leaf in tests],
        },
    )
    assert said == [[asked(leaf, terms, negated=negated) for negated in (False, True)] for leaf in tests]

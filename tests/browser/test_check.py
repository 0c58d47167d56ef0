"""政策体检 in Chromium: the words of results, near misses, the way through the questions, and that nothing leaves."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from axe import Scheme, found_by_axe
from eligibility_pairs import DICTIONARY, above, dataset, pairs
from playwright.sync_api import BrowserContext, Download, Page, expect
from test_vectors import RULE

from generator.eligibility.conditions import Asks, Condition, Leaf, Not
from generator.eligibility.evaluate import evaluate
from generator.eligibility.facts import Facts, read_facts, written_value
from generator.eligibility.near import near_miss
from generator.eligibility.phrases import Terms, label
from generator.eligibility.reasons import asked, reasons
from generator.matching import facts_of, matches
from generator.portal import Portal, derive
from generator.records.policy import Answer

Json = Any
Run = Callable[..., Json]

CHECK = "check/"
COUNTS = (1_000, pytest.param(4_000, marks=pytest.mark.trust))
AT_ONCE = 1_000
TERMS = Terms(facts=DICTIONARY, places={code: f"地{code}" for code in above()})

CALLED = """
async ([modules, body, given]) => {
  const script = document.querySelector('script[src$="today.mjs"]').src;
  const loaded = await Promise.all(modules.map((name) => import(script.replace("today.mjs", name))));
  const act = new Function("modules", `return (${body})`)(Object.assign({}, ...loaded));
  return JSON.stringify(JSON.parse(given).map((each) => act(...each)));
}
"""


@pytest.fixture(scope="session")
def portal() -> Portal:
    return derive(dataset())


@pytest.fixture
def run(browser: Any, address: str) -> Any:
    """Calls a function written in JavaScript over the modules of the site, for each list of arguments."""
    with browser.new_context(bypass_csp=True) as context:
        page = context.new_page()
        page.goto(address)

        def call(modules: list[str], body: str, given: list[Json]) -> Json:
            return json.loads(page.evaluate(CALLED, [modules, body, json.dumps(given, ensure_ascii=False)]))

        yield call


# Words


def spoken(rule: Json, node: Condition, *, negated: bool = False) -> Json:
    """A rule with the sentence of each leaf, as check/index.json has it."""
    if isinstance(node, Leaf | Asks):
        return rule | {"says": asked(node, TERMS, negated=negated)}
    key = (
        "not" if isinstance(node, Not) else "of" if "of" in rule else next(iter(rule.keys() & {"all", "any"}))
    )
    below = negated is not isinstance(node, Not)
    parts = rule[key] if isinstance(rule[key], list) else [rule[key]]
    told = [spoken(part, child, negated=below) for part, child in zip(parts, node.nodes, strict=True)]
    return rule | {key: told[0] if key == "not" else told}


TOLD = """
(rule, facts, asOf, benefit, terms) => {
  const maps = { facts: new Map(terms.facts), places: new Map(terms.places) };
  const flat = (items) => items.flatMap((item) => (item.either ? flat(item.either) : [item]));
  const { trace } = modules.evaluate(rule, facts, asOf, benefit);
  return flat(modules.reasons(rule, trace, maps)).map(({ asked, has, lacks, needs, clause }) => [asked, has, lacks, needs, clause]);
}
"""


@pytest.mark.parametrize("count", COUNTS)
def test_reasons_are_those_of_the_command_line(run: Run, count: int) -> None:
    terms = {
        "facts": [
            [key, {"label": label(fact), "kind": fact.kind.value, "unit": fact.unit or ""}]
            for key, fact in DICTIONARY.items()
        ],
        "places": list(TERMS.places.items()),
    }
    made = list(pairs(count, seed=7))
    differing = []
    for start in range(0, count, AT_ONCE):
        some = made[start : start + AT_ONCE]
        given = [
            [spoken(each.rule, each.condition), each.canonical(), each.as_of.isoformat(), each.benefit, terms]
            for each in some
        ]
        found = run(["eligibility.mjs", "check-words.mjs"], TOLD, given)
        for each, there in zip(some, found, strict=True):
            trace = each.verdict().trace
            here = {json.dumps([*reason], ensure_ascii=False) for reason in reasons(trace, TERMS)}
            if {json.dumps(reason, ensure_ascii=False) for reason in there} != here:
                differing.append((each, here, there))
    assert differing[:1] == []


NEAREST = """
(rule, facts, asOf, benefit, kinds) => {
  const terms = { facts: new Map(kinds), places: new Map() };
  const { trace } = modules.evaluate(rule, facts, asOf, benefit);
  const { facts: keys, gap } = modules.nearMiss(rule, trace, asOf, terms)?.step ?? { facts: [], gap: "" };
  return [keys, gap];
}
"""


@pytest.mark.parametrize("count", COUNTS)
def test_near_misses_are_those_of_the_command_line(run: Run, count: int) -> None:
    kinds = [[key, {"kind": fact.kind.value}] for key, fact in DICTIONARY.items()]
    made = list(pairs(count, seed=8))
    given = [[each.rule, each.canonical(), each.as_of.isoformat(), each.benefit, kinds] for each in made]
    there = run(["eligibility.mjs", "check-words.mjs"], NEAREST, given)
    here = []
    for each in made:
        step = near_miss(each.verdict().trace, DICTIONARY, each.as_of)
        here.append([list(step.keys), step.gap] if step else [[], ""])
    assert there == here
    assert sum(bool(keys) for keys, _ in here) > count / 40


def test_close_is_exact_where_the_gap_has_many_decimals(run: Run) -> None:
    """A gap that is more than a fifth of the limit by less than a millionth is not close."""
    limit, modulus = 33_333_333, 125_000_000
    whole = pow(limit, -1, modulus)
    part = limit * whole // modulus
    rule = {"ratio": ["rd_last_year", "revenue_last_year"], "at_least": "33.333333%", "clause": "一"}
    kinds = [["rd_last_year", {"kind": "money"}]]
    facts = [{"rd_last_year": str(number), "revenue_last_year": str(whole)} for number in (part, part + 1)]
    given = [[rule, each, "2026-11-24", "", kinds] for each in facts]
    found = run(["eligibility.mjs", "check-words.mjs"], NEAREST, given)
    assert [bool(keys) for keys, _ in found] == [False, True]
    exact = [read_facts(each, DICTIONARY, {})[0] for each in facts]
    day = dataset().as_of
    traces = [evaluate(RULE.validate_python(rule), each, day).trace for each in exact]
    assert [near_miss(trace, DICTIONARY, day) is not None for trace in traces] == [False, True]


CHOSEN = """
(amounts, excludes) => {
  const found = amounts.map((amount, place) => ({ group: amount === null ? "no" : "yes", benefit: { place, amount: amount ?? "9" } }));
  return modules.choices({ excludes }, found).map(({ members, clauses, best }) => [members.map((each) => each.place), clauses, best && best.map((each) => each.place)]);
}
"""


@pytest.mark.parametrize(
    ("amounts", "excludes", "chosen"),
    [
        (["5", "7"], [], []),
        (["5", "7"], [[0, 1, "一"]], [[[0, 1], ["一"], [1]]]),
        (["5", "5"], [[0, 1, "一"]], [[[0, 1], ["一"], [0]]]),
        (["5", ""], [[0, 1, "一"]], [[[0, 1], ["一"], None]]),
        (["5", None], [[0, 1, "一"]], []),
        (["3", "5", "3"], [[0, 1, "一"], [1, 2, "二"]], [[[0, 1, 2], ["一", "二"], [0, 2]]]),
        (["3", "7", "3"], [[0, 1, "一"], [1, 2, "一"]], [[[0, 1, 2], ["一"], [1]]]),
        (["1", "2", "3", "4"], [[0, 1, "一"], [2, 3, "二"]], [[[0, 1], ["一"], [1]], [[2, 3], ["二"], [3]]]),
        (["9007199254740993", "9007199254740992"], [[0, 1, "一"]], [[[0, 1], ["一"], [0]]]),
    ],
)
def test_of_benefits_that_exclude_each_other_the_best_that_go_together(
    run: Run, amounts: Json, excludes: Json, chosen: Json
) -> None:
    assert run(["check-result.mjs"], CHOSEN, [[amounts, excludes]]) == [chosen]


RUNGS = """
(titles) => {
  const check = { rungs: [{ titles: ["旧", "新"], benefits: [0] }, { titles: ["中"], benefits: [1] }, { titles: ["高"], benefits: [2] }] };
  return modules.ladder(check, [], titles).map(({ title, held, next }) => title + (held ? "有" : "") + (next ? "下" : ""));
}
"""


@pytest.mark.parametrize(
    ("titles", "told"),
    [
        ([], ["新下", "中", "高"]),
        (["旧"], ["新有", "中下", "高"]),
        (["中"], ["新", "中有", "高下"]),
        (["新", "高"], ["新有", "中", "高有"]),
        (["别的"], ["新下", "中", "高"]),
    ],
)
def test_the_next_rung_is_above_the_highest_title(run: Run, titles: Json, told: Json) -> None:
    assert run(["check-result.mjs"], RUNGS, [[titles]]) == [told]


# The page


def canonical(written: dict[str, Json]) -> Facts:
    found, misfits = read_facts(written, DICTIONARY, above())
    assert misfits == ()
    return found


def fragment(facts: Facts) -> str:
    """The address of answers."""
    parts = []
    for key, value in facts.items():
        plain = written_value(value)
        many = plain[:1] if key == "region" else plain if isinstance(plain, list) else [plain]
        parts.append(f"{quote(key, safe='')}={','.join(quote(each, safe='') for each in many)}")
    return f"#{';'.join(('v1', '2026', *parts, 'end'))}"


def opened(page: Page, address: str, facts: dict[str, Json] | None = None) -> None:
    """Open the page, with answers in the address."""
    page.goto(address + CHECK + (fragment(canonical(facts)) if facts else ""))
    expect(page.locator("[data-ready]")).to_be_attached()


NEXT, SKIP, BACK = ("下一题", "不清楚，先跳过", "上一题")


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()


def groups(page: Page) -> dict[str, set[str]]:
    """The benefits of each group of the result, by their addresses."""
    links = "each => each.map(a => a.href.split('/policies/')[1].replace('/#', '#'))"
    found = {}
    for group in ("yes", "near", "open", "no"):
        rows = page.locator(f"[data-group={group}]")
        while rows.locator(".z-more:visible").count():
            rows.locator(".z-more").click()
        found[group] = set(rows.locator("h3 a").evaluate_all(links))
    found["away"] = set(page.locator(".z-away li a").evaluate_all(links))
    return found


FIRM = {
    "region": "320583",
    "industry": "工业",
    "tiers": ["科技和创新型中小企业"],
    "staff": "318",
    "revenue_last_year": "46000000",
    "rd_last_year": "1290000",
    "niche_years": "6",
    "high_tech_enterprise": "true",
    "on_vat_list": "true",
    "sc-802#payment/debtor": "true",
}
MICRO = {"region": "320102", "industry": "工业", "staff": "9", "revenue_last_year": "800000", "tiers": []}


@pytest.mark.parametrize("facts", [FIRM, MICRO, {"staff": "10"}])
def test_the_result_is_what_the_command_line_says(
    page: Page, address: str, portal: Portal, facts: dict[str, Json]
) -> None:
    opened(page, address, facts)
    found = groups(page)
    expected: dict[str, set[str]] = {answer.value: set() for answer in Answer}
    for match in matches(portal, canonical(facts)):
        if match.benefit.state.status.value not in {"已失效", "已废止"}:
            expected[match.answer.value].add(match.id)
    assert found["yes"] == expected["符合"]
    assert found["open"] == expected["待核实"]
    assert found["near"] | found["no"] | found["away"] == expected["不符合"]
    counts = page.locator(".z-count-tile b").all_inner_texts()
    assert counts == [str(len(found[group])) for group in ("yes", "near", "open", "no")]


def test_a_near_miss_tells_the_gap_the_limit_and_the_clause(page: Page, address: str) -> None:
    opened(page, address, FIRM)
    row = page.locator("[data-group=near] > ul > li", has=page.locator("a[href$='miit-2026-2/#srdi']"))
    expect(row).to_contain_text("没达到：上年度研发费用占营业收入的3%以上，上年度研发费用差9万元")
    expect(row).to_contain_text("别的条件还需知道")
    expect(row).to_contain_text("您填的：2.8%（上年度研发费用129万元、上年度营业收入4,600万元）")
    expect(row).to_contain_text("认定标准③")
    expect(row.get_by_role("img")).to_have_accessible_name("您2.8%，门槛3%")


def test_only_is_said_where_nothing_else_is_open(page: Page, address: str) -> None:
    loan = {"region": "320583", "sc-802#payment/debtor": "true", "equipment_unit_value": "5500000"}
    opened(page, address, loan)
    row = page.locator("[data-group=near] > ul > li", has=page.locator("a[href*='mof-sta-2023-37']"))
    expect(row).to_contain_text("只差这一项：新购设备器具单位价值不高于500万元，多50万元")
    expect(row).not_to_contain_text("还需知道")


def test_the_ladder_tells_the_next_rung(page: Page, address: str) -> None:
    opened(page, address, FIRM)
    rungs = page.locator(".z-ladder > li")
    expect(rungs).to_have_count(3)
    expect(rungs.nth(0)).to_contain_text("已有")
    expect(rungs.nth(1)).to_contain_text("下一级，差一点")
    expect(rungs.nth(1)).to_contain_text("上年度研发费用差9万元")


def test_what_cannot_be_had_together_is_told_with_the_best_choice(page: Page, address: str) -> None:
    both = {
        "region": "320115",
        "tiers": ["专精特新中小企业"],
        "manufacturing": "true",
        "upgrade_plan_investment": "8000000",
        "serious_breach": "false",
        "nj-sample-2026-1#project/accepted": "true",
        "equipment_unit_value": "100000",
    }
    opened(page, address, both)
    told = page.locator("[data-group=yes] .z-panel")
    expect(told).to_contain_text("智改数转网联项目补助（最高200万元，按投入的15%补助）、设备购置补助")
    expect(told).to_contain_text("不能同时享受")
    expect(told).to_contain_text("申报通知 四")
    opened(page, address, both | {"equipment_unit_value": "99999"})
    expect(told).to_have_count(0)


def test_a_firm_outside_the_scheme_is_told_so(page: Page, address: str) -> None:
    opened(page, address, MICRO)
    told = page.locator(".z-result .z-banner")
    expect(told).to_contain_text("您是微型企业")
    expect(told).to_contain_text("不在服务专员的服务范围里")
    expect(told.locator("a[href$='/offices/']")).to_be_visible()
    opened(page, address, FIRM | {"tiers": ["专精特新中小企业"]})
    expect(told).to_contain_text("您是中型企业")
    expect(told).not_to_contain_text("服务范围")
    opened(page, address, {key: value for key, value in MICRO.items() if key != "tiers"})
    expect(told).to_contain_text("微型企业多半没有")


def test_one_question_after_the_other(page: Page, address: str) -> None:
    opened(page, address)
    press(page, "开始体检")
    expect(page.get_by_role("heading", level=1)).to_have_text("所在县（市、区）是哪里？")
    expect(page.locator("#z-answer")).to_be_focused()
    page.select_option("#z-answer", "320583")
    press(page, NEXT)
    first = page.get_by_role("heading", level=1).inner_text()
    assert "region=320583" in page.url
    press(page, SKIP)
    second = page.get_by_role("heading", level=1).inner_text()
    assert second != first
    press(page, BACK)
    expect(page.get_by_role("heading", level=1)).to_have_text(first)
    press(page, BACK)
    expect(page.locator("#z-answer")).to_have_value("320583")
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(second)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(second)
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_have_text(first)


def test_a_link_within_the_page_leaves_the_answers(page: Page, address: str) -> None:
    opened(page, address, FIRM)
    before = page.url
    page.get_by_role("link", name="跳到正文").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".z-result")).to_be_visible()
    assert page.url == before
    page.goto("about:blank")
    page.goto(address + CHECK + "#content")
    expect(page.get_by_role("button", name="开始体检")).to_be_visible()
    expect(page.locator("[data-said]")).to_be_hidden()


def test_a_question_that_is_gone_after_a_rebuild_leads_on(page: Page, address: str) -> None:
    opened(page, address, FIRM)
    page.evaluate(
        "history.replaceState({ view: 'ask', key: 'was_asked_once', trail: ['gone'], skipped: ['gone'] }, '')"
    )
    page.reload()
    expect(page.locator(".z-result")).to_be_visible()


def test_answers_of_another_year_are_marked(page: Page, address: str) -> None:
    page.goto(address + CHECK + "#v1;2020;staff=12;end")
    expect(page.locator(".z-result .z-banner")).to_contain_text("这些答案是2020年填的")
    press(page, "清空，从头开始")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    opened(page, address, FIRM)
    expect(page.locator(".z-result .z-banner")).not_to_contain_text("年填的")


def test_an_amount_is_read_back_while_it_is_typed(page: Page, address: str) -> None:
    opened(page, address, FIRM)
    page.get_by_role("button", name="改上年度营业收入").click()
    expect(page.locator(".z-ask")).to_contain_text("即4,600万元")
    page.fill("#z-answer", "46000000")
    expect(page.locator(".z-ask")).to_contain_text("即4,600亿元")


def test_a_double_click_skips_one_question(page: Page, address: str) -> None:
    opened(page, address)
    press(page, "开始体检")
    page.get_by_role("button", name=SKIP).dblclick()
    expect(page.locator(".z-ask")).to_contain_text("第2题")


def test_paper_shows_what_a_button_would_open(page: Page, address: str) -> None:
    opened(page, address, FIRM)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".z-result details:not([open])").count() == 0
    assert page.locator(".z-result .z-more:visible").count() == 0


def test_going_back_and_changing_one_answer_changes_nothing_else(page: Page, address: str) -> None:
    opened(page, address, FIRM)
    before = page.url
    page.get_by_role("button", name="改从业人员").click()
    expect(page.locator("#z-answer")).to_have_value("318")
    page.fill("#z-answer", "12")
    page.keyboard.press("Enter")
    expect(page.locator(".z-result")).to_be_visible()
    assert page.url == before.replace("staff=318", "staff=12")


@pytest.mark.parametrize("typed", ["", "1,000", "1000万", "-5", "12.5人"])
def test_what_cannot_be_an_answer_is_explained_at_its_field(page: Page, address: str, typed: str) -> None:
    opened(page, address, FIRM)
    page.get_by_role("button", name="改从业人员").click()
    page.fill("#z-answer", typed)
    before = page.url
    press(page, NEXT)
    expect(page.get_by_role("alert")).not_to_be_empty()
    expect(page.locator("#z-answer")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#z-answer")).to_be_focused()
    assert page.url == before


def test_none_of_the_titles_is_an_answer_too(page: Page, address: str) -> None:
    opened(page, address, {"staff": "10"})
    page.get_by_role("button", name="已获认定").first.click()
    press(page, NEXT)
    expect(page.get_by_role("alert")).to_contain_text("先勾选")
    page.get_by_label("专精特新中小企业", exact=True).check()
    page.get_by_label("以上都没有").check()
    expect(page.get_by_label("专精特新中小企业", exact=True)).not_to_be_checked()
    press(page, NEXT)
    assert "tiers=;" in page.url
    page.get_by_role("button", name="改已获认定").click()
    expect(page.get_by_label("以上都没有")).to_be_checked()


def test_the_keyboard_is_enough(page: Page, address: str) -> None:
    opened(page, address)
    page.get_by_role("button", name="开始体检").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#z-answer")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("所在县（市、区）是哪里？")
    assert "region=32" in page.url


def test_all_questions_end_in_a_result(page: Page, address: str) -> None:
    opened(page, address)
    press(page, "开始体检")
    for _ in range(80):
        if page.locator(".z-result").count():
            break
        press(page, SKIP)
    expect(page.get_by_role("heading", level=1)).to_contain_text("0项符合")
    expect(page.get_by_role("button", name="继续答题")).to_have_count(0)


def test_an_enterprise_brings_its_public_facts(page: Page, address: str, portal: Portal) -> None:
    enterprise = next(
        facts for facts in portal.roster.enterprises if facts.level and facts.record.industry == "工业"
    )
    opened(page, address)
    page.fill("#z-check-q", enterprise.record.code)
    page.locator("[data-picks] button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("已获得哪些认定？")
    assert "industry=%E5%B7%A5%E4%B8%9A" in page.url
    press(page, "看结果")
    given = page.locator(".z-given dd:nth-of-type(1)").all_inner_texts()
    known = facts_of(portal.dataset, enterprise.record, None)
    titles = "、".join(written_value(known["tiers"]))
    assert given == [portal.place_names[enterprise.region], "工业", titles]


def test_a_name_that_is_not_there_is_said(page: Page, address: str) -> None:
    opened(page, address)
    page.fill("#z-check-q", "没有这样的企业")
    expect(page.locator("[data-found]")).to_have_text("名单里没有，直接开始")


@pytest.mark.parametrize(
    "damaged",
    ["#v2;2026;staff=1;end", "#v1;2026;staff=x;end", "#v1;2026;staff=12", "#zzz", "#v1;2026;tiers=丁;end"],
)
def test_a_damaged_address_starts_empty_and_says_why(page: Page, address: str, damaged: str) -> None:
    page.goto(address + CHECK + damaged)
    expect(page.locator("[data-said]")).to_contain_text("地址里的答案没有读出来")
    expect(page.get_by_role("button", name="开始体检")).to_be_visible()
    assert "#" not in page.url


def test_an_answer_that_nobody_asks_for_any_more_is_counted(page: Page, address: str) -> None:
    page.goto(address + CHECK + "#v1;2026;staff=12;was_asked_once=1;end")
    expect(page.locator(".z-result .z-banner")).to_contain_text("有1个答案现在没有政策要看")
    assert page.url.endswith("#v1;2026;staff=12;end")


def test_a_file_saved_is_a_file_read(page: Page, address: str, tmp_path: Path) -> None:
    opened(page, address, FIRM)
    with page.expect_download() as started:
        press(page, "存成文件")
    download: Download = started.value
    assert re.fullmatch(r"政策体检-[0-9]{4}-[0-9]{2}-[0-9]{2}\.json", download.suggested_filename)
    path = tmp_path / "answers.json"
    download.save_as(path)
    assert canonical(json.loads(path.read_text(encoding="utf-8"))) == canonical(FIRM)
    before = page.url
    press(page, "清空，从头开始")
    assert "#" not in page.url
    page.locator("[data-file]").set_input_files(path)
    expect(page.locator(".z-result")).to_be_visible()
    assert page.url == before
    path.write_text("{", encoding="utf-8")
    press(page, "清空，从头开始")
    page.locator("[data-file]").set_input_files(path)
    expect(page.locator("[data-said]")).to_contain_text("没有读进来")


def test_the_result_can_be_copied(context: BrowserContext, address: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    opened(page, address, FIRM)
    press(page, "复制结果")
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    assert (
        "认定专精特新中小企业：没达到上年度研发费用占营业收入的3%以上（上年度研发费用差9万元），还需知道"
        in text
    )
    assert "以受理机关审核为准" in text


def test_no_answer_leaves_the_browser_and_the_page_works_without_a_network(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    opened(page, address)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    context.set_offline(True)
    press(page, "开始体检")
    page.select_option("#z-answer", "320583")
    press(page, NEXT)
    press(page, SKIP)
    press(page, "看结果")
    expect(page.locator(".z-result")).to_be_visible()
    press(page, "改答案")
    expect(page.get_by_role("heading", name="您的答案")).to_be_focused()
    assert [url for url in asked if not url.endswith("favicon.svg")] == []


def test_conditions_that_do_not_load_leave_the_checklist(page: Page, address: str) -> None:
    page.route("**/check/index.json", lambda route: route.abort())
    page.goto(address + CHECK)
    expect(page.locator("[data-said]")).to_contain_text("没有载入")
    expect(page.get_by_role("heading", name="对照申报条件")).to_be_visible()


def test_without_scripts_there_is_a_checklist(
    browser_context_without_script: BrowserContext, address: str
) -> None:
    page = browser_context_without_script.new_page()
    page.goto(address + CHECK)
    expect(page.get_by_role("heading", name="要准备的情况")).to_be_visible()
    expect(page.get_by_role("button", name="开始体检")).to_be_hidden()


def test_the_start_prints_as_a_checklist_and_the_result_without_controls(page: Page, address: str) -> None:
    opened(page, address)
    expect(page.get_by_role("heading", name="要准备的情况")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="要准备的情况")).to_be_visible()
    expect(page.get_by_role("button", name="开始体检")).to_be_hidden()
    page.emulate_media(media="screen")
    opened(page, address, FIRM)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="要准备的情况")).to_be_hidden()
    expect(page.locator("[data-group=near]")).to_be_visible()
    expect(page.get_by_role("button", name="存成文件")).to_be_hidden()


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1440)])
def test_questions_are_accessible_at_every_width(
    browser: Any, address: str, scheme: Scheme, width: int
) -> None:
    with browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
    ) as context:
        page = context.new_page()
        opened(page, address)
        press(page, "开始体检")
        kinds = 0
        while page.locator(".z-ask").count() and kinds < 8:
            if page.locator(".z-field input").count():
                page.fill("#z-answer", "x")
                press(page, NEXT)
            assert found_by_axe(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            press(page, SKIP)
            kinds += 1

"""The forms of the ledger in Chromium: a file that passes the check, drafts on the device, nothing sent, hostile texts."""

import json
import random
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from axe import Scheme, each_scheme, found_by_axe
from click.testing import CliRunner
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect
from private_tree import PRIVATE_TREE
from test_splice import project
from tree import CITY_PAIRINGS, ENTERPRISES, PAIRINGS, edited, write_tree

from generator.checking import checked
from generator.cli import portal
from generator.diagnostics import Severity
from generator.document import parse
from generator.editing.formatting import formatted
from generator.hygiene import UNSEEN, unclean
from generator.kinds import kind_of
from generator.source import PRIVATE, Source

DAY = date(2026, 11, 24)
ENTERPRISE = "示例精密机械有限公司"
RECORD, REQUEST = "desk/record/?commissioner=990102-001", "desk/request/?commissioner=990102-001"
REPOSITORY = """
extra:
  private_repository: {host: GitLab, address: https://git.example/group/private}
"""


FIRST, SECOND, THIRD, LEFT_OFF = (f"91990102MA000000{end}" for end in ("1D", "2G", "3K", "4N"))
PROFILES = f"{PRIVATE}/990100-jia/990102-yi/profiles.yml"
SEVERAL = {
    **PRIVATE_TREE,
    PROFILES: "".join(PRIVATE_TREE[PROFILES].replace(FIRST, code) for code in (FIRST, SECOND, THIRD)),
    **edited(
        ENTERPRISES,
        (
            f'  - code: "{SECOND}"',
            "".join(
                f"""\
  - code: "{code}"
    name: {name}
    industry: 工业
    located: [{{region: "990102", since: 2015-03-01}}]
    recognitions: [{{tier: 专精特新中小企业, awarded_on: {awarded}, valid_until: {until}}}]
"""
                for code, name, awarded, until in (
                    (THIRD, "示例电子有限公司", "2025-12-01", "2028-11-30"),
                    (LEFT_OFF, "示例旧厂有限公司", "2023-11-01", "2026-10-31"),
                )
            )
            + f'  - code: "{SECOND}"',
        ),
    ),
    **edited(
        PAIRINGS,
        (
            "since: 2025-12-01}\n",
            (
                "since: 2025-12-01}\n"
                f'  - {{enterprise: "{THIRD}", commissioner: 990102-001, since: 2026-03-01}}\n'
                f'  - {{enterprise: "{LEFT_OFF}", commissioner: 990102-001, since: 2024-03-01, until: 2026-10-31}}\n'
            ),
        ),
    ),
    **edited(CITY_PAIRINGS, ("commissioner: 990100-001", "commissioner: 990102-001")),
}


@pytest.fixture(scope="session")
def inside(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """The internal edition of the small tree, whose private files lie at a git host."""
    return internal(tmp_path_factory.mktemp("forms"), PRIVATE_TREE, serve)


@pytest.fixture(scope="session")
def several(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """The same with a commissioner who serves three enterprises of two offices, and one until October."""
    return internal(tmp_path_factory.mktemp("several"), SEVERAL, serve)


def internal(root: Path, files: Mapping[str, str], serve: Callable[[Path], str]) -> str:
    folder = project(root)
    write_tree(folder, files)
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + REPOSITORY, encoding="utf-8")
    command = ["build", "--root", str(folder), "--as-of", DAY.isoformat(), "--edition", "internal"]
    done = CliRunner().invoke(portal, [*command, "--site", str(folder / "site")], standalone_mode=False)
    assert done.return_value == 0, done.output
    return serve(folder / "site/internal")


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone on the day of the tests."""
    with browser.new_context(
        viewport={"width": 390, "height": 844},
        has_touch=True,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        accept_downloads=True,
    ) as context:
        yield on_the_day(context)


def on_the_day(context: BrowserContext) -> Page:
    page = context.new_page()
    page.clock.set_fixed_time(datetime(2026, 11, 24, 2, tzinfo=UTC))
    return page


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.wait_for_selector("form[data-ready]")
    return page


def choose(page: Page, name: str, *values: str) -> None:
    for value in values:
        page.locator(f'[name="{name}"][value="{value}"]').check()


def made(page: Page) -> tuple[str, str]:
    """Makes the file: its path and its text."""
    page.get_by_role("button", name="检查，生成文件").click()
    expect(page.locator("[data-done]")).to_be_visible()
    ((path, text),) = files(page).items()
    return path, text


def files(page: Page) -> dict[str, str]:
    """What was made: the texts to be copied, by the path of the file."""
    paths = page.locator("[data-files] h3").all_inner_texts()
    texts = [area.input_value() for area in page.locator("[data-files] textarea").all()]
    return dict(zip(paths, texts, strict=True))


def found_in(root: Path, path: str, text: str) -> dict[str, Any]:
    """The record that was written, in a tree without a fault."""
    tree = write_tree(root, {**PRIVATE_TREE, f"{PRIVATE}/{path}": text})
    found = checked(tree, DAY, tree / PRIVATE)
    assert [each for each in found.diagnostics if each.severity is not Severity.WARNING] == []
    document, _ = parse(Source(path=path, text=text))
    assert document is not None
    data: Any = document.data
    return dict(data[0])


def test_a_list_that_says_the_same_stays_under_the_finger(phone: Page, inside: str) -> None:
    opened(phone, inside + RECORD)
    choose(phone, "services", "惠企政策速递")
    button = phone.locator("[data-pick=policies] [data-found] button")
    expect(button).to_have_count(1)
    shown = button.element_handle()
    phone.fill("#z-f-policies", "优质")
    phone.wait_for_timeout(300)  # it follows 80 ms after the last key
    assert shown.evaluate("(one) => one.isConnected")
    shown.click()
    expect(phone.locator("[data-pick=policies] [data-picked] input:checked")).to_have_count(1)


def test_a_visit_recorded_on_a_phone_without_network_passes_the_check(
    phone: Page, inside: str, tmp_path: Path
) -> None:
    opened(phone, inside + RECORD)
    asked: list[Request] = []
    phone.on("request", lambda request: asked.append(request))  # noqa: PLW0108 -- a builtin cannot carry its mark
    phone.context.set_offline(True)
    choose(phone, "channel", "现场走访")
    choose(phone, "services", "惠企政策速递", "助企资源对接", "涉企诉求受理", "护企权益保障")
    phone.fill("#z-f-policies", "优质")
    policies = phone.locator("[data-pick=policies] [data-found] button")
    expect(policies).to_have_count(1)  # the list follows a moment after the last key
    policies.click()
    phone.fill("#z-f-helped_by", "贷款")
    phone.keyboard.press("Enter")
    choose(phone, "delivery", "政策解读")
    choose(phone, "requests", "q-2026-0002")
    phone.fill('[name="content"]', "送去办法：逐条核对 #3。\r\n- 企业说“够了”\n\n=1+1 😀")
    phone.fill('[name="outcome"]', "yes")
    phone.fill('[name="overdue_payment.debtor"]', "示例: 采购公司")
    phone.fill('[name="overdue_payment.amount"]', "350000")
    phone.fill('[name="overdue_payment.due_on"]', "2026-06-30")
    phone.fill('[name="overdue_payment.complaint_channel"]', "@平台")
    path, text = made(phone)
    assert asked == []
    record = found_in(tmp_path, path, text)
    assert path == f"990100-jia/990102-yi/records/2026-h2/{record['id']}.yml"
    assert record == {
        "id": record["id"],
        "enterprise": "91990102MA0000001D",
        "commissioner": "990102-001",
        "date": "2026-11-24",
        "channel": "现场走访",
        "services": ["涉企诉求受理", "惠企政策速递", "助企资源对接", "护企权益保障"],
        "policies": ["miit-2026-2"],
        "delivery": "政策解读",
        "helped_by": {"resource": "loan"},
        "requests": ["q-2026-0002"],
        "content": "送去办法：逐条核对 #3。\n- 企业说“够了”\n\n=1+1 😀",
        "outcome": "yes",
        "overdue_payment": {
            "debtor": "示例: 采购公司",
            "amount": "350000",
            "due_on": "2026-06-30",
            "complaint_channel": "@平台",
        },
    }


@pytest.mark.parametrize(
    ("first", "steps"),
    [
        ("", []),
        ("列入问题清单", ["列入问题清单"]),
        ("办结", ["自办", "反馈", "办结"]),
    ],
)
def test_a_request_passes_the_check(
    phone: Page, inside: str, tmp_path: Path, first: str, steps: list[str]
) -> None:
    opened(phone, inside + REQUEST)
    choose(phone, "kind", "困难问题")
    choose(phone, "category", "融资")
    phone.fill('[name="text"]', "流动资金紧张")
    choose(phone, "first", first)
    if steps[-1:] == ["办结"]:
        phone.fill('[name="result"]', "银行已放款")
        choose(phone, "satisfied", "满意")
    phone.get_by_text("告知、政策刚性约束").click()
    phone.fill('[name="told_on"]', "2026-11-24")
    path, text = made(phone)
    record = found_in(tmp_path, path, text)
    assert path == f"990100-jia/990102-yi/requests/2026/{record['id']}.yml"
    assert [step["do"] for step in record.get("steps", [])] == steps
    assert (record["text"], record["told"]) == ("流动资金紧张", ["2026-11-24"])
    assert record.get("satisfied") == ("满意" if steps[-1:] == ["办结"] else None)


def test_faults_stand_at_their_fields_and_the_first_has_the_focus(phone: Page, inside: str) -> None:
    opened(phone, inside + RECORD)
    choose(phone, "services", "护企权益保障")
    phone.fill('[name="date"]', "2026-11-25")
    phone.fill('[name="overdue_payment.amount"]', "35万")
    phone.fill('[name="infringement.done"]', "当场制止")
    phone.get_by_text("侵权和拖欠账款").click()  # folded again: the fault unfolds it
    phone.get_by_role("button", name="检查，生成文件").click()
    told = {
        field.get_attribute("data-field"): field.locator(".z-error").inner_text()
        for field in phone.locator("[data-field]:has(> .z-error:visible)").all()
    }
    assert told == {
        "channel": "还没有填",
        "date": "这一天还没有到，今天是2026-11-24",
        "content": "还没有填",
        "infringement.reported_to": "写向谁报告的",
        "overdue_payment.debtor": "还没有填",
        "overdue_payment.amount": "只写数字，单位元，例如 350000",
        "overdue_payment.due_on": "还没有填",
        "overdue_payment.complaint_channel": "还没有填",
    }
    assert phone.evaluate("document.activeElement.name") == "channel"
    expect(phone.get_by_role("alert")).to_have_text("还有8处要改")
    phone.fill('[name="date"]', "2025-11-30")
    phone.get_by_role("button", name="检查，生成文件").click()
    expect(phone.locator("#z-e-date")).to_have_text(
        "这一天您没有服务示例精密机械有限公司（结对是2025-12-01至今天）"
    )


@pytest.mark.parametrize("corrects", ["", "r-2026-0002"])
def test_a_half_year_that_was_reported_asks_for_the_outcome(
    phone: Page, inside: str, tmp_path: Path, corrects: str
) -> None:
    opened(phone, inside + RECORD + (f"&enterprise={FIRST}&corrects={corrects}" if corrects else ""))
    if not corrects:
        choose(phone, "channel", "现场走访")
        choose(phone, "services", "促企能力提升")
        phone.fill('[name="content"]', "看了生产线")
        phone.fill('[name="date"]', "2026-06-20")
    phone.fill('[name="outcome"]', "")
    phone.get_by_role("button", name="检查，生成文件").click()
    expect(phone.get_by_role("alert")).to_have_text("还有1处要改")
    expect(phone.locator("#z-e-outcome")).to_have_text(
        "这一天所在的半年，报表已经报出，要写成效；还没有成效的，写办到哪一步"
    )
    phone.fill('[name="outcome"]', "企业在比设备")
    assert found_in(tmp_path, *made(phone))["outcome"] == "企业在比设备"


def test_what_was_sent_from_the_desk_is_filled_in(phone: Page, inside: str) -> None:
    phone.goto(f"{inside}desk/990102-001/")
    phone.get_by_text("微信文案").click()
    phone.get_by_role("link", name="发了，记一条").click()
    phone.wait_for_selector("form[data-ready]")
    phone.fill('[name="content"]', "发去认定办法的说明")
    phone.get_by_role("button", name="检查，生成文件").click()
    made = phone.locator("[data-done] textarea").input_value()
    for line in (
        'enterprise: "91990102MA0000001D"',
        "channel: 微信",
        "services: [惠企政策速递]",
        "policies: [miit-2026-2]",
    ):
        assert line in made


def of_several(page: Page, address: str, *, asked: str = "") -> Page:
    """A text that was sent, to be recorded for the enterprises that the address asks for."""
    opened(page, f"{address}{RECORD}&policies=miit-2026-2{asked}")
    page.fill('[name="content"]', "发去认定办法的说明")
    return page


def chosen(page: Page) -> list[str]:
    return [each.get_attribute("value") or "" for each in page.locator('[name="enterprise"]:checked').all()]


def test_a_text_for_several_enterprises_makes_a_record_of_each(
    phone: Page, several: str, tmp_path: Path
) -> None:
    phone.goto(f"{several}desk/990102-001/")
    phone.get_by_text("微信文案").first.click()
    phone.get_by_role("link", name="发了，记一条").first.click()
    phone.wait_for_selector("form[data-ready]")
    assert sorted(chosen(phone)) == [FIRST, SECOND, THIRD]
    phone.fill('[name="content"]', "发去认定办法的说明")
    phone.get_by_role("button", name="检查，生成文件").click()
    expect(phone.locator("[data-remarks]")).to_contain_text("在2个专员办的文件里，一起交。")
    records: dict[str, list[dict[str, Any]]] = {}
    with phone.expect_download() as saved:
        phone.get_by_role("button", name="下载文件").first.click()
    first = saved.value.path().read_text(encoding="utf-8")
    written = files(phone)
    path, text = next(iter(written.items()))
    kind = kind_of(f"{PRIVATE}/{path}")
    assert kind
    assert (first.partition("\n")[2], formatted(first, kind, f"{PRIVATE}/{path}")) == (text, first)
    tree = write_tree(tmp_path, {**SEVERAL, **{f"{PRIVATE}/{path}": text for path, text in written.items()}})
    found = checked(tree, DAY, tree / PRIVATE).diagnostics
    assert [each for each in found if each.severity is not Severity.WARNING] == []
    for path, text in written.items():
        folder, _, name = path.rpartition("/")
        records[folder] = yaml.safe_load(text)
        assert name == f"{records[folder][0]['id']}.yml"
    assert {folder: {each["enterprise"] for each in held} for folder, held in records.items()} == {
        "990100-jia/990102-yi/records/2026-h2": {FIRST, THIRD},
        "990100-jia/records/2026-h2": {SECOND},
    }
    held = [each for part in records.values() for each in part]
    assert len({each["id"] for each in held}) == 3
    assert len({json.dumps({**each, "id": "", "enterprise": ""}, default=str) for each in held}) == 1


def test_a_fault_of_one_enterprise_stops_all(phone: Page, several: str) -> None:
    of_several(phone, several, asked=f"&enterprise={FIRST}&enterprise={THIRD}&enterprise={LEFT_OFF}")
    fault = phone.locator("#z-e-date")
    phone.get_by_role("button", name="检查，生成文件").click()
    expect(fault).to_have_text("这一天您没有服务示例旧厂有限公司（结对是2024-03-01至2026-10-31）")
    phone.fill('[name="date"]', "2026-02-01")
    expect(fault).to_have_text("这一天您没有服务示例电子有限公司（结对是2026-03-01至今天）")
    phone.fill('[name="date"]', "2025-11-30")
    expect(fault).to_have_text(
        "这一天您没有服务示例精密机械有限公司（结对是2025-12-01至今天）、示例电子有限公司（结对是2026-03-01至今天）"
    )
    phone.fill('[name="date"]', "2026-10-31")
    expect(fault).to_be_hidden()
    phone.get_by_role("button", name="检查，生成文件").click()
    assert [each["enterprise"] for text in files(phone).values() for each in yaml.safe_load(text)] == [
        FIRST, THIRD, LEFT_OFF,
    ]  # fmt: skip


def test_an_enterprise_of_somebody_else_is_named_and_left_out(phone: Page, inside: str) -> None:
    of_several(phone, inside, asked=f"&enterprise={FIRST}&enterprise={SECOND}")
    expect(phone.locator("[data-said]")).to_have_text(f"您没有服务{SECOND}，没有选上。")
    assert chosen(phone) == [FIRST]
    phone.get_by_text("这台设备上有1份草稿").click()
    phone.get_by_role("button", name="另起一份").click()
    expect(phone.locator("[data-said]")).to_be_hidden()


def test_the_first_draft_moves_nothing(phone: Page, inside: str) -> None:
    """The line above the form that tells of drafts comes while one types: a finger on its way must hit what it saw."""
    opened(phone, f"{inside}{RECORD}")
    top = "document.querySelector('form[data-ready]').getBoundingClientRect().top"
    before = phone.evaluate(top)
    phone.fill('[name="content"]', "讲了新政策")
    expect(phone.get_by_text("这台设备上有1份草稿")).to_be_visible()
    phone.evaluate("scrollTo(0, 0)")
    assert phone.evaluate(top) == before


def test_several_may_be_chosen_in_the_form(phone: Page, several: str) -> None:
    """What belongs to one enterprise is neither offered nor written then."""
    of_several(phone, several, asked=f"&enterprise={FIRST}")
    choose(phone, "services", "涉企诉求受理", "护企权益保障")
    choose(phone, "requests", "q-2026-0002")
    phone.fill('[name="infringement.done"]', "当场制止")
    phone.get_by_role("button", name="几家一起记").click()
    expect(phone.get_by_role("button", name="只记一家")).to_be_visible()
    assert chosen(phone) == [FIRST]
    choose(phone, "enterprise", THIRD)
    for words in ("有关的诉求", "侵权和拖欠账款", "更正哪一条"):
        expect(phone.get_by_text(words, exact=True)).to_be_hidden()
    one, other = yaml.safe_load(made(phone)[1])
    assert (one["enterprise"], other["enterprise"]) == (FIRST, THIRD)
    assert not {"requests", "infringement"} & one.keys()
    phone.get_by_role("button", name="接着改").click()
    phone.get_by_role("button", name="只记一家").click()
    assert chosen(phone) == [FIRST]
    expect(phone.get_by_text("侵权和拖欠账款", exact=True)).to_be_visible()
    choose(phone, "enterprise", THIRD)
    assert chosen(phone) == [THIRD]


def ids(page: Page) -> dict[str, str]:
    """Makes the files and goes back to the form: the ids of the records by their enterprise."""
    page.get_by_role("button", name="检查，生成文件").click()
    expect(page.locator("[data-done]")).to_be_visible()
    held = [each for text in files(page).values() for each in yaml.safe_load(text)]
    page.get_by_role("button", name="接着改").click()
    return {each["enterprise"]: each["id"] for each in held}


def hand_out(page: Page) -> None:
    """Makes the file, copies it and goes back to the form."""
    page.get_by_role("button", name="检查，生成文件").click()
    page.get_by_role("button", name="复制文字").first.click()
    expect(page.locator("[data-files] [role=status]").first).to_contain_text("已复制")
    page.get_by_role("button", name="接着改").click()


def test_an_id_stays_with_its_enterprise(phone: Page, several: str) -> None:
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    of_several(phone, several, asked=f"&enterprise={FIRST}&enterprise={LEFT_OFF}")
    phone.fill('[name="date"]', "2026-10-31")
    before = ids(phone)
    assert {code: name.rpartition("-")[2] for code, name in before.items()} == {
        code: code.lower() for code in (FIRST, LEFT_OFF)
    }
    hand_out(phone)
    switch = phone.locator("[data-act=several]")
    expect(switch).to_be_hidden()
    choose(phone, "enterprise", THIRD)
    more = ids(phone)
    assert (more.keys() - before.keys(), more | before) == ({THIRD}, more)
    for code in (FIRST, LEFT_OFF):
        phone.locator(f'[name="enterprise"][value="{code}"]').uncheck()
    assert ids(phone) == {THIRD: more[THIRD]}
    opened(phone, several + RECORD)
    expect(switch).to_be_hidden()
    assert ids(phone) == {THIRD: more[THIRD]}
    phone.get_by_text("这台设备上有1份草稿").click()
    phone.get_by_role("button", name="另起一份").click()
    expect(switch).to_have_text("几家一起记")


def test_what_was_handed_out_for_one_stays_of_one(phone: Page, several: str) -> None:
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    of_several(phone, several, asked=f"&enterprise={FIRST}")
    switch = phone.get_by_role("button", name="几家一起记")
    before = ids(phone)
    assert len(before[FIRST].split("-")) == 3
    expect(switch).to_be_visible()
    hand_out(phone)
    expect(switch).to_be_hidden()
    phone.fill('[name="outcome"]', "企业准备申报")
    assert ids(phone) == before


def test_what_belongs_to_one_is_written_while_one_of_several_is_chosen(phone: Page, several: str) -> None:
    of_several(phone, several, asked=f"&enterprise={FIRST}")
    phone.get_by_role("button", name="几家一起记").click()
    phone.locator(f'[name="enterprise"][value="{FIRST}"]').uncheck()
    phone.get_by_role("button", name="检查，生成文件").click()
    expect(phone.locator("#z-e-enterprise")).to_have_text("还没有填")
    choose(phone, "enterprise", FIRST)
    choose(phone, "services", "涉企诉求受理")
    choose(phone, "requests", "q-2026-0002")
    (one,) = yaml.safe_load(made(phone)[1])
    assert one["requests"] == ["q-2026-0002"]


def test_nothing_is_said_of_a_field_that_several_do_not_have(phone: Page, several: str) -> None:
    of_several(phone, several, asked=f"&enterprise={FIRST}&enterprise={THIRD}")
    choose(phone, "services", "涉企诉求受理")
    made(phone)
    remarks = phone.locator("[data-remarks]")
    expect(remarks).to_have_text("还没有写成效，半年报表以前补上。")
    phone.get_by_role("button", name="接着改").click()
    phone.get_by_role("button", name="只记一家").click()
    made(phone)
    expect(remarks).to_contain_text("没有选有关的诉求")


def test_a_draft_of_several_outlives_the_page(phone: Page, several: str) -> None:
    asked = f"&enterprise={FIRST}&enterprise={THIRD}"
    of_several(phone, several, asked=asked)
    expect(phone.locator("[data-kept]")).to_contain_text("草稿存在这台设备上")
    opened(phone, f"{several}{RECORD}&policies=miit-2026-2{asked}")
    assert phone.locator('[name="content"]').input_value() == "发去认定办法的说明"
    assert chosen(phone) == [FIRST, THIRD]
    expect(phone.locator("[data-drafts]")).to_contain_text("示例精密机械有限公司、示例电子有限公司")
    opened(phone, f"{several}{RECORD}&policies=miit-2026-2&enterprise={FIRST}")
    assert (phone.locator('[name="content"]').input_value(), chosen(phone)) == ("", [FIRST])


def test_a_fault_goes_when_its_field_is_filled_in(phone: Page, inside: str) -> None:
    opened(phone, f"{inside}{RECORD}&enterprise=91990102MA0000001D")
    phone.get_by_role("button", name="检查，生成文件").click()
    left = phone.locator(".z-error[id]:visible")
    expect(phone.get_by_role("alert")).to_have_text("还有3处要改")
    expect(left).to_have_count(3)
    choose(phone, "channel", "微信")
    choose(phone, "services", "促企能力提升")
    expect(phone.get_by_role("alert")).to_have_text("还有1处要改")
    expect(left).to_have_count(1)
    phone.fill('[name="content"]', "讲了数字化改造")
    assert phone.evaluate("document.activeElement.name") == "content"
    expect(phone.locator("[data-wrong]")).to_be_hidden()
    expect(left).to_have_count(0)


def test_an_enterprise_that_is_not_served_any_more_says_so(phone: Page, inside: str) -> None:
    """A record of a past day may still be written there."""

    def of_june(route: Route) -> None:
        own = route.fetch().json()
        own["enterprises"].append(
            {
                **own["enterprises"][0],
                "code": "x",
                "name": "示例旧厂",
                "spells": [["2026-01-01", "2026-06-30", "x"]],
            }
        )
        route.fulfill(json=own)

    phone.route("**/990102-001/form.json", of_june)
    opened(phone, inside + RECORD)
    words = phone.locator('[data-field="enterprise"] .z-opt').all_inner_texts()
    assert words == [ENTERPRISE, "示例旧厂（服务到2026-06-30）"]


def test_without_an_enterprise_it_says_so(phone: Page, inside: str) -> None:
    def of_none(route: Route) -> None:
        route.fulfill(json={**route.fetch().json(), "enterprises": []})

    phone.route("**/990102-001/form.json", of_none)
    opened(phone, inside + RECORD)
    expect(phone.locator("[data-said]")).to_have_text("现在没有对接企业，没有可以记的。")


def test_drafts_outlive_the_page_and_go_when_they_are_told_to(phone: Page, inside: str) -> None:
    opened(phone, f"{inside}{RECORD}&enterprise=91990102MA0000001D")
    choose(phone, "channel", "微信")
    choose(phone, "services", "惠企政策速递")
    phone.fill("#z-f-policies", "优质")
    phone.keyboard.press("Enter")
    phone.fill('[name="content"]', "第一份")
    expect(phone.locator("[data-kept]")).to_contain_text("草稿存在这台设备上")
    phone.reload()
    phone.wait_for_selector("form[data-ready]")
    assert phone.locator('[name="content"]').input_value() == "第一份"
    expect(phone.locator('[name="channel"][value="微信"]')).to_be_checked()
    expect(phone.locator('[name="policies"][value="miit-2026-2"]')).to_be_checked()
    _, first = made(phone)
    phone.get_by_role("button", name="再记一条").click()
    assert phone.locator('[name="content"]').input_value() == ""
    choose(phone, "channel", "电话")
    choose(phone, "services", "惠企政策速递")
    phone.fill('[name="content"]', "第二份")
    _, second = made(phone)
    assert first.split("\n")[0] != second.split("\n")[0]
    phone.get_by_role("button", name="接着改").click()
    phone.get_by_text("这台设备上有2份草稿").click()
    phone.get_by_role("button", name="删除").first.click()
    phone.get_by_role("button", name="打开").click()
    assert phone.locator('[name="content"]').input_value() == "第一份"
    phone.get_by_text("这台设备上有1份草稿").click()
    phone.get_by_role("button", name="删除").click()
    expect(phone.locator("[data-drafts]")).to_be_hidden()
    assert phone.evaluate("localStorage['z-drafts']") == "{}"


def test_a_request_just_exported_can_be_named_by_the_visit(phone: Page, inside: str) -> None:
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(phone, inside + REQUEST)
    choose(phone, "kind", "服务需求")
    choose(phone, "category", "融资")
    phone.fill('[name="text"]', "想换一家银行")
    path, _ = made(phone)
    phone.get_by_role("button", name="复制文字").click()
    expect(phone.locator("[data-files] [role=status]")).to_contain_text("已复制")
    opened(phone, inside + RECORD)
    choose(phone, "channel", "电话")
    choose(phone, "services", "涉企诉求受理")
    phone.get_by_label("想换一家银行（刚导出，要一起交）").check()
    phone.fill('[name="content"]', "听企业说贷款")
    _, text = made(phone)
    assert f"requests: [{path.rpartition('/')[2].removesuffix('.yml')}]" in text
    assert phone.locator("[data-remarks] li").all_inner_texts() == ["还没有写成效，半年报表以前补上。"]


def test_a_correction_takes_over_what_was_written(phone: Page, inside: str, tmp_path: Path) -> None:
    opened(phone, f"{inside}{RECORD}&enterprise=91990102MA0000001D&corrects=r-2026-0101")
    assert phone.locator('[name="overdue_payment.debtor"]').input_value() == "示例采购公司"
    phone.fill('[name="overdue_payment.amount"]', "360000")
    record = found_in(tmp_path, *made(phone))
    assert record["id"].startswith("r-20261124-")
    assert (record["corrects"], record["date"], record["overdue_payment"]["amount"]) == (
        "r-2026-0101",
        "2026-10-12",
        "360000",
    )


def test_a_correction_keeps_what_is_no_longer_offered(phone: Page, inside: str, tmp_path: Path) -> None:
    opened(phone, f"{inside}{RECORD}&enterprise=91990102MA0000001D&corrects=r-2026-0001")
    expect(phone.get_by_label("融资：流动资金紧张。（已办结）")).to_be_checked()
    record = found_in(tmp_path, *made(phone))
    assert (record["corrects"], record["requests"]) == ("r-2026-0001", ["q-2026-0001"])
    phone.get_by_role("button", name="再记一条").click()
    expect(phone.get_by_label("融资：流动资金紧张。（已办结）")).to_have_count(0)
    kept = {"a": {"form": "record", "commissioner": "990102-001", "exported": 0, "values": LEFT}}
    phone.evaluate("(kept) => localStorage.setItem('z-drafts', JSON.stringify(kept))", kept)
    opened(phone, inside + RECORD)
    expect(phone.get_by_label("旧主题")).to_be_checked()


LEFT = {"enterprise": "91990102MA0000001D", "themes": ["技术创新", "旧主题"]}


def test_choosing_what_to_correct_keeps_what_was_typed(phone: Page, inside: str) -> None:
    opened(phone, f"{inside}{RECORD}&enterprise=91990102MA0000001D")
    phone.fill('[name="content"]', "写了一半")
    phone.get_by_text("活动、代理、更正").click()
    phone.select_option('[name="corrects"]', "r-2026-0101")
    assert phone.locator('[name="content"]').input_value() == "企业反映货款拖欠。"
    phone.select_option('[name="corrects"]', "r-2026-0102")
    phone.get_by_text("这台设备上有3份草稿").click()
    drafts = phone.evaluate(
        "Object.values(JSON.parse(localStorage['z-drafts'])).map(({ values }) => [values.content, values.corrects])"
    )
    assert sorted(drafts) == [
        ["企业反映货款拖欠。", "r-2026-0101"],
        ["写了一半", ""],
        ["约好参加示例巡诊。", "r-2026-0102"],
    ]


def test_what_cannot_be_taken_over_is_said(phone: Page, inside: str) -> None:
    opened(phone, f"{inside}{RECORD}&enterprise=91990102MA0000001D&corrects=r-2020-0001")
    expect(phone.locator("[data-said]")).to_contain_text("r-2020-0001不在最近的几条里")
    opened(phone, f"{inside}{REQUEST}&enterprise=91990102MA0000001D&corrects=r-2026-0001")
    assert phone.locator('[name="text"]').input_value() == ""


def test_a_page_that_is_open_over_midnight_has_the_new_day(phone: Page, inside: str) -> None:
    opened(phone, f"{inside}{RECORD}&enterprise=91990102MA0000001D")
    phone.clock.set_fixed_time(datetime(2026, 11, 25, 2, tzinfo=UTC))
    choose(phone, "channel", "电话")
    choose(phone, "services", "促企能力提升")
    phone.fill('[name="content"]', "问样机进展")
    phone.fill('[name="date"]', "2026-11-25")
    _, text = made(phone)
    assert "date: 2026-11-25" in text
    phone.get_by_role("button", name="再记一条").click()
    assert phone.locator('[name="date"]').input_value() == "2026-11-25"
    assert phone.locator('[name="date"]').get_attribute("max") == "2026-11-25"


def test_an_optional_choice_can_be_undone(phone: Page, inside: str) -> None:
    opened(phone, f"{inside}{RECORD}&enterprise=91990102MA0000001D")
    expect(phone.locator("details:has([name=delivery])")).not_to_have_attribute("open", "")
    choose(phone, "channel", "电话")
    choose(phone, "services", "惠企政策速递")
    choose(phone, "delivery", "政策解读")
    phone.locator('[name="delivery"][value=""]').check()
    phone.fill('[name="content"]', "问样机进展")
    _, text = made(phone)
    assert "delivery" not in text
    phone.get_by_role("button", name="接着改").click()
    choose(phone, "delivery", "政策解读")
    choose(phone, "services", "促企能力提升")
    phone.locator('[name="services"][value="惠企政策速递"]').uncheck()
    assert "delivery" not in made(phone)[1]


def test_three_ways_out(phone: Page, inside: str) -> None:
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(phone, inside + RECORD)
    choose(phone, "channel", "电话")
    choose(phone, "services", "促企能力提升")
    phone.fill('[name="content"]', "问样机进展：100% & #1")
    path, text = made(phone)
    phone.get_by_role("button", name="复制文字").click()
    expect(phone.locator("[data-files] [role=status]")).to_contain_text("已复制")
    assert phone.evaluate("navigator.clipboard.readText()") == text
    with phone.expect_download() as saved:
        phone.get_by_role("button", name="下载文件").click()
    assert saved.value.suggested_filename == path.rpartition("/")[2]
    file = saved.value.path().read_text(encoding="utf-8")
    kind = kind_of(f"{PRIVATE}/{path}")
    assert kind
    assert file == f"# yaml-language-server: $schema=../../../../../../schemas/record.json\n{text}"
    assert formatted(file, kind, f"{PRIVATE}/{path}") == file
    link = urlsplit(phone.get_by_role("link", name="在代码仓库里新建").get_attribute("href") or "")
    folder, _, name = path.rpartition("/")
    assert (link.netloc, link.path) == ("git.example", f"/group/private/-/new/main/{folder}")
    assert parse_qs(link.query) == {"file_name": [name], "content": [file]}


def test_where_nothing_can_be_copied_what_was_meant_is_selected(phone: Page, inside: str) -> None:
    phone.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(new Error('no'));"
        "document.execCommand = () => false;"
    )
    phone.context.route("https://git.example/**", lambda route: route.fulfill(body=""))
    opened(phone, inside + RECORD)
    choose(phone, "channel", "电话")
    choose(phone, "services", "促企能力提升")
    phone.fill('[name="content"]', "问样机进展" * 200)  # more than an address holds
    _, text = made(phone)
    phone.get_by_role("button", name="复制文字").click()
    expect(phone.locator("[data-files] [role=status]")).to_contain_text("已经选中")
    assert phone.evaluate("getSelection().toString()") == text
    with phone.expect_popup():
        phone.get_by_role("link", name="在代码仓库里新建").click()
    whole = f"# yaml-language-server: $schema=../../../../../../schemas/record.json\n{text}"
    expect(phone.locator("[data-files] textarea")).to_have_value(whole)
    assert phone.evaluate("getSelection().toString()") == whole


ADDRESSES = """
async (given) => {
  const script = document.querySelector('script[src$="ledger-page.mjs"]').src;
  const { newFileAddress } = await import(script.replace("ledger-page.mjs", "ledger-forms.mjs"));
  return given.map(([pattern, text]) => newFileAddress(pattern, { folder: "a b/2026-h2", name: "r-1.yml" }, text));
}
"""


def test_a_text_that_an_address_cannot_hold_is_left_out_of_it(phone: Page, inside: str) -> None:
    opened(phone, inside + RECORD)
    base = "https://h/o/r"
    hosts = (
        f"{base}/new/main/{{folder}}?filename={{name}}&value={{text}}",
        f"{base}/-/new/main/{{folder}}?file_name={{name}}&content={{text}}",
        f"{base}/new/main/{{folder}}",
    )
    long = "长" * 2000
    found = phone.evaluate(ADDRESSES, [[host, text] for host in hosts for text in ("a&b\n", long)])
    assert [(each["address"], each["whole"]) for each in found] == [
        (f"{base}/new/main/a%20b/2026-h2?filename=r-1.yml&value=a%26b%0A", True),
        (f"{base}/new/main/a%20b/2026-h2?filename=r-1.yml", False),
        (f"{base}/-/new/main/a%20b/2026-h2?file_name=r-1.yml&content=a%26b%0A", True),
        (f"{base}/-/new/main/a%20b/2026-h2?file_name=r-1.yml", False),
        (f"{base}/new/main/a%20b/2026-h2", False),
        (f"{base}/new/main/a%20b/2026-h2", False),
    ]


WRITTEN = """
async (given) => {
  const script = document.querySelector('script[src$="ledger-page.mjs"]').src;
  const { clean, yamlOf } = await import(script.replace("ledger-page.mjs", "yaml-writer.mjs"));
  return JSON.stringify(JSON.parse(given).map((text) => {
    const kept = clean(text);
    const record = { id: "r-1", content: kept, themes: [kept, "绿色"], helped_by: { expert: kept }, steps: [{ do: "自办", result: kept }] };
    return [kept, yamlOf(record)];
  }));
}
"""
PIECES = (
    *(": ", "#", "- ", "-", "=", "?", "!", "&", "*", "%", "@", "`", '"', "'", "\\", "{", "}", "[", "]", ","),
    *("<<", "---", "...", "~", "null", "yes", "No", "on", "0x1f", "1e3", "012", "12:30", "1_0", ".5", "+1"),
    *(
        "|",
        ">",
        "\n",
        "\r\n",
        "\r",
        "\t",
        " ",
        "  ",
        "\n\n",
        "\n  ",
        "\u3000",
        "\u00a0",
        "\u200b",
        "\ufeff",
        "\u2028",
    ),
    *(
        "\u0085",
        "\x00",
        "\x1b",
        "\ue000",
        "\ufffd",
        "e\u0301",
        "ﬁ",
        "😀",
        "👨\u200d👩",
        "、",
        "。",
        "：",
        "“",
        "示例",
        "abc",
    ),
    *("2026-11-24", "350000", "true", "320102-003", "r-1", "key: value", " #x", "\\n", "''", '""'),
)


def nasty(count: int) -> Iterator[str]:
    """Every piece alone, then seeded mixtures."""
    yield from PIECES
    draw = random.Random(7)
    for _ in range(count):
        yield "".join(draw.choices(PIECES, k=draw.randint(2, 9)))
    yield "长" * 20_000


def test_any_text_is_read_back_as_it_was_written(phone: Page, inside: str) -> None:
    opened(phone, inside + RECORD)
    texts = list(nasty(400))
    found = json.loads(phone.evaluate(WRITTEN, json.dumps(texts)))
    for text, (kept, written) in zip(texts, found, strict=True):
        source = Source(path=f"{PRIVATE}/x.yml", text=written)
        assert list(unclean(source)) == [], ascii(written)
        document, faults = parse(source)
        assert (document is not None, faults) == (True, []), ascii(written)
        expected = [
            {
                "id": "r-1",
                "content": kept,
                "themes": [kept, "绿色"],
                "helped_by": {"expert": kept},
                "steps": [{"do": "自办", "result": kept}],
            }
        ]
        assert document is not None
        assert document.data == expected, ascii(written)
        assert yaml.safe_load(written) == expected, ascii(written)
        lines = text.replace("\r\n", "\n").replace("\r", "\n")
        exact = not UNSEEN.search(lines) and unicodedata.is_normalized("NFC", lines)
        if exact and lines.strip() == lines and " \n" not in lines:
            assert kept == lines, ascii(text)


def test_without_a_desk_it_asks_whose(phone: Page, inside: str) -> None:
    phone.goto(f"{inside}desk/record/")
    expect(phone.get_by_role("status").first).to_contain_text("还不知道是谁在记")
    phone.goto(f"{inside}desk/990102-001/")
    phone.goto(f"{inside}desk/record/")
    expect(phone.locator("[data-who]")).to_contain_text("990102-001")
    phone.goto(f"{inside}desk/record/?commissioner=990102-999")
    expect(phone.get_by_role("status").first).to_contain_text("没有读到990102-999的企业名单")


SMALL = """
() => [...document.querySelectorAll("#content :is(.z-opt, button, summary, select, textarea, .z-btn, input:not([type=radio]):not([type=checkbox]))")]
  .filter((each) => each.offsetParent && each.getBoundingClientRect().height < 44)
  .map((each) => each.outerHTML.slice(0, 90))
"""


@each_scheme
def test_the_forms_are_accessible_and_a_thumb_hits_everything(
    browser: Browser, inside: str, scheme: Scheme, width: int
) -> None:
    with browser.new_context(
        viewport={"width": width, "height": 844},
        color_scheme=scheme,
        bypass_csp=True,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    ) as context:
        page = on_the_day(context)

        def clean() -> None:
            assert found_by_axe(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate(SMALL) == []

        whole = (scheme == "dark") is (width == 1440)
        for path in (RECORD, REQUEST):
            opened(page, inside + path)
            page.evaluate("for (const fold of document.querySelectorAll('form details')) fold.open = true")
            if whole:
                clean()
            if path == RECORD:
                choose(page, "services", "护企权益保障")
            page.get_by_role("button", name="检查，生成文件").click()
            clean()
        choose(page, "kind", "意见建议")
        choose(page, "category", "融资")
        page.fill('[name="text"]', "希望通知早点发")
        made(page)
        clean()

"""The rules: what each finds, what it leaves alone, and that one mistake is one finding."""

import json
import re
import subprocess
from pathlib import Path

import playwright
import pytest
from tree import FACTS, OFFICE, POLICY, TREE, at_its_days, at_its_name, edited, found_in, pointed

from generator.checksums import card_number_holds, credit_code_holds, identity_number_holds
from generator.rules.documents import corrected
from generator.rules.privacy import personal

NODE = Path(playwright.__file__).parent / "driver" / "node"
MENDS = Path(__file__).parent.parent / "site_templates/assets/clerk-mends.mjs"
PRIVACY = MENDS.with_name("clerk-personal.mjs")

RIGHT = [
    "苏工信服建〔2022〕179号",
    "工信部企业〔2026〕2号",
    "苏发〔2021〕1号",
    "中国人民银行公告〔2026〕第24号",
    "财政部 税务总局公告2023年第7号",
    "财政部 海关总署 税务总局公告2023年第30号",
    "国令第802号",
    "国务院令第802号",
    "主席令第七十四号",
    "中华人民共和国主席令第四十六号",
    "国家发展改革委令2023年第7号",
    "中华人民共和国主席令第74号",
    "中华人民共和国工业和信息化部公告2026年第7号",
    "国家发展和改革委员会令第7号",
    "人力资源和社会保障部令第51号",
]

MENDED = {
    "工信部企业[2026]2号": "工信部企业〔2026〕2号",
    "工信部企业(2026)2号": "工信部企业〔2026〕2号",
    "工信部企业（2026）2号": "工信部企业〔2026〕2号",
    "工信部企业［２０２６］2号": "工信部企业〔2026〕2号",
    "工信部企业【2026】2号": "工信部企业〔2026〕2号",
    "工信部企业{2026}2号": "工信部企业〔2026〕2号",
    "工信部企业〈2026〉2号": "工信部企业〔2026〕2号",
    "工信部企业〔2026年〕2号": "工信部企业〔2026〕2号",
    "工信部企业2026年2号": "工信部企业〔2026〕2号",
    "工信部企业〔2026〕第2号": "工信部企业〔2026〕2号",
    "工信部企业〔2026〕02号": "工信部企业〔2026〕2号",
    "工信部企业〔2026〕2": "工信部企业〔2026〕2号",
    "工信部企业 〔2026〕 2 号": "工信部企业〔2026〕2号",
    "工信部企业〔2026〕2号。": "工信部企业〔2026〕2号",
    "工信部企业〔２０２６〕２号": "工信部企业〔2026〕2号",
    "中国人民银行公告[2026]第24号": "中国人民银行公告〔2026〕第24号",
    "中国人民银行公告〔2026〕24号": "中国人民银行公告〔2026〕第24号",
    "财政部、税务总局公告2023年第7号": "财政部 税务总局公告2023年第7号",
    "财政部  税务总局公告 2023 年第 7 号": "财政部 税务总局公告2023年第7号",
    "财政部 税务总局公告2023年7号": "财政部 税务总局公告2023年第7号",
    "财政部 税务总局公告2023年第07号": "财政部 税务总局公告2023年第7号",
    "国令802号": "国令第802号",
    "国令 第802号": "国令第802号",
    "国令第 80 2 号": "国令第802号",
    "工信部企业〔2026〕1 2号": "工信部企业〔2026〕12号",
    "中华人民共和国工业和信息化部公告2026年 第7号": "中华人民共和国工业和信息化部公告2026年第7号",
    "中华人民共和国主席令第 74 号": "中华人民共和国主席令第74号",
    "国家发展和改革委员会令7号": "国家发展和改革委员会令第7号",
    "人力资源和社会保障部、工业和信息化部令第051号": "人力资源和社会保障部 工业和信息化部令第51号",
    "国务院令（第802号）": None,
    "工信部企业〔26〕2号": None,
    "工信部企业〔2026〕号": None,
    "关于印发办法的通知": None,
    "公告第号": None,
    "": None,
}


@pytest.mark.parametrize("number", RIGHT)
def test_numbers_of_documents_that_hold(tmp_path: Path, number: str) -> None:
    assert found_in(tmp_path, edited(POLICY, ("工信部企业〔2026〕2号", number))) == ()
    assert corrected(number) == number


@pytest.mark.parametrize(("number", "mended"), MENDED.items())
def test_numbers_of_documents_mended(number: str, mended: str | None) -> None:
    assert corrected(number) == mended


def test_the_form_in_the_browser_mends_them_alike() -> None:
    numbers = [*RIGHT, *MENDED]
    script = f"""import {{ docNo }} from "{MENDS.as_uri()}";
        console.log(JSON.stringify({json.dumps(numbers)}.map(docNo)));"""
    command = (str(NODE), "--input-type=module", "-e", script)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [corrected(number) or number for number in numbers]


@pytest.mark.parametrize("number", [number for number in MENDED if number])
def test_numbers_of_documents_that_do_not_hold(tmp_path: Path, number: str) -> None:
    found = found_in(tmp_path, edited(POLICY, ("工信部企业〔2026〕2号", f"'{number}'")))
    assert [item.code for item in found] == ["doc-no-form"]
    mended = MENDED[number]
    assert found[0].help == (f"写作 {mended}" if mended else found[0].help)
    assert mended or found[0].help.startswith("写作“机关代字〔年份〕序号号”")
    assert found[0].instead == (mended or "")


def test_each_number_of_a_document_is_read(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, other("mof-2026-1", f"doc_no: {'甲' * 61}\n"))
    assert (found.code, found.message) == ("doc-no-form", f"发文字号“{'甲' * 60}”的写法不对")


PERSONAL = {
    "13800138000": "手机号",
    "电话138-0013-8000": "手机号",
    "138 0013 8000": "手机号",
    "138.0013.8000": "手机号",
    "+8613800138000": "手机号",
    "+86 13800138000": "手机号",
    "8613800138000": "手机号",
    "１３８００１３８０００": "手机号",
    "000-99010201/13800138000": "手机号",
    "138—1234—5678": "手机号",
    "138——1234——5678": "手机号",
    "138 123 45678": "手机号",
    "1381234 5678": "手机号",
    "138 12345678": "手机号",
    "138-1234 5678": "手机号",
    "Tel13812345678": "手机号",
    "id: a13812345678": "手机号",
    "[电话](tel:13812345678)": "手机号",
    "110101199003070038": "身份证号" if identity_number_holds("110101199003070038") else None,
    "11010519491231002X": "身份证号",
    "110105 19491231 002X": "身份证号",
    "110105-1949-1231-002x": "身份证号",
    "110101199001010939": "身份证号",  # the check characters of both hold: no credit code begins with 1
    "证件11010519491231002x。": "身份证号",
    "6222020000000000008": "银行卡号" if card_number_holds("6222020000000000008") else None,
    "4111 1111 1111 1111": "银行卡号",
    "5555-5555-5555-4444": "银行卡号",
    "6212 3456 7890 1232": "银行卡号" if card_number_holds("6212345678901232") else None,
    "someone@qq.com": "个人邮箱",
    "some.one+x@163.com": "个人邮箱",
    "a@vip.qq.com": "个人邮箱",
    "someone＠gmail.com": "个人邮箱",
    "zhang@263.net": "个人邮箱",
    "abc@188.com": "个人邮箱",
    "微信 wxid_abc123456": "微信号",
    "微信zhangsan88": "微信号",
    "微信（zhangsan88）": "微信号",
    "微信：“zhangsan”": "微信号",
    "加微信 zhangsan": "微信号",
    "WeChat ID：zhangsan": "微信号",
    "WeChat zhangsan88": "微信号",
    "微信ID zhangsan": "微信号",
    "微信：abc_123456": "微信号",
    "微信号 abc123456": "微信号",
    "WeChat: abc123456": "微信号",
    "vx：abc123456": "微信号",
}

INNOCENT = [
    "000-99010201",
    "000-99010201-801",
    "4008001234",
    "2026-04-01",
    "2026-04-01 12:30",
    "20260401",
    "1380013800",
    "138001380001",
    "X13800138000",
    "91320102MA1XXXXX0T",
    "13812345678MA",
    "1500000-2000000",
    "1998-03-05 100",
    "1990-12-31 12:30",
    "2026-11-30 2026-12-01",
    "130.12345678",
    "110105 19491231 0021",
    "微信小程序Version2",
    "微信 offices: [a]",
    "微信 Windows",
    "wx sample-2026-1",
    "913201001234567890",
    "913201199003071919",  # the check characters of both hold: a credit code, since no ID number begins with 9
    "99010119900101022x",
    "123456789012345678",
    "110105194912310021",
    "622202000000000000",
    "4111 1111 1111 1112",
    "office@example.gov.cn",
    "qq.com",
    "微信公众号jsgxt2022",
    "微信群、钉钉群",
    "wx-sample-2026-1",
    "https://www.example.gov.cn/art/13800138000.html",
    "at_least: 15000000000",
    "fixed: 18000000000",
    "苏公网安备32010602010001号",
]


def test_personal_data_is_found() -> None:
    for text, what in PERSONAL.items():
        assert {found for found, _, _ in personal(text, AMOUNTS)} == ({what} if what else set()), text


def test_what_only_looks_like_personal_data_is_not() -> None:
    for text in INNOCENT:
        assert list(personal(text, AMOUNTS)) == [], text


def test_the_form_in_the_browser_finds_it_alike() -> None:
    texts = [*PERSONAL, *INNOCENT, "revenue: 13800000000", "staff: 13800000000", "amount: 13800138000"]
    texts += ["4111 1111 1111 1112 4111 1111 1111 1111", "电话：138-0013-8000。", "someone@qq.com.cn.example"]
    script = f"""import {{ personal }} from "{PRIVACY.as_uri()}";
        const found = (text) => personal(text, ["revenue"]) ?? null;
        console.log(JSON.stringify({json.dumps(texts)}.map(found)));"""
    command = (str(NODE), "--input-type=module", "-e", script)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    expected = [next((what for what, _, _ in personal(text, AMOUNTS)), None) for text in texts]
    assert dict(zip(texts, json.loads(done.stdout), strict=True)) == dict(zip(texts, expected, strict=True))


AMOUNTS = re.compile(r"https?://[^\s?]+|\b(?:at_least|fixed|revenue): *[1-9][0-9]*000000(?![0-9])")


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({POLICY: f"# 13800138000\n{TREE[POLICY]}"}, (POLICY, 1, 3, 11)),
        (edited(POLICY, ("what: 获得省级称号。", "what: 打13800138000。")), (POLICY, 16, 12, 11)),
        (edited(POLICY, ("what: 获得省级称号。", 'what: "打138\\u00300138000"')), (POLICY, 16, 11, 19)),
        (edited(POLICY, ("what: 获得省级称号。", "what: 打138\n      0013 8000")), (POLICY, 16, 11, 1)),
        (edited(POLICY, ("what: 获得省级称号。", "what: 问 someone@qq.com 吧")), (POLICY, 16, 13, 14)),
        (
            {"content/policies/miit/a-13800138000.yml": ""},
            ("content/policies/miit/a-13800138000.yml", 1, 1, 1),
        ),
        ({"content/policies/miit/a.yml": "a: [\n# 13800138000"}, ("content/policies/miit/a.yml", 2, 3, 11)),
        ({"content/phones.yml": "a: 13800138000"}, ("content/phones.yml", 1, 4, 11)),
        ({"content/cases/a13812345678.yml": ""}, ("content/cases/a13812345678.yml", 1, 1, 1)),
        (
            {"content/pages/about/index.md": "# 关于\n\n手机 13812345678。\n"},
            ("content/pages/about/index.md", 3, 4, 11),
        ),
        (
            {"content/pages/关于 A.markdown": "\ufeff问 someone@qq.com\r\n"},
            ("content/pages/关于 A.markdown", 1, 3, 14),
        ),
    ],
)
def test_personal_data_at_its_place(
    tmp_path: Path, changes: dict[str, str], place: tuple[str, int, int, int]
) -> None:
    found = [item.span for item in found_in(tmp_path, changes) if item.code == "personal-data"]
    assert [(span.path, span.line, span.column, span.width) for span in found] == [place]


def test_money_in_examples_is_no_phone(tmp_path: Path) -> None:
    assert found_in(tmp_path, edited(POLICY, ("revenue: 20000000}", "revenue: 15000000000}"))) == ()
    assert (
        found_in(tmp_path, edited(POLICY, ("获得省级称号。", '"甲\\n乙"'), ("20000000}", "15000000000}")))
        == ()
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("问 someone@qq.com", [("个人邮箱", 2, 14)]),
        ("a@qq.com", [("个人邮箱", 0, 8)]),
        ("电话13800138000", [("手机号", 2, 11)]),
        ("https://example.gov.cn/13800138000 someone@qq.com", [("个人邮箱", 35, 14)]),
        ("a13800138000 13800138000", [("手机号", 13, 11)]),
        ("a-13800138000", [("手机号", 2, 11)]),
    ],
)
def test_how_wide_personal_data_is(text: str, found: list[tuple[str, int, int]]) -> None:
    assert list(personal(text, AMOUNTS)) == found


def test_check_characters() -> None:
    assert identity_number_holds("11010519491231002X")
    assert not identity_number_holds("110105194912310021")
    assert card_number_holds("4111111111111111")
    assert not card_number_holds("4111111111111112")
    assert credit_code_holds("91350100M000100Y43")
    assert not credit_code_holds("91350100M000100Y44")
    assert not credit_code_holds("91350100I000100Y43")


UNTRUE = "example-fails"
"""What a changed rule or example also gives, since its answer is another."""


def codes(root: Path, changes: dict[str, str]) -> list[str]:
    return [item.code for item in found_in(root, changes)]


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (("effective_on: 2026-04-01", "effective_on: 2026-04-01\nends_on: 2026-03-31"), "失效早于施行"),
        (("published_on: 2026-01-17", "published_on: 2026-01-15"), "发布早于成文"),
        (
            (
                "    claim: 认定",
                "    claim: 认定\n    windows: [{opens_on: 2026-05-02, closes_on: 2026-05-01}]",
            ),
            "申报截止早于开始",
        ),
        (
            ("claim: 认定", "claim: 认定\n    windows: [{opens_on: 2026-05-02, closes_on: 2026-05-02}, {opens_on: 2026-06-02, closes_on: 2026-06-01}]"),
            "申报截止早于开始",
        ),
    ],
)  # fmt: skip
def test_dates_out_of_order(tmp_path: Path, edit: tuple[str, str], message: str) -> None:
    (found,) = found_in(tmp_path, edited(POLICY, edit))
    assert found.code == "dates-out-of-order"
    assert found.message.startswith(message)
    assert at_its_days(tmp_path, found)


def test_dates_on_the_same_day_are_in_order(tmp_path: Path) -> None:
    changes = edited(POLICY, ("published_on: 2026-01-17", "published_on: 2026-01-16\nends_on: 2026-04-01"))
    assert codes(tmp_path, changes) == []


BASE = (
    "issuers: [某部]\nlevel: 国家级\nkind: 政策文件\ntopics: [融资]\nsummary: [甲。, 乙。, 丙。]\n"
    "checked: {date: 2026-11-24, against: 官网}\n"
)


def other(name: str, more: str = "") -> dict[str, str]:
    return {f"content/policies/mof/{name}.yml": f"id: {name}\ntitle: 甲\n{BASE}{more}"}


@pytest.mark.parametrize(
    ("line", "kind", "mend"),
    [
        ("amends: [mof-2026-2]", "政策", "核对编号，或先在 content/policies 里建这份政策"),
        ("based_on: [qqqq]", "政策", "核对编号，或先在 content/policies 里建这份政策"),
        ("interprets: [mof-old]", "政策", "改成 mof-2026-1"),
        ('regions: ["990103"]', "行政区划", "核对代码；已有的地区在 rosters/regions.yml 里"),
        ("replaced_by: {policy: mof-2026-01, date: 2026-05-01}", "政策", "改成 mof-2026-1"),
    ],
)
def test_references_of_a_policy(tmp_path: Path, line: str, kind: str, mend: str) -> None:
    changes = {
        **edited(POLICY, ("level: 国家级", f"level: 国家级\n{line}")),
        **other("mof-2026-1", "aliases: [mof-old]\n"),
    }
    (found,) = found_in(tmp_path, changes)
    assert (found.code, found.help) == ("unknown-reference", mend)
    assert found.message.startswith(f"没有{kind}“")
    assert at_its_name(tmp_path, found)


@pytest.mark.parametrize(
    ("line", "mend"),
    [
        ('office: "990103"', "核对代码；已有的地区在 rosters/regions.yml 里"),
        ('windows: [{regions: ["990103"]}]', "核对代码；已有的地区在 rosters/regions.yml 里"),
        ("excludes: [{benefit: miit-2026-2#srd, clause: 一}]", "改成 miit-2026-2#srdi"),
        ("helps: {experts: [管理资询]}", "改成 管理咨询"),
        ("helps: {experts: [qq]}", "核对领域；可选：技术支持、管理咨询"),
    ],
)
def test_references_of_a_benefit(tmp_path: Path, line: str, mend: str) -> None:
    (found,) = found_in(tmp_path, edited(POLICY, ("    claim: 认定", f"    claim: 认定\n    {line}")))
    assert (found.code, found.help) == ("unknown-reference", mend)
    assert at_its_name(tmp_path, found)


@pytest.mark.parametrize(
    ("example", "code", "mend"),
    [
        ("{facts: {stafff: 1}, answer: 不符合}", "unknown-reference", "改成 staff"),
        ("{facts: {staff: 1}, answer: 待核实, needs: [revenu]}", "unknown-reference", "改成 revenue"),
        ("{facts: {staff: 1}, answer: 不符合, because: stf}", "unknown-reference", "改成 staff"),
        ("{facts: {miit-2026-2#srdi/a: true}, answer: 符合}", "unknown-reference", "核对编号；写成“政策编号#事项编号/asks 的编号”"),
        ("{facts: {growth: 3}, answer: 不符合}", None, ""),
        ("{facts: {growth: 1.5%}, answer: 不符合}", None, ""),
        ("{facts: {tiers: [专精特新中小企业]}, answer: 不符合}", None, ""),
        ("{facts: {tiers: [专精特新]}, answer: 不符合}", "wrong-example", "改成“专精特新中小企业”；可选：专精特新中小企业、制造业单项冠军"),
        ("{facts: {staff: [1]}, answer: 不符合}", "wrong-example", "只写一个值，不用 [ ]"),
        ("{facts: {staff: {a: b}}, answer: 不符合}", "wrong-type", "写成一段文字，不用 [ ]、{ } 和“-”"),
        ("{facts: {established_on: 2024年1月5日}, answer: 不符合}", "wrong-example", "写作 2024-01-05"),
        ("{facts: {established_on: 2024-02-30}, answer: 不符合}", "wrong-example", "核对日子；2024年2月是1日到29日"),
        ("{facts: {established_on: 2024-02-29}, answer: 不符合}", None, ""),
        ('{facts: {place: "990102"}, answer: 不符合}', None, ""),
        ('{facts: {place: "990103"}, answer: 不符合}', "unknown-reference", "核对代码；已有的地区在 rosters/regions.yml 里"),
        ("{facts: {staff: -5}, answer: 不符合}", "wrong-example", "核对后写0或正数"),
    ],
)  # fmt: skip
def test_examples(tmp_path: Path, example: str, code: str | None, mend: str) -> None:
    found = found_in(tmp_path, edited(POLICY, ("{facts: {staff: 2000}, answer: 不符合}", example)))
    assert [(item.code, item.help) for item in found if item.code != UNTRUE] == (
        [(code, mend)] if code else []
    )
    assert all(at_its_name(tmp_path, item) for item in found if code == "unknown-reference")


@pytest.mark.parametrize(("answer", "count"), [("true", 0), ("false", 0), ("是", 1)])
def test_an_example_answers_what_a_rule_asks(tmp_path: Path, answer: str, count: int) -> None:
    asks = ("{fact: staff, at_most: 1000, clause: 标准一}", "{asks: clean, text: 没有违法, clause: 标准一}")
    example = ("{facts: {staff: 2000}", f"{{facts: {{miit-2026-2#srdi/clean: {answer}}}")
    found = found_in(tmp_path, edited(POLICY, asks, example))
    assert [(item.code, item.help) for item in found if item.code != UNTRUE] == [
        ("wrong-example", "自报条件的值是写 true，否写 false")
    ] * count


@pytest.mark.parametrize(
    ("leaf", "code", "mend"),
    [
        ("{fact: high_tech, is: 是, clause: 一}", "wrong-limit", "写作 true"),
        ("{fact: high_tech, at_least: 1, clause: 一}", "wrong-operator", "改用 is"),
        ("{fact: growth, at_least: 3, clause: 一}", "wrong-limit", "写作 3%"),
        ("{fact: growth, at_least: -3%, clause: 一}", None, ""),
        ("{ratio: [revenue, staff], at_least: 0.05, clause: 一}", "wrong-limit", "写作 5%"),
        ("{ratio: [growth, staff], at_least: 5%, clause: 一}", "wrong-operator", "ratio 和 sum 里只写金额和数目"),
        ("{sum: [revenue, staff], is: 5, clause: 一}", "wrong-operator", "改用 at_least、more_than、at_most、less_than"),
        ("{sum: [staff, staff], is: 5, clause: 一}", "wrong-operator", "改用 at_least、more_than、at_most、less_than"),
        ("{sum: [revenue, revenue], at_least: 5万, clause: 一}", "wrong-limit", "写作 50000"),
        ("{fact: industry, in: [工业, 零受业], clause: 一}", "wrong-limit", "改成“零售业”；可选：工业、零售业"),
        ("{fact: industry, is: qq, clause: 一}", "wrong-limit", "可选：工业、零售业"),
        ("{fact: tiers, has_any: [制造业单项冠军], clause: 一}", None, ""),
        ("{fact: tiers, is: 制造业单项冠军, clause: 一}", "wrong-operator", "改用 has_any、has_all"),
        ("{fact: established_on, before: 2024-01-01, clause: 一}", None, ""),
        ("{fact: established_on, years_at_least: 2, clause: 一}", None, ""),
        ("{fact: established_on, at_least: 2, clause: 一}", "wrong-operator", "改用 before、after、years_at_least"),
        ('{fact: place, is: "990102", clause: 一}', None, ""),
        ('{fact: place, in: ["990103"], clause: 一}', "unknown-reference", "核对代码；已有的地区在 rosters/regions.yml 里"),
        ('{fact: place, is: "990103", clause: 一}', "unknown-reference", "核对代码；已有的地区在 rosters/regions.yml 里"),
        ("{fact: staff, in: [5, 6], clause: 一}", None, ""),
    ],
)  # fmt: skip
def test_leaves_fit_the_dictionary(tmp_path: Path, leaf: str, code: str | None, mend: str) -> None:
    found = found_in(tmp_path, edited(POLICY, ("{fact: staff, at_most: 1000, clause: 标准一}", leaf)))
    assert [(item.code, item.help) for item in found if item.code != UNTRUE] == (
        [(code, mend)] if code else []
    )


def test_each_leaf_of_a_rule_is_read(tmp_path: Path) -> None:
    edits = ("{fact: staff, at_most", "{fact: stafff, at_most"), ("at_least: 15000000", "at_least: 1500万")
    assert codes(tmp_path / "a", edited(POLICY, *edits)) == ["unknown-reference", "wrong-limit"]
    asks = ("{fact: staff, at_most: 1000, clause: 标准一}", "{asks: clean, text: 没有违法, clause: 标准一}")
    examples = ("{staff: 100, revenue: 20000000}", "{staff: 100}"), ("{fact: revenue", "{fact: revenu")
    assert codes(tmp_path / "b", edited(POLICY, asks, *examples)) == ["unknown-reference"]


def test_counts_inside_groups(tmp_path: Path) -> None:
    group = "{not: {any: [{at_least: 1, of: [{fact: staff, at_least: 5, clause: 一}]}]}}"
    assert codes(tmp_path, edited(POLICY, ("{fact: staff, at_most: 1000, clause: 标准一}", group))) == [
        UNTRUE
    ]


def test_a_wrong_count_inside_groups(tmp_path: Path) -> None:
    group = "{at_least: 1, of: [{not: {any: [{at_least: 2, of: [{fact: staff, at_least: 5, clause: 一}]}]}}]}"
    (found,) = found_in(tmp_path, edited(POLICY, ("{fact: staff, at_most: 1000, clause: 标准一}", group)))
    assert (found.code, pointed(tmp_path, found)) == ("wrong-count", ["2"])


def test_both_sides_of_a_succession(tmp_path: Path) -> None:
    old = edited(
        POLICY,
        (
            "level: 国家级",
            "level: 国家级\nreplaced_by: {policy: mof-2026-1, date: 2026-05-01, except: [srdi]}",
        ),
    )
    assert codes(tmp_path, {**old, **other("mof-2026-1", "replaces: [miit-2026-2]\n")}) == []
    (found,) = found_in(tmp_path, {**old, **other("mof-2026-1")})
    mend = "在 content/policies/mof/mof-2026-1.yml 里写上 replaces: [miit-2026-2]，或删掉这里"
    assert (found.code, found.help) == ("succession-disagrees", mend)
    assert pointed(tmp_path, found) == ["mof-2026-1", "mof-2026-1"]
    third = other("mof-2026-2", "replaced_by: {policy: mof-2026-1, date: 2026-05-01}\n")
    (found,) = found_in(tmp_path, {**old, **third, **other("mof-2026-1", "replaces: [mof-2026-2]\n")})
    assert pointed(tmp_path, found) == ["mof-2026-1", "["]


def test_a_kept_benefit_must_exist(tmp_path: Path) -> None:
    old = edited(
        POLICY,
        (
            "level: 国家级",
            "level: 国家级\nreplaced_by: {policy: mof-2026-1, date: 2026-05-01, except: [srd]}",
        ),
    )
    (found,) = found_in(tmp_path, {**old, **other("mof-2026-1", "replaces: [miit-2026-2]\n")})
    assert (found.code, found.help) == ("unknown-reference", "改成 miit-2026-2#srdi")


def test_a_policy_that_replaces_itself(tmp_path: Path) -> None:
    line = "replaces: [miit-2026-2]\nreplaced_by: {policy: miit-2026-2, date: 2026-05-01}"
    assert codes(tmp_path, edited(POLICY, ("level: 国家级", f"level: 国家级\n{line}"))) == [
        "succession-cycle"
    ]


@pytest.mark.parametrize("field", ["replaces", "amends", "based_on", "interprets"])
def test_a_policy_names_no_relation_to_itself(tmp_path: Path, field: str) -> None:
    line = f"{field}: [mof-2026-1, miit-2026-2]"
    changes = edited(POLICY, ("level: 国家级", f"level: 国家级\n{line}"))
    older = "replaced_by: {policy: miit-2026-2, date: 2026-05-01}\n" if field == "replaces" else ""
    (found,) = found_in(tmp_path, {**changes, **other("mof-2026-1", older)})
    assert (found.code, found.help) == ("succession-cycle", "删掉它，或换成另一份文件的编号")
    assert pointed(tmp_path, found) == ["miit-2026-2"]


@pytest.mark.parametrize(("benefit", "told"), [("srdi", ["succession-cycle"]), ("other", [])])
def test_a_benefit_excludes_another(tmp_path: Path, benefit: str, told: list[str]) -> None:
    excludes = f"    claim: 认定\n    excludes: [{{benefit: miit-2026-2#{benefit}, clause: 第二条}}]"
    second = "  - {id: other, name: 另一项, what: 另一种称号。, support: [认定], claim: 认定, no_conditions_because: 都可以。}\n"
    text = edited(POLICY, ("    claim: 认定", excludes))[POLICY] + second
    found = found_in(tmp_path, {POLICY: text})
    assert [item.code for item in found] == told
    assert [at for item in found for at in pointed(tmp_path, item)] == ["miit-2026-2#srdi"] * len(told)


def test_ids_are_used_once_also_as_aliases(tmp_path: Path) -> None:
    assert codes(tmp_path, other("mof-2026-1", "aliases: [miit-2026-2]\n")) == ["duplicate-id"]
    same = {"content/policies/mof/miit-2026-2.yml": TREE[POLICY]}
    assert codes(tmp_path, {**same, **other("mof-2026-1")}) == ["duplicate-id"]


def test_each_benefit_has_an_id_of_its_own(tmp_path: Path) -> None:
    second = "  - {id: other, name: 另一项, what: 另一种称号。, support: [认定], claim: 认定, no_conditions_because: 都可以。}\n"
    assert codes(tmp_path, {POLICY: TREE[POLICY] + second}) == []


def test_a_broken_office_still_stands_for_its_region(tmp_path: Path) -> None:
    assert codes(tmp_path, edited(OFFICE, ("unit: ", "unti: "))) == ["unknown-field"]
    assert codes(tmp_path, {OFFICE: "a: [\n"}) == ["yaml-syntax"]


def test_a_region_that_is_nowhere(tmp_path: Path) -> None:
    assert codes(tmp_path, edited(OFFICE, ('"990102"', '"990199"'))) == ["unknown-reference"]
    assert codes(tmp_path, edited("rosters/scheme.yml", ('"990000"', '"990001"'))) == ["unknown-reference"]


def test_two_folders_for_one_region(tmp_path: Path) -> None:
    twin = {"rosters/990100-jia/990102-yiqu/office.yml": TREE[OFFICE]}
    (found,) = found_in(tmp_path, twin)
    assert (found.code, found.help) == ("region-with-two-offices", "删掉多余的一个文件")
    assert found.span.path == "rosters/990100-jia/990102-yiqu/office.yml"


@pytest.mark.parametrize(
    ("line", "count"),
    [("ends_on: 2026-11-23", 0), ("ends_on: 2026-11-24", 1), ("replaced_by: {policy: mof-2026-1, date: 2026-11-24}", 0), ("review_every: 400", 0), ("review_every: 300", 1)],
)  # fmt: skip
def test_stale_checks(tmp_path: Path, line: str, count: int) -> None:
    old = edited(
        POLICY, ("date: 2026-11-24", "date: 2025-11-24"), ("level: 国家级", f"level: 国家级\n{line}")
    )
    found = found_in(
        tmp_path, {**old, **other("mof-2026-1", "replaces: [miit-2026-2]\n" if "replaced" in line else "")}
    )
    assert [item.code for item in found] == ["stale-check"] * count


def test_facts_with_wrong_keys(tmp_path: Path) -> None:
    assert codes(tmp_path, edited(FACTS, ("key: growth", "key: Growth-Rate"))) == ["wrong-form"]

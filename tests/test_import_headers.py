"""Which sheet, which row and which column: what people write above their tables."""

import re
from collections.abc import Sequence

import pytest

from generator.importing.headers import Headed, headed
from generator.importing.rows import read_rows
from generator.importing.shapes import WAYS, all_shapes
from generator.importing.values import Raw, Table, UnreadableError
from generator.records.fact import Fact, FactKind

FACTS = {"revenue": Fact(key="revenue", label="上年度营业收入", kind=FactKind.MONEY, unit="元")}


PROFILE = ["统一社会信用代码", "数据日期", "上年度营业收入"]


def of(kind: str, *tables: Table, sheet: str | None = None) -> Headed:
    others = [shape for shape in all_shapes(FACTS) if shape.kind != kind]
    return headed(tables, WAYS[kind].shape(FACTS), others, sheet)


def table(*lines: Sequence[Raw], name: str = "名单", hidden: bool = False) -> Table:
    return Table(name=name, lines=lines, hidden=hidden)


def fields(found: Headed) -> dict[str, str]:
    return {found.table.at(found.row, place): column.field for place, column in found.columns.items()}


@pytest.mark.parametrize("kind", WAYS)
def test_no_header_means_two_columns(kind: str) -> None:
    shape = WAYS[kind].shape(FACTS)
    words = [word for column in shape.columns for word in set(column.words)]
    assert len(words) == len(set(words)), sorted(word for word in words if words.count(word) > 1)


@pytest.mark.parametrize("kind", WAYS)
def test_each_header_of_a_template_is_known(kind: str) -> None:
    columns = WAYS[kind].shape(FACTS).columns
    found = of(kind, table([column.label for column in columns]))
    assert [column.field for column in found.columns.values()] == [column.field for column in columns]
    assert found.unknown == ()


def test_titles_marks_blanks_and_remarks_are_left_aside() -> None:
    found = of(
        "enterprise",
        table(
            ["乙区企业名单", "", "", ""],
            ["填报单位：示例局", "", "", ""],
            ["序 号", "* 企业\n名称（必填）", "统一社会信用代码", "认定日期（年月日）"],
        ),
    )
    assert found.row == 2
    assert fields(found) == {"名单!B3": "name", "名单!C3": "code", "名单!D3": "awarded_on"}
    assert found.known == (("名单!A3", "序 号"),)


def test_english_names_are_taken() -> None:
    found = of("pairing", table(["code", "id", "since", "until"]))
    assert list(fields(found).values()) == ["code", "id", "since", "until"]


def test_an_unknown_header_is_named_with_the_likely_one() -> None:
    found = of("enterprise", table(["统一社会信用代码", "认定曰期", "天气"]))
    assert found.unknown == (("名单!B1", "认定曰期", "认定日期"), ("名单!C1", "天气", None))


def test_an_amount_may_be_in_another_unit() -> None:
    found = of("profile", table(["统一社会信用代码", "数据日期", "上年度营业收入（万元）"]))
    column = found.columns[2]
    assert (column.field, column.form.read(123.5)) == ("facts.revenue", "1235000")


@pytest.mark.parametrize(
    ("header", "raw", "value"),
    [
        ("上年度营业收入（单位：万元）", 1200.0, "12000000"),
        ("revenue(千元)", "¥1200", "1200000"),
        ("上年度营业收入(万元)", "1.2E+3", "12000000"),
        ("上年度营业收入(万元)", "1200元", "1200"),
        ("上年度营业收入(万元)", "1200万元", "12000000"),
        ("上年度营业收入", 1200.0, "1200"),
    ],
)
def test_an_amount_is_in_the_unit_that_is_written(header: str, raw: Raw, value: str) -> None:
    found = of("profile", table(["统一社会信用代码", "数据日期（年月日）", header]))
    assert found.columns[2].form.read(raw) == value


@pytest.mark.parametrize("unit", ["万", "万元人民币", "万元，含税", "美元", "不含税"])
def test_an_amount_in_a_unit_that_nobody_knows_is_refused(unit: str) -> None:
    head = [*PROFILE[:2], f"上年度营业收入（{unit}）"]
    [reject] = read_rows(of("profile", table(head, ["91990102MA0000001D", "2026-03-31", 1.0]))).rejects
    assert (reject.address, "表头里的单位" in reject.message) == ("名单!C2", True)


def test_a_number_of_ten_thousands_of_people_is_not_read() -> None:
    facts = {"staff": Fact(key="staff", label="从业人员", kind=FactKind.INT, unit="人")}
    lines = table(["统一社会信用代码", "数据日期", "从业人员（万人）", "从业人员（人）"])
    found = headed([lines], WAYS["profile"].shape(facts), [], None)
    assert [address for address, _, _ in found.unknown] == ["名单!C1"]


@pytest.mark.parametrize("above", ["单位：万元", "金额单位:人民币亿元、人", "（单位：千元）"])
def test_a_unit_above_the_headers_is_not_passed_over(above: str) -> None:
    with pytest.raises(UnreadableError, match="名单!B1 写着"):
        of("profile", table(["", above], PROFILE))


@pytest.mark.parametrize("above", ["填报单位：千亿医药局", "单位：元"])
def test_what_is_no_other_unit_may_stand_above_the_headers(above: str) -> None:
    assert of("profile", table(["", above], PROFILE)).row == 1


def test_the_sheet_that_fits_is_read() -> None:
    good = table(["统一社会信用代码", "企业名称", "所属行业"], name="企业")
    other = table(["统一社会信用代码"], name="附")
    notes = table(["怎样填"], ["企业名称：写全称"], name="说明")
    assert of("enterprise", notes, other, good).table.name == "企业"
    assert of("enterprise", other, good, sheet="附").table.name == "附"
    assert of("enterprise", table(*good.lines, name="去年", hidden=True), good).table.name == "企业"


@pytest.mark.parametrize(
    ("tables", "sheet", "words"),
    [
        (
            [table(["统一社会信用代码"], name="甲"), table(["信用代码"], name="乙")],
            None,
            "有2张表.*--sheet 甲",
        ),
        ([table(["统一社会信用代码"])], "乙", "没有“乙”这张表，有的是“名单”"),
        ([table(["天气", "温度"])], None, "没有找到表头.*统一社会信用代码.*--template enterprise"),
        ([], None, "没有一张表"),
        ([table(["企业名称", "所属行业", "代马"])], None, "缺少要有的列.*信用代码.*没有认出的表头：C1“代马”"),
        ([table(["统一社会信用代码", "信用代码"])], None, "名单!A1 和 名单!B1 都是“统一社会信用代码”"),
    ],
)
def test_what_cannot_be_told_is_said(tables: list[Table], sheet: str | None, words: str) -> None:
    with pytest.raises(UnreadableError) as told:
        of("enterprise", *tables, sheet=sheet)
    assert re.search(words, str(told.value).replace("\n", "")), str(told.value)


def test_lines_that_are_no_rows_are_passed_over_and_named() -> None:
    code = "91990102MA0000001D"
    lines: list[list[Raw]] = [
        ["序号", "统一社会信用代码", "企业名称"],
        [1.0, code, "示例甲"],
        ["", "", ""],
        [2.0, "", ""],
        ["序号", "统一社会信用代码", "企业名称"],
        ["一、乙区", "", ""],
        ["示例", code, "示例乙"],
        [3.0, code, "示例丙"],
        [4.0, "  ", "示例丁"],
        ["合计", "", "3家"],
        ["填表人：示例", "", ""],
    ]
    found = read_rows(of("enterprise", Table(name="名单", lines=lines, unseen=frozenset({7}))))
    assert [row.number for row in found.rows] == [2, 9]
    assert found.lost == {7, 8}
    assert found.passed == {"重复的表头": [5], "示例": [7], "隐藏的行": [8], "合计": [10]}


def test_cells_that_show_no_value_are_refused_where_they_stand() -> None:
    lines: list[list[Raw]] = [["统一社会信用代码", "企业名称", "认定日期"], ["", "", "2024年3月"]]
    given = Table(name="名单", lines=lines, broken={(1, 0): "#N/A"}, empty=frozenset({(1, 1)}))
    found = read_rows(of("enterprise", given))
    assert found.rows == []
    assert [(reject.address, reject.message) for reject in found.rejects] == [
        ("名单!A2", "统一社会信用代码：这一格是错误值“#N/A”"),
        ("名单!B2", "企业名称：这一格是公式，没有算出值（“”）"),
        ("名单!C2", "认定日期：“2024年3月”只有年月，没有日"),
    ]


def test_a_row_of_nothing_but_formulas_without_values_is_no_blank_one() -> None:
    lines: list[list[Raw]] = [["统一社会信用代码", "企业名称"], ["", ""]]
    found = read_rows(of("enterprise", Table(name="名单", lines=lines, empty=frozenset({(1, 0)}))))
    assert [reject.address for reject in found.rejects] == ["名单!A2"]
    assert found.lost == {2}


def test_a_number_that_is_shown_as_a_percentage_is_one() -> None:
    facts = {"growth": Fact(key="growth", label="增长率", kind=FactKind.PERCENT)}
    shape = WAYS["profile"].shape(facts)
    lines: list[list[Raw]] = [
        ["统一社会信用代码", "数据日期", "增长率"],
        ["91990102MA0000001D", "2026-03-31", 0.205],
    ]
    given = Table(name="名单", lines=lines, shares=frozenset({(1, 2)}))
    [row] = read_rows(headed([given], shape, [], None)).rows
    assert row.value("facts.growth") == "20.5%"

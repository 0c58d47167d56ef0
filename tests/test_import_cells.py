"""Cells as people leave them, and the values that a file holds."""

from datetime import date, datetime, timedelta

import pytest

from generator.importing.cells import (
    AMOUNT,
    CREDIT_CODES,
    DAY,
    DAYS,
    IDENTIFIER,
    IDS,
    LINE,
    NAMES,
    PERSON_ID,
    PHONES,
    RECORD_IDS,
    REGION_CODES,
    TEXT,
    Form,
    choice,
    clean,
    is_blank,
    several,
)
from generator.importing.fact_cells import fact_form
from generator.importing.values import MisreadError, Raw
from generator.records.commissioner import UnitKind
from generator.records.fact import Fact, FactKind
from generator.records.service import Service

UNITS = choice(UnitKind, {"机关": "行政"})


@pytest.mark.parametrize(
    ("form", "raw", "value"),
    [
        (LINE, "  示例　精密\u200b机械 有限公司\xa0", "示例精密机械有限公司"),
        (LINE, "ABC  Tech 示例", "ABC Tech 示例"),
        (LINE, "示例\n公司", "示例公司"),
        (LINE, 5.0, "5"),
        (TEXT, "第一行 \r\n\r\n 第二行_x000D_\t尾", "第一行\n第二行 尾"),
        (DAY, date(2024, 3, 1), "2024-03-01"),
        (DAY, datetime(2024, 3, 1, 9, 30), "2024-03-01"),  # noqa: DTZ001 -- a spreadsheet has no zones
        (DAY, 45352, "2024-03-01"),
        (DAY, 45352.0, "2024-03-01"),
        (DAY, "45352", "2024-03-01"),
        (DAY, 20240301.0, "2024-03-01"),
        (DAY, "２０２４年３月１日", "2024-03-01"),
        (DAY, "2024.3.1", "2024-03-01"),
        (DAY, "2024/03/01 00:00:00", "2024-03-01"),
        (DAY, "2024-03-01 12:30", "2024-03-01"),
        (DAY, "2024年3月1日 9:05:00", "2024-03-01"),
        (DAY, "至今", None),
        (DAYS, "2024-03-01、2024年4月2日", ["2024-03-01", "2024-04-02"]),
        (DAYS, date(2024, 3, 1), ["2024-03-01"]),
        (CREDIT_CODES, " ９１９９０１０２ma0000001d ", "91990102MA0000001D"),
        (CREDIT_CODES, "91990102-MA000000-1D", "91990102MA0000001D"),
        (REGION_CODES, 990102.0, "990102"),
        (REGION_CODES, "990102000000", "990102"),
        (PERSON_ID, "990102 - 3", "990102-003"),
        (PHONES, "(010)88886666", "010-88886666"),
        (PHONES, "000—99010211", "000-99010211"),
        (IDENTIFIER, "Law-01", "law-01"),
        (RECORD_IDS, "R-2026-1", "r-2026-1"),
        (AMOUNT, "35万元", "350000"),
        (AMOUNT, 350000.0, "350000"),
        (NAMES, "示例轴承、示例丝杠；示例阀门\n示例泵", ["示例轴承", "示例丝杠", "示例阀门", "示例泵"]),
        (NAMES, "示例轴承/示例丝杠", ["示例轴承", "示例丝杠"]),
        (NAMES, "A/D转换器", ["A/D转换器"]),
        (NAMES, "电/气控制阀", ["电/气控制阀"]),
        (NAMES, "TCP/IP网关、示例,轴承", ["TCP/IP网关", "示例,轴承"]),
        (NAMES, "1,4-丁二醇", ["1,4-丁二醇"]),
        (NAMES, "示例轴承,A型丝杠，B型丝杠", ["示例轴承", "A型丝杠", "B型丝杠"]),
        (NAMES, "示例轴承、", ["示例轴承"]),
        (IDS, "q-2026-1,q-2026-2", ["q-2026-1", "q-2026-2"]),
        (NAMES, "示例轴承、示例轴承", ["示例轴承"]),
        (UNITS, " 行 政 ", "行政"),
        (UNITS, "机关", "行政"),
        (several(Service), "惠企政策速递/涉企诉求受理", ["惠企政策速递", "涉企诉求受理"]),
    ],
)
def test_what_a_cell_says(form: Form, raw: Raw, value: object) -> None:
    assert form.read(raw) == value


@pytest.mark.parametrize(
    ("form", "raw", "message", "mend"),
    [
        (DAY, "2024年3月", "只有年月", "写到哪一天"),
        (DAY, "2024-02-30", "没有2024-02-30这一天", "2024年2月"),
        (DAY, "2026-07-01 至 2029-06-30", "不是日期", "年月日"),
        (DAY, "2024-12-01 起三年", "不是日期", "年月日"),
        (DAY, "长期", "不是日期", "年月日"),
        (DAY, 3.5, "不是日期", "年月日"),
        (CREDIT_CODES, 9.13201e17, "后面的几位已经丢了", "文本"),
        (CREDIT_CODES, "9.13E+17", "后面的几位已经丢了", "文本"),
        (CREDIT_CODES, "9.13201E+17", "后面的几位已经丢了", "文本"),
        (CREDIT_CODES, "91990102MA0000001", "有17位", "十八位"),
        (CREDIT_CODES, "91990102MA000000ID", "代码不用的字符", "91990102MA0000001D"),
        (CREDIT_CODES, "91990102MA0000001E", "校验位不对", "最后一位是 D"),
        (REGION_CODES, "东城区", "不是区划代码", "六位"),
        (PERSON_ID, "张三", "不是专员编号", "空着"),
        (PHONES, 1088886666.0, "开头的0丢了", "文本"),
        (PHONES, "13800138000", "手机号", "办公电话"),
        (PHONES, 13800138000.0, "手机号", "办公电话"),
        (PHONES, "010-88886666、010-88886667", "不是一个办公电话", "只写一个"),
        (IDENTIFIER, "第1号", "不是编号", "空着"),
        (RECORD_IDS, "2026-1", "不是编号", "r- 开头"),
        (AMOUNT, "很多", "不是整数金额", "整数元"),
        (UNITS, "企业", "没有“企业”这个选项", "可选：行政、事业、其他"),
        (several(Service), "惠企政策速递、政策速遞", "没有“政策速遞”", "可选"),
    ],
)
def test_what_a_cell_cannot_say(form: Form, raw: Raw, message: str, mend: str) -> None:
    with pytest.raises(MisreadError) as told:
        form.read(raw)
    assert message in told.value.message
    assert mend in told.value.mend


@pytest.mark.parametrize("raw", ["", "  ", "\u3000", "/", "—", "无", "N/A", "\u200b", "\n"])
def test_a_stroke_says_nothing(raw: str) -> None:
    assert is_blank(raw)


@pytest.mark.parametrize("raw", [0.0, False, "0", "无锡", "无线电器件"])
def test_a_value_is_no_stroke(raw: Raw) -> None:
    assert not is_blank(raw)


def test_numbers_are_digits() -> None:
    assert [clean(raw) for raw in (1e14, 0.1, 1200.50, 1e15)] == ["100000000000000", "0.1", "1200.5", "1E+15"]
    assert clean(timedelta(hours=1)) == "1:00:00"


def fact(kind: FactKind, *values: str) -> Fact:
    return Fact(key="fact", label="指标", kind=kind, values=values)


@pytest.mark.parametrize(
    ("form", "raw", "value"),
    [
        (fact_form(fact(FactKind.MONEY)), 5000000.0, "5000000"),
        (fact_form(fact(FactKind.MONEY)), "500万元", "5000000"),
        (fact_form(fact(FactKind.MONEY), 10_000), 1234.5, "12345000"),
        (fact_form(fact(FactKind.MONEY), 10_000), "1,234.56", "12345600"),
        (fact_form(fact(FactKind.INT)), "３００人", "300"),
        (fact_form(fact(FactKind.PERCENT)), "20.5%", "20.5%"),
        (fact_form(fact(FactKind.PERCENT)), 20.5, "20.5%"),
        (fact_form(fact(FactKind.BOOL)), "是", "true"),
        (fact_form(fact(FactKind.BOOL)), False, "false"),
        (fact_form(fact(FactKind.DATE)), date(2009, 7, 17), "2009-07-17"),
        (fact_form(fact(FactKind.DATE)), 45352.0, "2024-03-01"),
        (fact_form(fact(FactKind.ENUM, "工业", "零售业")), " 工业 ", "工业"),
        (fact_form(fact(FactKind.SET, "甲", "乙")), "甲、乙", ["甲", "乙"]),
        (fact_form(fact(FactKind.REGION)), 990102.0, "990102"),
    ],
)
def test_the_value_of_a_fact(form: Form, raw: Raw, value: object) -> None:
    assert form.read(raw) == value


@pytest.mark.parametrize(
    ("form", "raw", "mend"),
    [
        (fact_form(fact(FactKind.MONEY)), "很多", "整数元"),
        (fact_form(fact(FactKind.MONEY), 10_000), 0.00001, "写到元为止"),
        (fact_form(fact(FactKind.MONEY)), -5.0, "0或正数"),
        (fact_form(fact(FactKind.MONEY), 10_000), "1200美元", "整数元"),
        (fact_form(fact(FactKind.PERCENT)), 0.05, "百分比"),
        (fact_form(fact(FactKind.PERCENT)), "0.5", "百分比"),
        (fact_form(fact(FactKind.DATE)), "2024-12-01 起三年", "年月日"),
        (fact_form(fact(FactKind.BOOL)), "也许", "true"),
        (fact_form(fact(FactKind.ENUM, "工业", "零售业")), "制造业", "可选：工业、零售业"),
    ],
)
def test_no_value_of_a_fact(form: Form, raw: Raw, mend: str) -> None:
    with pytest.raises(MisreadError) as told:
        form.read(raw)
    assert mend in told.value.mend

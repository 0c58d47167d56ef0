"""附件1至5: columns from data, figures told again from the raw files, sums, and no row lost on the way."""

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import pytest
from fault_cases import CASES, case_of, faulty
from private_tree import PRIVATE_TREE
from python_calamine import CalamineWorkbook
from tree import write_tree

from generator.checking import checked
from generator.exports.adjustment import adjustment_sheets
from generator.exports.annex_ledger import LEDGER_VALUES
from generator.exports.annex_rosters import COMMISSIONER_VALUES, OFFICE_VALUES
from generator.exports.annex_summary import SUMMARY_VALUES
from generator.exports.annexes import NUMBERS, about, annex_sheets
from generator.exports.scope import Scope, half_year_scope
from generator.exports.table import Heading, Sheet
from generator.exports.xlsx import About, workbook
from generator.loading import load
from generator.pages.reports import reports
from generator.pages.reports_view import ReportsView
from generator.portal import derive
from generator.records.annex import CommissionerValue, LedgerValue, OfficeValue, SummaryValue
from generator.source import PRIVATE
from generator.tally import Tallies
from generator.yaml_reader import as_text

PROVINCE, CITY, COUNTY = "320000", "320100", "320102"
HALF = "2026-h1"
LEAD = 3
"""Rows of a sheet above the first of the table: title, note and headings."""

RECORDS, REQUESTS = (
    f"{PRIVATE}/990100-jia/990102-yi/{name}" for name in ("records/2026-h1.yml", "requests/2026.yml")
)
Book = Mapping[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def shipped(root: Path, as_of: date) -> Tallies:
    return Tallies(load(root, as_of, root / PRIVATE)[0])


def at(tallies: Tallies, region: str, period: str = HALF, *, internal: bool = True) -> Scope:
    return half_year_scope(tallies, tallies.dataset.region_by_code[region], period, internal=internal)


def read(number: int, scope: Scope) -> Book:
    """An annex as a spreadsheet program reads it: the rows of each sheet by their headings; 说明 as lines."""
    data = workbook(annex_sheets(number, scope), about(number, scope))
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found: dict[str, list[dict[str, Any]]] = {}
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python()
        if name == "说明":
            found[name] = [{"": row[0]} for row in rows]
        else:
            found[name] = [dict(zip(map(str, rows[LEAD - 1]), row, strict=True)) for row in rows[LEAD:]]
    return found


def notes(book: Book) -> list[str]:
    return [row[""] for row in book["说明"]]


def raw(path: Path) -> Any:
    return as_text(path.read_text(encoding="utf-8"))


def within(row: Mapping[str, str], field: str) -> bool:
    return "2026-01-01" <= row.get(field, "") <= "2026-06-30"


def holds(row: Mapping[str, str], start: str = "since", end: str = "until") -> bool:
    """Whether a span of a raw file holds the last day of the half-year."""
    return row[start] <= "2026-06-30" <= row.get(end, "9999")


def test_every_figure_of_a_county_told_from_its_files(root: Path, shipped: Tallies) -> None:
    city = root / "rosters/320100-nanjing"
    inside = root / PRIVATE / "320100-nanjing/320102-xuanwu"
    firms = {
        each["code"]: each for path in city.glob("*/enterprises.yml") for each in raw(path)["enterprises"]
    }
    pairings = raw(city / "320102-xuanwu/pairings.yml")["pairings"]
    people = raw(city / "320102-xuanwu/commissioners.yml")["commissioners"]
    records = [row for path in inside.glob("records/*.yml") for row in raw(path) if within(row, "date")]
    corrected = {row.get("corrects") for path in inside.glob("records/*.yml") for row in raw(path)}
    records = [row for row in records if row["id"] not in corrected]
    requests = [
        row for path in inside.glob("requests/*.yml") for row in raw(path) if within(row, "collected_on")
    ]
    steps = [{step["do"] for step in row["steps"] if step["date"] <= "2026-06-30"} for row in requests]
    rigid = sum("rigid" in row and "办结" not in done for row, done in zip(requests, steps, strict=True))
    tiers = [
        {
            held["tier"]
            for held in firms[pair["enterprise"]]["recognitions"]
            if holds(held, "awarded_on", "valid_until")
        }
        for pair in pairings
        if holds(pair)
    ]
    solved = sum("办结" in done for done in steps)
    services = Counter(service for row in records for service in row["services"])
    row, total = read(5, at(shipped, COUNTY))["按县(市、区)"]
    assert {name: value for name, value in row.items() if name not in {"主要成效", "共性问题"}} == {
        "序号": 1,
        "设区市": "南京市",
        "县(市、区)": "玄武区",
        "专员数": sum(any(holds(post) for post in person["posts"]) for person in people),
        "对接企业数": sum(bool(tier) for tier in tiers),
        "国家级企业数": sum("专精特新“小巨人”企业" in tier for tier in tiers),
        "省级企业数": sum(tier == {"专精特新中小企业"} for tier in tiers),
        "联系次数": len(records),
        "现场走访次数": sum(record["channel"] == "现场走访" for record in records),
        "收集问题数": len(requests),
        "已解决数": solved,
        "上报转办数": sum("列入问题清单" in done for done in steps),
        "办理中数": len(requests) - solved - rigid,
        "政策速递次数": services["惠企政策速递"],
        "资源对接次数": services["助企资源对接"],
    }
    assert row["联系次数"] > 0
    assert row["收集问题数"] > 0
    assert row["主要成效"].startswith(f"办结诉求{solved}件")
    assert {**total, "序号": 1, "县(市、区)": "玄武区", "设区市": "南京市"} == row


def numbers(rows: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """The numeric columns of rows, added up."""
    summed: Counter[str] = Counter()
    for row in rows:
        summed.update(
            {name: value for name, value in row.items() if isinstance(value, float) and name != "序号"}
        )
    return dict(summed)


def test_a_province_is_its_cities_its_counties_and_its_commissioners(shipped: Tallies) -> None:
    book = read(5, at(shipped, PROVINCE))
    *rows, whole = book["按县(市、区)"]
    cities = [row for row in rows if row["县(市、区)"] == "小计"]
    assert len(cities) == 13
    assert [row["序号"] for row in rows if row not in cities] == list(range(1, len(rows) - 12))
    assert whole["县(市、区)"] == "合计"
    assert numbers([whole]) == numbers(cities) == numbers(row for row in rows if row not in cities)
    *people, all_people = book["按专员"]
    assert numbers(people) == numbers([all_people])
    shared = numbers([all_people]).keys()
    assert {name: value for name, value in numbers([whole]).items() if name in shared} == numbers(
        [all_people]
    )
    for city in cities:
        code = next(
            code for code, place in shipped.dataset.region_by_code.items() if place.name == city["设区市"]
        )
        assert numbers([read(5, at(shipped, code))["按县(市、区)"][-1]]) == numbers([city])


def test_the_ledger_of_a_province_is_those_of_its_cities(shipped: Tallies) -> None:
    rows = read(3, at(shipped, PROVINCE))["附件3"]
    assert [row["序号"] for row in rows] == list(range(1, len(rows) + 1))
    tally = at(shipped, PROVINCE).figures.region(PROVINCE)
    assert sum(row["服务方式"] != "" for row in rows) == tally.contacts
    assert sum(row["服务方式"] == "现场走访" for row in rows) == tally.visits
    book = read(4, at(shipped, PROVINCE))
    cities = [name for name in book if name != "说明"]
    assert len(cities) == 13
    found = [row for city in cities for row in book[city] if row["序号"] != ""]
    assert sorted((row["服务时间"], row["服务企业"], row["服务内容"]) for row in found) == sorted(
        (row["服务时间"], row["服务企业"], row["服务内容"]) for row in rows
    )
    assert any("没有服务记录的：无锡市" in line for line in notes(book))


def test_the_totals_of_a_city(shipped: Tallies) -> None:
    rows = read(4, at(shipped, CITY))["附件4"]
    counties = list(dict.fromkeys(row["县(市、区)"] for row in rows if row["序号"] != ""))
    assert counties[0] == "市本级"
    assert len(counties) == 12
    made: Counter[str] = Counter()
    visits: Counter[str] = Counter()
    for row in rows:
        if row["序号"] != "":
            key = f"{row['县(市、区)']} {row['服务企业']}"
            made[key] += row["服务方式"] != ""
            visits[key] += row["服务方式"] == "现场走访"
    sums = {
        f"{row['县(市、区)']} {row['服务企业'].removeprefix('小计：')}": row["服务方式"]
        for row in rows
        if row["服务企业"].startswith("小计：")
    }
    assert sums.keys() >= made.keys()
    assert {key: f"联系{made[key]}次，走访{visits[key]}次" for key in sums} == sums
    assert rows[-1]["服务企业"] == "合计"
    assert rows[-1]["服务方式"] == f"联系{made.total()}次，走访{visits.total()}次"


def test_rosters(shipped: Tallies) -> None:
    offices = read(1, at(shipped, CITY))["附件1"]
    assert [(row["设区市"], row["县(市、区)"], row["级别"]) for row in offices[:2]] == [
        ("南京市", "市本级", "市级"),
        ("南京市", "玄武区", "县级"),
    ]
    people = read(2, at(shipped, CITY))["附件2"]
    served = [
        row
        for row in people
        if row["企业级别"] and (row["对接止"] == "" or row["对接止"] >= date(2026, 6, 30))
    ]
    figures = at(shipped, CITY).figures
    assert len(served) == figures.region(CITY).enterprises
    assert {row["专员编号"] for row in people} >= {
        person for person, office in figures.posts.items() if office in at(shipped, CITY).codes
    }
    assert {row["证书编号"] for row in people} - {"", "（内部）"}
    public = read(2, at(shipped, CITY, internal=False))
    assert {row["证书编号"] for row in public["附件2"]} == {"（内部）"}
    assert {row["培训"] for row in public["附件2"]} == {"（内部）"}
    assert any("没有读内部文件" in line for line in notes(public))


@pytest.mark.parametrize(
    ("region", "period", "words"),
    [
        (CITY, "2026-h1", "报送截止：2026-07-09"),
        (COUNTY, "2026-h1", "报送截止：2026-07-06"),
        (PROVINCE, "2026-h2", "报送截止：2027-01-12（暂定，2027年的放假安排还没有公布）"),
    ],
)
def test_what_the_sheet_says_of_itself(shipped: Tallies, region: str, period: str, words: str) -> None:
    scope = at(shipped, region, period)
    lines = notes(read(5, scope))
    assert words in lines
    assert "按2026-11-24的数据生成" in lines
    assert "没有归不进去的记录" in lines
    assert any("179号" in line for line in lines)
    sheet = annex_sheets(5, scope)[0]
    assert ("数到2026-11-24为止，还没有结束" in sheet.lead[1]) is (period == "2026-h2")
    assert "列按通知的文字排列" in sheet.lead[1]


def maps(root: Path) -> dict[str, str]:
    """The column maps that are shipped."""
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in (root / "rosters/annexes").iterdir()
    }


def small(root: Path, folder: Path, changes: Mapping[str, str], number: int, period: str = HALF) -> Book:
    tree = write_tree(folder, {**PRIVATE_TREE, **maps(root), **changes})
    tallies = Tallies(load(tree, date(2026, 11, 24), tree / PRIVATE)[0])
    return read(number, at(tallies, "990000", period))


def test_a_row_of_the_ledger(root: Path, tmp_path: Path) -> None:
    first, second = small(root, tmp_path, {}, 3)["附件3"]
    assert first == {
        "序号": 1,
        "专员": "示例吴二",
        "服务企业": "示例精密机械有限公司",
        "服务时间": date(2026, 1, 17),
        "服务方式": "现场走访",
        "服务类别": "惠企政策速递、涉企诉求受理",
        "服务内容": "送去梯度培育办法，听取用工难处。",
        "取得的成效": "企业准备申报。",
        "困难问题": "流动资金紧张",
        "服务诉求": "",
        "是否政策刚性约束": "否",
        "办理进展": "办结（2026-02-20）银行已放款",
        "反馈时间": date(2026, 2, 20),
    }
    assert (second["序号"], second["困难问题"], second["是否政策刚性约束"]) == (2, "", "")


def test_a_request_that_no_record_names_has_a_row(root: Path, tmp_path: Path) -> None:
    text = PRIVATE_TREE[RECORDS].replace(" requests: [q-2026-0001],", "")
    rows = small(root, tmp_path, {RECORDS: text}, 3)["附件3"]
    alone = [row for row in rows if row["困难问题"]]
    assert [(row["服务方式"], row["服务内容"], row["困难问题"]) for row in alone] == [
        ("", "收集诉求（没有写进服务记录）", "流动资金紧张")
    ]
    assert len(rows) == 3


def test_text_never_becomes_a_formula(root: Path, tmp_path: Path) -> None:
    text = PRIVATE_TREE[RECORDS].replace(
        "content: 对接示例贷款。", 'content: "=HYPERLINK(\\"http://example.org\\")"'
    )
    rows = small(root, tmp_path, {RECORDS: text}, 4)["甲市"]
    assert '=HYPERLINK("http://example.org")' in [row["服务内容"] for row in rows]


def test_rows_without_a_place_are_listed(root: Path, tmp_path: Path) -> None:
    text = PRIVATE_TREE[RECORDS].replace(
        "commissioner: 990102-001, date: 2026-05-20", "commissioner: 990100-001, date: 2026-05-20"
    )
    lines = notes(small(root, tmp_path, {RECORDS: text}, 4))
    assert "没有计入的有1条：" in lines
    assert (
        f"服务记录 r-2026-0002（{RECORDS}）：2026-05-20这一天，990100-001 没有服务企业 91990102MA0000001D"
        in lines
    )


def test_columns_are_renamed_moved_and_left_out(root: Path, tmp_path: Path) -> None:
    changed = {
        "rosters/annexes/5.yml": "title: 汇总\nnote: 自己的说明。\nby_county:\n"
        "  - {value: 联系次数, label: 服务次数}\n  - {value: 县(市、区)}\n"
        "by_commissioner:\n  - {value: 专员}\n  - {value: 兑现金额(元)}\n"
    }
    book = small(root, tmp_path, changed, 5)
    assert list(book["按县(市、区)"][0]) == ["服务次数", "县(市、区)"]
    assert book["按县(市、区)"][-1] == {"服务次数": 2, "县(市、区)": "合计"}
    assert list(book["按专员"][0]) == ["专员", "兑现金额(元)"]
    assert "自己的说明。" in notes(book)


def test_a_ledger_without_the_column_of_enterprises_still_names_its_totals(
    root: Path, tmp_path: Path
) -> None:
    changed = {
        "rosters/annexes/4.yml": "title: 汇总\nnote: 说明。\ncolumns: [{value: 服务内容}, {value: 服务方式}]\n"
    }
    rows = small(root, tmp_path, changed, 4)["甲市"]
    assert {"服务内容": "合计", "服务方式": "联系2次，走访1次"} in rows


@pytest.mark.parametrize(
    ("wrong", "mend"),
    [("联系次", "联系次数"), ("县（市、区）", "县(市、区)"), ("走访次数", "现场走访次数")],
)
def test_a_misspelt_column_is_named(root: Path, tmp_path: Path, wrong: str, mend: str) -> None:
    text = maps(root)["rosters/annexes/5.yml"].replace(f"value: {mend}}}", f"value: {wrong}}}", 1)
    tree = write_tree(tmp_path, {"rosters/annexes/5.yml": text})
    (found,) = checked(tree, date(2026, 11, 24)).diagnostics
    assert found.code == "unknown-choice"
    assert f"改成“{mend}”" in found.help


def test_every_value_has_a_function_and_every_map_is_whole(shipped: Tallies) -> None:
    """Each word of each closed list makes a column."""
    for values, functions in (
        (OfficeValue, OFFICE_VALUES),
        (CommissionerValue, COMMISSIONER_VALUES),
        (LedgerValue, LEDGER_VALUES),
        (SummaryValue, SUMMARY_VALUES),
    ):
        assert set(values) == set(functions)
    assert shipped.dataset.annexes.keys() == set(NUMBERS)


def test_the_same_data_makes_the_same_bytes(shipped: Tallies) -> None:
    scope = at(shipped, COUNTY)
    for number in NUMBERS:
        first, again = (workbook(annex_sheets(number, scope), about(number, scope)) for _ in range(2))
        assert first == again


def test_the_pages_show_the_same_figures(shipped: Tallies) -> None:
    pages = {page.path: page for page in reports(derive(shipped.dataset))}
    assert {f"reports/{half}/" for half in ("2025-h1", "2025-h2", "2026-h1", "2026-h2")} <= pages.keys()
    for path, region, anchor, sheet, first in (
        (f"reports/{HALF}/", PROVINCE, "cities", "按县(市、区)", "设区市"),
        (f"reports/{HALF}/{CITY}/", CITY, "counties", "按县(市、区)", "县(市、区)"),
        (f"reports/{HALF}/{CITY}/", CITY, "people", "按专员", "专员"),
    ):
        view = pages[path].context["view"]
        assert isinstance(view, ReportsView)
        assert f"portal export annex 5 --period {HALF} --region {region} --out 附件5.xlsx" in {
            command.line for command in view.commands
        }
        (table,) = (table for table in view.tables if table.anchor == anchor)
        rows = read(5, at(shipped, region))[sheet]
        if anchor == "cities":
            rows = [row for row in rows if row["县(市、区)"] in {"小计", "合计"}]
        assert len(table.rows) == len(rows)
        for cells, row in zip(table.rows, rows, strict=True):
            shown = dict(zip(table.heads, cells, strict=True))
            if cells is not table.rows[-1]:
                assert cells[0].words == row[first]
            for name in shown.keys() & row.keys() - {"专员", first}:
                value = row[name]
                as_words = "—" if value == "" else str(int(value) if isinstance(value, float) else value)
                assert shown[name].words == as_words, (path, name)


def test_no_fault_of_the_rosters_stops_an_export(root: Path, tmp_path: Path) -> None:
    """With any fault that we know of, the annexes are made of what is left, or there is no province to make them for."""
    made = 0
    for number, path in enumerate(CASES):
        changes = faulty(case_of(path))
        if not any(name.startswith("rosters/") for name in changes.keys() - PRIVATE_TREE.keys()):
            continue
        tree = write_tree(tmp_path / str(number), {**PRIVATE_TREE, **maps(root), **changes})
        dataset = load(tree, date(2026, 11, 24), tree / PRIVATE)[0]
        if dataset.schemes and "990000" in dataset.region_by_code:
            scope = at(Tallies(dataset), "990000")
            assert all(sheet.headings for number in dataset.annexes for sheet in annex_sheets(number, scope))
            assert adjustment_sheets(replace(scope, first=date(2022, 1, 1)))
            made += 1
    assert made > 20


MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def parts(data: bytes) -> tuple[list[Element], str]:
    """The sheets of a workbook as XML, and the workbook's own part."""
    with ZipFile(io.BytesIO(data)) as book:
        names = [name for name in book.namelist() if name.startswith("xl/worksheets/")]
        pages = [fromstring(book.read(name)) for name in sorted(names)]  # noqa: S314 -- a workbook that this test has made
        return pages, book.read("xl/workbook.xml").decode()


def setting(page: Element, name: str, attribute: str) -> str:
    """What is set for the printing of a sheet."""
    return next(page.iter(f"{MAIN}{name}")).attrib[attribute]


@pytest.mark.parametrize(
    ("number", "size", "holds"), [(1, "9", 150), (2, "8", 215), (4, "8", 215), (5, "9", 150)]
)
def test_a_form_is_made_to_be_printed(shipped: Tallies, number: int, size: str, holds: int) -> None:
    """As wide as the paper, a wide one on A3: headings on each page, lines, page numbers, and no text that is cut."""
    scope = at(shipped, CITY)
    pages, book = parts(workbook(annex_sheets(number, scope), about(number, scope)))
    for page in pages:
        assert setting(page, "pageSetUpPr", "fitToPage") == "1"
        assert setting(page, "pageSetup", "fitToHeight") == "0"
        assert next(page.iter(f"{MAIN}oddFooter")).text == "&C第&P页，共&N页"
    *forms, explained = pages
    assert setting(explained, "pageSetup", "paperSize") == "9"
    assert book.count("_xlnm.Print_Titles") == len(forms)
    for form in forms:
        assert setting(form, "pageSetup", "orientation") == "landscape"
        assert setting(form, "pageSetup", "paperSize") == size
        assert setting(form, "printOptions", "gridLines") == "1"
        wide = [
            float(column.attrib["width"])
            for column in form.iter(f"{MAIN}col")
            for _ in range(int(column.attrib["min"]), int(column.attrib["max"]) + 1)
        ]
        assert sum(wide) < 1.5 * holds  # seven points and a half
        cut = [text for row in list(form.iter(f"{MAIN}row"))[LEAD:] for text in cut_texts(row, wide)]
        assert cut == []


def cut_texts(row: Element, wide: Sequence[float]) -> Iterator[str]:
    """The texts of a row that need more lines than it is high."""
    high = float(row.attrib.get("ht", 18))
    for cell in row:
        text = "".join(cell.itertext())
        if len(text.encode("gb18030")) > wide[ord(cell.attrib["r"][0]) - ord("A")] * (high / 18):
            yield text


def test_a_wide_table_of_numbers_keeps_its_texts_in_one_line(shipped: Tallies) -> None:
    """Only forms are broken: what is sorted and filtered on a screen is not."""
    table = Sheet(
        name="表", label="表", about="", headings=(Heading("列", "", code=False),), rows=(("长" * 90,),)
    )
    pages, _ = parts(workbook([table], About(title="表", as_of=shipped.dataset.as_of, lines=())))
    assert [row.attrib.get("ht") for row in pages[0].iter(f"{MAIN}row")] == [None, None]

"""Exports: tables as CSV and xlsx, the JSON API, and what must never be in them."""

import csv
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest
from pydantic import TypeAdapter
from python_calamine import CalamineWorkbook
from test_splice import project
from tree import COMMISSIONERS, ENTERPRISES, TREE, edited, write_tree

from generator.exports.api import KINDS, api
from generator.exports.delimited import delimited, guarded, unguarded
from generator.exports.downloads import ALL, Downloads, downloads, table_files
from generator.exports.published import PUBLISHED, published
from generator.exports.table import Cell, Sheet
from generator.exports.tables import TABLES, sheets
from generator.exports.xlsx import About, workbook
from generator.loading import load
from generator.page import SiteFile
from generator.pages.data import size_words
from generator.portal import Portal, derive

RICH = """\
id: rich
title: "=HYPERLINK(\\"http://example.org\\")"
doc_no: 示例〔2026〕1号
issuers: [甲局, "乙局,丙处"]
level: 市级
regions: ["990100"]
kind: 公告
written_on: 1899-12-31
published_on: 2026-02-01
topics: [财政奖补]
summary: ["＋一句。", "两行\\n第二行", "“引号”\\"和\\"逗号,"]
interprets: [miit-2026-2]
checked: {date: 2026-11-20, against: 官网}
sample: true
benefits:
  - id: money
    name: 补助
    what: "-10%的优惠"
    support: [资金, 融资]
    claim: 申报
    amount: {up_to: 6000000, note: 一次性}
    windows:
      - {opens_on: 2026-10-01, closes_on: 2026-12-01}
      - {closes_on: 2026-11-20, regions: ["990102"], note: "@先报"}
    conditions:
      all:
        - {fact: staff, at_most: 1000, clause: 第一条}
        - any:
            - {fact: high_tech, is: "true", clause: 第二条}
            - {ratio: [staff, revenue], at_least: 3%, clause: 第三条}
    examples:
      - {facts: {staff: 5000}, answer: 不符合}
    materials: [{name: 申请表, from: 平台, trap: 别漏盖章}]
    how: [填表。, 上报。]
    office: "990102"
    excludes: [{benefit: miit-2026-2#srdi, clause: 第九条}]
  - id: share
    name: 贴息
    what: 按比例贴息。
    support: [融资]
    claim: 免申即享
    amount: {rate: 1.5%}
    no_conditions_because: 没有条件。
    contact: {unit: 甲局, work_phone: 000-99010001}
"""
FILES = {
    "content/policies/sample/rich.yml": RICH,
    "rosters/commendations.yml": "- {year: 2026, commissioner: 990102-001, for: 走访及时}\n",
    "rosters/waivers.yml": '- {rule: uncovered-enterprise, region: "990102", until: 2026-12-31, reason: 其他, note: 只留在内部的话}\n',
    "rosters/retired.yml": "- {kind: policy, id: old-policy, note: 不公开的原因}\n",
}


def portal_at(folder: Path, day: date, changes: Mapping[str, str] = FILES) -> Portal:
    dataset, faults = load(write_tree(folder, {**FILES, **changes}), day)
    assert not faults
    return derive(dataset, site_url="https://example.org/sub/")


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory, as_of: date) -> Portal:
    return portal_at(tmp_path_factory.mktemp("tree"), as_of)


@pytest.fixture(scope="module")
def made(portal: Portal) -> Downloads:
    return downloads(portal)


def _sheet(made: Downloads, name: str) -> Sheet:
    return next(sheet for sheet in made.sheets if sheet.name == name)


def _column(sheet: Sheet, label: str) -> list[Cell]:
    place = [heading.label for heading in sheet.headings].index(label)
    return [row[place] for row in sheet.rows]


GUARDED = {
    "=1+1": "'=1+1",
    "+86": "'+86",
    "-10%": "'-10%",
    "@SUM(A1)": "'@SUM(A1)",
    "\t=1": "'\t=1",
    "\r=1": "'\r=1",
    "\n=1": "'\n=1",
    "＝1": "'＝1",
    "＋1": "'＋1",
    "－1": "'－1",
    "＠a": "'＠a",
    "'=1": "''=1",
    "''=1": "'''=1",
    "'quoted'": "'quoted'",
    "a=1": "a=1",
    "": "",
    "。=": "。=",
}


@pytest.mark.parametrize(("text", "guard"), GUARDED.items())
def test_formula_guard(text: str, guard: str) -> None:
    assert guarded(text) == guard
    assert unguarded(guard) == text


def _as_text(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)


@pytest.mark.parametrize("name", [table.name for table in TABLES])
def test_a_csv_holds_what_the_table_holds(made: Downloads, name: str) -> None:
    sheet, data = _sheet(made, name), made.tables[f"{name}.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert head == [heading.label for heading in sheet.headings]
    assert not [field for row in rows for field in row if field.startswith(tuple("=+-@\t\r\n＝＋－＠"))]
    assert [[unguarded(field) for field in row] for row in rows] == [
        [_as_text(cell) for cell in row] for row in sheet.rows
    ]
    assert data.count(b"\r\n") == 1 + len(rows)
    assert rows, "every table has a row in this tree"


def test_rows_are_in_the_order_of_their_ids(made: Downloads) -> None:
    for name in ("policies", "offices", "enterprises", "commissioners", "pairings", "experts", "regions"):
        keys = [str(row[0]) for row in _sheet(made, name).rows]
        assert keys == sorted(keys), name


def test_cells_say_what_the_records_say(made: Downloads) -> None:
    benefits, windows = _sheet(made, "benefits"), _sheet(made, "windows")
    assert _column(benefits, "上限（元）") == [None, 6000000, None]
    assert _column(benefits, "比例（%）") == [None, None, Decimal("1.5")]
    assert _column(benefits, "申报条件")[1] == (
        "下列条件都要满足：从业人员不超过1,000人（第一条）；"
        "［满足下列之一即可：是高新技术企业（第二条）；从业人员占上年度营业收入的3%以上（第三条）］"
    )
    assert _column(benefits, "申报材料")[1] == "申请表（由平台出具，注意：别漏盖章）"
    assert _column(benefits, "办理步骤")[1] == "填表；上报"
    assert _column(benefits, "办公电话")[1:] == ["000-99010201", "000-99010001"]
    assert _column(windows, "地区") == ["", "甲市乙区"]
    assert _column(_sheet(made, "offices"), "设区市") == ["", "甲市", "甲市"]
    assert _column(_sheet(made, "enterprises"), "企业级别") == ["省级", "国家级"]
    assert _column(_sheet(made, "commissioners"), "所属专员办") == ["甲市", "甲市乙区"]
    assert _column(_sheet(made, "pairings"), "在服务") == ["是", "否", "是"]
    assert _column(_sheet(made, "commendations"), "专员姓名") == ["示例吴二"]


def test_a_benefit_of_a_place_without_an_office_is_asked_of_the_one_above(
    tmp_path: Path, as_of: date
) -> None:
    office = "rosters/990100-jia/990102-yi/office.yml"
    waived = '- {rule: region-without-office, region: "990102", until: 2026-12-31, reason: 机构改革}\n'
    dataset, faults = load(
        write_tree(tmp_path, {**FILES, office: None, "rosters/waivers.yml": waived}), as_of
    )
    assert not faults
    (sheet,) = (sheet for sheet in sheets(derive(dataset)) if sheet.name == "benefits")
    assert "甲市工业和信息化局" in _column(sheet, "受理单位")
    assert "000-99010001" in _column(sheet, "办公电话")


def _cells(cell: Cell) -> object:
    """What a cell is in a workbook: days before 1900 are text, numbers are floats."""
    if isinstance(cell, date):
        return cell if cell.year >= 1900 else cell.isoformat()
    if isinstance(cell, int | Decimal):
        return float(cell)
    return cell or ""


def test_a_workbook_holds_what_the_tables_hold(made: Downloads) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(made.tables[ALL]))
    assert book.sheet_names == [*(sheet.label for sheet in made.sheets), "说明"]
    for sheet in made.sheets:
        head, *rows = book.get_sheet_by_name(sheet.label).to_python()
        assert head == [heading.label for heading in sheet.headings]
        assert rows == [[_cells(cell) for cell in row] for row in sheet.rows]


def test_a_workbook_of_one_kind_begins_with_it(made: Downloads) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(made.tables["enterprises.xlsx"]))
    assert book.sheet_names == ["企业", "说明"]
    code = book.get_sheet_by_index(0).to_python()[1][0]
    assert code == "91990102MA0000001D"
    assert "https://example.org/sub/" in str(book.get_sheet_by_name("说明").to_python())


def test_nothing_in_a_workbook_is_a_formula_or_a_link(made: Downloads) -> None:
    for name, data in made.tables.items():
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(data)) as parts:
                assert not [part for part in parts.namelist() if "rels" in part and "sheet" in part], name
                for part in parts.namelist():
                    text = parts.read(part)
                    assert b"<f>" not in text, f"{name} {part}"
                    assert b"<hyperlink" not in text, f"{name} {part}"


def _part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return parts.read(f"xl/{name}.xml").decode()


def test_a_code_of_digits_stays_text(portal: Portal) -> None:
    sheet = replace(
        next(sheet for sheet in sheets(portal) if sheet.name == "regions"),
        rows=(("913201021234567890", "甲", "县级", None, None, "否"),),
    )
    data = workbook([sheet], About(title="示例", as_of=portal.as_of, lines=()))
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.get_sheet_by_index(0).to_python()[1][0] == "913201021234567890"
    page = _part(data, "worksheets/sheet1")
    (style,) = re.findall('<c r="A2" s="([0-9]+)" t="inlineStr">', page)
    forms = re.findall('<xf numFmtId="([0-9]+)"', _part(data, "styles").partition("<cellXfs")[2])
    assert forms[int(style)] == "49", "the format of text, by which an edited code stays one"
    assert 'state="frozen"' in page


def test_a_text_that_no_cell_holds_is_cut_and_says_so(portal: Portal) -> None:
    sheet = next(sheet for sheet in sheets(portal) if sheet.name == "retired")
    data = workbook(
        [replace(sheet, rows=(("政策", "长" * 40_000),))], About(title="示例", as_of=portal.as_of, lines=())
    )
    cell = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()[1][1]
    assert len(str(cell)) == 32_767
    assert str(cell).endswith("完整文字在CSV里）")


def test_the_same_data_makes_the_same_bytes(portal: Portal, made: Downloads, tmp_path: Path) -> None:
    again = portal_at(tmp_path, portal.as_of)
    assert table_files(again, sheets(again), jobs=2) == made.tables
    assert [file.data for file in downloads(again).files] == [file.data for file in made.files]


def test_a_workbook_was_created_on_the_day_of_the_data(made: Downloads, as_of: date) -> None:
    with zipfile.ZipFile(io.BytesIO(made.tables[ALL])) as parts:
        assert f"{as_of}T00:00:00Z" in parts.read("docProps/core.xml").decode()
        assert {datetime(*part.date_time) for part in parts.infolist()} == {datetime(1980, 1, 1)}  # noqa: DTZ001


def _scalars(value: Any) -> Any:
    """JSON as YAML reads it: every scalar is text."""
    if isinstance(value, dict):
        return {key: _scalars(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_scalars(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


HELD_BACK = {
    "Benefit": {"examples"},
    "Commissioner": {"recuses"},
    "Office": {"maintainers"},
    "Waiver": {"note"},
    "Retired": {"note"},
}
"""What public files hold and exports do not: worked cases, accounts, and free text that may speak of persons."""


def test_each_field_is_published_or_held_back() -> None:
    for record, names in PUBLISHED.items():
        assert {field.name for field in fields(cast("Any", record))} - set(names.split()) == HELD_BACK.get(
            record.__name__, set()
        )


def _without(record: Any) -> Any:
    """A record without what is held back."""
    hidden = HELD_BACK.get(type(record).__name__, set())
    empty = {
        field.name: None if getattr(record, field.name) is None or field.name == "note" else ()
        for field in fields(record)
        if field.name in hidden
    }
    below = {"benefits": tuple(map(_without, record.benefits))} if hasattr(record, "benefits") else {}
    return replace(record, **empty, **below)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_json_is_the_records(portal: Portal, made: Downloads, kind: Any) -> None:
    (file,) = (file for file in made.api if file.name == kind.name)
    content = json.loads(file.file.data)
    assert file.file.path == f"api/v1/{kind.name}.json"
    assert content["as_of"] == "2026-11-24"
    assert content["revision"] == file.revision
    entries = kind.entries(portal.dataset)
    assert entries
    assert len(content["records"]) == file.count == len(entries)
    for found, entry in zip(content["records"], entries, strict=True):
        if kind.name in {"enterprises", "commissioners", "pairings"}:
            assert found.pop("region") == entry.folder
        if kind.name == "experts":
            assert found.pop("group") == "示例省服务专家组"
        assert TypeAdapter(type(entry.record)).validate_python(_scalars(found)) == _without(entry.record)


def test_samples_are_flagged(made: Downloads) -> None:
    for name in ("policies", "offices", "resources", "activities", "cases", "trainings"):
        (file,) = (file for file in made.api if file.name == name)
        flags = {record["sample"] for record in json.loads(file.file.data)["records"]}
        assert flags <= {True, False}
        assert True in flags
        assert "是" in _column(_sheet(made, name), "示例")


def test_what_is_no_record_is_refused() -> None:
    with pytest.raises(TypeError):
        published(1.5)


def test_a_revision_changes_with_the_data_alone(portal: Portal, tmp_path: Path) -> None:
    def revisions(other: Portal) -> dict[str, str]:
        return {file.name: file.revision for file in api(other)}

    before = revisions(portal)
    assert revisions(portal_at(tmp_path / "later", date(2027, 1, 1))) == before
    edit = edited(ENTERPRISES, ("示例轴承", "示例齿轮"))
    after = revisions(portal_at(tmp_path / "edited", portal.as_of, edit))
    assert {name for name in before if before[name] != after[name]} == {"enterprises"}


def test_the_index_names_every_file(made: Downloads) -> None:
    index = json.loads(made.index.data)
    assert [kind["address"] for kind in index["kinds"]] == [
        file.file.path.removeprefix("api/v1/") for file in made.api
    ]
    there = {file.path for file in made.files}
    for table in index["tables"]:
        assert {table[form].removeprefix("../../") for form in ("csv", "xlsx")} <= there
    assert {kind["kind"]: kind["count"] for kind in index["kinds"]}["enterprises"] == 2


def _unpacked(files: Iterator[SiteFile]) -> Iterator[tuple[str, bytes]]:
    """All bytes of the files, those in archives too."""
    for file in files:
        yield file.path, file.data
        if file.path.endswith((".xlsx", ".zip")):
            with zipfile.ZipFile(io.BytesIO(file.data)) as parts:
                for part in parts.namelist():
                    yield f"{file.path}/{part}", parts.read(part)


def test_who_serves_whom_is_not_published_unless_the_scheme_says_so(tmp_path: Path, as_of: date) -> None:
    scheme = {"rosters/scheme.yml": TREE["rosters/scheme.yml"] + "publish_pairings: false\n"}
    portal = portal_at(tmp_path, as_of, scheme)
    made = downloads(portal)
    assert [sheet.name for sheet in made.sheets] == [
        table.name for table in TABLES if table.name != "pairings"
    ]
    assert "pairings" not in {file.name for file in made.api}
    rows = [str(row) for sheet in made.sheets for row in sheet.rows]
    records = [str(record) for file in made.api for record in json.loads(file.file.data)["records"]]
    assert not [text for text in rows + records if "91990102MA0000001D" in text and "990102-001" in text]
    assert not [file.path for file in made.files if "pairings" in file.path]
    assert b"pairings" not in made.index.data


def test_what_is_held_back_stands_in_no_file(tmp_path: Path, as_of: date) -> None:
    recused = edited(
        COMMISSIONERS,
        (
            "since: 2022-05-01}]",
            'since: 2022-05-01}]\n    recuses: [{enterprise: "91990102MA0000001D", reason: 回避原因哨兵}]',
        ),
    )
    made = downloads(portal_at(tmp_path, as_of, recused))
    for path, data in _unpacked(made.files):
        for words in ("回避原因哨兵", "只留在内部的话", "不公开的原因"):
            assert words.encode() not in data, path


SENTINEL = "哨兵7f3a9c"


def test_nothing_private_is_in_the_built_site(tmp_path: Path) -> None:
    folder = project(tmp_path)
    for path in sorted((folder / "rosters").rglob("*.yml")) + sorted((folder / "content").rglob("*.yml")):
        path.write_text(
            f"# {SENTINEL} 注释\n{path.read_text(encoding='utf-8')}# {SENTINEL}\n", encoding="utf-8"
        )
    private = folder / "rosters/private/990102-yi"
    private.mkdir(parents=True)
    for name in ("contacts", "profiles", "requests", SENTINEL):
        (private / f"{name}.yml").write_text(f"- {{note: {SENTINEL}}}\n", encoding="utf-8")
    command = [sys.executable, "-m", "generator.cli", "build", "--root", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    site = folder / "site/public"
    found = [
        SiteFile(path=path.relative_to(site).as_posix(), data=path.read_bytes())
        for path in site.rglob("*")
        if path.is_file()
    ]
    paths = {file.path for file in found}
    assert {"data/tables.xlsx", "data/pairings.csv", "api/v1/index.json", "data/index.html"} <= paths
    for name, data in _unpacked(iter(found)):
        assert SENTINEL not in name
        assert SENTINEL.encode() not in data, name
        assert SENTINEL.encode("unicode_escape") not in data, name


def _export(root: Path, out: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator.cli", "export", "tables"]
    options = ["--root", str(root), "--as-of", "2026-11-24", "--out", str(out)]
    return subprocess.run([*command, *options], capture_output=True, text=True, check=False)


def test_export_writes_every_table_and_leaves_other_files(tmp_path: Path, as_of: date) -> None:
    root, out = write_tree(tmp_path / "tree"), tmp_path / "deep/out"
    out.mkdir(parents=True)
    (out / "policies.csv").write_text("旧", encoding="utf-8")
    (out / "mine.txt").write_text("别人的", encoding="utf-8")
    done = _export(root, out)
    assert done.returncode == 0, done.stderr
    dataset, _ = load(root, as_of)
    portal = derive(dataset)
    expected = table_files(portal, sheets(portal))
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {
        **expected,
        "mine.txt": "别人的".encode(),
    }
    assert "企业2条" in done.stdout
    assert f"{len(expected)}个文件，在{out}" in done.stdout
    assert done.stderr == ""


def test_export_with_errors_changes_nothing(tmp_path: Path) -> None:
    root, out = (
        write_tree(tmp_path / "tree", edited(ENTERPRISES, ("industry: 工业\n    p", "p"))),
        tmp_path / "out",
    )
    out.mkdir()
    (out / "policies.csv").write_text("旧", encoding="utf-8")
    done = _export(root, out)
    assert done.returncode == 1
    assert "错误" in done.stdout
    assert "没有导出" in done.stderr
    assert [path.name for path in out.iterdir()] == ["policies.csv"]
    assert (out / "policies.csv").read_text(encoding="utf-8") == "旧"


def test_a_folder_in_the_way_stops_an_export_before_it_changes_a_file(tmp_path: Path) -> None:
    root, out = write_tree(tmp_path / "tree"), tmp_path / "out"
    (out / "tables.xlsx").mkdir(parents=True)
    (out / "benefits.csv").write_text("旧", encoding="utf-8")
    done = _export(root, out)
    assert done.returncode == 2
    assert "tables.xlsx" in done.stderr
    assert sorted(path.name for path in out.iterdir()) == ["benefits.csv", "tables.xlsx"]
    assert (out / "benefits.csv").read_text(encoding="utf-8") == "旧"


def test_export_names_what_is_not_public_any_more(tmp_path: Path) -> None:
    root, out = write_tree(tmp_path / "tree"), tmp_path / "out"
    assert _export(root, out).returncode == 0
    scheme = root / "rosters/scheme.yml"
    scheme.write_text(scheme.read_text(encoding="utf-8") + "publish_pairings: false\n", encoding="utf-8")
    done = _export(root, out)
    assert done.returncode == 0
    assert "pairings.csv、pairings.xlsx" in done.stderr
    assert (out / "pairings.csv").exists()


def test_export_without_a_folder_is_wrong_use(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "generator.cli", "export", "tables", "--root", str(write_tree(tmp_path))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--out" in done.stderr


def test_sizes_in_words() -> None:
    assert [size_words(size) for size in (1, 1024, 1025, 1_048_575, 1_048_576, 1_048_577)] == [
        "1 KB",
        "1 KB",
        "2 KB",
        "1024 KB",
        "1.0 MB",
        "1.1 MB",
    ]


@pytest.mark.trust
@pytest.mark.skipif(shutil.which("soffice") is None, reason="安装libreoffice-calc-nogui后才能运行")
def test_libreoffice_reads_what_was_written(made: Downloads, tmp_path: Path) -> None:
    for name in ("policies", "benefits", "enterprises"):
        (tmp_path / f"{name}.xlsx").write_bytes(made.tables[f"{name}.xlsx"])
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to"]
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false"
    books = [str(path) for path in sorted(tmp_path.glob("*.xlsx"))]
    subprocess.run(
        [*command, form, "--outdir", str(tmp_path / "out"), *books], check=True, capture_output=True
    )
    for name in ("policies", "benefits", "enterprises"):
        text = (tmp_path / f"out/{name}.csv").read_text(encoding="utf-8")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        sheet = _sheet(made, name)
        assert rows == [
            [heading.label for heading in sheet.headings],
            *([_as_text(cell) for cell in row] for row in sheet.rows),
        ]


@pytest.mark.trust
@pytest.mark.skipif(shutil.which("soffice") is None, reason="安装libreoffice-calc-nogui后才能运行")
def test_libreoffice_takes_nothing_in_a_csv_for_a_formula(portal: Portal, tmp_path: Path) -> None:
    sheet = next(sheet for sheet in sheets(portal) if sheet.name == "retired")
    rows = tuple(("政策", text) for text in GUARDED if "\r" not in text and "\n" not in text and text)
    (tmp_path / "table.csv").write_bytes(delimited(replace(sheet, rows=rows)))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to"]
    options = [
        "xlsx",
        "--infilter=CSV:44,34,76,1",
        "--outdir",
        str(tmp_path / "out"),
        str(tmp_path / "table.csv"),
    ]
    subprocess.run([*command, *options], check=True, capture_output=True)
    with zipfile.ZipFile(tmp_path / "out/table.xlsx") as parts:
        assert b"<f " not in parts.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")

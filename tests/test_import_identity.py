"""What was exported and is imported again changes nothing; what was lost comes back as it was."""

import io
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest
from clerk_sheets import workbook_bytes
from import_tables import AS_OF, Loaded, loaded, refused, small, texts_of

from generator.editing.changing import record_key
from generator.exports.annexes import about, annex_sheets
from generator.exports.delimited import delimited
from generator.exports.scope import Scope, half_year_scope
from generator.exports.table import Sheet
from generator.exports.tables import sheets
from generator.exports.xlsx import About, workbook
from generator.importing.making import stored_fields
from generator.importing.plan import Plan
from generator.importing.shapes import WAYS
from generator.importing.text_tables import text_table
from generator.importing.workbooks import workbook_tables
from generator.kinds import KIND
from generator.portal import derive
from generator.source import PRIVATE
from generator.tally import Tallies

EXPORTS = {
    "enterprises": "enterprise",
    "recognitions": "enterprise",
    "commissioners": "commissioner",
    "pairings": "pairing",
    "experts": "expert",
}
ANNEXES = ((2, "pairing"), (2, "commissioner"), (3, "record"))
HALVES = ("2026-h1", "2026-h2")


@pytest.fixture(scope="module")
def shipped(root: Path) -> Loaded:
    private = root / PRIVATE
    return loaded(root, private if private.is_dir() else None)


@pytest.fixture(scope="module")
def exported(shipped: Loaded) -> Mapping[str, Sheet]:
    return {sheet.name: sheet for sheet in sheets(derive(shipped.dataset))}


def unchanged(plan: Plan, at_least: int) -> None:
    assert refused(plan) == []
    assert plan.stopped == ()
    assert plan.headed.unknown == ()
    assert (plan.items, dict(plan.texts)) == ((), {})
    assert plan.same >= at_least > 0


def book(sheet: Sheet) -> bytes:
    return workbook([sheet], About(title=sheet.label, as_of=AS_OF, lines=("说明",)))


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_exported_table_changes_nothing(
    shipped: Loaded, exported: Mapping[str, Sheet], name: str, form: str
) -> None:
    sheet = exported[name]
    tables = [text_table(name, delimited(sheet))] if form == "csv" else workbook_tables(book(sheet))
    plan = shipped.plan_of(EXPORTS[name], tables)
    unchanged(plan, len(shipped.dataset.entries[EXPORTS[name]]))


def annex(shipped: Loaded, number: int, half: str) -> bytes:
    province = shipped.dataset.region_by_code[shipped.dataset.scheme.record.province]
    scope: Scope = half_year_scope(Tallies(shipped.dataset), province, half, internal=True)
    return workbook(annex_sheets(number, scope), about(number, scope))


@pytest.mark.parametrize(("number", "kind"), ANNEXES)
@pytest.mark.parametrize("half", HALVES)
def test_an_annex_changes_nothing(shipped: Loaded, number: int, kind: str, half: str) -> None:
    unchanged(shipped.plan_of(kind, workbook_tables(annex(shipped, number, half))), 30)


@pytest.mark.parametrize("kind", WAYS)
def test_the_data_as_a_filled_template_changes_nothing(shipped: Loaded, kind: str) -> None:
    rows = texts_of(kind, shipped.dataset)
    book = workbook_bytes({KIND[kind].label: rows})
    unchanged(shipped.plan_of(kind, workbook_tables(book)), len(shipped.dataset.entries[kind]))


@pytest.mark.parametrize("kind", WAYS)
def test_what_was_lost_comes_back_as_it_was(tmp_path: Path, kind: str) -> None:
    """All files of a kind are gone; the sheet brings back each record, in the file in which it was."""
    whole = small(tmp_path / "whole")
    files = {entry.path: None for entry in whole.dataset.entries[kind]}
    plan = small(tmp_path / "bare", files).plan(kind, *texts_of(kind, whole.dataset))
    assert refused(plan) == []
    assert plan.stopped == ()
    assert set(plan.texts) == set(files)
    bare = tmp_path / "bare"
    for path, text in plan.texts.items():
        (bare / path).parent.mkdir(parents=True, exist_ok=True)
        (bare / path).write_text(text, encoding="utf-8")
    again = loaded(bare, bare / PRIVATE)
    assert again.faults == []
    assert records(again, kind) == records(whole, kind)


def records(tree: Loaded, kind: str) -> Mapping[tuple[str, ...], object]:
    """The records of a kind by their file and their key."""
    return {
        (entry.path, *record_key(KIND[kind], stored_fields(entry))): entry.record
        for entry in tree.dataset.entries[kind]
    }


def through_libreoffice(folder: Path, data: bytes, form: str) -> bytes:
    """A workbook opened and saved by LibreOffice, as xlsx or as CSV of its first sheet."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, (
        "这项测试需要 Debian 软件包 libreoffice-calc-nogui：sudo apt-get install libreoffice-calc-nogui"
    )
    source, out = folder / "given.xlsx", folder / form
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    filters = "csv:Text - txt - csv (StarCalc):44,34,76,1" if form == "csv" else "xlsx:Calc MS Excel 2007 XML"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", filters, "--outdir", str(out), str(source)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return (out / f"given.{form}").read_bytes()


@pytest.mark.trust
@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("name", EXPORTS)
def test_an_exported_table_through_libreoffice_changes_nothing(
    shipped: Loaded, exported: Mapping[str, Sheet], tmp_path: Path, name: str, form: str
) -> None:
    saved = through_libreoffice(tmp_path, book(exported[name]), form)
    tables = [text_table("given", saved)] if form == "csv" else workbook_tables(saved)
    unchanged(shipped.plan_of(EXPORTS[name], tables), len(shipped.dataset.entries[EXPORTS[name]]))


@pytest.mark.trust
@pytest.mark.parametrize(("number", "kind"), ANNEXES)
def test_an_annex_through_libreoffice_changes_nothing(
    shipped: Loaded, tmp_path: Path, number: int, kind: str
) -> None:
    saved = through_libreoffice(tmp_path, annex(shipped, number, HALVES[0]), "xlsx")
    unchanged(shipped.plan_of(kind, workbook_tables(saved)), 30)


@pytest.mark.trust
@pytest.mark.parametrize("kind", WAYS)
def test_a_filled_template_through_libreoffice_changes_nothing(
    shipped: Loaded, tmp_path: Path, kind: str
) -> None:
    rows = texts_of(kind, shipped.dataset)
    saved = through_libreoffice(tmp_path, workbook_bytes({KIND[kind].label: rows}), "xlsx")
    assert b"LibreOffice" in ZipFile(io.BytesIO(saved)).read("docProps/app.xml")
    unchanged(shipped.plan_of(kind, workbook_tables(saved)), len(shipped.dataset.entries[kind]))

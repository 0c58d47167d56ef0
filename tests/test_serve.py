"""The live preview: an edit is on the page, faults are shown on the page and in the terminal, and it recovers."""

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from multiprocessing import active_children
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from private_tree import PRIVATE_TREE
from test_splice import project

from generator.beside import Beside
from generator.checking import checked
from generator.diagnostics import Diagnostic, Severity
from generator.plugin import PortalPlugin
from generator.source import PRIVATE, Span

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

POLICY = "content/policies/miit/miit-2026-2.yml"


class Preview:
    """A running `portal serve` of a small project."""

    def __init__(self, folder: Path, *options: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.folder = folder
        self.log = (folder / "log.txt").open("w+", encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "generator.cli",
            "serve",
            "--root",
            str(folder),
            "--port",
            str(self.port),
            *options,
        ]
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log)

    def shows(self, path: str, words: str) -> str:
        """Wait until a page shows some words; its text. Fails with the last answer."""
        last = ""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            try:
                with urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=5) as answer:
                    last = answer.read().decode()
            except (HTTPError, URLError, TimeoutError, ConnectionError) as fault:
                last = repr(fault)
            if words in last:
                return last
            time.sleep(0.2)
        pytest.fail(f"{words} is not on {path}: {last[:300]}")

    def edit(self, old: str, new: str, path: str = POLICY) -> None:
        """Change a file, the policy's where no other is named."""
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    preview = Preview(project(tmp_path))
    try:
        yield preview
    finally:
        preview.process.send_signal(signal.SIGINT)
        preview.process.wait(timeout=20)
        preview.log.close()


def test_an_edit_and_a_fault_show_and_go(preview: Preview) -> None:
    page = "policies/miit-2026-2/"
    assert "Content-Security-Policy" not in preview.shows(page, "获得省级称号")
    preview.shows("search/index/manifest.json", "revision")
    preview.shows("data/benefits.csv", "获得省级称号")
    preview.edit("获得省级称号", "获得新的称号")
    preview.shows(page, "获得新的称号")
    preview.shows("data/benefits.csv", "获得新的称号")
    preview.edit("level: 国家级", "level: 国家")
    shown = preview.shows(page, "unknown-choice")
    assert "livereload" in shown
    preview.shows("", "unknown-choice")
    preview.edit("level: 国家", "level: 国家级")
    preview.shows(page, "获得新的称号")
    preview.log.flush()
    log = (preview.folder / "log.txt").read_text(encoding="utf-8")
    assert "unknown-choice" in log
    assert "Traceback" not in log


def test_an_old_address_leads_on(preview: Preview) -> None:
    preview.shows("policies/miit-2026-2/", "获得省级称号")
    preview.edit("id: miit-2026-2", "id: miit-2026-2\naliases: [miit-old]")
    preview.shows("policies/miit-old/", "地址已更换")


def test_what_a_rule_finds_shows_and_goes(preview: Preview) -> None:
    page = "policies/miit-2026-2/"
    preview.shows(page, "获得省级称号")
    preview.edit("获得省级称号", "自2026年3月1日起，打138-0013-8000，获得省级称号")
    preview.shows(page, "personal-data")
    preview.shows("search/", "personal-data")
    preview.edit("自2026年3月1日起，打138-0013-8000，获得省级称号", "获得新的称号")
    preview.shows(page, "获得新的称号")


def test_what_breaks_a_page_is_reported_by_the_rules(inner: Preview) -> None:
    page, records = "enterprises/91990102MA0000001D/", "../closed/990100-jia/990102-yi/records/2026-h2.yml"
    inner.shows(page, "约好参加示例巡诊。")
    inner.edit("commissioner: 990102-001", "commissioner: 990102-099", records)
    inner.shows(page, "unknown-reference")
    inner.edit("commissioner: 990102-099", "commissioner: 990102-001", records)
    inner.shows(page, "约好参加示例巡诊。")
    assert "Traceback" not in (inner.folder / "log.txt").read_text(encoding="utf-8")


def test_a_request_during_a_rebuild_is_answered_from_the_new_site(tmp_path: Path) -> None:
    plugin = PortalPlugin()
    plugin.root, plugin.private, plugin.site, plugin.report = tmp_path, None, None, "旧的"
    (tmp_path / "rosters").mkdir()
    (tmp_path / "site").mkdir()
    served: list[str] = []

    def rebuilt_meanwhile(environ: dict[str, str], start: Callable[..., None]) -> list[bytes]:
        """What MkDocs does with a request while it builds: it waits, and the folder is empty then."""
        if not served:
            plugin.builds += 1
            plugin.report = "新的"
            shutil.rmtree(tmp_path / "site")
        file = tmp_path / "site" / environ["PATH_INFO"].strip("/") / "index.html"
        served.append("200 OK" if file.is_file() else "404 Not Found")
        start(served[-1], [])
        return [file.read_bytes() if file.is_file() else b""]

    apps: list[Any] = []
    server = SimpleNamespace(
        watch=lambda *_, **__: None, get_app=lambda: rebuilt_meanwhile, set_app=apps.append
    )
    config: Any = SimpleNamespace(site_dir=str(tmp_path / "site"), site_url=None)
    plugin.on_serve(cast("LiveReloadServer", server), config=config)
    started: list[str] = []
    (body,) = apps[0]({"PATH_INFO": "/policies/"}, lambda status, _: started.append(status))
    assert (served, started) == (["404 Not Found", "200 OK"], ["200 OK"])
    assert "新的" in body.decode()


@pytest.fixture
def beside(tmp_path: Path) -> Iterator[Beside]:
    root = project(tmp_path)
    made = Beside(checked(root, date(2026, 11, 24)), root, None)
    try:
        yield made
    finally:
        made.end()


def change(root: Path) -> None:
    """Write down what a rule finds."""
    file = root / POLICY
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("获得省级称号", "打138-0013-8000，获得省级称号"), encoding="utf-8")


def test_data_is_shown_before_the_rules_have_run(
    beside: Beside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795500000")
    assert not beside.current().faulty
    before = beside.told.stat().st_mtime_ns
    change(tmp_path)
    assert not beside.current().faulty
    found = beside.judged()
    assert [each.code for each in found.diagnostics if each.severity is Severity.ERROR] == ["personal-data"]
    assert told(beside, before)
    assert beside.current().faulty


def test_an_answer_about_earlier_data_does_not_count(
    beside: Beside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795500000")
    right = (tmp_path / POLICY).read_text(encoding="utf-8")
    before = beside.told.stat().st_mtime_ns
    change(tmp_path)
    assert not beside.current().faulty
    beside.ask()
    assert told(beside, before)
    (tmp_path / POLICY).write_text(right, encoding="utf-8")
    assert not beside.current().faulty
    assert not beside.judged().faulty


def told(beside: Beside, before: int) -> bool:
    """Whether the preview is told of something within a while."""
    until = time.monotonic() + 20
    while beside.told.stat().st_mtime_ns == before and time.monotonic() < until:
        time.sleep(0.01)
    return beside.told.stat().st_mtime_ns > before


def test_an_answer_about_what_was_taken_back_does_not_count(
    beside: Beside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process reads the files later than the preview did."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795500000")
    file, before = tmp_path / POLICY, beside.told.stat().st_mtime_ns
    right = file.read_text(encoding="utf-8").replace("获得省级称号", "获得新的称号")
    file.write_text(right, encoding="utf-8")
    assert not beside.current().faulty
    file.write_text(right.replace("获得新的称号", "打138-0013-8000"), encoding="utf-8")
    beside.ask()
    assert told(beside, before)
    file.write_text(right, encoding="utf-8")
    assert not beside.current().faulty
    assert not beside.judged().faulty


def test_thousands_of_findings_are_told_and_nobody_waits_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than a pipe takes at once."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795500000")
    root = project(tmp_path)
    few = checked(root, date(2026, 11, 24))
    remark = Diagnostic(
        code="x", severity=Severity.WARNING, span=Span(path="x.yml"), message="长" * 99, help=""
    )
    many = replace(few, diagnostics=tuple(replace(remark, help=str(number)) for number in range(5000)))
    monkeypatch.setattr(
        "generator.beside.checked",
        lambda *_: replace(many, dataset=checked(root, date(2026, 11, 24)).dataset),
    )
    beside = Beside(many, root, None)
    try:
        for number in range(3):
            (root / POLICY).write_text(f"{(root / POLICY).read_text(encoding='utf-8')}# {number}\n", "utf-8")
            assert len(beside.current().diagnostics) == 5000
            beside.ask()
        assert len(beside.judged().diagnostics) == 5000
    finally:
        beside.end()


def test_the_rules_run_also_where_the_process_is_gone(
    beside: Beside, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795500000")
    (process,) = active_children()
    process.kill()
    process.join()
    change(tmp_path)
    assert beside.current().faulty


def test_a_preview_may_begin_with_faults(tmp_path: Path) -> None:
    folder = project(tmp_path)
    (folder / "rosters/regions.yml").unlink()
    preview = Preview(folder)
    try:
        preview.shows("", "missing-file")
    finally:
        preview.process.send_signal(signal.SIGINT)
        assert preview.process.wait(timeout=20) in {0, 130}
        preview.log.close()


@pytest.fixture
def inner(tmp_path: Path) -> Iterator[Preview]:
    """A preview of the internal edition whose private files lie outside the project, as a deployment keeps them."""
    folder = project(tmp_path / "project")
    private = tmp_path / "closed"
    for path, text in PRIVATE_TREE.items():
        file = private / path.removeprefix(f"{PRIVATE}/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "mkdocs.internal.yml").write_text(
        "INHERIT: mkdocs.yml\nplugins:\n  portal:\n    private: ../closed\n", encoding="utf-8"
    )
    preview = Preview(folder, "--edition", "internal")
    try:
        yield preview
    finally:
        preview.process.send_signal(signal.SIGINT)
        preview.process.wait(timeout=20)
        preview.log.close()


def test_a_saved_record_is_on_the_page_of_its_enterprise(inner: Preview, tmp_path: Path) -> None:
    page = "enterprises/91990102MA0000001D/"
    inner.shows(page, "约好参加示例巡诊。")
    assert "文件夹" not in inner.shows("desk/990102-001/", "示例精密机械")
    records = tmp_path / "closed/990100-jia/990102-yi/records/2026-h2.yml"
    records.write_text(records.read_text(encoding="utf-8").replace("约好参加", "已经参加"), encoding="utf-8")
    inner.shows(page, "已经参加示例巡诊。")
    time.sleep(1.5)
    log = (inner.folder / "log.txt").read_text(encoding="utf-8")
    assert log.count("Building documentation") <= 2, log

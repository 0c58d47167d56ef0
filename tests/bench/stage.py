"""One stage of a build in a process of its own: prints what it cost as JSON.

What it writes stays where it is: ext4 is slow to give out the inodes of files deleted a moment ago, and the
next stage would pay for that.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from markupsafe import Markup

from bench.importing import import_all
from generator import build
from generator.build import Site, prepared, searched, write_file
from generator.checking import checked
from generator.collecting import without_collecting
from generator.editing.whole_trees import all_formatted
from generator.exports.annexes import about, annex_sheets
from generator.exports.downloads import downloads
from generator.exports.scope import half_year_scope
from generator.exports.xlsx import workbook
from generator.findings import findings
from generator.kinds import kind_of
from generator.loading import load
from generator.mkdocs_run import build_with_mkdocs
from generator.page import Page, SiteFile
from generator.portal import derive
from generator.reading import read_sources
from generator.rules import check
from generator.search import SearchDoc, build_index
from generator.source import PRIVATE
from generator.tally import Tallies

AS_OF = date(2026, 11, 24)


def cost(work: Callable[[], object]) -> dict[str, float]:
    """Wall and CPU seconds of some work, children included, and the peak memory in MiB."""

    def cpu() -> float:
        usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(usage.ru_utime + usage.ru_stime for usage in usages)

    wall, used = time.perf_counter(), cpu()
    work()
    seconds, burnt = time.perf_counter() - wall, cpu() - used
    peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {"wall": seconds, "cpu": burnt, "peak": max(peaks) / 1024}


def _plugin(root: Path, out: Path, jobs: int) -> dict[str, float]:
    """The splicing alone: what MkDocs's one-by-one pages, which read no words for a search, are compared with."""
    found: dict[str, float] = {}
    inner = build.write_pages

    def timed(site: Site, *args: Any, **kwargs: Any) -> list[SearchDoc]:
        unlisted = replace(site, pages=tuple(replace(page, listing=None) for page in site.pages))
        found.update(cost(lambda: inner(unlisted, *args, **kwargs)))
        return []

    build.write_pages = timed
    build_with_mkdocs(checked(root, AS_OF), root, out, jobs=jobs, progress=lambda _done, _all: None)
    return found


def _floor(root: Path, out: Path, jobs: int) -> dict[str, float]:
    """Writing the bytes of a finished site's pages, and nothing else."""
    site = out / "site"
    build_with_mkdocs(checked(root, AS_OF), root, site, jobs=jobs, progress=lambda _done, _all: None)
    pages = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("index.html")}

    def work() -> None:
        for path, data in pages.items():
            write_file(out / "copy", SiteFile(path=path, data=data))

    return cost(work)


def _bodies(site: Site) -> list[tuple[Page, Markup]]:
    return [(page, Markup(site.templates.body(page, assets=site.assets.prefix))) for page in site.pages]


def _write_index(bodies: list[tuple[Page, Markup]], out: Path) -> None:
    """The words of all pages, and the files of the search."""
    for file in build_index([doc for page, body in bodies if (doc := searched(page, body))]):
        write_file(out, file)


def _change(folder: Path) -> None:
    """Add a comment to the largest file of a folder: what was read of it no longer counts."""
    with max(folder.rglob("*.yml"), key=lambda path: path.stat().st_size).open("a", encoding="utf-8") as file:
        file.write("# 改\n")


def _format(root: Path, jobs: int, private: Path | None) -> None:
    """The canonical form of every file that has one, as `portal fmt --check` finds it."""
    sources, _ = read_sources(root, private)
    all_formatted([source for source in sources if kind_of(source.path)], jobs)


def _build(root: Path, out: Path, jobs: int, private: Path | None) -> None:
    found = checked(root, AS_OF, private)
    build_with_mkdocs(found, root, out, jobs=jobs, progress=lambda _done, _all: None, private=private)


def _annex(root: Path, out: Path, private: Path | None) -> None:
    """Annex 4 of the whole province for a half-year, as `portal export annex` makes it."""
    findings(root, AS_OF, private)
    dataset, _ = load(root, AS_OF, private)
    province = dataset.region_by_code[dataset.scheme.record.province]
    with without_collecting():
        scope = half_year_scope(Tallies(dataset), province, "2026-h1", internal=True)
        (out / "annex-4.xlsx").write_bytes(workbook(annex_sheets(4, scope), about(4, scope)))


def main() -> None:
    """Run the stage named on the command line, which writes into a folder: STAGE ROOT JOBS FOLDER."""
    stage, root, jobs, out = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
    sys.stdout.write(json.dumps(_measured(stage, root, jobs, out)) + "\n")


def _measured(stage: str, root: Path, jobs: int, out: Path) -> dict[str, float]:
    private = root / PRIVATE if (root / PRIVATE).is_dir() else None
    timed: dict[str, Callable[[], object]] = {
        "load": lambda: load(root, AS_OF),
        "import": lambda: import_all(root),
        "whole-check": lambda: findings(root, AS_OF, private),
        "changed-check": lambda: findings(root, AS_OF, private),
        "format": lambda: _format(root, jobs, private),
        "annex": lambda: _annex(root, out, private),
        "build": lambda: _build(root, out, jobs, None),
        "internal": lambda: _build(root, out, jobs, private),
    }
    if stage == "changed-check":
        _change(private or root / "rosters")
    return cost(timed[stage]) if stage in timed else _PREPARED[stage](root, out, jobs)


def _check(root: Path, _out: Path, _jobs: int) -> dict[str, float]:
    dataset, faults = load(root, AS_OF)
    return cost(lambda: check(dataset, faults))


def _tables(root: Path, _out: Path, jobs: int) -> dict[str, float]:
    portal = derive(checked(root, AS_OF).dataset)
    return cost(lambda: downloads(portal, jobs))


def _index(root: Path, out: Path, _jobs: int) -> dict[str, float]:
    bodies = _bodies(prepared(checked(root, AS_OF), root, site_url="", edit_base=""))
    return cost(lambda: _write_index(bodies, out))


_PREPARED = {"check": _check, "tables": _tables, "index": _index, "render": _plugin, "floor": _floor}
"""The stages that need something made before the clock starts."""


if __name__ == "__main__":
    main()

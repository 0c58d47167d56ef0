"""One stage of a build in a process of its own: prints what it cost as JSON."""

import json
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from generator import build
from generator.build import Site, prepared, rendered, write_file
from generator.exports.downloads import downloads
from generator.loading import load
from generator.mkdocs_run import build_with_mkdocs
from generator.page import SiteFile
from generator.portal import derive
from generator.rules import check
from generator.search import SearchDoc, build_index
from generator.shell import Shell, shell_source

AS_OF = date(2026, 11, 24)


def _cost(work: Callable[[], object]) -> dict[str, float]:
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
    """The splicing alone: what MkDocs's one-by-one pages are compared with."""
    found: dict[str, float] = {}
    inner = build.write_pages

    def timed(*args: Any, **kwargs: Any) -> list[SearchDoc]:
        docs: list[SearchDoc] = []
        found.update(_cost(lambda: docs.extend(inner(*args, **kwargs))))
        return docs

    build.write_pages = timed
    build_with_mkdocs(build.checked(root, AS_OF), root, out, jobs=jobs, progress=lambda _done, _all: None)
    return found


def _floor(site_folder: Path, out: Path) -> dict[str, float]:
    """Writing the bytes of a finished site's pages, and nothing else."""
    pages = {
        path.relative_to(site_folder).as_posix(): path.read_bytes()
        for path in site_folder.rglob("index.html")
    }

    def work() -> None:
        for path, data in pages.items():
            write_file(out, SiteFile(path=path, data=data))

    return _cost(work)


def _documents(site: Site) -> list[SearchDoc]:
    """The search documents of all pages, with empty shells around them."""
    shells = {shell_source(page.section, page.depth): Shell(("", "content", "")) for page in site.pages}
    return [doc for page in site.pages if (doc := rendered(site, page, shells)[1])]


def _write_index(docs: list[SearchDoc], out: Path) -> None:
    for file in build_index(docs):
        write_file(out, file)


def main() -> None:
    """Run the stage named on the command line: STAGE ROOT JOBS."""
    stage, root, jobs = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    out = Path(tempfile.mkdtemp(dir=root.parent))
    try:
        sys.stdout.write(json.dumps(_measured(stage, root, jobs, out)) + "\n")
    finally:
        shutil.rmtree(out)


def _measured(stage: str, root: Path, jobs: int, out: Path) -> dict[str, float]:
    if stage == "load":
        return _cost(lambda: load(root, AS_OF))
    if stage == "check":
        dataset, faults = load(root, AS_OF)
        return _cost(lambda: check(dataset, faults))
    if stage == "tables":
        portal = derive(build.checked(root, AS_OF).dataset)
        return _cost(lambda: downloads(portal, jobs))
    if stage == "render":
        return _plugin(root, out, jobs)
    if stage == "index":
        docs = _documents(prepared(build.checked(root, AS_OF), root, site_url="", edit_base=""))
        return _cost(lambda: _write_index(docs, out))
    if stage == "build":
        return _cost(
            lambda: build_with_mkdocs(
                build.checked(root, AS_OF), root, out, jobs=jobs, progress=lambda _done, _all: None
            )
        )
    build_with_mkdocs(
        build.checked(root, AS_OF), root, out / "site", jobs=jobs, progress=lambda _done, _all: None
    )
    return _floor(out / "site", out / "copy")


if __name__ == "__main__":
    main()

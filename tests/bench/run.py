"""`make bench`: one table of what every stage costs, and the same as JSON in build/bench.json."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from seed.__main__ import write as write_rosters

from bench.importing import write_bare
from bench.ledger import write_ledger
from bench.synthetic import write_synthetic
from generator.cache import FOLDER as CACHE
from generator.source import PRIVATE

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = int(os.environ.get("PAGES", "17000"))
STAGES = (
    ("load", "读入", (1,)),
    ("check", "检查", (1,)),
    ("whole-check", "读入并检查", (1,)),
    ("render", "拼接页面并写盘", (1, 2)),
    ("floor", "只写同样的字节", (1,)),
    ("index", "搜索索引", (1,)),
    ("build", "整站", (1, 2)),
)
ENTERPRISES, POLICIES, SEED = 17_000, 2_000, 179
"""A province (domain.md §6): its enterprises with some 4,000 commissioners, its policies."""

CHECKS = (
    ("whole-check", "读入并检查，没有缓存", (2,)),
    ("whole-check", "读入并检查，有缓存", (2,)),
    ("changed-check", "改了一个文件再读入并检查", (2,)),
)
"""The second and the third find in the cache what the one before left there."""

RECORDS = 200_000
"""The service records of a year."""

SMALL = 17
"""Growth is told from a province so many times smaller."""

PROVINCE = (
    ("load", "读入", (1,)),
    ("check", "检查", (1,)),
    ("format", "整理全部文件", (2,)),
    ("tables", "数据下载", (1, 2)),
    ("build", "整站", (2,)),
)
IMPORT = (("import", f"导入一张{ENTERPRISES}行的表", (2,)),)
INTERNAL = (("annex", "全省半年的附件4", (1,)), ("internal", "内部版整站", (2,)))
ENVIRONMENT = {
    **os.environ,
    "SOURCE_DATE_EPOCH": "1795500000",
    "NO_MKDOCS_2_WARNING": "1",
    "PYTHONPATH": str(ROOT / "tests"),
}


def _paced() -> float:
    """How fast this machine is now: seconds for ten million turns of a loop. Figures of two runs are compared by it."""
    start, total = time.perf_counter(), 0
    for number in range(10_000_000):
        total += number * number % 7
    seconds = time.perf_counter() - start
    sys.stdout.write(f"这台机器现在：一千万次循环 {seconds:.2f} 秒\n")
    return seconds


def _stage(stage: str, project: Path, jobs: int, scratch: Path) -> dict[str, float]:
    out = tempfile.mkdtemp(dir=scratch)
    command = [sys.executable, "-m", "bench.stage", stage, str(project), str(jobs), out]
    done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    cost: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return cost


def _one_by_one(project: Path, scratch: Path) -> dict[str, float]:
    """The same pages made by MkDocs itself."""
    out = Path(tempfile.mkdtemp(dir=scratch)) / "site"
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    other = project / ".one-by-one.yml"
    other.write_text(f"{config}\nhooks: [{ROOT / 'tests/bench/one_by_one.py'}]\n", encoding="utf-8")
    try:
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(other), "-d", str(out)]
        done = subprocess.run(
            command, cwd=project, env=ENVIRONMENT, capture_output=True, text=True, check=True
        )
    finally:
        other.unlink()
    line = next(line for line in done.stdout.splitlines() if line.startswith("COST "))
    cost: dict[str, float] = json.loads(line.removeprefix("COST "))
    return cost


def _staged(
    project: Path, stages: Sequence[tuple[str, str, tuple[int, ...]]], scratch: Path
) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for stage, words, counts in stages:
        for jobs in counts:
            rows.append(
                {"stage": stage, "words": words, "jobs": jobs, **_stage(stage, project, jobs, scratch)}
            )
            _print(rows[-1])
    return rows


def _told(module: str, *words: object) -> Any:
    """What a module of this package says in its last line, run in a process of its own."""
    command = [sys.executable, "-m", f"bench.{module}", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def _found(project: Path) -> dict[str, float]:
    """The page 找专员 in the browser."""
    figures: dict[str, float] = _told("find", project)
    sys.stdout.write(
        f"  找专员：首次打开 {figures['first_load']:.0f} KiB，按一键 {figures['median']:.0f} 毫秒，"
        f"最慢 {figures['slowest']:.0f} 毫秒\n"
    )
    return figures


def _previewed(project: Path) -> dict[str, float]:
    """A saved record in `portal serve`."""
    figures: dict[str, float] = _told("preview", project)
    sys.stdout.write(
        f"  预览：保存一条服务记录到企业页更新 {figures['median']:.2f} 秒，最慢 {figures['slowest']:.2f} 秒，"
        f"保存到显示规则查出的错误 {figures['fault']:.1f} 秒\n"
    )
    return figures


def _province(folder: Path, part: int) -> Path:
    """A fictitious province, or one so many times smaller."""
    write_synthetic(ROOT, folder, POLICIES // part)
    write_rosters(folder, ENTERPRISES // part, SEED)
    return folder


def _checks(project: Path, scratch: Path) -> list[dict[str, object]]:
    """The whole check of a tree, first without what an earlier one has kept."""
    for folder in (project, project / PRIVATE):
        shutil.rmtree(folder / CACHE, ignore_errors=True)
    return _staged(project, CHECKS, scratch)


def _growth(small: Path, large: Path) -> dict[str, object]:
    """How the work of each rule grows, told by its calls and by its time; the steepest are printed."""
    found: dict[str, dict[str, float]] = _told("growth", small, large)
    for key, words in (("exponent", "调用次数"), ("exponent_of_time", "用时")):
        steepest = sorted(found.items(), key=lambda item: -item[1][key])[:3]
        listed = "，".join(f"{code} {each[key]:.2f}" for code, each in steepest)
        sys.stdout.write(f"  规则的{words}随数据增长的指数，最大的三条：{listed}\n")
    return dict(found)


def _matched(people: int) -> dict[str, float]:
    """All benefits for so many enterprises, a sample of which is held to the evaluator."""
    cost: dict[str, float] = _told("matching", people, POLICIES)
    _print({"words": f"{people}家企业对{POLICIES}项政策事项", "jobs": 1, **cost})
    return cost


def _checked_online() -> dict[str, float]:
    """政策体检 in the browser with so many benefits; how many questions the shipped ones take."""
    found: dict[str, float] = _told("check", POLICIES)
    sys.stdout.write(
        f"  浏览器里{POLICIES}项政策事项：判断 {found['evaluated']:.1f} 毫秒，连同差距和分组 {found['judged']:.1f} 毫秒，"
        f"数据 {found['weight']:.0f} KB\n"
        f"  随附政策全部有结论，平均要答 {found['questions']:.1f} 题；按指标次序问要 {found['in_file_order']:.1f} 题，跳过用不着的要 {found['needed_in_file_order']:.1f} 题\n"
    )
    return found


def _rows(project: Path, scratch: Path) -> list[dict[str, object]]:
    rows = _staged(project, STAGES, scratch)
    slow = _one_by_one(project, scratch)
    rows.append({"stage": "one-by-one", "words": "MkDocs 逐页生成", "jobs": 1, **slow})
    _print(rows[-1])
    return rows


def _print(row: dict[str, object]) -> None:
    words = f"{row['words']}（{row['jobs']}个进程）"
    figures = f"{row['wall']:8.2f} 秒  CPU {row['cpu']:8.2f} 秒  {row['peak']:7.0f} MiB"
    sys.stdout.write(f"  {words:<16}\t{figures}\n")
    sys.stdout.flush()


def _ratios(rows: list[dict[str, object]]) -> str:
    wall = {(str(row["stage"]), row["jobs"]): float(str(row["wall"])) for row in rows}
    slow = wall["one-by-one", 1]
    return f"  比 MkDocs 逐页快：1个进程 {slow / wall['render', 1]:.1f} 倍，2个进程 {slow / wall['render', 2]:.1f} 倍\n"


def main() -> None:
    """Measure the shipped content, 17,000 fictitious policies (PAGES changes the number), and a province."""
    found: dict[str, object] = {}
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        scratch = Path(folder)
        pace = _paced()
        sys.stdout.write("随附内容\n")
        found["shipped"] = _rows(ROOT, scratch)
        many = write_synthetic(ROOT, scratch / "many", PAGES)
        sys.stdout.write(f"虚构的 {PAGES} 份政策\n")
        found["synthetic"] = synthetic = _rows(many, scratch)
        sys.stdout.write(_ratios(synthetic))
        province = _province(scratch / "province", 1)
        sys.stdout.write(f"虚构的全省：{ENTERPRISES} 家企业和它们的专员，{POLICIES} 份政策\n")
        found["province"] = [*_staged(province, PROVINCE, scratch), *_checks(province, scratch)]
        found["find"] = _found(province)
        found["import"] = _staged(write_bare(province, scratch / "bare"), IMPORT, scratch)
        write_ledger(province, RECORDS)
        small = _province(scratch / "small", SMALL)
        write_ledger(small, RECORDS // SMALL)
        sys.stdout.write(f"加上 {RECORDS} 条服务记录\n")
        found["ledger"] = [*_checks(province, scratch), *_staged(province, INTERNAL, scratch)]
        found["preview"] = _previewed(province)
        found["growth"] = _growth(small, province)
        found["matching"] = [_matched(people) for people in (ENTERPRISES, 140_000)]
        found["check"] = _checked_online()
        found["pace"] = [pace, _paced()]
    target = ROOT / "build/bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(f"数据写在 {target.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()

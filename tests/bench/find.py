"""How 找专员 feels with all enterprises of a province: the weight of a first visit, and a keystroke's time."""

import json
import sys
import tempfile
from pathlib import Path
from statistics import median

from browser.conftest import CHROMIUM, FLAGS, served
from playwright.sync_api import Page, sync_playwright

from bench.stage import AS_OF
from generator.checking import checked
from generator.mkdocs_run import build_with_mkdocs

QUERIES = ("示例精密", "sljm", "91320583", "昆山市", "示例王")
"""Part of a name, pinyin initials, part of a code, a place, a commissioner: typed key by key."""

TYPE = """async (letters) => {
  const box = document.querySelector("#z-find-q");
  const times = [];
  for (const letter of letters) {
    box.value += letter;
    const start = performance.now();
    box.dispatchEvent(new InputEvent("input", { bubbles: true, data: letter }));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    times.push(performance.now() - start);
    await new Promise((done) => setTimeout(done, 150));
  }
  return times;
}"""


def main() -> None:
    """Build the project named on the command line and read its page 找专员; prints JSON."""
    root = Path(sys.argv[1])
    with tempfile.TemporaryDirectory(dir=root.parent) as folder:
        out = Path(folder)
        build_with_mkdocs(checked(root, AS_OF), root, out, jobs=2, progress=lambda _done, _all: None)
        for address in served(out):
            with sync_playwright() as driver:
                browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
                sys.stdout.write(json.dumps(_measured(browser.new_page(), address)) + "\n")
                browser.close()


def _measured(page: Page, address: str) -> dict[str, float]:
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto(f"{address}commissioners/")
    page.locator("#z-find-q").focus()
    page.wait_for_load_state("networkidle")
    times = [time for query in QUERIES for time in _typed(page, query)]
    return {"first_load": sum(sizes) / 1024, "median": median(times), "slowest": max(times)}


def _typed(page: Page, query: str) -> list[float]:
    page.evaluate("() => { document.querySelector('#z-find-q').value = ''; }")
    times: list[float] = page.evaluate(TYPE, list(query))
    return times


if __name__ == "__main__":
    main()

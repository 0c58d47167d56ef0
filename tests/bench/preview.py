"""How long a commissioner waits: from a saved service record to the page of its enterprise, in a running preview."""

import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

from generator.source import PRIVATE

TIMES, SETTLED = 3, 30
"""So many changes, with so many seconds between them, in which the rules run over the last."""

MOST = 600
"""Seconds after which nothing is waited for any more."""


def main() -> None:
    """Preview the internal edition of the project named on the command line; prints seconds as JSON."""
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # a shell may keep it from its jobs, and from ours
    root = Path(sys.argv[1])
    file = min((root / PRIVATE).rglob("records/*.yml"))
    before = file.read_text(encoding="utf-8")
    code, content = (re.search(rf'{key}: "?([^"\n]+)', before) for key in ("enterprise", "content"))
    if not code or not content:
        raise ValueError(file)
    try:
        with _preview(root) as port:
            page = f"127.0.0.1:{port}/enterprises/{code[1]}/"
            _wait(page, content[1])
            waits = []
            for number in range(TIMES):
                time.sleep(SETTLED)
                said = f"第{number}次修改。{content[1]}"
                file.write_text(before.replace(content[1], said, 1), encoding="utf-8")
                waits.append(_wait(page, said))
            time.sleep(SETTLED)
            file.write_text(re.sub("commissioner: .*", "commissioner: 000000-999", before, count=1), "utf-8")
            fault = _wait(page, "unknown-reference")
    finally:
        file.write_text(before, encoding="utf-8")
    found = {"median": median(waits), "slowest": max(waits), "fault": fault}
    sys.stdout.write(json.dumps(found) + "\n")


@contextmanager
def _preview(root: Path) -> Iterator[int]:
    """The port of a preview, which ends with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "generator.cli", "serve", "--edition", "internal"]
    process = subprocess.Popen(
        [*command, "--root", str(root), "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=sys.stderr,
    )
    try:
        yield port
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def _wait(page: str, words: str) -> float:
    """Seconds until a page says some words."""
    start = time.perf_counter()
    while time.perf_counter() - start < MOST:
        try:
            with urlopen(f"http://{page}") as answer:
                if words in answer.read().decode():
                    return time.perf_counter() - start
        except (URLError, ConnectionError):
            pass
        time.sleep(0.02)
    raise TimeoutError(page)


if __name__ == "__main__":
    main()

"""`portal` as a test calls it: in a folder, on the day of all tests, with what it said and its exit code."""

import contextlib
import io
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest

from generator.cli import main

DAY = "2026-11-24"
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_BLAMING = re.compile("(?<!申)请|抱歉|非法|无效|失败|！|？|有误")


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str


def portal(*words: str, cwd: Path) -> Done:
    """Run a command by its entry point; what it says is Chinese, blames nobody, and is no traceback."""
    out, err = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(cwd),
        mock.patch.object(sys, "argv", ["portal", *words]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        pytest.raises(SystemExit) as end,
    ):
        main()
    done = Done(code=int(end.value.code or 0), out=out.getvalue(), err=err.getvalue())
    for said in (done.out, done.err):
        assert "Traceback" not in said
        assert not said or _CHINESE.search(said), said
        assert not _BLAMING.search(said), said
    return done


def texts_below(root: Path) -> dict[str, bytes]:
    """Every file below a folder, but for what the portal keeps between checks."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".cache" not in path.parts
    }

"""The data of a live preview: loaded anew after each change, and judged by a process beside it.

The rules of a province take ten times as long as everything else that a changed page needs. So a page is shown when
its data has loaded, and the rules speak when they have run.
"""

import os
import signal
import sys
from contextlib import suppress
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from generator.checking import Checked, checked
from generator.clock import today
from generator.diagnostics import Diagnostic, Severity
from generator.loading import load_read
from generator.reading import read_sources
from generator.rules import check


class _Asked(NamedTuple):
    """What the process is asked: the how manieth time it is, the day, and the findings that pages show so far."""

    number: int
    as_of: date
    shown: tuple[Diagnostic, ...]


class Beside:
    """A process that runs the rules, and the data that it is asked about.

    It is forked before the preview has threads, from data that was checked. The file `told` changes when it has found
    something else than what is shown.
    """

    def __init__(self, found: Checked, root: Path, private: Path | None) -> None:
        self._root, self._private, self._now = root, private, found
        self._asked = self._answered = 0
        self._question: _Asked | None = None
        self._folder = TemporaryDirectory(prefix="portal-")
        self.told = Path(self._folder.name) / "told"
        self.told.touch()
        self._ours, theirs = get_context("fork").Pipe()
        work = (self._ours, theirs, found, root, private, self.told)
        self._process = get_context("fork").Process(target=_judge, args=work)
        self._process.start()
        theirs.close()

    def current(self) -> Checked:
        """The data as it is now; the findings are those of before where the rules have not run over it yet.

        They have where it is faulty: pages are shown of what loads, and came from data without errors.
        """
        read = read_sources(self._root, self._private)
        before, day = self._now, today()
        earlier = (before.dataset, before.faults)
        dataset, faults = load_read(read, self._root, day, self._private, earlier)
        same = dataset.texts == before.dataset.texts and day == before.dataset.as_of
        self._now = Checked(dataset=dataset, diagnostics=before.diagnostics, faults=tuple(faults))
        if not same or tuple(faults) != before.faults:
            self._asked += 1
            self._question = _Asked(self._asked, day, before.diagnostics)
        wait = before.faulty or any(fault.severity is Severity.ERROR for fault in faults)
        return self.judged() if wait else self._with_answers(wait=False)

    def ask(self) -> None:
        """Let the rules run over data that has changed: when its pages are there, which somebody waits for."""
        if self._question:
            with suppress(OSError):  # it is gone: what waits for its answer learns of it
                self._ours.send(self._question)
            self._question = None

    def judged(self) -> Checked:
        """The data as it was loaded last, when the rules have run over it."""
        self.ask()
        return self._with_answers(wait=True)

    def _with_answers(self, *, wait: bool) -> Checked:
        """The data with the findings about it where they are there, or are waited for."""
        now = self._now
        while self._answered < self._asked and (wait or self._ours.poll()):
            try:
                self._answered, found = self._ours.recv()
            except (EOFError, OSError):  # it is gone, as the system ends one where memory is short
                self._answered, found = self._asked, check(now.dataset, [*now.faults])
            if self._answered == self._asked:  # others are about data that has changed since
                self._now = Checked(dataset=now.dataset, diagnostics=found, faults=now.faults)
        return self._now

    def end(self) -> None:
        """Stop the process."""
        self._process.terminate()
        self._process.join()
        self._ours.close()
        self._folder.cleanup()


_BEHIND = 10
"""The page that somebody waits for comes before the rules."""


def _judge(
    ours: Connection, theirs: Connection, found: Checked, root: Path, private: Path | None, told: Path
) -> None:
    """Answer each question with its number and all findings, until the preview ends; of several the last."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the preview's, which ends this
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # and its own workers with it
    os.nice(_BEHIND)
    ours.close()
    with suppress(EOFError, OSError):
        while True:
            asked: _Asked = theirs.recv()
            while theirs.poll():
                asked = theirs.recv()
            found = checked(root, asked.as_of, private, found)
            theirs.send((asked.number, found.diagnostics))
            if found.diagnostics != asked.shown:
                told.touch()

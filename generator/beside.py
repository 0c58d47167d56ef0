"""The data of a live preview: loaded anew after each change, and judged by a process beside it.

The rules of a province take ten times as long as everything else that a changed page needs. So a page is shown when
its data has loaded, and the rules speak when they have run.
"""

import os
import signal
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Condition, Thread
from typing import NamedTuple

from generator.checking import Checked, checked
from generator.clock import today
from generator.diagnostics import Diagnostic, Severity
from generator.loading import load_read
from generator.reading import read_sources
from generator.rules import check


class _Answer(NamedTuple):
    """What the rules found when they were asked the how manieth time, and in which data: `_name` of it.

    The process reads the files itself, and they may have changed meanwhile.
    """

    number: int
    data: int
    found: tuple[Diagnostic, ...]


class Beside:
    """A process that runs the rules, and the data that it is asked about.

    It is forked before the preview has threads, from data that was checked. The file `told` changes when it has found
    something else than what is shown.
    """

    def __init__(self, found: Checked, root: Path, private: Path | None) -> None:
        self._root, self._private, self._now = root, private, found
        self._data = self._asked_about = _name(found)
        self._answer = _Answer(0, self._data, found.diagnostics)
        self._asked = 0
        self._question = self._waited_for = self._gone = False
        self._answered = Condition()
        self._folder = TemporaryDirectory(prefix="portal-")
        self.told = Path(self._folder.name) / "told"
        self.told.touch()
        self._ours, theirs = get_context("fork").Pipe()
        work = (self._ours, theirs, found, root, private)
        self._process = get_context("fork").Process(target=_judge, args=work)
        self._process.start()
        with suppress(OSError):  # it may have done so itself
            os.setpgid(self._process.pid or 0, self._process.pid or 0)
        theirs.close()
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    def current(self) -> Checked:
        """The data as it is now; the findings are those of before where the rules have not run over it yet.

        They have where it is faulty: pages are shown of what loads, and came from data without errors.
        """
        wait = self._now.faulty or self._gone
        self._load()
        if self._settled():
            return self._now
        if not wait and not any(fault.severity is Severity.ERROR for fault in self._now.faults):
            return self._now
        self._waited_for = True
        try:
            return self.judged()
        finally:
            self._waited_for = False

    def ask(self) -> None:
        """Let the rules run over data that has changed: when its pages are there, which somebody waits for."""
        if self._question:
            self._question = False
            with suppress(OSError):  # it is gone: who waits for the answer learns of it
                self._ours.send((self._asked, self._now.dataset.as_of))

    def judged(self) -> Checked:
        """The data as it is, when the rules have run over it: loaded again where it has changed meanwhile."""
        while True:
            self.ask()
            with self._answered:
                self._answered.wait_for(lambda: self._gone or self._answer.number == self._asked)
            if self._gone:  # as the system ends a process where memory is short
                found = check(self._now.dataset, [*self._now.faults])
                self._answer = _Answer(self._asked, self._data, found)
            if self._settled():
                return self._now
            self._load()

    def end(self) -> None:
        """Stop the process, with the workers that it may have."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid or 0, signal.SIGKILL)
        self._process.join()
        self._listener.join()
        self._ours.close()
        self._folder.cleanup()

    def _load(self) -> None:
        """Load what has changed; there is a question where the rules have not been asked about it."""
        before = self._now
        read = read_sources(self._root, self._private)
        earlier = (before.dataset, before.faults)
        dataset, faults = load_read(read, self._root, today(), self._private, earlier)
        self._now = Checked(dataset=dataset, diagnostics=before.diagnostics, faults=tuple(faults))
        self._data = _name(self._now)
        waiting = self._asked_about == self._data and self._answer.number < self._asked
        if self._answer.data != self._data and not waiting:
            self._asked, self._asked_about, self._question = self._asked + 1, self._data, True

    def _settled(self) -> bool:
        """Take the findings of the last answer where it is about the data that was loaded."""
        answer, now = self._answer, self._now
        if answer.data == self._data:
            self._now = Checked(dataset=now.dataset, diagnostics=answer.found, faults=now.faults)
        return answer.data == self._data

    def _listen(self) -> None:
        """Take each answer as it comes, and tell where it is another than what is shown."""
        with suppress(EOFError, OSError):
            while True:
                answer: _Answer = self._ours.recv()
                with self._answered:
                    self._answer = answer
                    if not self._waited_for and answer.found != self._now.diagnostics:
                        self.told.touch()
                    self._answered.notify_all()
        with self._answered:
            self._gone = True
            self._answered.notify_all()


_BEHIND = 10
"""The page that somebody waits for comes before the rules."""


def _judge(ours: Connection, theirs: Connection, found: Checked, root: Path, private: Path | None) -> None:
    """Answer each question, a number and a day, until the preview ends; of several the last."""
    os.setpgrp()  # Ctrl-C is the preview's, which ends this with its workers
    os.nice(_BEHIND)
    ours.close()
    with suppress(EOFError, OSError):
        while True:
            number, day = theirs.recv()
            while theirs.poll():
                number, day = theirs.recv()
            found = checked(root, day, private, found)
            theirs.send(_Answer(number, _name(found), found.diagnostics))


def _name(found: Checked) -> int:
    """A number for data, the same in both processes: its files, its day, and what could not be loaded of it."""
    return hash((found.dataset.as_of, found.dataset.sources, found.faults))

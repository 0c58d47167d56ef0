"""Worker processes: forked, so that what they work on is in their copy of the parent's memory and is not sent."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")

_inherited: list[Callable[[int], Any]] = []


def in_workers(work: Callable[[int], T], count: int, jobs: int) -> Iterator[T]:
    """What some work gives for 0, 1, … in this order, done in so many processes where that is more than one."""
    if jobs <= 1 or count <= 1:
        yield from map(work, range(count))
        return
    _inherited.append(work)
    try:
        with multiprocessing.get_context("fork").Pool(min(jobs, count), _led) as pool:
            yield from pool.imap(_work_in_worker, range(count))
            pool.close()
            pool.join()  # they end by themselves; only what is given up is broken off
    finally:
        _inherited.pop()


def _led() -> None:
    """Leave Ctrl-C to the parent, who ends its workers; all else ends a worker as it would any process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for ended in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ended, signal.SIG_DFL)


def _work_in_worker(place: int) -> Any:  # noqa: ANN401 -- whatever the work gives
    return _inherited[-1](place)


def processes(*, pay: bool) -> int:
    """How many do some work: one a core where several pay and this one may be forked, else this one alone."""
    return os.cpu_count() or 1 if pay and may_fork() else 1


def may_fork() -> bool:
    """Whether this process may be forked: a thread that holds a lock would leave it held in the copy.

    A worker has none of its own.
    """
    return threading.active_count() == 1 and not multiprocessing.current_process().daemon

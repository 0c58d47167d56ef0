"""Worker processes: forked, so that what they work on is in their copy of the parent's memory and is not sent."""

import errno
import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:  # generic for the type checker only
    from multiprocessing.context import ForkProcess
    from multiprocessing.sharedctypes import Synchronized

T = TypeVar("T")

_ENDED = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}

_Results = SimpleQueue[tuple[int, Any]]
_LOST = -1


def in_workers(work: Callable[[int], T], count: int, jobs: int) -> Iterator[T]:
    """What some work gives for 0, 1, … in this order, done in so many processes where that is more than one.

    Raises what the work raises, and `ChildProcessError` where a worker was ended by somebody else: a pool of the
    standard library waits for ever then, for its lock or for the rest of a result. Here each has a pipe of its own.
    """
    if jobs <= 1 or count <= 1:
        yield from map(work, range(count))
        return
    fork = multiprocessing.get_context("fork")
    following = fork.Value("q", 0)
    workers: list[ForkProcess] = []
    pipes: list[Connection] = []
    results: _Results = SimpleQueue()
    reader = threading.Thread(target=_collect, args=(pipes, results), daemon=True)
    try:
        for _ in range(min(jobs, count)):
            ours, theirs = fork.Pipe(duplex=False)
            pipes.append(ours)
            given = work, count, following, theirs, pipes
            worker = fork.Process(target=_serve, args=given, daemon=True)
            before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDED)  # until it knows what they are to it
            try:
                worker.start()
                workers.append(worker)
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
            theirs.close()
        reader.start()
        yield from _in_order(results, count)
    except BaseException:
        for worker in workers:
            worker.terminate()
        raise
    finally:  # who has done all ends by itself
        for worker in workers:
            worker.join()
        if reader.is_alive():
            reader.join()


def _in_order(results: _Results, count: int) -> Iterator[Any]:
    held: dict[int, Any] = {}
    for wanted in range(count):
        while wanted not in held:
            place, result = results.get()
            if place == _LOST:
                raise result
            held[place] = result
        yield held.pop(wanted)


def _collect(pipes: list[Connection], results: _Results) -> None:
    """Take what the workers give when they give it, so that none waits for the parent."""
    while pipes:
        ready = wait(pipes)
        for pipe in [each for each in pipes if each in ready]:
            try:
                given = pipe.recv()
            except (OSError, EOFError):
                given = _LOST, ChildProcessError(errno.ECHILD, os.strerror(errno.ECHILD))
            except Exception as fault:  # noqa: BLE001 -- what cannot be made again from what was sent
                given = _LOST, fault
            if given is None or given[0] == _LOST:
                pipes.remove(pipe)
                pipe.close()
            if given is not None:
                results.put(given)


def _serve(
    work: Callable[[int], Any],
    count: int,
    following: "Synchronized[int]",
    theirs: Connection,
    ours: Iterable[Connection],
) -> None:
    """Leave Ctrl-C to the parent, who ends its workers; all else ends a worker as it would any process.

    `ours` are the ends of the parent: held by nobody else, they tell by their end that it was killed.
    """
    for end in ours:
        end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for ended in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(ended) is not signal.SIG_IGN:  # as nohup asks for
            signal.signal(ended, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDED)
    with suppress(BrokenPipeError):
        while (place := _taken(following)) < count:
            try:
                theirs.send((place, work(place)))
            except BrokenPipeError:
                raise
            except Exception as fault:  # noqa: BLE001 -- raised again by the parent
                fault.add_note(traceback.format_exc())
                theirs.send((_LOST, fault))
                return
        theirs.send(None)


def _taken(following: "Synchronized[int]") -> int:
    with following.get_lock():
        following.value += 1
        return following.value - 1


def processes(*, pay: bool) -> int:
    """How many do some work: one a core where several pay and this one may be forked, else this one alone."""
    return os.cpu_count() or 1 if pay and may_fork() else 1


def may_fork() -> bool:
    """Whether this process may be forked: a thread that holds a lock would leave it held in the copy.

    A worker has none of its own.
    """
    return threading.active_count() == 1 and not multiprocessing.current_process().daemon

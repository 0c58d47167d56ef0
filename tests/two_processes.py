"""Work that is shared by processes only where it is large, shared by two of them however small it is."""

import os
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import TypeVar

import pytest

from generator import workers
from generator.workers import in_workers

T = TypeVar("T")


def in_two_processes(monkeypatch: pytest.MonkeyPatch, module: ModuleType) -> list[int]:
    """Let a module that has `_PAYS` and `in_workers` do so; the list tells how many processes it asked for each time."""
    asked: list[int] = []

    def noted(work: Callable[[int], T], count: int, jobs: int) -> Iterator[T]:
        asked.append(jobs)
        return in_workers(work, count, jobs)

    monkeypatch.setattr(module, "_PAYS", 0)
    monkeypatch.setattr(module, "in_workers", noted)
    monkeypatch.setattr(workers, "may_fork", lambda: True)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    return asked

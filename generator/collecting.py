"""Python's collector of cycles, off while a tree of values is built: collecting in between doubles the time."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Run a block without it; it is on again afterwards where it was on before.

    What was built counts as old then, or the collector would walk all of it at once as if it were new.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        if was_on:
            gc.enable()


@contextmanager
def settled() -> Iterator[None]:
    """Run a block in which it passes over what was there before: a large dataset is not walked again and again.

    Worker processes made inside share the memory of the dataset longer, too.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()

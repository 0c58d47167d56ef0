"""`python -m seed DIR`: write fictitious rosters and private files into a tree that has a scheme, places, offices and facts."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from generator.loading import load
from generator.source import PRIVATE
from seed.careers import TODAY
from seed.files import OF_OFFICES, files
from seed.ledger import KINDS, ledger_files
from seed.profiles import profile_files

_ENTERPRISES = 520
_SEED = 179


def main() -> None:
    """Write the rosters in place of those that are there; all else is left as it is."""
    parser = argparse.ArgumentParser(prog="seed", description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--enterprises", type=int, default=_ENTERPRISES)
    parser.add_argument("--seed", type=int, default=_SEED)
    asked = parser.parse_args()
    write(asked.folder, asked.enterprises, asked.seed)
    write_profiles(asked.folder, asked.seed)
    write_ledgers(asked.folder, asked.seed)


def write(folder: Path, enterprises: int, seed: int) -> None:
    """Write the rosters of so many enterprises below a folder, in place of those that it has."""
    dataset, _ = load(folder, TODAY)
    made = dict(files(dataset, enterprises, seed))
    for name in OF_OFFICES:
        for old in folder.glob(f"rosters/*/**/{name}.yml"):
            old.unlink()
    _write(folder, made.items())


def write_profiles(folder: Path, seed: int) -> None:
    """Write a fictitious profile of each enterprise in scope into the private folder, by the county where it is."""
    dataset, _ = load(folder, TODAY)
    for old in (folder / PRIVATE).glob("**/profiles.yml"):
        old.unlink()
    _write(folder, profile_files(dataset, seed))


def write_ledgers(folder: Path, seed: int) -> None:
    """Write all other private files of the offices that serve, in place of those that are there."""
    dataset, _ = load(folder, TODAY)
    for name in KINDS:
        for pattern in (f"**/{name}.yml", f"**/{name}/*.yml"):
            for old in (folder / PRIVATE).glob(pattern):
                old.unlink()
    _write(folder, ledger_files(dataset, seed))


def _write(folder: Path, made: Iterable[tuple[str, str]]) -> None:
    for path, text in made:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

"""`python -m seed DIR`: write fictitious rosters into a tree that has a scheme, places, offices and facts."""

import argparse
from pathlib import Path

from generator.loading import load
from seed.careers import TODAY
from seed.files import OF_OFFICES, files

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


def write(folder: Path, enterprises: int, seed: int) -> None:
    """Write the rosters of so many enterprises below a folder, in place of those that it has."""
    dataset, _ = load(folder, TODAY)
    made = dict(files(dataset, enterprises, seed))
    for name in OF_OFFICES:
        for old in folder.glob(f"rosters/*/**/{name}.yml"):
            old.unlink()
    for path, text in made.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

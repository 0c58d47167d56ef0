"""`python -m generator.cli` is `portal`."""

from generator.cli import main

main()

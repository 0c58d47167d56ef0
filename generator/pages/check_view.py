"""Values of the page /check/ as it is without a script: a checklist to print."""

from typing import NamedTuple


class Paper(NamedTuple):
    """A question on paper: its words, where to find the answer, the options to tick or the unit behind a blank."""

    words: str
    hint: str
    options: tuple[str, ...]
    unit: str


class PaperBenefit(NamedTuple):
    """A benefit to hold the answers against: the address of its conditions, its name, its policy, until when."""

    path: str
    name: str
    policy: str
    deadline: str
    sample: bool


class CheckView(NamedTuple):
    """How many benefits and questions there are, the questions, the benefits, and how many are not listed."""

    benefits: int
    questions: int
    paper: tuple[Paper, ...]
    listed: tuple[PaperBenefit, ...]
    rest: int
    as_of: str

"""What a new deployment still has to fill in."""

from collections.abc import Iterator

from generator.dataset import Dataset
from generator.diagnostics import Severity
from generator.document import Document, Loc
from generator.rules.finding import Finding

TO_FILL = "待填"
"""What `portal init` writes where only people know the words."""


def left_to_fill(dataset: Dataset) -> Iterator[Finding]:
    """写着“待填”的字段，填上真实的内容；portal init 新建的文件里，不知道的都写成这样。"""
    for document in dataset.documents:
        if TO_FILL not in document.source.text:
            continue
        left = list(_left(document.data, ()))
        if left:
            names = dict.fromkeys(
                next(step for step in reversed(loc) if isinstance(step, str)) for loc in left
            )
            yield Finding(
                document=document,
                loc=left[0],
                message=f"还有{len(left)}处待填：{'、'.join(names)}",
                help="照实填写；填好真实资料的专员办，删去 sample: true"
                if _is_sample(document)
                else "照实填写",
                severity=Severity.OVERDUE,
            )


def _is_sample(document: Document) -> bool:
    return document.at(("sample",)) == "true"


def _left(data: object, loc: Loc) -> Iterator[Loc]:
    """The places below one at which nothing but the word stands."""
    if data == TO_FILL:
        yield loc
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _left(value, (*loc, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _left(value, (*loc, place))

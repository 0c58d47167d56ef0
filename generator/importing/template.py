"""An empty table for a kind: its headers, a row that shows the forms, and a sheet that explains each column."""

from collections.abc import Iterator, Mapping, Sequence

from generator.dataset import Dataset
from generator.exports.table import Heading, Sheet
from generator.exports.xlsx import About, workbook
from generator.importing.columns import Column, Shape
from generator.kinds import KIND

_NUMBER = "序号"
_SAMPLE = "示例"


def template(shape: Shape, dataset: Dataset) -> bytes:
    """The workbook; the day of the dataset is also its time of creation."""
    label = KIND[shape.kind].label
    headings = (
        Heading(_NUMBER, "", code=True),
        *(Heading(each.label, "", code=True) for each in shape.columns),
    )
    sheet = Sheet(
        name=shape.kind,
        label=label,
        about=shape.row,
        headings=headings,
        rows=((_SAMPLE, *(column.example for column in shape.columns)),),
    )
    lines = (f"{shape.row}。示例那一行不导入，可以留着", *_needed(shape), "", *_columns(shape, dataset))
    return workbook([sheet], About(title=f"{label}：怎样填", as_of=dataset.as_of, lines=lines))


def _needed(shape: Shape) -> Iterator[str]:
    groups = ["或".join(shape.column(field).label for field in group) for group in shape.needed]
    yield f"一定要有的列：{'、'.join(groups)}；其余的列可以删去、调换，也可以加自己的列，不认识的不导入"
    yield "改动已有的：写上编号或代码和要改的几列，空着的格不改动"
    yield "单元格都是“文本”格式，粘贴时选“只粘贴值”，代码和日期就不会变样"


def _columns(shape: Shape, dataset: Dataset) -> Iterator[str]:
    lists = _lists(dataset)
    for column in shape.columns:
        need = f"（{column.need}）" if column.need else ""
        about = f"；{column.about}" if column.about else ""
        choices = column.form.choices or lists.get((shape.kind, column.field), ())
        listed = f"；可选：{'、'.join(choices)}" if choices else ""
        yield f"{column.label}{need}：{column.form.words}{about}{listed}{_also(column)}"


def _also(column: Column) -> str:
    """The other headers that are taken."""
    names = [name for name in column.names if not name.isascii()]
    return f"；表头也可以写{'、'.join(names)}" if names else ""


def _lists(dataset: Dataset) -> Mapping[tuple[str, str], Sequence[str]]:
    """The lists that stand in the data, by kind and field."""
    scheme = dataset.scheme.record if dataset.schemes else None
    fact = dataset.fact_by_key.get("industry")
    industries = fact.values if fact else ()
    themes, domains = (scheme.themes, scheme.expert_domains) if scheme else ((), ())
    return {
        ("enterprise", "industry"): industries,
        ("expert", "industries"): industries,
        ("expert", "domains"): domains,
        ("commissioner", "strengths"): (*domains, *themes),
        ("record", "themes"): themes,
        ("request", "category"): scheme.request_categories if scheme else (),
    }

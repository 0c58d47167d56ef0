"""The columns of a table: which fields they fill, by which names people call them, and how their cells are read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.importing.cells import CREDIT_CODES, LINE, PERSON_ID, Form

Needed = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: `label` is its header in the template, `names` are further ones; `about` is what to know of it.

    `need` says when a cell must have a value ("" where it need not); `example` is what the template shows.
    """

    field: str
    label: str
    names: tuple[str, ...] = ()
    form: Form
    about: str = ""
    need: str = ""
    example: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """All that its header may say."""
        return self.label, *self.names


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The table of a kind: what a row is, its columns, and the groups of fields of which each table has one."""

    kind: str
    row: str
    columns: tuple[Column, ...]
    needed: Needed
    more: Callable[[str], Column | None] | None = None
    """For a header that is none of the columns': the column that it is all the same (a fact of a profile)."""

    def column(self, field: str) -> Column:
        """The column of a field."""
        return next(column for column in self.columns if column.field == field)


CODE_NAMES = ("信用代码", "社会信用代码", "统一信用代码", "企业代码", "企业统一社会信用代码", "code")
ENTERPRISE_NAMES = (
    "对接企业",
    "服务企业",
    "结对企业",
    "企业",
    "公司名称",
    "企业全称",
    "enterprise",
)
PERSON_NAMES = (
    "专员姓名",
    "服务专员",
    "专员",
    "服务专员姓名",
    "对接专员",
    "结对专员",
    "commissioner",
    "name",
)
PERSON_ID_NAMES = ("服务专员编号", "编号", "id")
UNIT_NAMES = ("单位", "单位名称", "所在单位", "专员单位", "专员工作单位", "unit")
PHONE_NAMES = ("电话", "联系电话", "单位电话", "座机", "联系方式", "work_phone")


def labels(shape: Shape, fields: Sequence[str]) -> str:
    """The headers of some fields in a message."""
    return "或".join(f"“{shape.column(field).label}”" for field in fields)


PERSON_COLUMNS = (
    Column(field="id", label="专员编号", names=("服务专员编号",), form=PERSON_ID, about="或写姓名"),
    Column(field="name", label="专员", names=("姓名", *PERSON_NAMES), form=LINE, example="示例张三"),
)


def enterprise_columns(label: str) -> tuple[Column, ...]:
    """The columns that name an enterprise."""
    return (
        Column(
            field="code",
            label="统一社会信用代码",
            names=CODE_NAMES,
            form=CREDIT_CODES,
            about="或写企业名称",
            example="91990102MA0000001D",
        ),
        Column(
            field="enterprise",
            label=label,
            names=("企业名称", *ENTERPRISE_NAMES),
            form=LINE,
            about="有代码的只用来核对",
            example="示例精密机械有限公司",
        ),
    )

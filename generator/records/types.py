"""Scalars of the records: text is typed here, strictly, so that no YAML surprise can pass."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, LiteralString

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
WHOLE = re.compile(r"0|[1-9][0-9]{0,17}")
PERCENT = re.compile(r"(?!-0(?:\.0+)?%)(-?(?:0|[1-9][0-9]{0,3})(?:\.[0-9]{1,4})?)%")

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
REGION_CODE = r"^[0-9]{6}$"
CREDIT_CODE = r"^[0-9A-HJ-NP-RTUWXY]{18}$"
COMMISSIONER_ID = r"^[0-9]{6}-[0-9]{3,4}$"
PHONE = r"^([0-9]{5,6}|[0-9]{10,12}|[0-9]{3,4}[- ][0-9]{3,12})([- ][0-9]{1,8}){0,2}$"
MOBILE = r"^(1[3-9][0-9]{9}|0[0-9]{2,3}-[0-9]{7,8}(-[0-9]{1,8})?)$"
RECORD_ID = r"^r-[a-z0-9]+(-[a-z0-9]+)*$"
REQUEST_ID = r"^q-[a-z0-9]+(-[a-z0-9]+)*$"
REPORT_PERIOD = r"^(20[0-9]{2}-h[12]|first|adjustment)$"
EMAIL = r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$"
ACCOUNT = r"^[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$"
WEB_ADDRESS = "^https?://[^\\s<>\"'\\\\/?#@]+([/?#][^\\s<>\"'\\\\]*)?$"
SOME_TEXT = r"\S"


def _date(value: object) -> object:
    """YYYY-MM-DD and nothing else; the message of `date-format` shows the corrected form."""
    return _day(value) if isinstance(value, str) else value


@lru_cache(maxsize=10_000)
def _day(text: str) -> date:
    """The day that a text names; the few that there are stand in many records."""
    if not DATE.fullmatch(text):
        raise PydanticCustomError("date_format", "date format")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("date_value", "no such day") from None


def _from_text(
    name: LiteralString, pattern: re.Pattern[str], make: Callable[[str], object]
) -> BeforeValidator:
    """A validator that takes only text of the pattern and makes its value."""

    def validate(value: object) -> object:
        if not isinstance(value, str):
            return value
        match = pattern.fullmatch(value)
        if match is None:
            raise PydanticCustomError(name, name)
        return make(match[match.lastindex or 0])

    return BeforeValidator(validate)


Date = Annotated[date, BeforeValidator(_date)]
"""A day, written YYYY-MM-DD."""

Whole = Annotated[int, _from_text("whole_number", WHOLE, int)]
"""A whole number, at least 0, digits only."""

Count = Annotated[int, Field(le=10_000), _from_text("whole_number", WHOLE, int)]
"""A number of days, months or times."""

Percent = Annotated[
    Decimal,
    _from_text("percent", PERCENT, Decimal),
    WithJsonSchema({"type": "string", "pattern": f"^{PERCENT.pattern}$"}),
]
"""An exact share, written `3%` or `1.5%`; the value is the number before the sign."""

Flag = Annotated[bool, _from_text("flag", re.compile("true|false"), "true".__eq__)]
"""Yes or no, written `true` or `false`."""

Text = Annotated[str, StringConstraints(pattern=SOME_TEXT, min_length=1, max_length=20_000)]
"""Text that a reader sees. Its hygiene (NFC, no control characters) is held for every scalar at once."""

Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=64)]
"""An id that is also a file name and a part of an address."""

RegionCode = Annotated[str, StringConstraints(pattern=REGION_CODE)]
"""行政区划代码, six digits (GB/T 2260), kept as text."""

CreditCode = Annotated[str, StringConstraints(pattern=CREDIT_CODE)]
"""统一社会信用代码 (GB 32100-2015), 18 characters; its check character is held by a rule."""

CommissionerId = Annotated[str, StringConstraints(pattern=COMMISSIONER_ID)]
"""The code of the home office and a number: 110101-003."""

Year = Annotated[int, Field(ge=2000, le=2100), _from_text("whole_number", WHOLE, int)]
"""A calendar year."""

Phone = Annotated[str, StringConstraints(pattern=PHONE)]
"""办公电话: area code, number and extension with - between them, or a short or service number (12345)."""

Mobile = Annotated[str, StringConstraints(pattern=MOBILE)]
"""手机号 in eleven digits, or a phone with its area code: only in the private kinds."""

RecordId = Annotated[str, StringConstraints(pattern=RECORD_ID, max_length=64)]
"""The id of a service record: r-, then letters, digits and hyphens."""

RequestId = Annotated[str, StringConstraints(pattern=REQUEST_ID, max_length=64)]
"""The id of a request: q-, then letters, digits and hyphens."""

ReportPeriod = Annotated[str, StringConstraints(pattern=REPORT_PERIOD)]
"""A period of reporting: 2026-h1, the first report, or an adjustment."""

Email = Annotated[str, StringConstraints(pattern=EMAIL, max_length=100)]
"""A mail address of a unit."""

Account = Annotated[str, StringConstraints(pattern=ACCOUNT, max_length=255)]
"""An account or a team (group/team) on the git host, without @, which YAML takes for its own."""

WebAddress = Annotated[str, StringConstraints(pattern=WEB_ADDRESS, max_length=500)]
"""An address on the web; other schemes are refused, and a name before the host, which reads as another host."""


class Level(StrEnum):
    """Rank of an issuer, an office, a region or a recognition."""

    NATIONAL = "国家级"
    PROVINCIAL = "省级"
    CITY = "市级"
    COUNTY = "县级"

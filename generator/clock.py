"""The day as of which everything is judged: the only reading of a clock."""

import os
from datetime import UTC, date, datetime, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has one time zone and no summer time since 1992."""

_EPOCH = "SOURCE_DATE_EPOCH"


def today() -> date:
    """`SOURCE_DATE_EPOCH` where it is set, else today in China. `ValueError` where it is no moment."""
    epoch = os.environ.get(_EPOCH)
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
        return moment.astimezone(SHANGHAI).date()
    except (OverflowError, OSError) as fault:
        raise ValueError from fault


def pretend(as_of: date) -> None:
    """Let this process and what it starts take a day for today."""
    noon = datetime(as_of.year, as_of.month, as_of.day, 12, tzinfo=SHANGHAI)
    os.environ[_EPOCH] = str(int(noon.timestamp()))

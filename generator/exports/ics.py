"""Calendars after RFC 5545: whole days, each with reminders some days ahead."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from generator.days import plus

REMINDED = (30, 7, 1)
"""So many days ahead of the day."""

_WIDTH = 75
"""Octets of a line without its end (RFC 5545, 3.1)."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Event(NamedTuple):
    """A day that counts; `uid` stays the same when the day moves, `tentative`: the day is 暂定, `url` may be ""."""

    uid: str
    day: date
    summary: str
    description: str
    url: str = ""
    tentative: bool = False


def calendar_file(name: str, events: Iterable[Event], made_on: date) -> bytes:
    """A calendar in UTF-8 with CRLF. Its stamp is the day of the data, so that equal data give equal bytes."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//zhuanyuan-portal//deadlines//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
    ]
    for event in events:
        lines += _event(event, made_on)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(event: Event, made_on: date) -> Iterator[str]:
    """The last day is not in the span (RFC 5545, 3.6.1), so a whole day ends on the next one."""
    yield from (
        "BEGIN:VEVENT",
        f"UID:{_text(event.uid)}",
        f"DTSTAMP:{made_on:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{plus(event.day, 1):%Y%m%d}",
        f"SUMMARY:{_text(event.summary)}",
        f"DESCRIPTION:{_text(event.description)}",
    )
    if event.url:
        yield f"URL:{_CONTROL.sub('', event.url)}"
    yield f"STATUS:{'TENTATIVE' if event.tentative else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    for days in REMINDED:
        yield from (
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_text(event.summary)}",
            f"TRIGGER:-P{days}D",
            "END:VALARM",
        )
    yield "END:VEVENT"


def _text(value: str) -> str:
    """A value of type TEXT (RFC 5545, 3.3.11), without characters that it may not hold."""
    value = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        value = value.replace(plain, escaped)
    return value


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets, no character cut; each part but the first begins with a space."""
    part, width = "", 0
    for character in line:
        octets = len(character.encode())
        if width + octets > _WIDTH:
            yield part
            part, width = " ", 1
        part += character
        width += octets
    yield part

"""Calendars after RFC 5545: whole days, each with reminders some days ahead."""

import re
from collections.abc import Iterable
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
    head = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//zhuanyuan-portal//deadlines//ZH\r\n"
        "CALSCALE:GREGORIAN\r\n"
        f"{_line('NAME', name)}{_line('X-WR-CALNAME', name)}REFRESH-INTERVAL;VALUE=DURATION:P1D\r\n"
    )
    stamp = f"{made_on:%Y%m%d}T000000Z"
    return "".join((head, *(_event(event, stamp) for event in events), "END:VCALENDAR\r\n")).encode()


def _event(event: Event, stamp: str) -> str:
    """The last day is not in the span (RFC 5545, 3.6.1), so a whole day ends on the next one."""
    url = _folded(f"URL:{_CONTROL.sub('', event.url)}") if event.url else ""
    return (
        f"BEGIN:VEVENT\r\n{_line('UID', event.uid)}DTSTAMP:{stamp}\r\n"
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}\r\nDTEND;VALUE=DATE:{plus(event.day, 1):%Y%m%d}\r\n"
        f"{_line('SUMMARY', event.summary)}{_line('DESCRIPTION', event.description)}{url}"
        f"STATUS:{'TENTATIVE' if event.tentative else 'CONFIRMED'}\r\nTRANSP:TRANSPARENT\r\n"
        f"{_alarms(_line('DESCRIPTION', event.summary))}END:VEVENT\r\n"
    )


def _alarms(said: str) -> str:
    return "".join(
        f"BEGIN:VALARM\r\nACTION:DISPLAY\r\n{said}TRIGGER:-P{days}D\r\nEND:VALARM\r\n" for days in REMINDED
    )


def _line(name: str, text: str) -> str:
    """A property of type TEXT."""
    return _folded(f"{name}:{_text(text)}")


def _text(value: str) -> str:
    """A value of type TEXT (RFC 5545, 3.3.11), without characters that it may not hold."""
    value = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        value = value.replace(plain, escaped)
    return value


def _folded(line: str) -> str:
    """The line in parts of at most 75 octets, no character cut; each part but the first begins with a space."""
    octets = line.encode()
    parts: list[str] = []
    start, room = 0, _WIDTH
    while len(octets) - start > room:
        end = start + room
        while octets[end] & _LEADING == _FOLLOWING:
            end -= 1
        parts.append(octets[start:end].decode())
        start, room = end, _WIDTH - 1
    return "\r\n ".join((*parts, octets[start:].decode())) + "\r\n"


_LEADING, _FOLLOWING = 0b1100_0000, 0b1000_0000
"""The two bits that mark an octet of UTF-8 that is not the first of its character."""

"""Feeds after RFC 4287, with days for times: what happened on a day happened at its beginning in China."""

import re
from collections.abc import Sequence
from datetime import date
from html import escape
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 does not let in, escaped or not, and returns, which it would turn into line ends."""


class FeedEntry(NamedTuple):
    """Something new or changed: `id` stays when it changes again, `updated` is the day of the change."""

    id: str
    updated: date
    title: str
    link: str
    summary: str


class Feed(NamedTuple):
    """A feed; `page` is where the same is read, `own` its own address, both may be relative to it."""

    id: str
    title: str
    author: str
    page: str
    own: str
    entries: Sequence[FeedEntry]


def stable_id(*names: str) -> str:
    """A name of the world for what these names tell apart: the same names give the same (RFC 9562, version 5)."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, '/'.join(('zhuanyuan-portal', *names)))}"


def atom(feed: Feed, empty_since: date) -> bytes:
    """A feed in UTF-8; it is as new as its newest entry, and without one as the day `empty_since`."""
    updated = max((entry.updated for entry in feed.entries), default=empty_since)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh">',
        f"<id>{_xml(feed.id)}</id>",
        f"<title>{_xml(feed.title)}</title>",
        f"<updated>{_time(updated)}</updated>",
        f"<author><name>{_xml(feed.author)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{_xml(feed.own)}"/>',
        f'<link rel="alternate" type="text/html" href="{_xml(feed.page)}"/>',
        *map(_entry, feed.entries),
        "</feed>",
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _entry(entry: FeedEntry) -> str:
    return (
        f"<entry><id>{_xml(entry.id)}</id><title>{_xml(entry.title)}</title>"
        f"<updated>{_time(entry.updated)}</updated>"
        f'<link rel="alternate" type="text/html" href="{_xml(entry.link)}"/>'
        f"<summary>{_xml(entry.summary)}</summary></entry>"
    )


def _time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00+08:00"


def _xml(value: str) -> str:
    return escape(_ILLEGAL.sub("", value))

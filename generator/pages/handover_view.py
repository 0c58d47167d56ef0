"""What handover.html.j2 shows, as `view`."""

from typing import NamedTuple

from generator.pages.dossier_view import PersonRow
from generator.pages.views import Link


class HandoverRequest(NamedTuple):
    """An open request: what was promised, where it stands and when the enterprise heard of it."""

    text: str
    stage: str
    told: str


class HandoverCase(NamedTuple):
    """An enterprise to hand over. `next_steps` are what is owed to it next, in sentences."""

    link: Link
    code: str
    place: str
    people: tuple[PersonRow, ...]
    last: str
    requests: tuple[HandoverRequest, ...]
    next_steps: tuple[str, ...]


class HandoverView(NamedTuple):
    """The sheet of a commissioner. `standin` is who acts for them today, in a sentence, or ""."""

    name: str
    desk: str
    unit: str
    day: str
    standin: str
    cases: tuple[HandoverCase, ...]

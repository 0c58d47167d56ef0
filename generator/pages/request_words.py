"""Where a request stands, in words that a desk, a dossier and a handover sheet share."""

from generator.pages.words import line_date
from generator.portal import Portal
from generator.requests_now import RequestState


def stage_words(portal: Portal, state: RequestState) -> str:
    """报到上级，10-08起；等甲市专员办办. Of a closed one only the stage and its day."""
    stage = f"{state.stage.value}，{line_date(state.since, portal.as_of)}"
    return f"{stage}起；{mover_words(portal, state)}" if state.open else stage


def mover_words(portal: Portal, state: RequestState) -> str:
    """Whose move it is: 等服务专员办, or 等甲市专员办办（在科技局）."""
    office = f"{portal.place_names[state.mover]}专员办" if state.mover else "服务专员"
    return f"等{office}" + (f"（在{state.waits_for}）" if state.waits_for else "")


def told_words(portal: Portal, state: RequestState) -> str:
    """How long ago the enterprise heard of it last; desk-later.mjs counts the days again on a later day."""
    days = (portal.as_of - state.told_on).days
    return f"{days}天没有告知进展" if days else "今天刚告知" if state.heard else "今天刚收集"


def last_told(portal: Portal, state: RequestState) -> str:
    """The day on which the enterprise heard of it last, for a sheet that is read on any day."""
    return f"{line_date(state.told_on, portal.as_of)}告知过" if state.heard else "还没有告知过"

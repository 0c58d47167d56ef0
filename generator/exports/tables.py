"""All tables of the public edition; what stands in none of them is not exported."""

from typing import Any

from generator.exports.policy_tables import BENEFITS, POLICIES, WINDOWS
from generator.exports.province_tables import (
    COMMENDATIONS,
    CONTACT_GROUPS,
    FACTS,
    HOLIDAYS,
    RETIRED,
    TASK_FORCE,
    WAIVERS,
)
from generator.exports.roster_tables import (
    COMMISSIONERS,
    ENTERPRISES,
    OFFICES,
    PAIRINGS,
    RECOGNITIONS,
    REGIONS,
)
from generator.exports.support_tables import ACTIVITIES, CASES, EXPERTS, RESOURCES, TRAININGS
from generator.exports.table import Sheet, Table
from generator.portal import Portal

TABLES: tuple[Table[Any], ...] = (
    POLICIES,
    BENEFITS,
    WINDOWS,
    OFFICES,
    COMMISSIONERS,
    ENTERPRISES,
    RECOGNITIONS,
    PAIRINGS,
    EXPERTS,
    RESOURCES,
    ACTIVITIES,
    CASES,
    TRAININGS,
    TASK_FORCE,
    CONTACT_GROUPS,
    COMMENDATIONS,
    WAIVERS,
    RETIRED,
    REGIONS,
    FACTS,
    HOLIDAYS,
)


def sheets(portal: Portal) -> tuple[Sheet, ...]:
    """Every table of a portal; without 结对 where `publish_pairings` is off."""
    return tuple(
        table.sheet(portal) for table in TABLES if table is not PAIRINGS or portal.scheme.publish_pairings
    )

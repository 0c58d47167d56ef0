"""The policies that a cell names, by id, number or title; of several of one title, the one that is meant."""

from collections.abc import Iterator, Sequence
from datetime import date

from generator.importing.ground import Ground
from generator.importing.places import folded
from generator.importing.values import Cell, RefusedError
from generator.policy_terms import term_of
from generator.records.policy import Policy
from generator.status import IN_FORCE, Subject, judge


def policies(cell: Cell, ground: Ground, day: date, held: Sequence[str]) -> list[str]:
    """The ids of the policies that a record of a day names; `held` are those that it names already.

    Raises `RefusedError`.
    """
    return list(
        dict.fromkeys(
            name for title in _titles(cell, ground) for name in _meant(title, cell, ground, day, held)
        )
    )


def _titles(cell: Cell, ground: Ground) -> Iterator[str]:
    """The names in a cell; a title may have the mark in it that stands between two."""
    parts = [str(part) for part in cell.value] if isinstance(cell.value, list) else []
    while parts:
        upto = next(
            (
                upto
                for upto in range(len(parts), 0, -1)
                if folded("、".join(parts[:upto])) in ground.policies_by_name
            ),
            None,
        )
        if upto is None:
            raise RefusedError(
                cell.address, f"没有“{parts[0][:40]}”这份政策", "写政策编号，或和网站上一样的标题"
            )
        yield "、".join(parts[:upto])
        parts = parts[upto:]


def _meant(title: str, cell: Cell, ground: Ground, day: date, held: Sequence[str]) -> Sequence[str]:
    """Of the policies of a title those that the record names already, or else the one in force on its day."""
    found = ground.policies_by_name[folded(title)]
    names = [policy.id for policy in found]
    if named := [name for name in held if name in names]:
        return named
    in_force = [policy.id for policy in found if _in_force(policy, day)]
    for meant in (names, in_force):
        if len(meant) == 1:
            return meant
    raise RefusedError(cell.address, f"叫“{title}”的政策有{len(found)}份：{'、'.join(names)}", "写政策编号")


def _in_force(policy: Policy, day: date) -> bool:
    """Whether a policy was in force on a day; many do not say since when, but none was before it was published."""
    return (policy.dated or day) <= day and judge(
        term_of(policy, Subject.POLICY, soon=0), day
    ).status in IN_FORCE

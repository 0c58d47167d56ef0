"""Requests and their chains of steps: each goes its way until it is settled, or as far as it has come by today."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from generator.dataset import Dataset
from generator.records.request import (
    RequestClass,
    RequestKind,
    Rigid,
    Satisfaction,
    ServiceRequest,
    Step,
    StepKind,
)
from generator.records.types import Level
from seed.careers import TODAY
from seed.wording import RIGID, RIGID_RESULT, WISHES, Wish
from seed.working import working_day

_SHARES = (72, 22, 6)
_LEADERS = tuple(f"示例{surname}局长" for surname in "孙钱林秦花苗")
_RIGID, _UNTOLD, _SELF, _DIVISION, _CITY = 0.05, 0.05, 0.3, 0.62, 0.85
"""Shares; of what the industry office settles itself, the shares up to which it is settled there."""


@dataclass(slots=True)
class _Chain:
    """The steps so far; `pace` stretches the days between them."""

    chance: Random
    dataset: Dataset
    day: date
    pace: float
    steps: list[Step] = field(default_factory=list)

    def add(self, step: StepKind, most: int, like: Step | None = None) -> None:
        """A step within so many days of the last one, with what `like` says."""
        day = self.day + timedelta(days=max(1, int(self.chance.randint(1, most) * self.pace)))
        self.day = working_day(self.dataset, day)
        made = replace(like, date=self.day) if like else Step(do=step, date=self.day)
        if step is StepKind.TRANSFERRED:
            made = replace(made, approved_by=self.chance.choice(_LEADERS), approved_on=self.day)
        self.steps.append(made)

    def classify(self, as_: RequestClass, office: str | None = None) -> None:
        self.add(
            StepKind.CLASSIFIED,
            4,
            Step(do=StepKind.CLASSIFIED, date=self.day, class_=as_, office=office),
        )

    def send(self, step: StepKind, to: str, office: str | None = None) -> None:
        self.add(step, 4, Step(do=step, date=self.day, to=to, office=office))

    def close(self, result: str) -> None:
        self.add(StepKind.CLOSED, 4, Step(do=StepKind.CLOSED, date=self.day, result=result))


def request(
    chance: Random, dataset: Dataset, office: str, asked: ServiceRequest, product: str
) -> ServiceRequest:
    """A request of the enterprise, the day and the commissioner of `asked`, with its steps up to today."""
    chain = _Chain(chance, dataset, asked.collected_on, chance.choice((0.6, 1, 1, 2, 3, 6)))
    if chance.random() < _RIGID:
        asked = _rigid(chain, dataset, office, asked, product)
    else:
        wish = chance.choice(WISHES)
        asked = replace(
            asked,
            kind=RequestKind(wish.kind),
            category=wish.category,
            text=wish.text.format(product=product),
        )
        _go(chain, dataset, office, wish)
    steps = tuple(step for step in chain.steps if step.date <= TODAY)
    made = replace(asked, steps=steps)
    ends = next((step.date for step in steps if step.do is StepKind.CLOSED), TODAY)
    told = tuple(_told(chance, dataset, asked.collected_on, ends))
    if chance.random() < _UNTOLD:
        told = told[:1] if chance.random() < 1 / 2 else ()
    return replace(made, told=told, satisfied=_satisfied(chance, made))


def _satisfied(chance: Random, made: ServiceRequest) -> Satisfaction | None:
    """What the enterprise said of a request that is settled; one in twelve is not asked."""
    if not made.closed or chance.random() < 1 / 12:
        return None
    if made.rigid:
        return chance.choice((Satisfaction.PARTLY, Satisfaction.DISSATISFIED))
    [said] = chance.choices(tuple(Satisfaction), _SHARES)
    return said


def _told(chance: Random, dataset: Dataset, since: date, ends: date) -> Iterator[date]:
    """The days of word to the enterprise, less than a month apart."""
    day = working_day(dataset, since + timedelta(days=chance.randint(1, 4)))
    while day <= ends:
        yield day
        day = working_day(dataset, day + timedelta(days=chance.randint(15, 21)))


def _rigid(
    chain: _Chain, dataset: Dataset, office: str, asked: ServiceRequest, product: str
) -> ServiceRequest:
    """A request that no office can grant: confirmed, passed on all the same, and answered."""
    category, text, reason, unit = chain.chance.choice(RIGID)
    chain.add(StepKind.LISTED, 3)
    chain.classify(RequestClass.OTHER_UNIT)
    confirmed = chain.day
    chain.send(StepKind.TRANSFERRED, dataset.region_by_code[office].name + unit)
    chain.add(StepKind.ANSWERED, 14)
    chain.close(RIGID_RESULT)
    rigid = Rigid(
        reason=reason,
        confirmed_by=dataset.office_by_region[office].record.contact,
        confirmed_on=confirmed,
    )
    return replace(
        asked,
        kind=RequestKind.PROBLEM,
        category=category,
        text=text.format(product=product),
        rigid=rigid if confirmed <= TODAY else None,
    )


def _go(chain: _Chain, dataset: Dataset, office: str, wish: Wish) -> None:
    chance = chain.chance
    way = chance.random()
    if wish.unit is None and way < _SELF:
        chain.add(StepKind.SELF, 3)
    else:
        chain.add(StepKind.LISTED, 3)
        if chance.random() < 0.06:  # classified wrong at first
            chain.classify(RequestClass.OWN if wish.unit else RequestClass.OTHER_UNIT)
        if wish.unit:
            chain.classify(RequestClass.OTHER_UNIT)
            chain.send(StepKind.TRANSFERRED, dataset.region_by_code[office].name + wish.unit)
        else:
            chain.classify(RequestClass.OWN)
            _own(chain, dataset, office, wish, way)
    chain.add(StepKind.ANSWERED, 18)
    if way < _DIVISION and chance.random() < 0.06:  # not content with the answer
        chain.add(StepKind.LISTED, 4)
        chain.classify(RequestClass.OWN)
        chain.send(StepKind.DISCUSSED, _division(dataset, office, wish))
        chain.add(StepKind.ANSWERED, 12)
    chain.close(wish.result)


def _own(chain: _Chain, dataset: Dataset, office: str, wish: Wish, way: float) -> None:
    """By a division of the office, or raised to the city, or beyond it to the province."""
    region = dataset.region_by_code[office]
    if way < _DIVISION:
        chain.send(StepKind.DISCUSSED, _division(dataset, office, wish))
        return
    above = region.parent or ""
    stops = [above] if way < _CITY or region.level is Level.CITY else [above, _parent(dataset, above)]
    for stop in stops:
        chain.add(StepKind.RAISED, 5, Step(do=StepKind.RAISED, date=chain.day, office=stop))
        chain.classify(RequestClass.OWN, stop)
    last = stops[-1]
    chain.send(StepKind.DISCUSSED, _division(dataset, last, wish), last)


def _parent(dataset: Dataset, code: str) -> str:
    return dataset.region_by_code[code].parent or ""


def _division(dataset: Dataset, office: str, wish: Wish) -> str:
    return dataset.office_by_region[office].record.unit + wish.division

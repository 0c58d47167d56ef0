"""The examples of a rule are evaluated: a change of the rule that makes one untrue is felt at once."""

from collections.abc import Iterator, Mapping

from generator.dataset import Dataset
from generator.eligibility.conditions import Leaf, leaves
from generator.eligibility.evaluate import Step, Verdict, deciding, evaluate
from generator.eligibility.facts import read_facts
from generator.eligibility.phrases import listed
from generator.eligibility.size import with_size
from generator.records.fact import Fact
from generator.records.policy import Example
from generator.rules.eligibility import wrong_count, wrong_limit, wrong_operator
from generator.rules.finding import Finding


def example_fails(dataset: Dataset) -> Iterator[Finding]:
    """例子的答案要和规则算出来的一样：改了规则，例子会报警。

    没有写 as_of 的例子，按这份政策的核对日期算。because 写决定答案的指标，needs 写待核实时还缺的指标。
    """
    unsound = {
        (found.document.path, found.loc[:2])
        for rule in (wrong_operator, wrong_limit, wrong_count)
        for found in rule(dataset)
    }
    for entry in dataset.policies:
        policy = entry.record
        for place, benefit in enumerate(policy.benefits):
            asked = {
                key for _, leaf in leaves(benefit.conditions) if isinstance(leaf, Leaf) for key in leaf.keys
            }
            wrong = (entry.path, ("benefits", place)) in unsound or not asked <= dataset.fact_by_key.keys()
            if benefit.conditions is None or wrong:
                continue  # another rule says what is wrong with it
            name = f"{policy.id}#{benefit.id}"
            for index, example in enumerate(benefit.examples):
                facts, misfits = read_facts(example.facts, dataset.fact_by_key, dataset.codes_above)
                if misfits:
                    continue  # wrong-example or unknown-reference says so
                day = example.as_of or policy.checked.date
                verdict = evaluate(benefit.conditions, with_size(facts), day, name)
                for field, message, mend in _differing(example, verdict, dataset.fact_by_key):
                    yield Finding(
                        document=entry.document,
                        loc=("benefits", place, "examples", index, field),
                        message=message,
                        help=mend,
                    )


def _differing(
    example: Example, verdict: Verdict, facts: Mapping[str, Fact]
) -> Iterator[tuple[str, str, str]]:
    """The fields of an example that differ from what its rule gives, each with words and a mend."""
    known = {*facts, *_keys(verdict.trace)}
    if example.answer is not verdict.answer:
        missing = f"，还缺{_named(verdict.needs, facts)}" if verdict.needs else ""
        yield (
            "answer",
            f"这个例子写“{example.answer}”，规则算出来是“{verdict.answer}”{missing}",
            "对照原文：规则写错了改规则，例子写错了改例子",
        )
        return
    if known >= set(example.needs) and example.needs and set(example.needs) != set(verdict.needs):
        written = f"写 [{', '.join(verdict.needs)}]" if verdict.needs else "删掉 needs"
        missing = f"还缺{_named(verdict.needs, facts)}" if verdict.needs else "什么都不缺"
        yield "needs", f"规则算出来{missing}", written
    made = tuple(dict.fromkeys(key for step, _ in deciding(verdict.trace) for key in step.keys))
    if example.because in known and example.because not in made:
        yield "because", f"“{example.because}”没有决定这个答案", f"写 {listed(made, '或')}"


def _named(keys: tuple[str, ...], facts: Mapping[str, Fact]) -> str:
    """Facts by their labels, with the keys that a file writes."""
    return listed(tuple(f"{facts[key].label}（{key}）" if key in facts else key for key in keys), "和")


def _keys(step: Step) -> Iterator[str]:
    """All facts that a rule names."""
    yield from step.keys
    for child in step.steps:
        yield from _keys(child)

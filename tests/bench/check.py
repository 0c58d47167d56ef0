"""政策体检 in Chromium: 2,000 benefits for one enterprise, what they weigh, and how many questions decide the shipped ones."""

import gzip
import json
import random
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import mean

from browser.conftest import CHROMIUM, FLAGS, served
from eligibility_pairs import DICTIONARY, ROOT, Json, drawn_value
from playwright.sync_api import Page, sync_playwright
from test_vectors import RULE, as_yaml

from bench.matching import varied
from bench.stage import AS_OF
from bench.synthetic import FORMS, THINGS
from generator.checking import checked
from generator.eligibility.facts import read_facts, written_value
from generator.exports.published import published
from generator.matching import facts_of, profile_of
from generator.mkdocs_run import build_with_mkdocs
from generator.pages.check_index import check_index
from generator.pages.questions import checkable
from generator.portal import BenefitFacts, Portal, derive
from generator.records.policy import Benefit
from generator.source import PRIVATE

ENDINGS = ("管理办法", "实施细则", "申报通知", "若干措施", "实施方案")

JUDGED = """
async ([index, answers, times]) => {
  const script = document.querySelector('script[src$="today.mjs"]').src;
  const [rules, results] = await Promise.all(["eligibility.mjs", "check-result.mjs"].map((name) => import(script.replace("today.mjs", name))));
  const check = results.decode(JSON.parse(index), "2026-11-24");
  const timed = (work) => {
    const taken = [];
    for (let turn = 0; turn < times; turn++) {
      const start = performance.now();
      for (const each of answers) work(each);
      taken.push((performance.now() - start) / answers.length);
    }
    return taken.sort((left, right) => left - right)[times >> 1];
  };
  const evaluate = (each) => check.benefits.forEach(({ rule, id }) => rule && rules.evaluate(rule, each, check.day, id));
  return { evaluated: timed(evaluate), judged: timed((each) => results.judged(check, each)) };
}
"""
"""Milliseconds for all benefits of one enterprise: the evaluator alone, and all that the page computes."""

ASKED = """
async ([index, known]) => {
  const script = document.querySelector('script[src$="today.mjs"]').src;
  const [questions, results] = await Promise.all(["check-questions.mjs", "check-result.mjs"].map((name) => import(script.replace("today.mjs", name))));
  const check = results.decode(JSON.parse(index), "2026-11-24");
  const needed = (found) => new Set(found.flatMap(({ answer, needs }) => (answer === "待核实" ? needs : [])));
  const inOrder = (found) => check.keys.find((key) => needed(found).has(key)) ?? null;
  const untold = (found, answers) => (needed(found).size ? check.keys.find((key) => !(key in answers)) : null);
  const best = (found, answers) => questions.nextQuestion(check.keys, found, answers, check.size.industries);
  const asked = (next, facts) => {
    const answers = {};
    for (let count = 0; ; count++) {
      const found = results.judged(check, answers);
      const key = next(found, answers);
      if (!key) return [count, Math.max(0, ...found.map(({ needs }) => needs.length))];
      answers[key] = facts[key];
    }
  };
  return known.map((facts) => [asked(best, facts), asked(inOrder, facts), asked(untold, facts)]);
}
"""
"""How many questions each enterprise answers until nothing is open: in the page's order, in that of facts.yml with
what nobody needs left out, and in that of facts.yml."""


def main() -> None:
    """Measure with so many benefits; prints JSON."""
    count = int(sys.argv[1])
    portal = derive(checked(ROOT, AS_OF, ROOT / PRIVATE).dataset)
    large = _index(_enlarged(portal, count))
    people = list(_people(portal))
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        build_with_mkdocs(checked(ROOT, AS_OF), ROOT, out, jobs=2, progress=lambda _done, _all: None)
        for address in served(out):
            with sync_playwright() as driver:
                browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
                page = browser.new_page()
                page.goto(address)
                figures = _measured(page, large, _index(portal), people)
                browser.close()
    figures["weight"] = len(gzip.compress(large.encode(), 6, mtime=0)) / 1024
    sys.stdout.write(json.dumps(figures) + "\n")


def _measured(page: Page, large: str, shipped: str, people: list[Json]) -> dict[str, float]:
    figures: dict[str, float] = page.evaluate(JUDGED, [large, people[:20], 9])
    counts = page.evaluate(ASKED, [shipped, people])
    assert all(left == 0 for each in counts for _, left in each), "a benefit stayed open"
    ways = ("questions", "needed_in_file_order", "in_file_order")
    return figures | {name: mean(each[way][0] for each in counts) for way, name in enumerate(ways)}


def _index(portal: Portal) -> str:
    (file,) = check_index(portal)
    return file.data.decode()


def _people(portal: Portal) -> Iterator[Json]:
    """The shipped enterprises with all facts: what their profiles leave out is drawn."""
    dataset, chance = portal.dataset, random.Random(19)
    profiles = profile_of(dataset)
    own = [fact["key"] for fact in json.loads(_index(portal))["facts"] if "#" in fact["key"]]
    for entry in dataset.enterprises:
        if profile := profiles.get(entry.record.code):
            known = facts_of(dataset, entry.record, profile)
            drawn = {key: drawn_value(chance, key) for key in (*DICTIONARY, *own) if key not in known}
            drawn.pop("size_class", None)
            facts = {**read_facts(drawn, DICTIONARY, dataset.codes_above)[0], **known}
            yield {key: written_value(value) for key, value in facts.items()}


def _enlarged(portal: Portal, count: int) -> Portal:
    """The shipped policies again and again, each time with other limits, clauses and names."""
    chance, listed = random.Random(13), list(checkable(portal))
    places = list(portal.place_names.values())
    policies = []
    for number in range(count):
        policy, benefit = listed[number % len(listed)]
        title = "".join(map(chance.choice, (places, THINGS, FORMS, ENDINGS)))
        record = replace(policy.record, id=f"{policy.record.id}-{number}", title=title, short_title=None)
        copied = replace(benefit, record=_varied(benefit, chance))
        policies.append(replace(policy, record=record, benefits=(copied,)))
    return replace(portal, policies=tuple(policies))


def _varied(benefit: BenefitFacts, chance: random.Random) -> Benefit:
    rule = benefit.record.conditions
    other = RULE.validate_python(as_yaml(_cited(varied(published(rule), chance), chance))) if rule else None
    name = "".join(map(chance.choice, (THINGS, THINGS, FORMS)))
    return replace(benefit.record, name=name, conditions=other)


def _cited(node: Json, chance: random.Random) -> Json:
    """A rule each test of which cites a clause of its own."""
    if isinstance(node, list):
        return [_cited(child, chance) for child in node]
    if not isinstance(node, dict):
        return node
    clause = f"第{chance.randint(4, 30)}条第（{chance.randint(1, 9)}）项"
    return {key: clause if key == "clause" else _cited(part, chance) for key, part in node.items()}


if __name__ == "__main__":
    main()

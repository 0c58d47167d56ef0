// What answers open: every benefit of check/index.json judged, grouped and ordered. Values only, no page here.
import { evaluate } from "./eligibility.mjs";
import { sizeOf, withSize } from "./check-questions.mjs";
import { nearMiss } from "./check-words.mjs";
import { compare, judge } from "./today.mjs";

const GONE = new Set(["ended", "replaced"]);
const RANK = { yes: 0, near: 1, open: 2, no: 3, away: 4 };

/** The benefits for the place of the enterprise, as far as that is known. */
export const here = (found) => found.filter(({ group }) => group !== "away");

/** check/index.json as values, for the reader's day; benefits that have ended since the build are left out. */
export function decode(index, day) {
  const regions = index.regions.map(([code, name, above]) => ({ code, name, above }));
  const over = ({ above }) => (above < 0 ? [] : [regions[above].code, ...over(regions[above])]);
  const filled = (node) => {
    if (typeof node === "number") return index.leaves[node];
    return Object.fromEntries(Object.entries(node).map(([key, part]) => [key, Array.isArray(part) ? part.map(filled) : key === "not" ? filled(part) : part]));
  };
  const facts = index.facts.map((fact) => ({ values: [], hint: "", unit: "", ...(fact.kind === "date" ? { latest: day } : {}), ...fact }));
  const benefits = index.benefits.map(([policy, id, name, term, worth, amount, rule, reading, sample], place) => ({
    place, name, term, worth, amount, reading, sample,
    id: `${index.policies[policy][0]}#${id}`,
    policy: index.policies[policy][1],
    path: `policies/${index.policies[policy][0]}/#${id}`,
    rule: rule === null ? null : filled(rule),
    state: judge(term, day),
  }));
  const byKey = new Map(facts.map((fact) => [fact.key, fact]));
  return {
    day,
    facts,
    benefits: benefits.filter(({ state }) => !GONE.has(state.kind)),
    keys: facts.map(({ key }) => key),
    byKey,
    regions,
    above: Object.fromEntries(regions.map((region) => [region.code, over(region)])),
    terms: { facts: byKey, places: new Map(regions.map(({ code, name }) => [code, name])) },
    size: index.size,
    excludes: index.excludes,
    rungs: index.rungs,
    served: index.served,
  };
}

/** Every benefit against answers: {benefit, group, answer, needs, trace, near}, `group` one of near, yes, open, no, away. */
export function judged(check, answers) {
  const known = withSize(answers, check.size.industries);
  return check.benefits.map((benefit) => {
    const { rule, reading, id } = benefit;
    const verdict = rule ? evaluate(rule, known, check.day, id) : { answer: "待核实", needs: [], trace: null };
    // In the right place, but what else is asked for can only be read.
    const open = verdict.answer === "待核实" || (reading && verdict.answer === "符合");
    const missed = rule ? nearMiss(rule, verdict.trace, check.day, check.terms) : null;
    const near = missed && { ...missed, needs: asked(check, known, missed.needs) };
    const group = open ? "open" : verdict.answer === "符合" ? "yes" : elsewhere(verdict.trace) ? "away" : near ? "near" : "no";
    return { benefit, ...verdict, answer: open ? "待核实" : verdict.answer, needs: asked(check, known, verdict.needs), near, group };
  });
}

/** Whether a rule fails since it is for another place. */
function elsewhere(trace) {
  return [trace, ...(trace.group === "all" ? trace.nodes : [])].some(({ holds, facts }) => holds === false && facts?.[0] === "region");
}

/** The facts to ask for: those from which the size class is computed, in its place. */
function asked(check, known, needs) {
  const all = needs.flatMap((key) => (key === "size_class" ? sizeOf(known, check.size.industries).needs : [key]));
  return [...new Set(all)].filter((key) => check.byKey.has(key));
}

/** The benefits of a group: what needs least first, then by the day that counts. */
export function ordered(found, group) {
  const those = found.filter((each) => each.group === group);
  const toRead = ({ benefit, needs }) => Number(Boolean(benefit.reading) && !needs.length);
  return those.sort(
    (left, right) =>
      toRead(left) - toRead(right) || left.needs.length - right.needs.length || compare(left.benefit.state, right.benefit.state),
  );
}

/** How many questions can still be asked: of what undecided benefits need, what was not put off. */
export function remaining(check, found, skipped) {
  const needed = new Set(found.flatMap(({ answer, needs }) => (answer === "待核实" ? needs : [])));
  return check.keys.filter((key) => needed.has(key) && !skipped.has(key)).length;
}

/**
 * Benefits that exclude each other among those that can be had: [{members, clauses, best}], `best` the members that
 * go together and bring most, or null where an amount is not known.
 */
export function choices(check, found) {
  const had = new Map(found.filter(({ group }) => group === "yes").map((each) => [each.benefit.place, each.benefit]));
  const pairs = check.excludes.filter(([left, right]) => had.has(left) && had.has(right));
  const rivals = new Map();
  for (const [left, right] of pairs) {
    rivals.set(left, (rivals.get(left) ?? new Set()).add(right));
    rivals.set(right, (rivals.get(right) ?? new Set()).add(left));
  }
  const seen = new Set();
  const sets = [];
  for (const start of rivals.keys()) {
    if (seen.has(start)) continue;
    const members = [start];
    seen.add(start);
    for (const place of members) {
      for (const other of rivals.get(place)) if (!seen.has(other)) members.push(other) && seen.add(other);
    }
    members.sort((left, right) => left - right);
    const known = members.every((place) => had.get(place).amount);
    sets.push({
      members: members.map((place) => had.get(place)),
      clauses: [...new Set(pairs.filter(([left]) => members.includes(left)).map(([, , clause]) => clause))],
      best: known ? most(members, rivals, had).places.map((place) => had.get(place)) : null,
    });
  }
  return sets;
}

/** The places that bring most together, no two of which exclude each other. */
function most(places, rivals, had) {
  const within = (place) => places.filter((other) => rivals.get(place).has(other));
  const crowded = places.reduce((left, right) => (within(right).length > within(left).length ? right : left), places[0]);
  if (crowded === undefined || !within(crowded).length) {
    return { places, worth: places.reduce((sum, place) => sum + BigInt(had.get(place).amount), 0n) };
  }
  const without = most(places.filter((place) => place !== crowded), rivals, had);
  const rest = most(places.filter((place) => place !== crowded && !rivals.get(crowded).has(place)), rivals, had);
  const taken = { places: [crowded, ...rest.places].sort((left, right) => left - right), worth: rest.worth + BigInt(had.get(crowded).amount) };
  return taken.worth >= without.worth ? taken : without;
}

/** The ladder: [{title, held, next, found}] from the lowest rung, `found` the best judged benefit that awards the title. */
export function ladder(check, found, titles) {
  const rungs = check.rungs.map(({ titles: names, benefits }) => ({
    title: names.at(-1),
    held: names.some((name) => titles.includes(name)),
    found: found.filter(({ benefit }) => benefits.includes(benefit.place)).sort((left, right) => RANK[left.group] - RANK[right.group])[0],
  }));
  const highest = rungs.map(({ held }) => held).lastIndexOf(true);
  return rungs.map((rung, place) => ({ ...rung, next: place === highest + 1 }));
}

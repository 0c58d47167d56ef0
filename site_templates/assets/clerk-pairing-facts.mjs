// Who serves an enterprise, which office arranges it, how many a commissioner has: values of the data files of 换专员; no page.

/** The day before or after a day, both ISO. */
export function beside(day, by) {
  const moved = new Date(`${day}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + by);
  return moved.toISOString().slice(0, 10);
}

const last = (pairs, day) => pairs.filter(([since]) => since <= day).at(-1) ?? pairs[0];

/** An enterprise of a data file by its parts. */
export const enterpriseOf = ([code, name, levels, places, spells, over]) => ({
  code,
  name,
  /** The level at which it is in scope on a day, or "". */
  levelOn: (day) => levels.filter(([since]) => since <= day).at(-1)?.[1] ?? "",
  placeOn: (day) => last(places, day)[1],
  over,
  spells: spells.map(([commissioner, since, until, office, recorded]) => ({ commissioner, since, until, office, recorded })),
});

/** The pairing that goes on without an end, or undefined. */
export const goingOn = ({ spells }) => spells.find(({ until }) => !until);

/** The code of the office that arranges an enterprise on a day, or ""; a city without counties does for both levels. */
export function arranging(enterprise, day, offices) {
  const level = enterprise.levelOn(day);
  const place = enterprise.placeOn(day);
  const [, own, city] = offices[place] ?? [];
  if (!level || !city) return "";
  if (level === "国家级") return city;
  const alone = Object.values(offices).filter(([, , other]) => other === city).length === 1;
  return own === "县级" || alone ? place : "";
}

/** A commissioner of a data file by its parts. */
export const personOf = ([id, name, unit, office, posts, serving, recused]) => ({
  id, name, unit, office, recused,
  inPost: (day) => posts.some(([since, until]) => since <= day && (!until || day <= until)),
  /** The most enterprises that are served on a day or later, without one. */
  load(day, without) {
    const own = serving.filter(([code]) => code !== without);
    const on = (each) => own.filter(([, since, until]) => since <= each && (!until || each <= until)).length;
    return Math.max(...[day, ...own.map(([, since]) => since).filter((since) => since > day)].map(on));
  },
});

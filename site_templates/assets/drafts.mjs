// Drafts of the forms: kept on the device, in the browser's own storage, and nowhere else.
import { button, made } from "./suggest.mjs";

const KEY = "z-drafts";
const KEPT_DAYS = 7;
const DAY = 86_400_000;

/** All drafts by id, the one saved last at the end: {form, commissioner, values, exported: in milliseconds, 0 before}. */
function drafts() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {}; // storage is blocked or holds something else
  }
}

/** Whether they could be kept. */
function keep(all) {
  try {
    localStorage.setItem(KEY, JSON.stringify(all));
    return true;
  } catch {
    return false;
  }
}

function others(id) {
  const { [id]: _own, ...rest } = drafts();
  return rest;
}

export const saveDraft = (id, draft) => keep({ ...others(id), [id]: draft });

export const deleteDraft = (id) => keep(others(id));

/** The drafts of a commissioner in one form, the one saved last first. */
export const draftsOf = (form, commissioner) =>
  Object.entries(drafts()).filter(([, draft]) => draft.form === form && draft.commissioner === commissioner).reverse();

/** Lets go of drafts that were exported more than a week ago. */
export function letGo(now) {
  const all = Object.entries(drafts());
  const held = all.filter(([, draft]) => !draft.exported || now - draft.exported < KEPT_DAYS * DAY);
  if (held.length < all.length) keep(Object.fromEntries(held));
}

/**
 * Lists [id, draft] in `[data-drafts]`: `words` say what its values are of, the most telling first; `opened` opens one, or
 * begins another where it is told none, `removed` lets go of one.
 */
export function listDrafts(root, rows, { current, words, opened, removed }) {
  root.hidden = !rows.length;
  root.firstElementChild.textContent = `这台设备上有${rows.length}份草稿`;
  const items = rows.map(([id, { values, exported }]) => {
    const [title, ...more] = words(values);
    const state = id === current ? "正在写" : exported ? "已导出" : "没有导出";
    const acts = [button("z-btn", "打开", () => opened(id, values)), button("z-btn", "删除", () => removed(id))];
    for (const act of acts) act.setAttribute("aria-label", `${act.textContent}草稿：${[title, ...more].join("，")}`);
    return made("li", "", made("div", "", made("p", "", title), made("p", "z-meta", [...more, state].join("，"))), ...acts);
  });
  root.lastElementChild.replaceChildren(...items, made("li", "", button("z-btn", "另起一份", () => opened())));
}

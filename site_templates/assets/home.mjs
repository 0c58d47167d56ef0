// 时限尺 and 即将截止 on a later day than the build's: the scale moves on, and what has closed goes.
import { compare, isReceiving, judge, today } from "./today.mjs";

const DAY = 86_400_000;

const built = document.querySelector(".z-foot time").dateTime;
const day = today(built);
const ruler = document.querySelector("[data-start]");
const closing = document.querySelector("[data-closing]");
if (day !== built && ruler) moveRuler((Date.parse(day) - Date.parse(built)) / DAY, day);
if (day !== built && closing) showClosing(closing, day);

/** Shifts the view so that today is its left edge; the days that the build did not know stay blank. */
function moveRuler(passed, day) {
  const ticks = [...ruler.querySelectorAll(".z-ruler__tick")];
  const { width, height } = ruler.viewBox.baseVal;
  const step = width / (ticks.length - 1);
  const left = passed * step;
  ruler.toggleAttribute("hidden", passed >= ticks.length);
  ruler.setAttribute("viewBox", `${left} 0 ${width} ${height}`);
  ruler.querySelector("path").setAttribute("d", `M${left} 52H${width}`);
  for (const tick of ticks.slice(0, passed)) tick.remove();
  for (const month of ruler.querySelectorAll("text[text-anchor=middle]")) {
    if (month.getAttribute("x") - left < ruler.dataset.clear) month.remove();
  }
  const [needle, words] = ruler.querySelectorAll(".z-ruler__now");
  needle.setAttribute("d", `M${left + 1} 44v16`);
  words.setAttribute("x", left);
  words.textContent = `今天 ${day.slice(5)}`;
  for (const flag of ruler.querySelectorAll("[data-closes]")) {
    const { closes } = flag.dataset;
    if (closes < day) flag.remove();
    if (passed > ticks.length / 2) turn(flag.querySelector("text"));
    flag.classList.toggle("z-ruler__flag--near", (Date.parse(closes) - Date.parse(day)) / DAY <= ruler.dataset.soon);
  }
}

/** Words that stood left of their flag, at the right end, stand right of it: there is room now. */
function turn(words) {
  words.removeAttribute("text-anchor");
  words.setAttribute("dx", "8");
}

/** The first rows that close within the days of the list; those after them stood ready. */
function showClosing(list, day) {
  const rows = [...list.children].map((row) => {
    const state = judge(row.querySelector("[data-deadline]").dataset.deadline, day);
    return { row, state, receiving: isReceiving(state) };
  });
  const closing = rows.filter(({ state, receiving }) => receiving && state.days <= list.dataset.days);
  const shown = closing.sort((one, other) => compare(one.state, other.state)).slice(0, list.dataset.most);
  for (const { row } of rows) row.hidden = true;
  for (const { row } of shown) row.hidden = false;
  list.prepend(...shown.map(({ row }) => row));
  const empty = list.nextElementSibling;
  empty.hidden = shown.length > 0;
  if (!rows.some(({ receiving }) => receiving)) empty.firstElementChild.textContent = "列出的政策都已截止，到“全部按截止时间”里看新的。";
}

// 工作台 and 企业档案 on a later day than the build's: what has closed goes, and what was said of that day says which it is.
import { isReceiving, judge, today } from "./today.mjs";

const DAY = 86_400_000;
const SOON = 30; // as DAYS in generator/due.py

const built = document.querySelector(".z-foot time")?.dateTime ?? "";
const day = today(built);
if (day !== built) {
  leaveOutClosed();
  const soon = document.getElementById("soon");
  if (soon) moveOffers(soon, document.getElementById("offers"));
  tellAgain();
}

function stateOf(row) {
  const { deadline, sentence } = row.querySelector("[data-deadline], [data-sentence]").dataset;
  return judge(deadline ?? sentence, day);
}

/** A group of which nothing is left goes with its rows. */
function leaveOutClosed() {
  for (const row of document.querySelectorAll("[data-offer]")) {
    if (!isReceiving(stateOf(row))) row.remove();
  }
  for (const group of document.querySelectorAll("[data-offers]")) group.hidden = !group.querySelector("[data-offer]");
  const closed = document.querySelector("[data-closed]");
  if (closed) closed.hidden = document.querySelector("[data-offer]") !== null;
}

/** What closes within a month by now stands with the others that do. */
function moveOffers(soon, others) {
  for (const row of others.querySelectorAll("[data-offer]")) {
    const { days } = stateOf(row);
    if (days !== null && days <= SOON) soon.querySelector("ul").append(row);
  }
  soon.hidden = !soon.querySelector("[data-offer]");
  others.hidden = !soon.hidden && !others.querySelector("[data-offer]");
  others.querySelector("h2").textContent = soon.hidden ? "现在能办的政策" : "其他能办的政策";
}

/** Days are counted again; the records are those of the build, so that its month and year are named. */
function tellAgain() {
  const [year, month, date] = built.split("-").map(Number);
  document.querySelector("[data-day]").textContent = `数据截至${year}年${month}月${date}日`;
  document.querySelector("[data-now]")?.remove();
  for (const element of document.querySelectorAll("[data-told]")) {
    const days = daysFrom(element.dataset.told, day);
    element.textContent = `${days}天没有告知进展`;
    element.classList.toggle("z-until--near", days > element.dataset.limit);
  }
  const sameMonth = day.startsWith(built.slice(0, 7));
  const left = document.querySelector("[data-left]");
  if (left && sameMonth) left.lastElementChild.textContent = monthEnds();
  else left?.remove();
  for (const element of document.querySelectorAll("[data-period]")) {
    if (!sameMonth) element.textContent = element.textContent.replace("本月", `${month}月`);
    if (!day.startsWith(`${year}`)) element.textContent = element.textContent.replace(/今年|本年/, `${year}年`);
  }
}

// The words of month_ends in generator/pages/words.py.
function monthEnds() {
  const [year, month, date] = day.split("-").map(Number);
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate() - date;
  return days ? `还剩${days}天` : "今天是本月最后一天";
}

function daysFrom(first, last) {
  return Math.round((Date.parse(last) - Date.parse(first)) / DAY);
}

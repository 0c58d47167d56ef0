// 工作台: the desk that was opened last on this device, and the list in which a commissioner finds their own.
const KEY = "z-desk";
const list = document.querySelector("[data-desks]");

function kept() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage is blocked: a bookmark does it
  }
}

function keep(path) {
  try {
    localStorage.setItem(KEY, path);
  } catch {
    // see kept()
  }
}

if (!list) keep(location.pathname);
else {
  const links = [...list.querySelectorAll("[data-desk]")];
  const own = links.find(({ pathname }) => pathname === kept());
  if (own && !new URLSearchParams(location.search).has("choose")) location.replace(own.href);
  const input = list.querySelector("[data-box]").elements.q;
  input.addEventListener("input", () => {
    const words = input.value.trim().split(/\s+/).filter(Boolean);
    for (const group of list.querySelectorAll("[data-group]")) {
      const rows = [...group.querySelectorAll("[data-words]")];
      for (const row of rows) row.hidden = !words.every((word) => row.dataset.words.includes(word));
      group.hidden = rows.every(({ hidden }) => hidden);
    }
  });
  list.querySelector("[data-box]").addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("[data-words]:not([hidden]) [data-desk]")?.click();
  });
}

// Sets scheme and type size before the first paint, and serves the two toggles and the menu of the header.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const ON = { scheme: "slate", type: "large" };
  const OFF = { scheme: "default", type: "normal" };
  const chosen = {};

  const stored = (name) => {
    try {
      return localStorage.getItem(`z-${name}`);
    } catch {
      return null; // storage is blocked: the choice holds for this page
    }
  };

  const isOn = (name) => {
    const choice = chosen[name] ?? stored(name);
    return choice ? choice === ON[name] : name === "scheme" && dark.matches;
  };

  const show = () => {
    root.dataset.mdColorScheme = isOn("scheme") ? ON.scheme : OFF.scheme;
    root.classList.toggle("z-large", isOn("type"));
    for (const button of document.querySelectorAll("[data-z-toggle]")) {
      button.setAttribute("aria-pressed", String(isOn(button.dataset.zToggle)));
    }
  };

  const flip = (name) => {
    chosen[name] = isOn(name) ? OFF[name] : ON[name];
    try {
      localStorage.setItem(`z-${name}`, chosen[name]);
    } catch {
      // see stored()
    }
    show();
  };

  root.classList.replace("no-js", "js");
  show();
  dark.addEventListener("change", show);
  document.addEventListener("DOMContentLoaded", show);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-z-toggle]");
    if (button) flip(button.dataset.zToggle);
    const menu = document.querySelector(".z-menu[open]");
    if (menu && !menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector(".z-menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.firstElementChild.focus();
  });
})();

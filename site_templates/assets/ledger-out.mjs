// What a form has made, and the ways by which it leaves the device: copied, as a file, by the git host's own page.
import { copy } from "./actions.mjs";
import { newFileAddress } from "./ledger-forms.mjs";
import { made } from "./suggest.mjs";

/** Saves a text as a file of the device. */
export function saved(text, name) {
  const link = made("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Serves the part `[data-done]`; returns what shows {text, place, remarks} there, or null for nothing. */
export function waysOut(page, { exported, back, again }) {
  const done = page.querySelector("[data-done]");
  const part = (name) => done.querySelector(`[data-${name}]`);
  const area = done.querySelector("textarea");
  const pattern = page.dataset.newFile;
  let place = null;

  function tell(text) {
    part("told").textContent = text;
  }

  async function copyOut() {
    const copied = await copy(area.value);
    if (copied) exported();
    else {
      area.focus();
      area.setSelectionRange(0, area.value.length);
    }
    return copied;
  }

  /** The host's page for a new file, with the text in it where an address can hold one. */
  function offerHost() {
    const link = done.querySelector('[data-act="host"]');
    const { address, whole } = newFileAddress(pattern, place, area.value);
    link.href = address;
    link.dataset.whole = whole;
    link.hidden = false;
    part("host").textContent = whole
      ? "在代码仓库里新建：内容写在网址里带过去，打开后核对、提交。"
      : "在代码仓库里新建：先复制文字，再打开空白的新文件，粘贴进去。";
    part("host").hidden = false;
  }

  const acts = {
    back,
    again,
    async copy() {
      tell((await copyOut()) ? "已复制，粘贴到要交的地方" : "浏览器不让复制，文字已经选中，长按选“复制”");
    },
    save() {
      saved(area.value, place.name);
      exported();
      tell("没有看到下载的，用“复制文字”");
    },
    async host({ dataset }) {
      if (dataset.whole === "true") exported();
      else if (await copyOut()) tell(`文字已复制，粘贴到新文件里，文件名写 ${place.name}`);
    },
  };

  done.addEventListener("click", ({ target }) => {
    const act = target.closest("[data-act]");
    if (act) acts[act.dataset.act](act);
  });

  return (given) => {
    done.hidden = given === null;
    if (given === null) return;
    place = given.place;
    area.value = given.text;
    part("file").textContent = `${place.folder}/${place.name}`;
    part("list").textContent = place.list;
    part("remarks").replaceChildren(...[...given.remarks].map((words) => made("li", "", words)));
    if (pattern) offerHost();
    tell("");
    done.querySelector("h2").focus();
    scrollTo(0, 0);
  };
}

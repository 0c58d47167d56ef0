// What a form has made, and the ways by which it leaves the device: copied, as a file, by the git host's own page.
import { copy } from "./actions.mjs";
import { newFileAddress } from "./ledger-forms.mjs";
import { made } from "./suggest.mjs";

/** Saves a text as a file of the device. */
function saved(text, name) {
  const link = made("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/**
 * The acts on the text of a field, which is selected where it may not be copied; `told` says how they went.
 * Where a file is more than that text, its own is given.
 */
export function textActs(area, { told, exported }) {
  async function copied(text = area.value) {
    const done = await copy(text);
    if (done) exported();
    else {
      area.focus();
      area.setSelectionRange(0, area.value.length);
    }
    return done;
  }
  return {
    async copy() {
      told((await copied()) ? "已复制，粘贴到要交的地方" : "浏览器不让复制，文字已经选中，长按选“复制”");
    },
    save(name, text = area.value) {
      saved(text, name);
      exported();
      told("没有看到下载的，用“复制文字”");
    },
    /** On the way to the host's page; `whole`: that opens with the text in it, else `words` say where to paste it. */
    async host(whole, words, text = area.value) {
      if (whole) exported();
      else if (await copied(text)) told(`文字已复制${words}`);
    },
  };
}

/** The host's page for a new file and words about it; `whole`: it opens with the text in it. */
export function newFilePage(pattern, place, text) {
  const { address, whole } = newFileAddress(pattern, place, text);
  const words = whole
    ? "在代码仓库里新建：内容写在网址里带过去，打开后核对、提交。"
    : "在代码仓库里新建：先复制文字，再打开空白的新文件，粘贴进去。";
  return { address, whole, words, pasted: `，粘贴到新文件里，文件名写 ${place.name}` };
}

/** The part `[data-done]`: what finds its parts, what says something there, what shows it or with null hides it. */
export function donePart(page, { back, again }) {
  const done = page.querySelector("[data-done]");
  const part = (name) => done.querySelector(`[data-${name}]`);
  const told = (text) => {
    part("told").textContent = text;
  };
  for (const [act, does] of Object.entries({ back, again })) part(`act="${act}"`).addEventListener("click", does);
  const shown = (fill) => (given) => {
    done.hidden = given === null;
    if (given === null) return;
    fill(given);
    part("remarks").replaceChildren(...[...given.remarks].map((words) => made("li", "", words)));
    told("");
    done.querySelector("h2").focus();
    scrollTo(0, 0);
  };
  return { done, part, told, shown };
}

/**
 * Serves the part `[data-done]`; returns what shows {text, file, place, remarks} there, or null for nothing.
 * `text` is the record, to be put behind others; `file` is a file of its own.
 */
export function waysOut(page, { exported, back, again }) {
  const { done, part, told, shown } = donePart(page, { back, again });
  const area = done.querySelector("textarea");
  const acts = textActs(area, { told, exported });
  const pattern = page.dataset.newFile;
  let place = null;
  let file = "";
  let host = null;

  part('act="copy"').addEventListener("click", acts.copy);
  part('act="save"').addEventListener("click", () => acts.save(place.name, file));
  part('act="host"').addEventListener("click", () => acts.host(host.whole, host.pasted, file));

  function offerHost() {
    host = newFilePage(pattern, place, file);
    const link = part('act="host"');
    Object.assign(link, { href: host.address, hidden: false });
    link.dataset.whole = host.whole;
    part("host").textContent = host.words;
    part("host").hidden = false;
  }

  return shown((given) => {
    ({ place, file } = given);
    area.value = given.text;
    part("file").textContent = `${place.folder}/${place.name}`;
    part("list").textContent = place.list;
    if (pattern) offerHost();
  });
}

// What a form has made: each file with the ways by which it leaves the device, copied, saved, by the git host's own page.
import { copy } from "./actions.mjs";
import { newFileAddress } from "./ledger-forms.mjs";
import { button, made } from "./suggest.mjs";

const splitPath = (path) => ({ folder: path.slice(0, path.lastIndexOf("/")), name: path.slice(path.lastIndexOf("/") + 1) });

/** Lines of a file, to be read; the keyboard scrolls them. */
export function preOf(text) {
  const pre = made("pre", "z-code", text);
  pre.tabIndex = 0;
  pre.dataset.nosearch = "";
  return pre;
}

/** Saves a text as a file of the device. */
function saved(text, name) {
  const link = made("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** The host's page for a file, where the deployment names its repository; `whole`: it opens with the text in it. */
function hostPage({ path, edit }, place, text, { newFile, editBase }) {
  if (!(edit ? editBase : newFile)) return null;
  if (edit) {
    const words = "在代码仓库里打开：先复制，再打开这个文件，全选，粘贴，提交。";
    return { address: editBase + path, whole: false, words, pasted: "在打开的页面里全选，粘贴，提交" };
  }
  const { address, whole } = newFileAddress(newFile, place, text);
  const words = whole
    ? "在代码仓库里新建：内容写在网址里带过去，打开后核对、提交。"
    : "在代码仓库里新建：先复制文字，再打开空白的新文件，粘贴进去。";
  return { address, whole, words, pasted: `粘贴到新文件里，文件名写 ${place.name}` };
}

/**
 * The part of the page for {path, text, about}; `whole` is its text as a file of its own where that is more, `edit`
 * says that it is there already, `part` are the lines that changed.
 */
function fileView({ path, text, whole = text, about, part, edit }, number, { page, exported }) {
  const area = made("textarea", "z-out");
  Object.assign(area, { id: `z-out-${number}`, value: text, readOnly: true, rows: 12, spellcheck: false });
  area.dataset.nosearch = "";
  const label = made("label", "z-vh", `${path}的内容`);
  label.htmlFor = area.id;
  const told = made("p");
  told.setAttribute("role", "status");
  const place = splitPath(path);

  /** What may not be copied is selected. */
  async function copied(what, words) {
    const done = await copy(what);
    if (done) exported();
    else {
      area.value = what;
      area.focus();
      area.setSelectionRange(0, area.value.length);
    }
    told.textContent = done ? `已复制，${words}` : "浏览器不让复制，文字已经选中，长按选“复制”";
  }

  const links = [
    button("z-btn z-btn--solid", "复制文字", () => copied(text, "粘贴到要交的地方")),
    button("z-btn", "下载文件", () => {
      saved(whole, place.name);
      exported();
      told.textContent = "没有看到下载的，用“复制文字”";
    }),
  ];
  const host = hostPage({ path, edit }, place, whole, page);
  if (host) {
    const link = made("a", "z-btn", edit ? "在代码仓库里打开" : "在代码仓库里新建");
    Object.assign(link, { href: host.address, target: "_blank", rel: "noopener noreferrer" });
    link.dataset.whole = host.whole;
    link.addEventListener("click", () => (host.whole ? exported() : copied(whole, host.pasted)));
    links.push(link);
  }
  return made("section", "z-sec z-made",
    made("h3", "", made("code", "", path)),
    made("p", "z-meta", about, "。", host?.words ?? ""),
    ...(part ? [made("p", "z-meta", "改动的是这几行："), preOf(part)] : []),
    made("p", "z-actions", ...links), told, label, area);
}

/** Serves the part `[data-done]`; returns what shows {files, remarks} there, or null for nothing. */
export function filesOut(page, { exported, back, again }) {
  const done = page.querySelector("[data-done]");
  const part = (name) => done.querySelector(`[data-${name}]`);
  for (const [act, does] of Object.entries({ back, again })) part(`act="${act}"`).addEventListener("click", does);
  return (given) => {
    done.hidden = given === null;
    if (given === null) return;
    const views = given.files.map((file, number) => fileView(file, number, { page: page.dataset, exported }));
    part("files").replaceChildren(...views);
    part("remarks").replaceChildren(...[...given.remarks].map((words) => made("li", "", words)));
    done.querySelector("h2").focus();
    scrollTo(0, 0);
  };
}

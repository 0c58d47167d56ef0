// What a form has made: each file with the ways by which it leaves the device, copied, saved, by the git host's own page.
import { copy } from "./actions.mjs";
import { newFileAddress } from "./ledger-forms.mjs";
import { saved } from "./ledger-out.mjs";
import { button, made } from "./suggest.mjs";

const splitPath = (path) => ({ folder: path.slice(0, path.lastIndexOf("/")), name: path.slice(path.lastIndexOf("/") + 1) });

/** The part of the page for one file; `told` says what happened, `exported` that it left. */
function fileView(file, number, { page, told, exported }) {
  const area = made("textarea", "z-out");
  const place = splitPath(file.path);
  Object.assign(area, { id: `z-out-${number}`, value: file.text, readOnly: true, rows: 12, spellcheck: false });
  area.dataset.nosearch = "";
  const label = made("label", "z-vh", `${file.path}的内容`);
  label.htmlFor = area.id;

  async function copyOut() {
    const copied = await copy(area.value);
    if (copied) exported();
    else {
      area.focus();
      area.setSelectionRange(0, area.value.length);
    }
    return copied;
  }
  const acts = [
    button("z-btn z-btn--solid", "复制文字", async () => told((await copyOut()) ? "已复制，粘贴到要交的地方" : "浏览器不让复制，文字已经选中，长按选“复制”")),
    button("z-btn", "下载文件", () => {
      saved(area.value, place.name);
      exported();
      told("没有看到下载的，用“复制文字”");
    }),
  ];
  const host = hostLink(file, place, page);
  if (host) {
    host.link.addEventListener("click", async () => {
      if (host.whole) exported();
      else if (await copyOut()) told(file.edit ? "文字已复制：在打开的页面里全选，粘贴，提交" : `文字已复制，粘贴到新文件里，文件名写 ${place.name}`);
    });
    acts.push(host.link);
  }
  return made("section", "z-sec z-clerk__file",
    made("h3", "", made("code", "", file.path)),
    made("p", "z-meta", file.about, "。", host?.words ?? ""),
    ...(file.part ? [made("p", "z-meta", "改动的是这几行："), preOf(file.part)] : []),
    made("p", "z-actions", ...acts), label, area);
}

/** Lines of a file, to be read; the keyboard scrolls them. */
export function preOf(text) {
  const pre = made("pre", "z-code", text);
  pre.tabIndex = 0;
  pre.dataset.nosearch = "";
  return pre;
}

/** The host's page for a file, where the deployment names its repository. */
function hostLink(file, place, { newFile, editBase }) {
  if (!(file.edit ? editBase : newFile)) return null;
  const { address, whole } = file.edit ? { address: editBase + file.path, whole: false } : newFileAddress(newFile, place, file.text);
  const link = made("a", "z-btn", file.edit ? "在代码仓库里打开" : "在代码仓库里新建");
  Object.assign(link, { href: address, target: "_blank", rel: "noopener noreferrer" });
  link.dataset.whole = whole;
  const words = file.edit
    ? "在代码仓库里打开：先复制，再打开这个文件，全选，粘贴，提交。"
    : whole ? "在代码仓库里新建：内容写在网址里带过去，打开后核对、提交。" : "在代码仓库里新建：先复制文字，再打开空白的新文件，粘贴进去。";
  return { link, whole, words };
}

/** Serves the part `[data-done]`; returns what shows {files, remarks} there, or null for nothing. */
export function filesOut(page, { exported, back, again }) {
  const done = page.querySelector("[data-done]");
  const part = (name) => done.querySelector(`[data-${name}]`);
  const told = (text) => {
    part("told").textContent = text;
  };
  for (const [act, does] of Object.entries({ back, again })) done.querySelector(`[data-act="${act}"]`).addEventListener("click", does);
  return (given) => {
    done.hidden = given === null;
    if (given === null) return;
    part("files").replaceChildren(...given.files.map((file, number) => fileView(file, number, { page: page.dataset, told, exported })));
    part("remarks").replaceChildren(...[...given.remarks].map((words) => made("li", "", words)));
    told("");
    done.querySelector("h2").focus();
    scrollTo(0, 0);
  };
}

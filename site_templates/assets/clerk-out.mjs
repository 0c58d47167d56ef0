// What a form has made: each file with the ways by which it leaves the device, copied, saved, by the git host's page.
import { donePart, newFilePage, textActs } from "./ledger-out.mjs";
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
  const acts = textActs(area, { told, exported });
  const links = [
    button("z-btn z-btn--solid", "复制文字", acts.copy),
    button("z-btn", "下载文件", () => acts.save(place.name)),
  ];
  const host = hostPage(file, place, page);
  if (host) {
    const link = made("a", "z-btn", file.edit ? "在代码仓库里打开" : "在代码仓库里新建");
    Object.assign(link, { href: host.address, target: "_blank", rel: "noopener noreferrer" });
    link.dataset.whole = host.whole;
    link.addEventListener("click", () => acts.host(host.whole, host.pasted));
    links.push(link);
  }
  return made("section", "z-sec z-clerk__file",
    made("h3", "", made("code", "", file.path)),
    made("p", "z-meta", file.about, "。", host?.words ?? ""),
    ...(file.part ? [made("p", "z-meta", "改动的是这几行："), preOf(file.part)] : []),
    made("p", "z-actions", ...links), label, area);
}

/** Lines of a file, to be read; the keyboard scrolls them. */
export function preOf(text) {
  const pre = made("pre", "z-code", text);
  pre.tabIndex = 0;
  pre.dataset.nosearch = "";
  return pre;
}

/** The host's page for a file, where the deployment names its repository. */
function hostPage(file, place, { newFile, editBase }) {
  if (!(file.edit ? editBase : newFile)) return null;
  if (!file.edit) return newFilePage(newFile, place, file.text);
  const words = "在代码仓库里打开：先复制，再打开这个文件，全选，粘贴，提交。";
  return { address: editBase + file.path, whole: false, words, pasted: "：在打开的页面里全选，粘贴，提交" };
}

/** Serves the part `[data-done]`; returns what shows {files, remarks} there, or null for nothing. */
export function filesOut(page, { exported, back, again }) {
  const { part, told, shown } = donePart(page, { back, again });
  return shown(({ files }) => {
    part("files").replaceChildren(...files.map((file, number) => fileView(file, number, { page: page.dataset, told, exported })));
  });
}

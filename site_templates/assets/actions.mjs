// 打印 and 复制链接 of a page, and copying of a text that stands on it (data-copy names its id).
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());

for (const button of document.querySelectorAll("[data-copy]")) {
  const words = button.lastElementChild;
  const before = words.textContent;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    const text = source ? source.innerText : location.href.split("#")[0];
    words.textContent = (await copy(text)) ? "已复制" : `没有复制成功，从${source ? "上面选中" : "地址栏"}复制`;
    setTimeout(() => {
      words.textContent = before;
    }, 3000);
  });
}

/** Puts a text where it can be pasted; whether that was possible. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text); // plain http and older WeChat have no clipboard
  }
}

function copyBySelection(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "z-vh";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

// Faults of a form, each above the control of its field; the first of them gets the focus.

export function clearFaults(form) {
  form.querySelector("[data-wrong]").hidden = true;
  for (const told of form.querySelectorAll(".z-error[id]")) told.hidden = true;
  for (const input of form.querySelectorAll("[aria-invalid]")) {
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
}

/** `found` maps the names of fields to what to do; what is folded or hidden around a fault opens. */
export function showFaults(form, found) {
  clearFaults(form);
  const fields = [...form.querySelectorAll("[data-field]")].filter(({ dataset }) => found.has(dataset.field));
  for (const field of fields) {
    const told = field.querySelector(".z-error");
    told.textContent = found.get(field.dataset.field);
    told.hidden = false;
    for (let up = field.parentElement; up !== form; up = up.parentElement) {
      if (up.matches("details")) up.open = true;
      up.hidden = false;
    }
    for (const input of field.querySelectorAll("input, textarea, select")) {
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", told.id);
    }
  }
  const wrong = form.querySelector("[data-wrong]");
  wrong.textContent = `还有${fields.length}处要改`;
  wrong.hidden = false;
  fields[0]?.querySelector("input, textarea, select").focus();
  fields[0]?.scrollIntoView({ block: "center" });
}

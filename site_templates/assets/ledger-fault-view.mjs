// Faults of a form, each above the control of its field; the first of them gets the focus.

export function clearFaults(form) {
  form.querySelector("[data-wrong]").hidden = true;
  for (const told of form.querySelectorAll(".z-error[id]")) told.hidden = true;
  for (const input of form.querySelectorAll("[aria-invalid]")) {
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
}

/** The controls of a field, without those of fields inside it. */
const controlsOf = (field) =>
  [...field.querySelectorAll("input, textarea, select")].filter((input) => input.closest("[data-field]") === field);

/** Puts faults at their fields and gives those: `found` maps the names of fields to what to do. */
export function placeFaults(form, found) {
  clearFaults(form);
  const fields = [...form.querySelectorAll("[data-field]")].filter(({ dataset }) => found.has(dataset.field));
  for (const field of fields) {
    const told = field.querySelector(".z-error");
    told.textContent = found.get(field.dataset.field);
    told.hidden = false;
    for (const input of controlsOf(field)) {
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", told.id);
    }
  }
  return fields;
}

function count(form, fields) {
  const wrong = form.querySelector("[data-wrong]");
  const words = `还有${fields.length}处要改`;
  if (wrong.textContent !== words) wrong.textContent = words; // an alert is read aloud each time
  wrong.hidden = !fields.length;
}

/** Where faults are shown, they are those of what is written now. */
export function followFaults(form, found) {
  count(form, placeFaults(form, found));
}

/** The same as when they are placed, and what is folded or hidden around a fault opens; says how many there are. */
export function showFaults(form, found) {
  const fields = placeFaults(form, found);
  for (const field of fields) {
    for (let up = field.parentElement; up !== form; up = up.parentElement) {
      if (up.matches("details")) up.open = true;
      up.hidden = false;
    }
  }
  count(form, fields);
  fields[0]?.querySelector("input, textarea, select, button")?.focus();
  fields[0]?.scrollIntoView({ block: "center" });
}

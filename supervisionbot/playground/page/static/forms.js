// The modal on top: shown when there is one, sent with what was filled in, closed with the focus given back.
import { act } from "./page.js";

let opener = "";
let shown = "";

const dialog = () => document.getElementById("form-dialog");
const form = () => document.querySelector("#form form");

export function showForm() {
  const now = form()?.dataset.view ?? "";
  if (now && !dialog().open) {
    opener = document.activeElement?.id ?? "";
    dialog().showModal();
  }
  if (now !== shown || now === "") focusFirst();
  if (!now && dialog().open) {
    dialog().close();
    (document.getElementById(opener) ?? document.getElementById("say")).focus();
  }
  shown = now;
  const wrong = form()?.querySelector(".field-wrong");
  if (wrong) wrong.querySelector("input, textarea, select, summary")?.focus();
}

function focusFirst() {
  const first = form()?.querySelector("[autofocus], .form-body :is(input, select, textarea, summary):not([disabled])");
  (first ?? form()?.querySelector("#form-submit, #form-cancel"))?.focus();
}

export function cancelForm() {
  return act("cancel");
}

export function listenToForm() {
  dialog().addEventListener("cancel", (event) => {
    event.preventDefault();
    const open = document.activeElement?.closest("details[data-picker][open]");
    if (!open) return cancelForm();
    open.removeAttribute("open");
    open.querySelector("summary").focus();
  });
  dialog().addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    send();
  });
  document.addEventListener("input", onFilter);
  document.addEventListener("change", onPick);
}

async function send() {
  const button = document.getElementById("form-submit");
  button.setAttribute("aria-busy", "true");
  button.disabled = true;
  await act("submit", { view: form().dataset.view, values: values() });
  const again = document.getElementById("form-submit");
  if (again) again.disabled = false;
  again?.removeAttribute("aria-busy");
}

function values() {
  const found = {};
  for (const one of form().querySelectorAll("[data-name]")) {
    if ("many" in one.dataset) found[one.dataset.name] = [...one.querySelectorAll("input:checked")].map((box) => box.value);
    else if ("one" in one.dataset) found[one.dataset.name] = one.querySelector("input:checked")?.value ?? "";
    else if ("value" in one && one.type !== "button" && one.type !== "submit") found[one.dataset.name] = one.value;
  }
  return found;
}

function onFilter(event) {
  if (!event.target.matches("[data-filter]")) return;
  const wanted = event.target.value.toLowerCase();
  for (const tick of event.target.parentElement.querySelectorAll(".tick")) {
    tick.hidden = !tick.textContent.toLowerCase().includes(wanted);
  }
}

// What is chosen stands in the picker's line.
function onPick(event) {
  const picker = event.target.closest("[data-picker]");
  const many = event.target.closest("[data-many]");
  if (!picker || !many) return;
  const line = picker.querySelector(".picked");
  const chosen = [...many.querySelectorAll("input:checked")].map((box) => box.parentElement.textContent.trim());
  line.replaceChildren(...(chosen.length ? chosen.map((text) => chip(text, "chip")) : [chip("Choose any", "quiet")]));
}

function chip(text, name) {
  return Object.assign(document.createElement("span"), { className: name, textContent: text });
}

// Clicks, keys and choices -> what the server is asked to do.
import { act, at, go } from "./page.js";
import { isSure } from "./sure.js";
import { cancelForm, listenToForm } from "./forms.js";

const GUIDE = "playground-guide-hidden";
const MOST_IN_FILE = 100_000;
let opener = "";

const DEEDS = {
  press: (one) => act("press", { at: one.dataset.at, name: one.dataset.name }),
  choose: (one) => act("choose", { at: one.dataset.at, name: one.dataset.name, value: one.dataset.value }),
  shortcut: (one) => act("shortcut", { name: one.dataset.value, at: one.dataset.at }),
  file: () => document.getElementById("file").click(),
  dismiss: (one) => act("dismiss", { at: one.dataset.at }),
  delete: (one) => act("delete", { at: one.dataset.at }),
  edit: (one) => go({ editing: one.dataset.at }, { remember: false }),
  "stop-editing": () => go({ editing: "" }, { remember: false }),
  thread: (one) => openThread(one),
  "close-thread": () => closeThread(),
  clock: (one) => act("clock", { value: one.dataset.value }),
  team: () => act("team"),
  be: (one) => go({ you: one.dataset.value, place: one.dataset.placeToo ?? "" }),
  kept: () => showKept(at().kept !== "1"),
  nav: () => showNav(true),
  cancel: () => cancelForm(),
  try: (one) => tryThis(one.dataset.value),
  "hide-guide": () => showGuide(false),
  "show-guide": () => showGuide(document.getElementById("guide").hidden),
};

export function listen() {
  document.addEventListener("click", onClick);
  document.addEventListener("change", onChange);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("keydown", onKey);
  document.addEventListener("input", onInput);
  listenToForm();
  showGuide(localStorage.getItem(GUIDE) !== "yes");
  showNav(false);
}

async function onClick(event) {
  const place = event.target.closest("a[data-place]");
  const menu = event.target.closest("[data-menu]");
  if (place && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    showNav(false);
    go({ place: place.dataset.place });
    return;
  }
  for (const open of document.querySelectorAll(".menu [role=menu]:not([hidden])")) closeMenu(open, false);
  if (menu) return openMenu(menu);
  const one = event.target.closest("[data-do]");
  if (!one || one.matches("select, input, textarea, .ticks, [data-many]") || one.getAttribute("aria-busy")) return;
  if (one.dataset.sureTitle && !(await isSure(one.dataset))) return;
  one.setAttribute("aria-busy", "true");
  await DEEDS[one.dataset.do]?.(one);
  one.removeAttribute("aria-busy");
}

async function onChange(event) {
  if (event.target.id === "you") return go({ you: event.target.value });
  if (event.target.id === "file") return sendFile(event.target);
  const one = event.target.closest("[data-do=choose]");
  if (!one || (one.dataset.sureTitle && !(await isSure(one.dataset)))) return;
  const isMany = "many" in one.dataset;
  const ticked = [...one.querySelectorAll("input:checked")].map((box) => box.value);
  const value = isMany ? ticked : "one" in one.dataset ? ticked[0] : event.target.value;
  act("choose", { at: one.dataset.at, name: one.dataset.name, value });
}

async function onSubmit(event) {
  event.preventDefault();
  const form = event.target;
  if (form.matches(".composer")) return send(form);
  if (form.matches(".edit")) {
    const text = form.querySelector("textarea").value;
    if (await act("edit", { at: form.dataset.edit, text })) go({ editing: "" }, { remember: false });
  }
}

async function send(form) {
  const box = form.querySelector("textarea");
  const text = box.value;
  if (!text.trim()) return;
  box.value = "";
  grow(box);
  if (!(await act("say", { text, in_thread: form.dataset.where === "thread" }))) {
    box.value = text;
    grow(box);
  }
}

async function sendFile(field) {
  const [file] = field.files;
  const content = file.size <= MOST_IN_FILE ? base64(new Uint8Array(await file.arrayBuffer())) : "";
  field.value = "";
  act("share", { name: file.name, size: file.size, content });
}

function base64(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

function onKey(event) {
  const box = event.target;
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && box.matches(".composer textarea") && !event.defaultPrevented) {
    event.preventDefault();
    box.form.requestSubmit();
  } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && box.matches(".edit textarea")) {
    box.form.requestSubmit();
  } else if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]")) {
    escape(event);
  } else if (/^Arrow(Up|Down)$|^Home$|^End$/.test(event.key) && box.matches("[role=menuitem]")) {
    moveInMenu(event);
  } else if (/^Arrow(Up|Down)$/.test(event.key) && box.matches("select[data-do], #you") && box.showPicker) {
    // A closed list would be changed, and so acted on, by every arrow.
    event.preventDefault();
    box.showPicker();
  }
}

function escape(event) {
  const menu = document.querySelector(".menu [role=menu]:not([hidden])");
  if (menu) return closeMenu(menu, true);
  if (event.target.closest(".edit")) return DEEDS["stop-editing"]();
  if (event.target.closest("#kept-pane") && at().kept === "1") return showKept(false);
  if (at().thread) return closeThread();
  if (at().kept === "1") showKept(false);
}

function onInput(event) {
  if (event.target.matches(".composer textarea")) grow(event.target);
}

function grow(box) {
  box.rows = Math.min(8, Math.max(box.id === "say" ? 1 : 2, box.value.split("\n").length));
}

function openThread(one) {
  opener = one.id;
  go({ thread: one.dataset.at, editing: "" });
  document.getElementById("reply").focus();
}

function closeThread() {
  go({ thread: "" });
  (document.getElementById(opener) ?? document.getElementById("say")).focus();
}

function showKept(isShown) {
  go({ kept: isShown ? "1" : "" }, { remember: false });
  if (!isShown) document.getElementById("kept-toggle").focus();
}

function showNav(isShown) {
  document.getElementById("desk").classList.toggle("with-nav", isShown);
  if (isShown) document.querySelector("#nav [aria-current]")?.focus();
}

function showGuide(isShown) {
  document.getElementById("guide").hidden = !isShown;
  const toggle = document.getElementById("show-guide");
  toggle.setAttribute("aria-expanded", String(isShown));
  localStorage.setItem(GUIDE, isShown ? "no" : "yes");
}

function tryThis(text) {
  const box = document.getElementById("say");
  box.value = text;
  box.focus();
}

function openMenu(button) {
  const menu = button.nextElementSibling;
  menu.hidden = false;
  button.setAttribute("aria-expanded", "true");
  menu.classList.toggle("menu-leftward", menu.getBoundingClientRect().right > document.documentElement.clientWidth);
  menu.firstElementChild.focus();
}

function closeMenu(menu, isFocused) {
  menu.hidden = true;
  menu.previousElementSibling.setAttribute("aria-expanded", "false");
  if (isFocused) menu.previousElementSibling.focus();
}

function moveInMenu(event) {
  event.preventDefault();
  const items = [...event.target.parentElement.children];
  const place = items.indexOf(event.target);
  const to = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: items.length - 1 }[event.key];
  items[(to + items.length) % items.length].focus();
}

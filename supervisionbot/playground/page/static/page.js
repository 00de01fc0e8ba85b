// Starts the page: who looks at what, and what arrives from the server.
import { swap, toEnd } from "./swap.js";
import { showForm } from "./forms.js";
import { listen } from "./deeds.js";
import { complete } from "./completion.js";

const REGIONS = ["main", "thread", "form", "nav", "clock", "guide", "kept"];
const glance = { ...document.body.dataset, editing: "", kept: "" };
const marks = Object.fromEntries(glance.marks.trim().split(" ").map((one) => one.split(":")));
delete glance.marks;
let source;
let seen = newestOn(document);
const settling = new Set();

function asked() {
  return new URLSearchParams({ ...glance, marks: Object.entries(marks).map((one) => one.join(":")).join(" ") });
}

function follow() {
  source?.close();
  source = new EventSource(`/changes?${asked()}`);
  for (const name of REGIONS) source.addEventListener(name, (event) => arrived(name, JSON.parse(event.data)));
}

function arrived(name, { html, mark }) {
  if (marks[name] === mark) return;
  marks[name] = mark;
  swap(document.getElementById(name), html);
  if (name === "form") showForm();
  if (name === "main" || name === "thread") settle(name);
  if (name === "thread" && html === "") go({ thread: "" });
}

// What one comes to is not news; what arrives afterwards is.
function settle(name) {
  if (!settling.delete(name)) return announce();
  seen = newestOn(document);
  const scroller = document.getElementById(`${name}-scroll`);
  if (scroller) toEnd(scroller);
}

// Only what is new is read out, once, whichever pane it stands in.
function announce() {
  const fresh = [...document.querySelectorAll(".message[data-ts]")].filter((one) => one.dataset.ts > seen);
  if (!fresh.length) return;
  seen = newestOn(document);
  const told = fresh.map((one) => `${one.dataset.author}: ${one.querySelector(".message-words")?.innerText ?? ""}`);
  document.getElementById("announcer").textContent = told.join(". ").slice(0, 600);
}

function newestOn(page) {
  return [...page.querySelectorAll(".message[data-ts]")].map((one) => one.dataset.ts).sort().at(-1) ?? "";
}

// Looks at something else; the address follows, so that it can be kept, shared and gone back from.
export function go(changes, { remember = true } = {}) {
  const isElsewhere = "you" in changes || "place" in changes;
  Object.assign(glance, isElsewhere ? { thread: "", editing: "" } : {}, changes);
  if ("you" in changes && !("place" in changes)) glance.place = "";
  if (isElsewhere) settling.add("main");
  if (changes.thread) settling.add("thread");
  if (remember) history.pushState({ ...glance }, "", `/?${new URLSearchParams({ you: glance.you, place: glance.place, thread: glance.thread })}`);
  dress();
  follow();
  if (isElsewhere) act("look");
}

function dress() {
  const desk = document.getElementById("desk");
  desk.classList.toggle("with-thread", glance.thread !== "");
  desk.classList.toggle("with-kept", glance.kept === "1");
  document.getElementById("kept-toggle").setAttribute("aria-expanded", String(glance.kept === "1"));
  document.getElementById("composer").hidden = glance.place === "home";
}

export function at() {
  return { ...glance };
}

// Does one thing as the person; says in plain words why if it cannot be done.
export async function act(name, given = {}) {
  const trouble = document.getElementById("trouble");
  let problem = "";
  try {
    const answer = await fetch(`/do/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...glance, ...given }),
    });
    problem = (await answer.json()).problem ?? "";
  } catch {
    problem = "The playground does not answer. Is it still running?";
  }
  trouble.textContent = problem;
  trouble.hidden = !problem;
  return !problem;
}

window.addEventListener("popstate", (event) => event.state && go(event.state, { remember: false }));
window.addEventListener("pagehide", () => source?.close());

history.replaceState({ ...glance }, "");
for (const scroller of document.querySelectorAll("#main-scroll, #thread-scroll")) toEnd(scroller);
listen();
complete(document.getElementById("say"), document.getElementById("completion"));
showForm();
dress();
follow();
if (glance.place === "home") act("look");
document.documentElement.dataset.ready = "yes";

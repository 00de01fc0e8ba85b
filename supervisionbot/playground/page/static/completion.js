// Proposes commands while one is typed: arrows move, Enter or Tab takes, Escape puts them away.
export function complete(box, list) {
  const all = [...list.children];
  const fitting = () => all.filter((one) => !one.hidden);
  const current = () => all.find((one) => one.getAttribute("aria-selected") === "true");

  function show(isShown) {
    list.hidden = !isShown;
    if (!isShown) select(null);
  }

  function select(one) {
    for (const each of all) each.setAttribute("aria-selected", String(each === one));
    if (one) box.setAttribute("aria-activedescendant", one.id);
    else box.removeAttribute("aria-activedescendant");
    one?.scrollIntoView({ block: "nearest" });
  }

  function take(one) {
    box.value = one.dataset.command;
    show(false);
    box.focus();
  }

  box.addEventListener("input", () => {
    const typed = box.value.toLowerCase();
    for (const one of all) one.hidden = !one.dataset.command.startsWith(typed.trimStart()) || one.dataset.command === typed;
    show(typed.startsWith("/") && fitting().length > 0);
    select(null);
  });

  box.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const shown = fitting();
    const place = shown.indexOf(current());
    const moves = { ArrowDown: place + 1, ArrowUp: place < 0 ? shown.length - 1 : place - 1 };
    if (event.key in moves) select(shown[(moves[event.key] + shown.length) % shown.length]);
    else if (event.key === "Escape") show(false);
    else if (event.key === "Tab" && !event.shiftKey) take(current() ?? shown[0]);
    else if (event.key === "Enter" && current()) take(current());
    else return;
    event.preventDefault();
  });

  list.addEventListener("mousedown", (event) => {
    const one = event.target.closest("[role=option]");
    event.preventDefault();
    if (one) take(one);
  });
  box.addEventListener("blur", () => show(false));
  box.form.addEventListener("submit", () => show(false));
}

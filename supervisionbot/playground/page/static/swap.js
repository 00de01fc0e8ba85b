// Puts new HTML into a region and leaves a person where they were: focus, caret, what was typed, scroll, open lists.
const NEAR = 60;

// To the end of a talk; a last message taller than the pane is shown from its beginning.
export function toEnd(scroller) {
  const last = scroller.querySelector(".message:last-of-type");
  if (!last) return;
  const isTall = last.offsetHeight > scroller.clientHeight;
  scroller.scrollTo({ top: isTall ? last.offsetTop - scroller.offsetTop : 1e9, behavior: "instant" });
}

export function swap(region, html) {
  const kept = remember(region);
  region.innerHTML = html;
  restore(region, kept);
}

function remember(region) {
  const active = region.contains(document.activeElement) ? document.activeElement : null;
  return {
    focus: active?.id,
    caret: active && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null,
    typed: [...region.querySelectorAll("input[id], textarea[id], select[id]")].filter(isTouched).map(valueOf),
    open: [...region.querySelectorAll("details[open] > summary[id]")].map((one) => one.id),
    scrolls: [...region.querySelectorAll("[id]")].filter((one) => one.scrollHeight > one.clientHeight || one.scrollLeft).map(scrollOf),
  };
}

function isTouched(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.tagName === "SELECT") return field.id !== "you" && [...field.options].some((one) => one.selected !== one.defaultSelected);
  return field.value !== field.defaultValue;
}

function valueOf(field) {
  return [field.id, field.value, field.checked];
}

function scrollOf(one) {
  const isAtEnd = one.scrollHeight - one.scrollTop - one.clientHeight < NEAR;
  return [one.id, one.scrollLeft, one.scrollTop, isAtEnd];
}

function restore(region, kept) {
  for (const [id, value, checked] of kept.typed) {
    const field = document.getElementById(id);
    if (field) Object.assign(field, "checked" in field && checked !== undefined && /checkbox|radio/.test(field.type) ? { checked } : { value });
  }
  for (const id of kept.open) document.getElementById(id)?.parentElement.setAttribute("open", "");
  for (const [id, left, top, isAtEnd] of kept.scrolls) {
    const one = document.getElementById(id);
    one?.scrollTo({ left, top, behavior: "instant" });
    if (one?.matches("[role=log]") && isAtEnd) toEnd(one);
  }
  for (const one of region.querySelectorAll("#main-scroll, #thread-scroll")) {
    if (!kept.scrolls.some(([id]) => id === one.id)) toEnd(one);
  }
  focusAgain(region, kept);
}

function focusAgain(region, kept) {
  const wanted = region.querySelector("[data-focus]");
  const before = kept.focus && document.getElementById(kept.focus);
  if (before) {
    before.focus({ preventScroll: true });
    if (kept.caret && kept.caret[0] !== null && "setSelectionRange" in before && /text|search|textarea/.test(before.type)) before.setSelectionRange(...kept.caret);
  } else if (wanted) {
    wanted.focus();
    wanted.setSelectionRange?.(wanted.value.length, wanted.value.length);
  } else if (kept.focus) {
    // What had the focus is gone: the nearest thing that can take it.
    (region.querySelector(".scroller, form button, a[href], button") ?? document.getElementById("say")).focus({ preventScroll: true });
  }
}

// Asks before something that an app or the page marked as needing it.
export function isSure({ sureTitle, sureText, sureYes, sureNo }) {
  const dialog = document.getElementById("sure");
  const [yes, no] = ["sure-yes", "sure-no"].map((id) => document.getElementById(id));
  document.getElementById("sure-title").textContent = sureTitle;
  document.getElementById("sure-text").textContent = sureText;
  yes.textContent = sureYes;
  no.textContent = sureNo;
  dialog.showModal();
  no.focus();
  return new Promise((answer) => {
    yes.onclick = () => dialog.close("yes");
    no.onclick = () => dialog.close("no");
    dialog.oncancel = () => (dialog.returnValue = "no");
    dialog.onclose = () => answer(dialog.returnValue === "yes");
  });
}

/* Shows the claim or source that a mark refers to while the pointer or the focus is on the mark.
   The text is that of the ledger further down, so nothing is sent twice. */

const MARKS = ".cb-cite, .cb-refs a";
let note;
let mark;
let wait;

function close() {
  clearTimeout(wait);
  note?.remove();
  mark?.removeAttribute("aria-describedby");
  note = mark = undefined;
}

function open(link) {
  clearTimeout(wait);
  if (link === mark) return;
  close();
  const target = document.getElementById(link.getAttribute("href").slice(1));
  if (!target) return;
  mark = link;
  note = document.createElement("div");
  note.id = "cb-note";
  note.className = "cb-note";
  note.setAttribute("role", "tooltip");
  const parts = target.matches(".cb-claim") ? target.querySelectorAll(".cb-claim-head, .cb-claim-text") : [target];
  for (const part of parts) {
    const copy = document.createElement("div");
    copy.className = part.className;
    copy.append(...[...part.cloneNode(true).childNodes]);
    copy.querySelectorAll(".cb-back").forEach((one) => one.remove());
    copy.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
    copy.querySelectorAll("a").forEach((one) => one.replaceWith(...one.childNodes));
    note.append(copy);
  }
  document.body.append(note);
  link.setAttribute("aria-describedby", note.id);
  const at = link.getBoundingClientRect();
  const left = Math.max(12, Math.min(at.left - 24, document.documentElement.clientWidth - note.offsetWidth - 12));
  const below = at.bottom + note.offsetHeight + 8 < innerHeight || at.top < note.offsetHeight;
  note.style.left = `${left + scrollX}px`;
  note.style.top = `${(below ? at.bottom + 6 : at.top - note.offsetHeight - 6) + scrollY}px`;
  note.addEventListener("pointerenter", () => clearTimeout(wait));
  note.addEventListener("pointerleave", later);
}

function later() {
  clearTimeout(wait);
  wait = setTimeout(close, 250);
}

export default function notes() {
  const text = document.querySelector(".cb-text");
  text.addEventListener("pointerover", (event) => {
    const link = event.pointerType === "mouse" && event.target.closest(MARKS);
    if (link) open(link);
  });
  text.addEventListener("pointerout", (event) => {
    if (event.target.closest(MARKS)) later();
  });
  text.addEventListener("focusin", (event) => {
    const link = event.target.closest(MARKS);
    if (link?.matches(":focus-visible")) open(link);
  });
  text.addEventListener("focusout", (event) => {
    if (event.target.closest(MARKS)) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
}

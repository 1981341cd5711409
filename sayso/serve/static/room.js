// What a page does beyond links and forms: pointing, stepping, tracing words, selecting them for a correction.
"use strict";

const text = document.getElementById("text");
const cut = () => (text ? [...text.querySelectorAll("[data-at]")] : []);
let pieces = cut();
const codePoints = (string) => [...string].length;

function mark(name, isMarked) {
  for (const piece of pieces) piece.classList.toggle(name, isMarked(piece));
}

function reach(piece) {
  const start = Number(piece.dataset.at);
  return [start, start + codePoints(piece.textContent)];
}

function trace(spans) {
  mark("trace", (piece) => {
    const [start, end] = reach(piece);
    return spans.some(([from, to]) => start < to && end > from);
  });
}

function show(id) {
  mark("on", (piece) => (piece.dataset.s || "").split(" ").includes(id));
}

// Fields and evidence show where their words stand.
for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
  document.addEventListener(begin, (event) => {
    const field = event.target.closest("[data-spans]");
    if (field && !field.matches(".card")) trace(JSON.parse(field.dataset.spans));
  });
  document.addEventListener(end, (event) => {
    if (event.target.closest("[data-spans]")) trace([]);
  });
}

// The card that is shown has its statement marked in the text, and the address tells which it is. With a card that
// was decided about comes the text anew.
document.addEventListener("htmx:after:swap", () => {
  pieces = cut();
  const card = document.querySelector("#card .card");
  if (!card || !text) return;
  show(card.dataset.id);
  const address = new URL(location.href);
  address.searchParams.set("statement", card.dataset.id);
  history.replaceState(history.state, "", address);
});
const shown = document.querySelector("#card .card");
if (shown && text) {
  show(shown.dataset.id);
  document.getElementById(`s-${shown.dataset.id}`)?.scrollIntoView({ block: "center" });
}

// Keys: j and k step through the statements, a accepts, c opens the correction.
function step(by) {
  const stops = pieces.filter((piece) => piece.id);
  if (!stops.length) return;
  const current = document.querySelector("#card .card")?.dataset.id;
  const at = stops.findIndex((stop) => stop.id === `s-${current}`);
  const next = stops[at < 0 ? (by > 0 ? 0 : stops.length - 1) : Math.min(Math.max(at + by, 0), stops.length - 1)];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
  next.click();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const card = document.querySelector("#card .card") || document.querySelector(".queue .card");
  const actions = {
    j: () => text && step(1),
    k: () => text && step(-1),
    a: () => card?.querySelector(".accept")?.click(),
    c: () => {
      const details = card?.querySelector(".correcting");
      if (details) {
        details.open = true;
        details.querySelector("input[name=value]").focus();
      }
    },
  };
  if (actions[event.key]) {
    event.preventDefault();
    actions[event.key]();
  }
});

// Words that are selected in the text go to the correction that is open: as spans, or as the words themselves.
function selected() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const place = (node, offset) => {
    const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
    if (!piece || !text.contains(piece)) return null;
    const before = document.createRange();
    before.selectNodeContents(piece);
    before.setEnd(node, offset);
    return Number(piece.dataset.at) + codePoints(before.toString());
  };
  const start = place(range.startContainer, range.startOffset);
  const end = place(range.endContainer, range.endOffset);
  return start === null || end === null || start >= end ? null : { spans: [[start, end]], words: selection.toString() };
}

document.addEventListener("selectionchange", () => {
  const form = document.querySelector(".correcting[open] form[data-selecting]");
  const found = form && text ? selected() : null;
  if (!found) return;
  const field = form.elements.field.value;
  const asSpans = ["content", "source", "cue", "hedge"].includes(field);
  if (asSpans) form.elements.value.value = JSON.stringify(found.spans);
  if (["addressee", "venue"].includes(field)) form.elements.value.value = found.words;
});

// A file that is dropped is a file that is chosen.
const drop = document.querySelector(".drop");
if (drop) {
  for (const name of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", name === "dragover");
      if (name === "drop") drop.querySelector("input").files = event.dataTransfer.files;
    });
  }
}

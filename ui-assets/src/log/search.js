// Finds words in the lines that are shown. Enter goes to the next place, Shift+Enter back, Escape clears.
import { reveal } from "./fold.js";

const MOST = 1_000;

function clear(log) {
  for (const mark of log.querySelectorAll("mark")) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent.normalize();
  }
}

function markAll(log, words) {
  const marks = [];
  const wanted = words.toLowerCase();
  const texts = document.createTreeWalker(log, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let text; (text = texts.nextNode()); ) {
    if (text.data.toLowerCase().includes(wanted)) found.push(text);
    if (found.length >= MOST) break;
  }
  for (let text of found) {
    for (let at; (at = text.data.toLowerCase().indexOf(wanted)) >= 0 && marks.length < MOST; ) {
      const match = text.splitText(at);
      text = match.splitText(wanted.length);
      const mark = document.createElement("mark");
      match.replaceWith(mark);
      mark.append(match);
      marks.push(mark);
    }
  }
  return marks;
}

export function wireSearch(log) {
  const field = document.getElementById("log-search");
  const input = field.querySelector("input");
  const told = document.getElementById("log-found");
  let marks = [];
  let at = -1;
  let typing;
  field.hidden = false;

  function show(index) {
    marks[at]?.classList.remove("on");
    if (!marks.length) return;
    at = (index + marks.length) % marks.length;
    marks[at].classList.add("on");
    reveal(marks[at]);
    marks[at].scrollIntoView({ block: "center" });
    told.textContent = `${at + 1} of ${marks.length}${marks.length >= MOST ? "+" : ""}`;
  }

  function search() {
    clear(log);
    at = -1;
    const words = input.value;
    marks = words.length > 1 ? markAll(log, words) : [];
    told.textContent = words.length > 1 && !marks.length ? "not found" : "";
    show(0);
  }

  input.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(search, 150);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      show(at + (event.shiftKey ? -1 : 1));
    } else if (event.key === "Escape") {
      input.value = "";
      search();
    }
  });
}

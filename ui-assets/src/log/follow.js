// Reads the stream: batches of lines, the state above them, and the end. The browser resumes by the last line's
// number; a line that is there already is not placed twice.
import { place } from "./fold.js";
import { stretch } from "./timeline.js";

/** More lines than this are dropped from the top of the page; the server still has them. */
const MOST = 10_000;
const button = document.getElementById("log-follow");
let following = false;

function stick(log) {
  if (following) log.scrollTop = log.scrollHeight;
}

function setFollowing(log, on) {
  following = on;
  button.setAttribute("aria-pressed", String(on));
  stick(log);
}

function add(log, html, seen) {
  const template = document.createElement("template");
  template.innerHTML = html;
  let last = seen;
  for (const line of template.content.querySelectorAll(".l")) {
    const number = Number(line.id.slice(1));
    if (number) {
      if (number <= last) continue;
      if (last && number > last + 1 && !line.previousElementSibling) leftOut(log, number - last - 1);
      last = number;
    }
    place(log, line);
  }
  document.getElementById("log-empty")?.remove();
  trim(log);
  stick(log);
  return last;
}

function leftOut(log, count) {
  const line = document.createElement("div");
  line.className = "l note";
  line.append(document.createElement("span"), document.createElement("span"));
  line.lastChild.textContent = `… ${count} ${count === 1 ? "line" : "lines"} left out: the log is too long …`;
  log.append(line);
}

function trim(log) {
  const lines = log.getElementsByClassName("l");
  for (let over = lines.length - MOST; over > 0; over--) lines[0].remove();
}

function showState(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const fresh = template.content.getElementById("progress");
  const old = document.getElementById("progress");
  if (!fresh || !old) return;
  const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
  old.replaceWith(fresh);
  if (focused) document.getElementById(focused)?.focus();
  stretch();
  const word = fresh.querySelector(".state")?.textContent ?? "";
  document.title = `${word}: ${document.title.replace(/^[^:]*: (?=.*, build)/, "")}`;
}

export function follow(log) {
  const address = log.dataset.stream;
  if (!address) return;
  button.hidden = false;
  button.addEventListener("click", () => setFollowing(log, !following));
  // Whoever scrolls up wants to read; whoever scrolls to the end wants to follow.
  log.addEventListener("scroll", () => {
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 24;
    if (atEnd !== following) {
      following = atEnd;
      button.setAttribute("aria-pressed", String(atEnd));
    }
  });
  setFollowing(log, !location.hash);

  let seen = Number(log.dataset.after);
  const source = new EventSource(`${address}?after=${seen}`);
  source.addEventListener("lines", (event) => {
    seen = add(log, event.data, seen);
  });
  source.addEventListener("state", (event) => showState(event.data));
  source.addEventListener("end", () => {
    source.close();
    button.hidden = true;
  });
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}

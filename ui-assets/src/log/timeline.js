// Bars of the timeline grow while their step runs; a step's name leads to its lines.
import { reveal } from "./fold.js";

export function stretch() {
  const bars = [...document.querySelectorAll("#progress .gantt i[data-from]")];
  if (!bars.some((bar) => !bar.dataset.to) || !document.querySelector("#progress[data-status=running]")) return;
  const now = Date.now();
  const begin = Math.min(...bars.map((bar) => Number(bar.dataset.from)));
  const whole = Math.max(1, now - begin);
  for (const bar of bars) {
    const from = Number(bar.dataset.from);
    const to = Number(bar.dataset.to ?? now);
    bar.style.setProperty("--from", Math.min(99, ((from - begin) / whole) * 100).toFixed(2));
    bar.style.setProperty("--for", (Math.max(0, (to - from) / whole) * 100).toFixed(2));
  }
}

function toStep(log, step) {
  const headings = log.querySelectorAll(`.fold[data-step="${step}"], .l[data-step="${step}"]`);
  const found = headings[headings.length - 1];
  if (!found) return false;
  const box = found.closest(".fold") ?? found;
  reveal(found);
  box.scrollIntoView({ block: "start" });
  return true;
}

function toLine() {
  const line = /^#L\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
  document.querySelectorAll(".log .l.on").forEach((old) => old.classList.remove("on"));
  if (!line) return false;
  reveal(line);
  line.classList.add("on");
  line.scrollIntoView({ block: "center" });
  return true;
}

export function wireTimeline(log) {
  stretch();
  setInterval(stretch, 1000);
  toLine();
  addEventListener("hashchange", toLine);
  document.addEventListener("click", (event) => {
    const step = event.target.closest?.("[data-to-step]");
    if (step && toStep(log, step.dataset.toStep)) event.preventDefault();
    const link = event.target.closest?.("[data-line-link]");
    // The line may be on this page already; else the link fetches the part that has it.
    if (link && document.getElementById(link.hash.slice(1))) {
      event.preventDefault();
      if (location.hash === link.hash) toLine();
      else location.hash = link.hash;
    }
  });
}

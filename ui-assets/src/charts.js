// Charts of use. The words and the table beside them say the same; so they are drawings only, hidden from screen
// readers, and are drawn again when the colours or the width change.
import { draw } from "./charts/draw.js";
import { BYTE_STEPS, byBytes, byNumber, byPercent } from "./charts/units.js";

const AGAIN = 30_000;
const live = new Map();

const CHARTS = {
  gpu: (d) => ({
    data: [d.at, d.gpu, d.peak],
    series: [{ label: "mean", fill: true }, { label: "highest", colour: "--ink-2" }],
    unit: byPercent,
    most: 100,
    line: d.threshold,
    marks: d.marks,
  }),
  gpuMemory: (d) => ({ data: [d.at, d.gpuMemory], series: [{ fill: true }], unit: byBytes, steps: BYTE_STEPS, marks: d.marks }),
  cpu: (d) => ({ data: [d.at, d.cpu], series: [{ fill: true }], unit: byNumber, most: d.cpus, marks: d.marks }),
  memory: (d) => ({ data: [d.at, d.memory], series: [{ fill: true }], unit: byBytes, steps: BYTE_STEPS, most: d.most, marks: d.marks }),
  network: (d) => ({
    data: [d.at, d.received, d.sent],
    series: [{ label: "in", fill: true }, { label: "out", colour: "--amber" }],
    unit: (v) => `${byBytes(v)}/s`,
    steps: BYTE_STEPS,
    marks: d.marks,
  }),
};

function show(place, chart) {
  live.get(place)?.destroy();
  live.set(place, draw(place, chart));
  place.chart = chart;
}

function evidence() {
  for (const place of document.querySelectorAll("[data-evidence]")) {
    // A fragment that was fetched again has taken the drawing away.
    if (place.firstElementChild && place.drawn === place.dataset.evidence) continue;
    const d = JSON.parse(place.dataset.evidence);
    show(place, {
      data: [d.at, d.gpu],
      series: [{ fill: true }],
      unit: byPercent,
      most: d.gpu.some((v) => v > d.threshold * 4) ? 100 : d.threshold * 4,
      line: d.threshold,
      marks: [{ at: d.since, title: "" }],
    });
    place.drawn = place.dataset.evidence;
  }
}

async function series() {
  const room = document.querySelector("[data-series]");
  if (!room || document.hidden) return;
  const answer = await fetch(room.dataset.series, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const data = await answer.json();
  for (const place of room.querySelectorAll("[data-chart]")) show(place, CHARTS[place.dataset.chart](data));
}

function again() {
  for (const [place, chart] of live) {
    if (place.isConnected) show(place, place.chart);
    else {
      chart.destroy();
      live.delete(place);
    }
  }
}

evidence();
series();
setInterval(series, AGAIN);
document.addEventListener("htmx:after:swap", evidence);
document.addEventListener("visibilitychange", series);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
let pending;
new ResizeObserver(() => {
  clearTimeout(pending);
  pending = setTimeout(again, 100);
}).observe(document.getElementById("main"));

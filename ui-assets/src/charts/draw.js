// One chart by uPlot, in the page's own colours.
import uPlot from "uplot";

/** light-dark() has to be resolved by an element; a canvas does not know it. */
function colour(place, name, alpha = 1) {
  const probe = document.createElement("i");
  probe.style.color = `color-mix(in srgb, var(${name}) ${alpha * 100}%, transparent)`;
  place.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

const HOUR = new Intl.DateTimeFormat([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const DAY = new Intl.DateTimeFormat([], { day: "numeric", month: "short" });

/** Hours of a day, and the day where it begins; days where ticks are days. */
function times(chart, ticks, axis, space, step) {
  let day;
  return ticks.map((tick) => {
    const at = new Date(tick * 1000);
    const date = DAY.format(at);
    const text = step >= 86400 ? date : day === date ? HOUR.format(at) : `${HOUR.format(at)}\n${date}`;
    day = date;
    return text;
  });
}

/** A dashed line across at the threshold, and one down for each thing that was decided. */
function lines(chart, { line, marks = [] }, amber) {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.strokeStyle = amber;
  ctx.lineWidth = devicePixelRatio * 1.5;
  const stroke = (x1, y1, x2, y2) => {
    ctx.beginPath();
    ctx.moveTo(x1, y1);
    ctx.lineTo(x2, y2);
    ctx.stroke();
  };
  if (line !== undefined) {
    ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
    const y = chart.valToPos(line, "y", true);
    stroke(bbox.left, y, bbox.left + bbox.width, y);
  }
  ctx.setLineDash([]);
  for (const { at } of marks) {
    const x = chart.valToPos(at, "x", true);
    if (x >= bbox.left && x <= bbox.left + bbox.width) stroke(x, bbox.top, x, bbox.top + bbox.height);
  }
  ctx.restore();
}

export function draw(place, chart) {
  const ink = colour(place, "--ink-2");
  const amber = colour(place, "--amber");
  const grid = { stroke: colour(place, "--rule"), width: 1 };
  const axis = { stroke: ink, grid, ticks: grid, font: "12px system-ui, sans-serif" };
  return new uPlot(
    {
      width: place.clientWidth,
      height: place.clientHeight,
      padding: [8, 8, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: { y: { range: (_, low, high) => [0, Math.max(chart.most ?? 0, high ?? 0) || 1] } },
      axes: [
        { ...axis, space: 70, values: times },
        { ...axis, size: 68, space: 32, incrs: chart.steps, values: (_, ticks) => ticks.map(chart.unit) },
      ],
      series: [
        {},
        ...chart.series.map((one) => ({
          stroke: colour(place, one.colour ?? "--lamp"),
          fill: one.fill ? colour(place, one.colour ?? "--lamp", 0.15) : undefined,
          width: 1.5,
          points: { show: false },
        })),
      ],
      hooks: { draw: [(self) => lines(self, chart, amber)] },
    },
    chart.data,
    place,
  );
}

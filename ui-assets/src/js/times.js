// Relative times go on ticking; the words are the server's own (see Times.java), so that a refreshed fragment agrees.
const steps = [["day", 86400], ["hour", 3600], ["minute", 60]];

function words(seconds) {
  const distance = Math.abs(seconds);
  if (distance < 45) return seconds < 0 ? "just now" : "in a moment";
  const [unit, size] = steps.find(([, length]) => distance >= length) ?? ["minute", 60];
  const count = Math.max(1, Math.floor(distance / size));
  const amount = `${count} ${unit}${count === 1 ? "" : "s"}`;
  return seconds < 0 ? `${amount} ago` : `in ${amount}`;
}

function clock(seconds) {
  const s = Math.max(0, Math.floor(seconds));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`;
  return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
}

function left(seconds) {
  if (seconds <= 0) return "no time";
  if (seconds < 600) return clock(seconds).replace(/ 0 s$/, "");
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172800 ? clock(seconds).replace(/ 0 min$/, "") : `${Math.floor(seconds / 86400)} days`;
}

function tick() {
  const now = Date.now();
  for (const time of document.querySelectorAll("time[data-ago]")) {
    const text = words((Date.parse(time.dateTime) - now) / 1000);
    if (time.textContent !== text) time.textContent = text;
  }
  for (const time of document.querySelectorAll("time[data-since]")) {
    const text = clock((now - Date.parse(time.dateTime)) / 1000);
    if (time.textContent !== text) time.textContent = text;
  }
  for (const time of document.querySelectorAll("time[data-until]")) {
    const text = left((Date.parse(time.dateTime) - now) / 1000);
    if (time.textContent !== text) time.textContent = text;
  }
}

tick();
setInterval(tick, 1000);

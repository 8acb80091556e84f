// Keeps a page true without reloading: the server names the topic that changed, and whatever fragment declares
// hx-trigger="live-TOPIC from:body" fetches itself again. The stream is closed while nobody looks at the page
// (browsers allow few connections to one host), and all fragments are fetched anew when they do again.
const topics = document.body.dataset.live;
let source;
let missed = false;

const changed = (topic) => document.body.dispatchEvent(new CustomEvent(`live-${topic}`));

function open() {
  if (source || document.hidden) return;
  // What changed between the page's making and the stream's opening is told first.
  const age = Math.ceil(performance.now());
  source = new EventSource(`/live?topics=${encodeURIComponent(topics)}&age=${age}`);
  source.addEventListener("open", () => {
    if (missed) topics.split(",").forEach(changed);
    missed = true;
  });
  source.addEventListener("changed", (event) => changed(event.data));
  source.addEventListener("end", close);
}

function close() {
  source?.close();
  source = undefined;
}

if (topics) {
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  open();
}

// Follows a container's log: <pre data-follow="URL"> gets each line of the stream at URL as it comes. It scrolls along
// while its end is in sight, and keeps the last lines only. A stream that ended, since nothing ran, is opened again
// behind the last line when the page hears that its environment has changed.
const MOST = 2000;

function follow(pre) {
  let source;
  let last = "";

  const close = () => {
    source?.close();
    source = undefined;
  };

  function open() {
    if (source && source.readyState !== EventSource.CLOSED) return;
    source = new EventSource(pre.dataset.follow + (last && `?after=${encodeURIComponent(last)}`));
    source.addEventListener("line", (event) => {
      const atEnd = pre.scrollHeight - pre.scrollTop - pre.clientHeight < 40;
      last = event.lastEventId;
      pre.append(event.data, "\n");
      // A line is two text nodes.
      while (pre.childNodes.length > 2 * MOST) pre.firstChild.remove();
      if (atEnd) pre.scrollTop = pre.scrollHeight;
    });
    source.addEventListener("end", close);
  }

  open();
  document.body.addEventListener("live-environment", open);
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => event.persisted && open());
}

document.querySelectorAll("[data-follow]").forEach(follow);

// Follows a container's log: <pre data-follow="URL"> gets each line of the stream at URL as it comes. It scrolls along
// while its end is in sight, and keeps the last lines only.
const MOST = 2000;

function follow(pre) {
  const source = new EventSource(pre.dataset.follow);
  source.addEventListener("line", (event) => {
    const atEnd = pre.scrollHeight - pre.scrollTop - pre.clientHeight < 40;
    pre.append(event.data, "\n");
    // A line is two text nodes.
    while (pre.childNodes.length > 2 * MOST) pre.firstChild.remove();
    if (atEnd) pre.scrollTop = pre.scrollHeight;
  });
  source.addEventListener("end", () => source.close());
  addEventListener("pagehide", () => source.close());
}

document.querySelectorAll("[data-follow]").forEach(follow);

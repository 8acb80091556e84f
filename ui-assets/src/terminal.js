// The terminal page: tabs, each a shell of the environment. Those that are open already are shown again; the first
// visit opens one.
import { Pane } from "./terminal/pane.js";

const room = document.getElementById("terminals");

if (room) {
  const tabs = document.getElementById("terminal-tabs");
  const panes = document.getElementById("terminal-panes");
  const word = document.getElementById("terminal-word");
  const reader = document.getElementById("terminal-reader");
  const open = new Map();
  let current;
  let count = 0;

  reader.checked = localStorage.getItem("terminal-reader") === "yes";

  const newId = () => [...crypto.getRandomValues(new Uint8Array(10))].map((b) => (b % 36).toString(36)).join("");

  function say(id, text) {
    if (id === current) word.textContent = text;
    const entry = open.get(id);
    if (entry) entry.word = text;
  }

  function select(id) {
    current = id;
    for (const [key, { pane, tab }] of open) {
      pane.show(key === id);
      tab.setAttribute("aria-selected", key === id);
      tab.tabIndex = key === id ? 0 : -1;
    }
    word.textContent = open.get(id)?.word ?? "";
  }

  function close(id) {
    const { pane, tab } = open.get(id);
    pane.close();
    tab.remove();
    open.delete(id);
    const next = [...open.keys()].pop();
    if (next) select(next);
    else {
      current = undefined;
      word.textContent = "No terminal is open.";
    }
  }

  function makeTab(id) {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.setAttribute("role", "tab");
    tab.textContent = `Terminal ${++count}`;
    tab.addEventListener("click", () => select(id));
    tabs.append(tab);
    return tab;
  }

  function add(id) {
    const tab = makeTab(id);
    current = id;
    const pane = new Pane(`/environments/${room.dataset.name}/terminals/${id}`, panes, {
      word: (text) => say(id, text),
      ended: () => say(id, "The shell has ended. Open a new terminal to go on."),
      title: (text) => (tab.title = text),
      leave: () => tab.focus(),
    });
    pane.readAloud(reader.checked);
    pane.element.setAttribute("aria-label", tab.textContent);
    open.set(id, { pane, tab, word: "" });
    select(id);
  }

  const ids = room.dataset.open.split(" ").filter(Boolean);
  for (const id of ids.length ? ids : [newId()]) add(id);

  document.getElementById("terminal-new").addEventListener("click", () => add(newId()));
  document.getElementById("terminal-close").addEventListener("click", () => current && close(current));
  reader.addEventListener("change", () => {
    localStorage.setItem("terminal-reader", reader.checked ? "yes" : "no");
    for (const { pane } of open.values()) pane.readAloud(reader.checked);
  });
  tabs.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || event.target.getAttribute("role") !== "tab") return;
    const keys = [...open.keys()];
    const next = keys[(keys.indexOf(current) + step + keys.length) % keys.length];
    select(next);
    open.get(next).tab.focus();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    for (const { pane } of open.values()) pane.recolour();
  });
}

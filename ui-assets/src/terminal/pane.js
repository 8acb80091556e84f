// One terminal on the page: xterm.js, fitted to its place, joined to its connection.
import { Terminal } from "@xterm/xterm";
import { FitAddon } from "@xterm/addon-fit";
import { WebLinksAddon } from "@xterm/addon-web-links";
import { Unicode11Addon } from "@xterm/addon-unicode11";
import { Connection } from "./connection.js";
import { theme } from "./theme.js";

// How many bytes are drawn before the server hears of it: it lets so many more be under way.
const TELL_EVERY = 64 * 1024;
const encoder = new TextEncoder();

export class Pane {
  #undrawn = 0;

  /** on: { word(text), ended(), title(text), leave() } */
  constructor(address, place, on) {
    this.on = on;
    this.element = document.createElement("div");
    this.element.className = "terminal-pane";
    this.element.setAttribute("role", "tabpanel");
    place.append(this.element);
    this.terminal = new Terminal({
      allowProposedApi: true,
      cursorBlink: !matchMedia("(prefers-reduced-motion: reduce)").matches,
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue("--mono"),
      fontSize: 14,
      scrollback: 10_000,
      theme: theme(),
    });
    this.#addons();
    this.terminal.open(this.element);
    this.fit.fit();
    this.connection = new Connection(address, () => this.#size(), this.#hears());
    this.#types();
    this.observer = new ResizeObserver(() => this.#refit());
    this.observer.observe(this.element);
  }

  #addons() {
    this.fit = new FitAddon();
    this.terminal.loadAddon(this.fit);
    this.terminal.loadAddon(new Unicode11Addon());
    this.terminal.unicode.activeVersion = "11";
    this.terminal.loadAddon(new WebLinksAddon((event, uri) => open(uri, "_blank", "noopener,noreferrer")));
  }

  #size() {
    return { rows: this.terminal.rows, columns: this.terminal.cols };
  }

  #hears() {
    return {
      // The server shows the last part again after each (re)connection: start from an empty screen.
      fresh: () => this.terminal.reset(),
      open: () => this.on.word(""),
      output: (bytes) => this.terminal.write(bytes, () => this.#drawn(bytes.length)),
      ended: (code) => {
        this.terminal.write(`\r\n\x1b[2m[The shell has ended${code > 0 ? ` with code ${code}` : ""}.]\x1b[0m\r\n`);
        this.on.ended();
      },
      refused: (detail) => this.on.word(detail),
      lost: (seconds) => this.on.word(`The connection was lost; trying again${seconds ? ` in ${seconds} s` : ""}.`),
    };
  }

  #drawn(bytes) {
    this.#undrawn += bytes;
    if (this.#undrawn >= TELL_EVERY) {
      this.connection.tell({ type: "drawn", bytes: this.#undrawn });
      this.#undrawn = 0;
    }
  }

  #types() {
    this.terminal.onData((text) => this.connection.input(encoder.encode(text)));
    this.terminal.onBinary((text) => this.connection.input(Uint8Array.from(text, (c) => c.charCodeAt(0))));
    this.terminal.onResize(({ rows, cols }) => this.connection.tell({ type: "resize", rows, columns: cols }));
    this.terminal.onTitleChange((title) => this.on.title(title));
    this.terminal.attachCustomKeyEventHandler((event) => {
      if (event.type !== "keydown") return true;
      if (event.key === "F6") {
        this.on.leave();
        return false;
      }
      if (event.ctrlKey && event.shiftKey && event.code === "KeyC" && this.terminal.hasSelection()) {
        navigator.clipboard?.writeText(this.terminal.getSelection());
        event.preventDefault();
        return false;
      }
      return true;
    });
  }

  #refit() {
    if (!this.element.hidden && this.element.offsetWidth > 0) this.fit.fit();
  }

  readAloud(wanted) {
    this.terminal.options.screenReaderMode = wanted;
  }

  recolour() {
    this.terminal.options.theme = theme();
  }

  show(visible) {
    this.element.hidden = !visible;
    if (visible) {
      this.fit.fit();
      this.terminal.focus();
    }
  }

  /** Ends the shell and takes the terminal off the page. */
  close() {
    this.connection.close();
    this.observer.disconnect();
    this.terminal.dispose();
    this.element.remove();
  }
}

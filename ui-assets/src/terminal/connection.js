// One terminal's socket: bytes both ways, JSON beside them. It comes back by itself for as long as the server
// has not said that there is nothing to come back to; the server then shows the last part again.
const FINAL = new Set([4000, 4001, 4002]);
const SIGNED_OUT = 4003;
const LONGEST_PAUSE = 15_000;

export class Connection {
  #socket;
  #pause = 500;
  #retry;
  #final = false;

  /** on: { output(bytes), fresh(), ended(exitCode), refused(detail), lost(seconds), open() } */
  constructor(address, size, on) {
    this.address = address;
    this.size = size;
    this.on = on;
    this.#connect();
  }

  #connect() {
    const { rows, columns } = this.size();
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}${this.address}?rows=${rows}&columns=${columns}`);
    socket.binaryType = "arraybuffer";
    socket.addEventListener("open", () => {
      this.#pause = 500;
      this.on.fresh();
      this.on.open();
    });
    socket.addEventListener("message", ({ data }) => {
      if (typeof data !== "string") this.on.output(new Uint8Array(data));
      else this.#hear(JSON.parse(data));
    });
    socket.addEventListener("close", (event) => this.#closed(event));
    this.#socket = socket;
  }

  #hear(message) {
    if (message.type === "ended") this.on.ended(message.exitCode);
    if (message.type === "refused") this.on.refused(message.detail);
  }

  #closed({ code }) {
    if (this.#final || FINAL.has(code)) return;
    if (code === SIGNED_OUT) {
      // Another of this person's sessions may have ended: a reload finds out whether this one has.
      location.reload();
      return;
    }
    this.on.lost(Math.round(this.#pause / 1000));
    this.#retry = setTimeout(() => this.#connect(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }

  get open() {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  input(bytes) {
    if (this.open) this.#socket.send(bytes);
  }

  tell(message) {
    if (this.open) this.#socket.send(JSON.stringify(message));
  }

  /** Ends the shell. */
  close() {
    this.#final = true;
    clearTimeout(this.#retry);
    this.tell({ type: "close" });
  }
}

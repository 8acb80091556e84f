// The lazy chunk of the terminal page: xterm.js and what it needs, so that other pages do not load it.
export { Terminal } from "@xterm/xterm";
export { FitAddon } from "@xterm/addon-fit";
export { WebLinksAddon } from "@xterm/addon-web-links";
export { Unicode11Addon } from "@xterm/addon-unicode11";

// The terminal's colours: the page's own ground and ink, and sixteen that can be read on either.
const dark = {
  black: "#2c322e", red: "#f08a80", green: "#62c79d", yellow: "#e3ac4e",
  blue: "#7fb0ea", magenta: "#cf9be0", cyan: "#66c5cc", white: "#ebe8e0",
  brightBlack: "#8a928c", brightRed: "#ffada5", brightGreen: "#8fe0bd", brightYellow: "#f3cd86",
  brightBlue: "#a9cbf5", brightMagenta: "#e2bdee", brightCyan: "#97dde2", brightWhite: "#ffffff",
};
const light = {
  black: "#1d211f", red: "#a3241c", green: "#1b6a4d", yellow: "#7a4e00",
  blue: "#1d4f91", magenta: "#7a2f8c", cyan: "#0f6068", white: "#59605c",
  brightBlack: "#6b716d", brightRed: "#b93a31", brightGreen: "#12543b", brightYellow: "#8a5800",
  brightBlue: "#2a62ab", brightMagenta: "#8d3fa0", brightCyan: "#14727b", brightWhite: "#1d211f",
};

export function theme() {
  const night = matchMedia("(prefers-color-scheme: dark)").matches;
  return {
    background: night ? "#0d100e" : "#f1eee6",
    foreground: night ? "#ebe8e0" : "#1d211f",
    cursor: night ? "#62c79d" : "#1b6a4d",
    cursorAccent: night ? "#0d100e" : "#f1eee6",
    selectionBackground: night ? "#2f5a49" : "#bfdccf",
    ...(night ? dark : light),
  };
}

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"];

export const byPercent = (value) => `${Math.round(value)} %`;

export const byNumber = (value) => (Number.isInteger(value) ? `${value}` : value.toFixed(2));

export function byBytes(value) {
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value >= 100 || Number.isInteger(value) ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`;
}

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"];

/** Steps of an axis of bytes: powers of two, so that its numbers are round ones. */
export const BYTE_STEPS = Array.from({ length: 48 }, (_, power) => 2 ** power);

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

const SPEC = /^(?:.?[<>=^])?[+\-( ]?[$#]?0?\d*(,)?(?:\.(\d+))?(~)?([a-z%])?$/i;
const SCALES = ["y", "z", "a", "f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E", "Z", "Y"];

/**
 * How numbers are shown, in the part of d3's patterns that `displayFormat` uses: `,` parts thousands, `.2` gives the
 * precision, `f` fixed digits, `%` percents, `e` powers of ten, `d` whole numbers, `s` with a prefix such as k; `~`
 * drops noughts at the end. Null for a pattern that is none.
 */
export function numberFormat(pattern: string): ((value: number) => string) | null {
  // The documentation of displayFormat also writes "%.1" for ".1%".
  const found = SPEC.exec(pattern.trim().replace(/^%(.+)$/, "$1%"));
  if (!found || pattern.trim() === "") return null;
  const [, comma, digits, trimmed, kind] = found;
  const precision = digits === undefined ? undefined : Math.min(Number(digits), 20);
  const write = writer(kind, precision);
  return (value) => {
    if (!Number.isFinite(value)) return "–";
    const written = trimmed
      ? write(value)
          .replace(/(\.\d*?)0+(?=\D*$)/, "$1")
          .replace(/\.(?=\D*$)/, "")
      : write(value);
    return comma ? grouped(written) : written;
  };
}

function writer(kind: string | undefined, precision: number | undefined): (value: number) => string {
  switch (kind) {
    case "f":
      return (value) => value.toFixed(precision ?? 6);
    case "%":
    case "p":
      return (value) => `${(value * 100).toFixed(precision ?? 6)}%`;
    case "e":
      return (value) => value.toExponential(precision ?? 6);
    case "d":
      return (value) => `${Math.round(value)}`;
    case "s":
      return (value) => prefixed(value, precision ?? 6);
    case "r":
      return (value) => fixedDigits(value, precision ?? 6);
    case undefined:
      return (value) => (precision === undefined ? `${value}` : shortest(value, precision));
    default:
      return (value) => value.toPrecision(Math.max(precision ?? 6, 1));
  }
}

/** So many digits that count, without noughts at the end. */
function shortest(value: number, precision: number): string {
  return value
    .toPrecision(Math.max(precision, 1))
    .replace(/(\.\d*?)0+(e|$)/, "$1$2")
    .replace(/\.(e|$)/, "$1");
}

/** So many digits that count, never as a power of ten. */
function fixedDigits(value: number, precision: number): string {
  if (value === 0) return "0";
  const size = Math.floor(Math.log10(Math.abs(value))) + 1;
  return size >= precision ? `${Number(value.toPrecision(precision))}` : value.toFixed(precision - size);
}

function prefixed(value: number, precision: number): string {
  if (value === 0) return "0";
  const power = Math.min(Math.max(Math.floor(Math.log10(Math.abs(value)) / 3), -8), 8);
  return `${fixedDigits(value / 1000 ** power, precision)}${SCALES[power + 8]}`;
}

function grouped(written: string): string {
  return written.replace(/\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
}

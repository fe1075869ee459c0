/** Numbers as people read them. */

const whole = new Intl.NumberFormat("en");

export function count(value: number): string {
  return whole.format(value);
}

/** "1 task", "2 tasks", "1,204 tasks". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A share as whole percent; what exists is never shown as 0 %, what is not whole never as 100 %. */
export function percent(part: number, total: number): string {
  if (total <= 0) return "–";
  const share = (part / total) * 100;
  if (part > 0 && share < 1) return "<1%";
  if (part < total && share > 99) return "99%";
  return `${Math.round(share)}%`;
}

const UNITS = ["B", "KB", "MB", "GB", "TB"];

export function bytes(value: number): string {
  let size = value;
  let unit = 0;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${unit === 0 || size >= 10 ? Math.round(size) : size.toFixed(1)} ${UNITS[unit]}`;
}

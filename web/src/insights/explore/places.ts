import type { ExploredClass } from "../../api/contract";

type Place = ExploredClass["places"][number];

/** "1–500, 520", or "0:00.0–0:20.0". */
export function stretches({ ranges }: Place, asTimes: boolean): string {
  return ranges
    .map(({ first, last, start, end }) => {
      if (asTimes && start !== null && end !== null) return `${clock(start)}–${clock(end)}`;
      return first === last ? `${first}` : `${first}–${last}`;
    })
    .join(", ");
}

/** "1:02.5", with hours when there are any. */
export function clock(seconds: number): string {
  const tenths = Math.round(seconds * 10);
  const minutes = Math.floor(tenths / 600);
  const rest = ((tenths % 600) / 10).toFixed(1).padStart(4, "0");
  return minutes < 60
    ? `${minutes}:${rest}`
    : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${rest}`;
}

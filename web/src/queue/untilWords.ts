const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const dayAndClock = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

const DAY_MS = 86_400_000;

export function clockTime(moment: number | string): string {
  return clock.format(new Date(moment));
}

/** Until when an item is somebody's: "Yours until 16:05"; null without an end. */
export function untilWords(expires: string | null, now: Date): string {
  if (expires === null) return "Yours until it is done";
  const end = new Date(expires);
  if (end <= now) return "Your time is over";
  if (end.toDateString() === now.toDateString()) return `Yours until ${clock.format(end)}`;
  const tomorrow = new Date(now.getTime() + DAY_MS);
  if (end.toDateString() === tomorrow.toDateString()) return `Yours until tomorrow ${clock.format(end)}`;
  return `Yours until ${dayAndClock.format(end)}`;
}

/** Times as people read them. `now` is an argument, so that the same moment always reads the same. */

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

const dayAndMonth = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const fullDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const dayAndClock = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

/** "now", "4 min ago", "2 h ago", "3 days ago", then the day. */
export function ago(moment: string, now: Date): string {
  const then = new Date(moment);
  const seconds = Math.max(0, (now.getTime() - then.getTime()) / 1000);
  if (seconds < MINUTE) return "now";
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min ago`;
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)} h ago`;
  const days = Math.floor(seconds / DAY);
  if (days < 7) return days === 1 ? "yesterday" : `${days} days ago`;
  return day(moment, now);
}

/** How long it has lasted: "just now", "4 min", "2 h", "3 days". */
export function lasting(since: string, now: Date): string {
  const seconds = Math.max(0, (now.getTime() - new Date(since).getTime()) / 1000);
  if (seconds < MINUTE) return "just now";
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)} h`;
  const days = Math.floor(seconds / DAY);
  return days === 1 ? "1 day" : `${days} days`;
}

/** "4 Nov" in the running year, else "4 Nov 2024". */
export function day(moment: string, now: Date): string {
  const then = new Date(moment);
  return then.getFullYear() === now.getFullYear() ? dayAndMonth.format(then) : fullDay.format(then);
}

export function exactly(moment: string): string {
  return dayAndClock.format(new Date(moment));
}

/** "38 s", "1 m 52 s", "2 h 5 m". */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < MINUTE) return `${whole} s`;
  if (whole < HOUR) {
    const rest = whole % MINUTE;
    return rest ? `${Math.floor(whole / MINUTE)} m ${rest} s` : `${Math.floor(whole / MINUTE)} m`;
  }
  const minutes = Math.floor((whole % HOUR) / MINUTE);
  return minutes ? `${Math.floor(whole / HOUR)} h ${minutes} m` : `${Math.floor(whole / HOUR)} h`;
}

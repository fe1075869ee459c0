/** The address of the recording of a dialogue: `audioUrl` names a field of the item, or is the address itself. */
export function recordingOf(
  { audioUrl = "" }: Readonly<Record<string, string>>,
  data: Readonly<Record<string, unknown>>,
): string | null {
  const field = audioUrl.startsWith("$") ? audioUrl.slice(1) : null;
  const address = field === null ? audioUrl : Object.hasOwn(data, field) ? data[field] : undefined;
  return typeof address === "string" && address.trim() !== "" ? address : null;
}

/** Seconds as people read them: "0:07", "12:30", "1:02:03". */
export function clock(second: number): string {
  const whole = Math.max(Math.floor(second), 0);
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number) => `${value}`.padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

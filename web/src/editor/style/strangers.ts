/** Names of classes and ids that others write get this before them, so that they never mean something of ours. */
export const STRANGERS = "u-";

export function strangerNames(names: string): string {
  return names
    .split(/\s+/)
    .filter((name) => name !== "")
    .map((name) => STRANGERS + name)
    .join(" ");
}

import type { Issue } from "../shapes";

/** The people whose issues these are, in words; each once, and those without a name last. */
export function returnedBy(issues: readonly Pick<Issue, "reviewer">[]): string {
  const names = new Set(issues.flatMap(({ reviewer }) => (reviewer ? [reviewer.name] : [])));
  const all = [...names];
  if (all.length === 0 || issues.some(({ reviewer }) => reviewer === null)) all.push("a reviewer");
  const last = all.pop();
  return all.length > 0 ? `${all.join(", ")} and ${last}` : `${last}`;
}

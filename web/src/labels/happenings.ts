/** What happened to a task, in words. */

const SITTING_MS = 30 * 60_000;

interface Happening {
  action: string;
  details: Record<string, unknown>;
  at: string;
  person: { id: number } | null;
}

/** What follows one another, newest first; what one person did again and again in one sitting is one line. */
export function folded<One extends Happening>(
  all: readonly One[],
): { one: One; times: number; words: string }[] {
  const lines: { one: One; times: number; words: string; since: number }[] = [];
  for (const one of all) {
    const words = wordsOf(one.action, one.details);
    const at = Date.parse(one.at);
    const last = lines.at(-1);
    const isSame = last?.words === words && last.one.person?.id === one.person?.id;
    if (last && isSame && last.since - at < SITTING_MS) {
      last.times += 1;
      last.since = at;
    } else lines.push({ one, times: 1, words, since: at });
  }
  return lines;
}

const WORDS: Readonly<Record<string, string>> = {
  "task.reserved": "Reserved",
  "task.released": "Released",
  "task.moved": "Moved by hand",
  "task.routed": "Drawn, or not, for review",
  "task.reopened": "Reopened",
  "tasks.assigned": "Assigned",
  "tasks.unassigned": "Assignment taken back",
  "annotation.submitted": "Labels handed in",
  "annotation.updated": "Labels changed",
  "annotation.skipped": "Skipped",
  "annotation.imported": "Labels imported",
  "annotation.deleted": "Labels deleted",
  "annotation.changed_beside_queue": "Labels changed beside the queue",
  "annotation.predicted": "Begun from a prediction",
  "annotation.propagated": "Begun as a copy",
  "annotation.ground_truth": "Ground truth set or taken",
  "review.created": "Reviewed",
  "review.updated": "Verdict changed",
  "review.deleted": "Verdict taken back",
  "comment.created": "Commented",
};

export function wordsOf(action: string, details: Record<string, unknown>): string {
  if (action === "task.state") {
    const status = details.status;
    return typeof status === "string" ? `Now ${status.replaceAll("_", " ")}` : "Moved on";
  }
  const known = WORDS[action];
  if (known) return known;
  const [noun = "", verb = ""] = action.split(".");
  const words = `${noun} ${verb}`.replaceAll("_", " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

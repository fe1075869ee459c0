/** What happened to a task, in words. */

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

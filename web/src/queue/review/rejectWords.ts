/** The ways to reject, in the words of the person who does it. */
import type { RejectAction } from "../../api/contract";

interface RejectWords {
  label: string;
  /** What happens then, with the name of the author. */
  effect: (author: string) => string;
  /** What was done, in the past. */
  done: string;
}

export const REJECTIONS: Readonly<Record<RejectAction, RejectWords>> = {
  requeue: {
    label: "Return to the author",
    effect: (author) => `${author} mends it, and it comes back to review.`,
    done: "returned to its author",
  },
  redistribute: {
    label: "Pass to somebody else",
    effect: (author) => `It no longer counts; another person annotates the item instead of ${author}.`,
    done: "passed on",
  },
  remove: {
    label: "Reject for good",
    effect: () => "It stays in the data as rejected; nobody works on it again.",
    done: "rejected for good",
  },
};

/** In the order in which people read them: what is mildest first. */
export function inOrder(actions: readonly RejectAction[]): RejectAction[] {
  const order = Object.keys(REJECTIONS);
  return [...actions].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

/** The digits that choose what a rejection means, where there is a choice: those that no reason of the project has. */
export function keysOfWays(
  allowed: readonly RejectAction[],
  reasons: readonly { key: string }[],
): ReadonlyMap<RejectAction, string> {
  if (allowed.length < 2) return new Map();
  const used = new Set(reasons.map(({ key }) => key));
  const free = [..."123456789"].filter((digit) => !used.has(digit));
  return new Map(allowed.slice(0, free.length).map((way, at) => [way, free[at] ?? ""]));
}

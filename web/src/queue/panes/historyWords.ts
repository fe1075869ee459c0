/** What happened to an annotation, in words. */
import type { StatusName } from "../../kit/statuses";
import type { HistoryAction } from "../shapes";

interface Words {
  said: string;
  /** Shown as a mark with the status's icon and colour. */
  status?: StatusName;
  /** It wrote a new revision. */
  writes?: boolean;
}

export const HISTORY_WORDS: Readonly<Record<HistoryAction, Words>> = {
  prediction: { said: "began with a prediction" },
  propagated_annotation: { said: "began with a copy of another annotation" },
  imported: { said: "imported it", writes: true },
  submitted: { said: "submitted it", writes: true },
  updated: { said: "changed it", writes: true },
  skipped: { said: "skipped it", writes: true },
  accepted: { said: "", status: "accepted" },
  rejected: { said: "", status: "rejected" },
  fixed_and_accepted: { said: "", status: "fixed", writes: true },
  deleted_review: { said: "took the verdict back" },
};

/** What happened to an annotation, in words. */
import type { StatusName } from "../../kit/statuses";
import type { HistoryAction } from "../shapes";

interface Words {
  said: string;
  /** Shown as a mark with the status's icon and colour. */
  status?: StatusName;
}

export const HISTORY_WORDS: Readonly<Record<HistoryAction, Words>> = {
  imported: { said: "imported it" },
  submitted: { said: "submitted it" },
  updated: { said: "changed it" },
  skipped: { said: "skipped it" },
  accepted: { said: "", status: "accepted" },
  rejected: { said: "", status: "rejected" },
  fixed_and_accepted: { said: "", status: "fixed" },
  deleted_review: { said: "took the verdict back" },
};

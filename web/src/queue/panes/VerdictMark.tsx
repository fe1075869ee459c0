import type { Verdict } from "../../api/contract";
import { StatusMark } from "../../kit/StatusMark";
import type { StatusName } from "../../kit/statuses";

const MARKS: Readonly<Record<Verdict, { status: StatusName; word?: string }>> = {
  accepted: { status: "accepted" },
  fixed: { status: "fixed" },
  returned: { status: "returned" },
  passed_on: { status: "rejected", word: "Passed on" },
  removed: { status: "rejected" },
};

/** What was decided about an annotation; nothing while it is undecided. */
export function VerdictMark({ verdict }: { verdict: Verdict | null }) {
  if (verdict === null) return null;
  const { status, word } = MARKS[verdict];
  return <StatusMark status={status} word={word} />;
}

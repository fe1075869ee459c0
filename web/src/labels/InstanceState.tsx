import { StatusMark, Tag } from "../kit/StatusMark";
import type { StatusName } from "../kit/statuses";

const MARKS: Readonly<Record<string, [StatusName, string]>> = {
  pending: ["in_review", "In review"],
  expert_pending: ["in_review", "With an expert"],
  accepted: ["accepted", "Approved"],
  returned: ["returned", "Returned"],
  rejected: ["rejected", "Rejected"],
};

const WORDS: Readonly<Record<string, string>> = {
  not_selected: "Not drawn",
  undecided: "Waits",
  waived: "Waived",
  passed_on: "Passed on",
  deleted: "Deleted",
  not_submitted: "Not in review",
};

export const INSTANCE_STATES: readonly (readonly [string, string])[] = [
  ["pending", "In review"],
  ["expert_pending", "With an expert"],
  ["accepted", "Approved"],
  ["returned", "Returned"],
  ["rejected", "Rejected"],
  ["not_selected", "Not drawn"],
];

/** Where an instance stands in its review. */
export function InstanceState({ state }: { state: string }) {
  const mark = MARKS[state];
  if (mark) return <StatusMark status={mark[0]} word={mark[1]} />;
  return <Tag>{WORDS[state] ?? state}</Tag>;
}

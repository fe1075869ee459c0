import { Select } from "@mantine/core";
import type { ReviewSettings } from "../../api/contract";
import { SettingRow } from "./SettingRow";

type ReviewCriteria = ReviewSettings["review_criteria"];

const CRITERIA: { value: ReviewCriteria; label: string }[] = [
  { value: "one", label: "One verdict on the task is enough" },
  { value: "all", label: "Every annotation needs a verdict" },
];

interface Props {
  value: ReviewCriteria;
  onChange: (value: ReviewCriteria) => void;
}

/** Whether the first verdict on a task ends its review. */
export function CriteriaRow({ onChange, value }: Props) {
  return (
    <SettingRow
      title="When a task is reviewed"
      meaning="Where several people label a task: whether one verdict ends its review."
      standard="one verdict"
    >
      <Select
        aria-label="When a task is reviewed"
        data={CRITERIA}
        value={value}
        onChange={(chosen) => chosen && onChange(chosen as ReviewCriteria)}
      />
    </SettingRow>
  );
}

import { SegmentedControl } from "@mantine/core";
import { useId } from "react";
import classes from "./Import.module.css";
import type { LabelsAs } from "./queries";

const CHOICES = [
  {
    value: "predictions",
    label: "Predictions",
    meaning: "Suggestions that people correct. Pictures that tasks show already get them too.",
  },
  {
    value: "annotations",
    label: "Annotations",
    meaning: "Finished work in your name, which goes to review as the project says.",
  },
] as const;

/** Whether a file of this name may hold labels of another program; of JSON only the server can tell. */
export function mayHoldLabels(name: string): boolean {
  return /\.(zip|xml|conll|iob|bio|json)$/i.test(name.trim());
}

interface Props {
  value: LabelsAs;
  onChange: (value: LabelsAs) => void;
  disabled: boolean;
}

/** What labels become that come from COCO, Pascal VOC, YOLO, CoNLL-2003 or masks. */
export function LabelsChoice({ value, onChange, disabled }: Props) {
  const id = useId();
  return (
    <div>
      <p className={classes.label} id={id}>
        Labels of other programs become
      </p>
      <SegmentedControl
        aria-labelledby={id}
        data={CHOICES.map(({ value: choice, label }) => ({ value: choice, label }))}
        value={value}
        onChange={onChange}
        disabled={disabled}
      />
      <p className={classes.meaning}>
        {CHOICES.find((choice) => choice.value === value)?.meaning} Tasks in JSON say themselves what they
        bring.
      </p>
    </div>
  );
}

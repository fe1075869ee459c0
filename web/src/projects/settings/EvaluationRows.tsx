import { NumberInput, Select } from "@mantine/core";
import type { Project } from "../../api/contract";
import { counted } from "../../kit/numbers";
import type { Quality } from "./QualitySection";
import { SettingRow } from "./SettingRow";
import classes from "./Settings.module.css";
import { SwitchRow } from "./SwitchRow";
import type { SettingsForm } from "./useSettings";

type Metric = Project["annotator_evaluation_metric"];

const METRICS: { value: Metric; label: string }[] = [
  { value: "gt_agreement", label: "Agreement with known answers" },
  { value: "acceptance_score", label: "Share of accepted work" },
  { value: "rejection_rate", label: "Share of rejected work" },
];

interface Props {
  settings: SettingsForm<Quality>;
  /** How many tasks have a ground truth. */
  truths: number;
}

/** How annotators are measured, and what happens to those who do not reach it. */
export function EvaluationRows({ settings, truths }: Props) {
  const { form } = settings;
  const { annotator_evaluation_enabled: on, annotator_evaluation_metric: metric } = form.values;
  return (
    <>
      <h3 className={classes.group}>Evaluation of annotators</h3>
      <SwitchRow
        form={form}
        field="annotator_evaluation_enabled"
        title="Evaluate annotators"
        meaning="Measures everybody who annotates. The list of members shows who passes."
        standard="off"
      />
      {on && (
        <>
          <SettingRow
            title="Measured by"
            meaning="Known answers are annotations with the star. Of reviewed work the latest verdict counts."
            standard="known answers"
          >
            <Select
              aria-label="Measured by"
              data={METRICS}
              allowDeselect={false}
              {...form.getInputProps("annotator_evaluation_metric")}
            />
          </SettingRow>
          {metric === "gt_agreement" && <TruthRows settings={settings} truths={truths} />}
          <SettingRow
            title={metric === "rejection_rate" ? "Rejected at most" : "Score that is enough"}
            meaning={
              metric === "rejection_rate"
                ? "Who has a larger share of reviewed work rejected fails."
                : "Who stays below fails."
            }
            standard="95 %"
          >
            <NumberInput
              aria-label={
                metric === "rejection_rate"
                  ? "Rejected at most, in percent"
                  : "Score that is enough, in percent"
              }
              min={0}
              max={100}
              decimalScale={2}
              suffix=" %"
              {...form.getInputProps("annotator_evaluation_minimum_score")}
            />
          </SettingRow>
          <SettingRow
            title="Counts from"
            meaning={
              metric === "gt_agreement"
                ? "How many known answers somebody must have given before the score counts."
                : "How many reviewed annotations somebody must have before the score counts."
            }
            standard="10"
          >
            <NumberInput
              aria-label="The score counts from"
              min={1}
              allowDecimal={false}
              {...form.getInputProps("annotator_evaluation_minimum_tasks")}
            />
          </SettingRow>
          <SwitchRow
            form={form}
            field="pause_on_failed_annotator_evaluation"
            title="Pause who fails"
            meaning="They get no new tasks; what is returned to them they may mend. The pause ends by itself when the score is high enough or this page asks for less."
            standard="off"
          />
        </>
      )}
    </>
  );
}

function TruthRows({ settings, truths }: Props) {
  const { form } = settings;
  const { values } = form;
  const quota =
    (values.annotator_evaluation_onboarding_tasks ?? 0) + (values.annotator_evaluation_continuous_tasks ?? 0);
  return (
    <>
      <SettingRow
        title="Known answers at the start"
        meaning="Everybody gets this many tasks with a known answer before anything else, whoever did them already."
        standard="0"
      >
        <NumberInput
          aria-label="Known answers at the start"
          min={0}
          allowDecimal={false}
          {...form.getInputProps("annotator_evaluation_onboarding_tasks")}
        />
      </SettingRow>
      <SettingRow
        title="Known answers later"
        meaning="And this many more in the course of their work, where they stand in the order."
        standard="0"
      >
        <NumberInput
          aria-label="Known answers later"
          min={0}
          allowDecimal={false}
          {...form.getInputProps("annotator_evaluation_continuous_tasks")}
        />
        {quota > truths && (
          <p className={classes.hint}>
            {truths === 0
              ? "No task has a known answer yet."
              : `Only ${counted(truths, "task")} of this project have a known answer.`}{" "}
            Star the annotation that is right.
          </p>
        )}
        {quota > 0 && quota < (values.annotator_evaluation_minimum_tasks ?? 1) && (
          <p className={classes.hint}>Nobody gets as many as the score counts from.</p>
        )}
      </SettingRow>
    </>
  );
}

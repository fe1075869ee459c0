import { NumberInput, Switch } from "@mantine/core";
import type { Project, ProjectChange } from "../../api/contract";
import { EvaluationRows } from "./EvaluationRows";
import { OptionalNumber } from "./OptionalNumber";
import { SettingRow } from "./SettingRow";
import classes from "./Settings.module.css";
import { SettingsFrame } from "./SettingsFrame";
import { SwitchRow } from "./SwitchRow";
import { type SettingsForm, useSettings } from "./useSettings";

const MANY = 20;
const USUAL_THRESHOLD = 70;

/** What the section changes; without a common pool only some of it. */
export type Quality = ProjectChange;

export function QualitySection({ project }: { project: Project }) {
  const oneQueue = project.preset === "manual_qa";
  const manual = oneQueue || project.assignment_settings.label_stream_task_distribution === "assigned_only";
  const settings = useSettings<Quality>(project, {
    ...(!manual && {
      maximum_annotations: project.maximum_annotations,
      overlap_cohort_percentage: project.overlap_cohort_percentage,
      show_overlap_first: project.show_overlap_first,
      show_ground_truth_first: project.show_ground_truth_first,
      strict_task_overlap: project.strict_task_overlap,
      agreement_threshold: numberOf(project.agreement_threshold),
      max_additional_annotators_assignable: project.max_additional_annotators_assignable,
      annotator_evaluation_enabled: project.annotator_evaluation_enabled,
      annotator_evaluation_metric: project.annotator_evaluation_metric,
      annotator_evaluation_minimum_score: Number(project.annotator_evaluation_minimum_score),
      annotator_evaluation_minimum_tasks: project.annotator_evaluation_minimum_tasks,
      annotator_evaluation_onboarding_tasks: project.annotator_evaluation_onboarding_tasks,
      annotator_evaluation_continuous_tasks: project.annotator_evaluation_continuous_tasks,
      pause_on_failed_annotator_evaluation: project.pause_on_failed_annotator_evaluation,
    }),
    annotation_limit_count: project.annotation_limit_count,
    annotation_limit_percent: numberOf(project.annotation_limit_percent),
  });
  return (
    <SettingsFrame
      title={oneQueue ? "Limits" : "Quality"}
      settings={settings}
      effect="Holds from the next task on. What was already submitted stays as it is."
    >
      {manual ? (
        <p className={classes.note}>
          {oneQueue
            ? "In manual QA one queue serves what waits longest, and each task is labelled once. Overlap, additional annotators and the order of tasks have no meaning here; how work is reviewed is under Quality."
            : "In this project tasks are handed out by hand. How many people annotate a task follows from who is assigned to it; overlap, additional annotators and the evaluation of annotators need a common pool. You find that choice under Annotation."}
        </p>
      ) : (
        <>
          <OverlapRows settings={settings} />
          <LowAgreementRows settings={settings} />
          <EvaluationRows settings={settings} truths={project.ground_truth_number} />
        </>
      )}
      <LimitRows settings={settings} />
    </SettingsFrame>
  );
}

function numberOf(percent: string | null): number | null {
  return percent === null ? null : Number(percent);
}

function OverlapRows({ settings }: { settings: SettingsForm<Quality> }) {
  const { form } = settings;
  const { maximum_annotations: overlap = 1, overlap_cohort_percentage: percent = 100 } = form.values;
  return (
    <>
      <h3 className={classes.group}>Overlap</h3>
      <SettingRow
        title="Annotations per task"
        meaning="How many different people label each task."
        standard="1"
      >
        <NumberInput
          aria-label="Annotations per task"
          min={1}
          max={500}
          allowDecimal={false}
          {...form.getInputProps("maximum_annotations")}
        />
        {overlap > MANY && (
          <p className={classes.hint}>
            More than {MANY} people on every task is rarely worth their time. Agreement is as sure with fewer.
          </p>
        )}
      </SettingRow>
      {overlap > 1 && (
        <SettingRow
          title="Share of the tasks"
          meaning="This many of the tasks have the overlap; the others are labelled once. Tasks that people have begun come first, then the lot decides."
          standard="100 %"
        >
          <NumberInput
            aria-label="Share of the tasks with overlap, in percent"
            min={0}
            max={100}
            allowDecimal={false}
            suffix=" %"
            {...form.getInputProps("overlap_cohort_percentage")}
          />
        </SettingRow>
      )}
      {overlap > 1 && percent < 100 && (
        <SwitchRow
          form={form}
          field="show_overlap_first"
          title="Tasks with overlap first"
          meaning="Offers tasks that several people label before those that one person labels."
          standard="off"
        />
      )}
      <SwitchRow
        form={form}
        field="strict_task_overlap"
        name="Never more annotations than wanted"
        title="Never more than that"
        meaning="Refuses an annotation when a task already has all it needs, for example from somebody who was away for long. The draft is kept."
        standard="off"
      />
      <SwitchRow
        form={form}
        field="show_ground_truth_first"
        title="Known answers first"
        meaning="Offers tasks with a ground truth before the others, while they need annotations."
        standard="off"
      />
    </>
  );
}

function LowAgreementRows({ settings }: { settings: SettingsForm<Quality> }) {
  const { form } = settings;
  const { agreement_threshold: threshold, max_additional_annotators_assignable: most } = form.values;
  const on = threshold !== null;
  return (
    <>
      <h3 className={classes.group}>Low agreement</h3>
      <SettingRow
        title="Ask one more annotator"
        meaning="A task whose annotations agree too little is offered to another annotator, one at a time, lowest agreement first. It is complete when they agree, or nobody more may be asked."
        standard="off"
      >
        <Switch
          aria-label="Ask one more annotator on low agreement"
          checked={on}
          onChange={(event) =>
            form.setFieldValue("agreement_threshold", event.currentTarget.checked ? USUAL_THRESHOLD : null)
          }
        />
      </SettingRow>
      {on && (
        <>
          <SettingRow
            title="Agreement that is enough"
            meaning="Below this agreement one more annotator is asked. How it is computed is set under Agreement."
          >
            <NumberInput
              aria-label="Agreement that is enough, in percent"
              min={1}
              max={100}
              decimalScale={2}
              suffix=" %"
              {...form.getInputProps("agreement_threshold")}
            />
          </SettingRow>
          <SettingRow
            title="Additional annotators at most"
            meaning="For each task. Empty asks as many as it takes; 0 asks nobody."
            standard="empty"
          >
            <OptionalNumber
              aria-label="Additional annotators at most"
              min={0}
              max={500}
              allowDecimal={false}
              placeholder="As many as it takes"
              value={most}
              onChange={(value) => form.setFieldValue("max_additional_annotators_assignable", value)}
              error={form.errors.max_additional_annotators_assignable}
            />
          </SettingRow>
        </>
      )}
    </>
  );
}

function LimitRows({ settings }: { settings: SettingsForm<Quality> }) {
  const { form } = settings;
  return (
    <>
      <h3 className={classes.group}>Limits for one person</h3>
      <SettingRow
        title="Tasks per annotator"
        meaning="Who has done this many is paused until the limit is raised. Managers have no limit. With both the smaller one holds."
        standard="no limit"
      >
        <OptionalNumber
          aria-label="Tasks per annotator"
          min={1}
          allowDecimal={false}
          thousandSeparator=","
          placeholder="No limit"
          value={form.values.annotation_limit_count}
          onChange={(value) => form.setFieldValue("annotation_limit_count", value)}
          error={form.errors.annotation_limit_count}
        />
      </SettingRow>
      <SettingRow
        title="Share per annotator"
        meaning="The same as a share of all tasks. Adding tasks raises it."
        standard="no limit"
      >
        <OptionalNumber
          aria-label="Share of the tasks per annotator, in percent"
          min={0.01}
          max={100}
          decimalScale={2}
          suffix=" %"
          placeholder="No limit"
          value={form.values.annotation_limit_percent}
          onChange={(value) => form.setFieldValue("annotation_limit_percent", value)}
          error={form.errors.annotation_limit_percent}
        />
      </SettingRow>
    </>
  );
}

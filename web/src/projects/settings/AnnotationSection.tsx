import { NumberInput, Select, Switch } from "@mantine/core";
import type { Project, SkipQueue } from "../../api/contract";
import { SettingRow } from "./SettingRow";
import { SettingsFrame } from "./SettingsFrame";
import { useSettings } from "./useSettings";

const SECONDS_PER_MINUTE = 60;

const DISTRIBUTIONS = [
  { value: "auto_distribution", label: "Everybody draws from one pool" },
  { value: "assigned_only", label: "Only what was assigned by hand" },
];

const ORDERS = [
  { value: "Sequential sampling", label: "By number" },
  { value: "Uniform sampling", label: "At random" },
];

const SKIPS: { value: SkipQueue; label: string }[] = [
  { value: "REQUEUE_FOR_OTHERS", label: "It goes to somebody else" },
  { value: "REQUEUE_FOR_ME", label: "It comes back to the same person" },
  { value: "IGNORE_SKIPPED", label: "It counts as done by this person" },
];

export function AnnotationSection({ project }: { project: Project }) {
  const settings = useSettings(project, {
    assignment_settings: {
      label_stream_task_distribution: project.assignment_settings.label_stream_task_distribution,
    },
    maximum_annotations: project.maximum_annotations,
    strict_task_overlap: project.strict_task_overlap,
    sampling: project.sampling,
    custom_task_lock_ttl: project.custom_task_lock_ttl,
    enable_empty_annotation: project.enable_empty_annotation,
    show_collab_predictions: project.show_collab_predictions,
    reveal_preannotations_interactively: project.reveal_preannotations_interactively,
    show_skip_button: project.show_skip_button,
    skip_queue: project.skip_queue,
    require_comment_on_skip: project.require_comment_on_skip,
  });
  const { form } = settings;
  const values = form.values;
  const manual = values.assignment_settings.label_stream_task_distribution === "assigned_only";
  return (
    <SettingsFrame
      title="Annotation"
      settings={settings}
      effect="Holds from the next task on. What was already submitted stays as it is."
    >
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
      </SettingRow>
      <SettingRow
        title="Never more than that"
        meaning="Refuses an annotation when a task already has all it needs, for example from somebody who was away for long."
        standard="off"
      >
        <Switch
          aria-label="Never more annotations than wanted"
          {...form.getInputProps("strict_task_overlap", { type: "checkbox" })}
        />
      </SettingRow>
      <SettingRow
        title="Who gets which task"
        meaning="Whether annotators draw tasks themselves or label only what a manager assigned to them."
        standard="one pool"
      >
        <Select
          aria-label="Who gets which task"
          data={DISTRIBUTIONS}
          {...form.getInputProps("assignment_settings.label_stream_task_distribution")}
        />
      </SettingRow>
      {!manual && (
        <SettingRow title="Order" meaning="The order in which tasks are offered." standard="by number">
          <Select aria-label="Order" data={ORDERS} {...form.getInputProps("sampling")} />
        </SettingRow>
      )}
      {!manual && (
        <SettingRow
          title="Reservation"
          meaning="For how many minutes a task stays with the person who opened it; then others may get it. Drafts are kept."
          standard="1,440 minutes"
        >
          <NumberInput
            aria-label="Reservation in minutes"
            min={1}
            max={1440}
            allowDecimal={false}
            suffix=" min"
            value={Math.round(values.custom_task_lock_ttl / SECONDS_PER_MINUTE)}
            onChange={(minutes) =>
              form.setFieldValue("custom_task_lock_ttl", Number(minutes) * SECONDS_PER_MINUTE)
            }
            error={form.errors.custom_task_lock_ttl}
          />
        </SettingRow>
      )}
      <SettingRow
        title="Empty annotations"
        meaning="Allows submitting with nothing marked, for items in which there is nothing to find."
        standard="on"
      >
        <Switch
          aria-label="Allow empty annotations"
          {...form.getInputProps("enable_empty_annotation", { type: "checkbox" })}
        />
      </SettingRow>
      <SettingRow
        title="Start from predictions"
        meaning="Fills a new annotation with the task's prediction, where there is one."
        standard="on"
      >
        <Switch
          aria-label="Start from predictions"
          {...form.getInputProps("show_collab_predictions", { type: "checkbox" })}
        />
      </SettingRow>
      {values.show_collab_predictions && (
        <SettingRow
          title="Reveal predictions by drawing"
          meaning="Keeps what is predicted out of sight until the annotator draws over it; there it can be taken. Nobody is led to see what is not there."
          standard="off"
        >
          <Switch
            aria-label="Reveal predictions by drawing"
            {...form.getInputProps("reveal_preannotations_interactively", { type: "checkbox" })}
          />
        </SettingRow>
      )}
      <SettingRow title="Skipping" meaning="Lets annotators skip a task they cannot do." standard="on">
        <Switch
          aria-label="Allow skipping"
          {...form.getInputProps("show_skip_button", { type: "checkbox" })}
        />
      </SettingRow>
      {values.show_skip_button && (
        <>
          <SettingRow
            title="What becomes of a skipped task"
            meaning="Who gets it next, if anybody."
            standard="somebody else"
          >
            <Select
              aria-label="What becomes of a skipped task"
              data={SKIPS}
              {...form.getInputProps("skip_queue")}
            />
          </SettingRow>
          <SettingRow title="Comment on a skip" meaning="Asks for the reason with every skip." standard="off">
            <Switch
              aria-label="Require a comment on a skip"
              {...form.getInputProps("require_comment_on_skip", { type: "checkbox" })}
            />
          </SettingRow>
        </>
      )}
    </SettingsFrame>
  );
}

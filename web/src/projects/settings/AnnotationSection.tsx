import { NumberInput, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Project, ProjectChange, SkipQueue } from "../../api/contract";
import { modelVersionsQuery } from "../queries";
import { SettingRow } from "./SettingRow";
import { SettingsFrame } from "./SettingsFrame";
import { SwitchRow } from "./SwitchRow";
import { type SettingsForm, useSettings } from "./useSettings";

const SECONDS_PER_MINUTE = 60;

const DISTRIBUTIONS = [
  { value: "auto_distribution", label: "Everybody draws from one pool" },
  { value: "assigned_only", label: "Only what was assigned by hand" },
];

const ORDERS = [
  { value: "Sequential sampling", label: "By number" },
  { value: "Uniform sampling", label: "At random" },
  { value: "Uncertainty sampling", label: "Where the model is least sure" },
];

const SKIPS: { value: SkipQueue; label: string }[] = [
  { value: "REQUEUE_FOR_OTHERS", label: "It goes to somebody else" },
  { value: "REQUEUE_FOR_ME", label: "It comes back to the same person" },
  { value: "IGNORE_SKIPPED", label: "It counts as done by this person" },
];

/** Nobody else gets a task that was handed out by hand, so both ways of leaving it are one. */
const SKIPS_BY_HAND = SKIPS.map((skip) =>
  skip.value === "REQUEUE_FOR_OTHERS"
    ? { ...skip, label: "It counts as done; assign somebody else if need be" }
    : skip,
);

export function AnnotationSection({ project }: { project: Project }) {
  const settings = useSettings<ProjectChange>(project, {
    assignment_settings: {
      label_stream_task_distribution: project.assignment_settings.label_stream_task_distribution,
    },
    // Without a common pool there is no order; what is not shown is not sent.
    ...(project.assignment_settings.label_stream_task_distribution !== "assigned_only" && {
      sampling: project.sampling,
    }),
    custom_task_lock_ttl: project.custom_task_lock_ttl,
    enable_empty_annotation: project.enable_empty_annotation,
    show_collab_predictions: project.show_collab_predictions,
    reveal_preannotations_interactively: project.reveal_preannotations_interactively,
    show_skip_button: project.show_skip_button,
    skip_queue: project.skip_queue,
    require_comment_on_skip: project.require_comment_on_skip,
    model_version: project.model_version,
    show_annotation_history: project.show_annotation_history,
    show_unused_data_columns_to_annotators: project.show_unused_data_columns_to_annotators,
  });
  const { form } = settings;
  const values = form.values;
  const oneQueue = project.preset === "manual_qa";
  const manual = values.assignment_settings?.label_stream_task_distribution === "assigned_only";
  return (
    <SettingsFrame
      title="Annotation"
      settings={settings}
      effect="Holds from the next task on. What was already submitted stays as it is."
    >
      {!oneQueue && (
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
      )}
      {!manual && !oneQueue && (
        <SettingRow
          title="Order"
          meaning="The order in which tasks are offered. Tasks that others have begun come before new ones."
          standard="by number"
        >
          <Select
            aria-label="Order"
            data={ORDERS}
            allowDeselect={false}
            {...form.getInputProps("sampling")}
          />
        </SettingRow>
      )}
      {!manual && (
        <SettingRow
          title="Reservation"
          meaning={
            oneQueue
              ? "For how many minutes work stays with the person who took it, where reservations expire (under Quality). Drafts are kept."
              : "For how many minutes a task stays with the person who opened it; then others may get it. Drafts are kept."
          }
          standard="1,440 minutes"
        >
          <NumberInput
            aria-label="Reservation in minutes"
            min={1}
            max={1440}
            allowDecimal={false}
            suffix=" min"
            value={Math.round((values.custom_task_lock_ttl ?? 0) / SECONDS_PER_MINUTE)}
            onChange={(minutes) =>
              form.setFieldValue("custom_task_lock_ttl", Number(minutes) * SECONDS_PER_MINUTE)
            }
            error={form.errors.custom_task_lock_ttl}
          />
        </SettingRow>
      )}
      <SwitchRow
        form={form}
        field="enable_empty_annotation"
        name="Allow empty annotations"
        title="Empty annotations"
        meaning="Allows submitting with nothing marked, for items in which there is nothing to find."
        standard="on"
      />
      <SwitchRow
        form={form}
        field="show_collab_predictions"
        title="Start from predictions"
        meaning="Fills a new annotation with the task's prediction, where there is one."
        standard="on"
      />
      {values.show_collab_predictions && (
        <SwitchRow
          form={form}
          field="reveal_preannotations_interactively"
          title="Reveal predictions by drawing"
          meaning="Keeps what is predicted out of sight until the annotator draws over it; there it can be taken. Nobody is led to see what is not there."
          standard="off"
        />
      )}
      <ModelRow project={project} settings={settings} />
      <SwitchRow
        form={form}
        field="show_skip_button"
        name="Allow skipping"
        title="Skipping"
        meaning={
          oneQueue
            ? "Lets annotators skip a task they cannot do. It goes back to its place in the queue, for others first."
            : "Lets annotators skip a task they cannot do."
        }
        standard="on"
      />
      {values.show_skip_button && (
        <>
          {!oneQueue && (
            <SettingRow
              title="What becomes of a skipped task"
              meaning="Who gets it next, if anybody."
              standard="somebody else"
            >
              <Select
                aria-label="What becomes of a skipped task"
                data={manual ? SKIPS_BY_HAND : SKIPS}
                {...form.getInputProps("skip_queue")}
              />
            </SettingRow>
          )}
          <SwitchRow
            form={form}
            field="require_comment_on_skip"
            name="Require a comment on a skip"
            title="Comment on a skip"
            meaning="Asks for the reason with every skip."
            standard="off"
          />
        </>
      )}
      {!oneQueue && (
        <>
          <SwitchRow
            form={form}
            field="show_annotation_history"
            title="Annotators see the list of tasks"
            meaning={
              manual
                ? "Annotators can look up the tasks that are assigned to them."
                : "Annotators can look up the tasks that they labelled or have a draft of."
            }
            standard="off"
          />
          {values.show_annotation_history && (
            <SwitchRow
              form={form}
              field="show_unused_data_columns_to_annotators"
              name="Show annotators all columns of the data"
              title="With all columns of the data"
              meaning="Shows annotators also those columns that the labeling interface does not use."
              standard="on"
            />
          )}
        </>
      )}
    </SettingsFrame>
  );
}

/** Whose predictions are used, where more than one model said something, or the order asks for it. */
function ModelRow({ project, settings }: { project: Project; settings: SettingsForm<ProjectChange> }) {
  const { form } = settings;
  const versions = useQuery(modelVersionsQuery(project.id)).data ?? [];
  const chosen = form.values.model_version ?? "";
  if (versions.length === 0 && chosen === "") return null;
  const named = versions.includes(chosen) || chosen === "" ? versions : [chosen, ...versions];
  return (
    <SettingRow
      title="Model"
      meaning="Whose predictions annotators see, and order the tasks where the order is by how sure a model is."
      standard="all"
    >
      <Select
        aria-label="Model"
        clearable
        placeholder="All predictions"
        data={named.map((version) => ({ value: version, label: version }))}
        value={chosen === "" ? null : chosen}
        onChange={(version) => form.setFieldValue("model_version", version ?? "")}
        error={form.errors.model_version}
      />
    </SettingRow>
  );
}

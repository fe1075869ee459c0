import { NumberInput, Select } from "@mantine/core";
import type { Project } from "../../../api/contract";
import { CriteriaRow } from "../CriteriaRow";
import { SettingRow } from "../SettingRow";
import { SwitchRow } from "../SwitchRow";
import type { ReviewForm, ReviewValues } from "./form";

const ORDERS: { value: ReviewValues["sampling"]; label: string }[] = [
  { value: "task_id", label: "By the number of the task" },
  { value: "queue_entry", label: "What has waited longest" },
  { value: "random", label: "At random" },
  { value: "by_annotator", label: "One annotator after the other" },
  { value: "by_agreement", label: "Least agreement first" },
  { value: "by_model_score", label: "Lowest score of the model first" },
];

/** Which work reaches reviewers, and in which order. In manual QA one person labels a task, and one queue serves it. */
export function QueueRows({ form, project }: { form: ReviewForm; project: Project }) {
  const values = form.values.review_settings;
  const oneQueue = project.preset === "manual_qa";

  /** A percentage goes with its order. */
  function choose(order: string | null) {
    if (order === null) return;
    form.setFieldValue("review_settings", {
      ...values,
      sampling: order as ReviewValues["sampling"],
      annotator_batch_percent: order === "by_annotator" ? values.annotator_batch_percent : null,
      review_task_limit_percent: order === "random" ? values.review_task_limit_percent : null,
    });
  }

  return (
    <>
      {project.review_unit === "annotation" && (
        <CriteriaRow
          value={values.review_criteria}
          onChange={(criteria) => form.setFieldValue("review_settings.review_criteria", criteria)}
        />
      )}
      {!oneQueue && (
        <>
          <SwitchRow
            form={form}
            field="review_settings.review_only_manual_assignments"
            title="Only assigned tasks"
            meaning="Reviewers get the tasks that were assigned to them by name. A task without an assigned reviewer is done when its annotations are there."
            standard="off"
          />
          <SwitchRow
            form={form}
            field="review_settings.only_finished_tasks"
            title="Only finished tasks"
            meaning="Offers a task for review only once it has all its annotations: those of its overlap, or of everybody it was assigned to."
            standard="off"
          />
        </>
      )}
      <SettingRow
        title="Order"
        meaning={
          oneQueue
            ? "In which order reviews are offered. What is already in a reviewer's hands comes first."
            : "In which order work is offered. The annotations of a task follow one another; tasks assigned to a reviewer by name come first."
        }
        standard={oneQueue ? "what has waited longest" : "by number"}
        error={form.errors["review_settings.sampling"]}
      >
        <Select
          aria-label="Order of review"
          data={oneQueue ? ORDERS.filter(({ value }) => value !== "by_agreement") : ORDERS}
          value={values.sampling}
          onChange={choose}
        />
      </SettingRow>
      {values.sampling === "by_annotator" && (
        <SettingRow
          title="Share of one annotator's work"
          meaning="How much of what waits of one person is reviewed before the next person's. Empty means all of it."
          standard="all"
          error={form.errors["review_settings.annotator_batch_percent"]}
        >
          <NumberInput
            aria-label="Share of one annotator's work, in percent"
            placeholder="All"
            min={0.01}
            max={100}
            suffix=" %"
            value={values.annotator_batch_percent ?? ""}
            onChange={(percent) =>
              form.setFieldValue(
                "review_settings.annotator_batch_percent",
                percent === "" ? null : Number(percent),
              )
            }
          />
        </SettingRow>
      )}
      {values.sampling === "random" && (
        <SettingRow
          title="Limit"
          meaning="The largest share of the tasks ready for review that is offered. Tasks that somebody selects in the list are not limited. Empty means no limit."
          standard="no limit"
          error={form.errors["review_settings.review_task_limit_percent"]}
        >
          <NumberInput
            aria-label="Limit of the tasks that are reviewed, in percent"
            placeholder="No limit"
            min={0}
            max={100}
            suffix=" %"
            value={values.review_task_limit_percent ?? ""}
            onChange={(percent) =>
              form.setFieldValue(
                "review_settings.review_task_limit_percent",
                percent === "" ? null : Number(percent),
              )
            }
          />
        </SettingRow>
      )}
    </>
  );
}

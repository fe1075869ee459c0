import { Checkbox, MultiSelect, Radio } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { attachedQuery } from "../../datasets/queries";
import { counted } from "../../kit/numbers";
import { SearchField } from "../../kit/SearchField";
import { STATUSES } from "../../kit/statuses";
import settings from "../settings/Settings.module.css";
import classes from "./Copying.module.css";
import { labeledTasksQuery, type TaskFilter } from "./queries";
import { TaskPicker } from "./TaskPicker";
import type { CopyForm, LabelState } from "./wish";

const STATES: readonly { value: LabelState; label: string }[] = [
  { value: "approved", label: "Approved" },
  { value: "pending", label: "Waiting for review" },
  { value: "rejected", label: "Rejected or returned" },
  { value: "not_selected", label: "Not selected for review" },
];
const TASK_STATUSES = ["completed", "in_review", "returned", "assigned", "queued"] as const;
const EVERY: TaskFilter = { search: "", statuses: [], datasets: [] };

interface Props {
  projectId: number;
  form: UseFormReturnType<CopyForm>;
}

/** Which labels come along: by what reviews said of them, and of which tasks. */
export function LabelsChoice({ projectId, form }: Props) {
  const { of } = form.values;
  const all = useInfiniteQuery(labeledTasksQuery(projectId, EVERY)).data?.pages[0]?.count;
  return (
    <div className={settings.nested}>
      <Checkbox.Group label="Which of them" {...form.getInputProps("states")}>
        <div className={classes.states}>
          {STATES.map(({ label, value }) => (
            <Checkbox key={value} value={value} label={label} />
          ))}
        </div>
      </Checkbox.Group>
      <Radio.Group label="Of which tasks" {...form.getInputProps("of")}>
        <div className={settings.options}>
          <Radio
            value="all"
            label={
              all === undefined ? "Of all that have any" : `Of all ${counted(all, "task")} that have any`
            }
          />
          <Radio value="filter" label="Of those that match a filter" />
          <Radio value="hand" label="Of some, chosen by hand" />
        </div>
      </Radio.Group>
      {of === "filter" && <Filter projectId={projectId} form={form} />}
      {of === "hand" && (
        <TaskPicker
          projectId={projectId}
          chosen={form.values.tasks}
          onChange={(tasks) => form.setFieldValue("tasks", tasks)}
          error={form.errors.tasks}
        />
      )}
    </div>
  );
}

function Filter({ projectId, form }: Props) {
  const { datasets, search, statuses } = form.values;
  const attached = useQuery(attachedQuery(projectId)).data ?? [];
  const found = useInfiniteQuery(labeledTasksQuery(projectId, { datasets, search: search.trim(), statuses }));
  const matching = found.data?.pages[0]?.count;
  return (
    <div className={classes.filter}>
      <SearchField
        value={search}
        onChange={(text) => form.setFieldValue("search", text)}
        placeholder="Part of a title"
        label="Only tasks whose title contains"
        width="100%"
      />
      {form.errors.search && <p className={settings.error}>{form.errors.search}</p>}
      <MultiSelect
        aria-label="Only tasks in these statuses"
        placeholder={statuses.length === 0 ? "In any status" : undefined}
        data={TASK_STATUSES.map((status) => ({ value: status, label: STATUSES[status].word }))}
        {...form.getInputProps("statuses")}
      />
      {attached.length > 1 && (
        <MultiSelect
          aria-label="Only tasks of these datasets"
          placeholder={datasets.length === 0 ? "Of any dataset" : undefined}
          data={attached.map(({ dataset, is_own, title }) => ({
            value: String(dataset),
            label: is_own ? "Imported into the project" : title,
          }))}
          value={datasets.map(String)}
          onChange={(chosen) => form.setFieldValue("datasets", chosen.map(Number))}
          error={form.errors.datasets}
        />
      )}
      <p className={settings.meaning} aria-live="polite">
        {matching === undefined ? "Counting…" : `${counted(matching, "task")} with submitted labels.`}
      </p>
    </div>
  );
}

import { Checkbox, Select } from "@mantine/core";
import type { Project, RejectAction } from "../../../api/contract";
import { SettingRow } from "../SettingRow";
import { SwitchRow } from "../SwitchRow";
import type { ReviewForm } from "./form";

interface Way {
  value: RejectAction;
  label: string;
  description: string;
}

const WAYS: Way[] = [
  {
    value: "requeue",
    label: "Return it to its author",
    description: "They mend it, and it is reviewed again.",
  },
  {
    value: "redistribute",
    label: "Pass it on to somebody else",
    description: "It no longer counts; another person annotates the task.",
  },
  {
    value: "remove",
    label: "Remove it",
    description: "It stays in the data as rejected; nobody works on it again.",
  },
];

/** What a reviewer may do with rejected work, and what a rejection needs. */
export function VerdictRows({ form, project }: { form: ReviewForm; project: Project }) {
  const values = form.values.review_settings;
  const single = project.review_unit === "instance";
  const byHand = project.assignment_settings.label_stream_task_distribution === "assigned_only";
  const allowed = values.allowed_reject_actions;

  function chooseWays(chosen: string[]) {
    const ways = WAYS.map((way) => way.value).filter((way) => chosen.includes(way));
    form.setFieldValue("review_settings.allowed_reject_actions", ways);
    const [first] = ways;
    if (first && !ways.includes(values.default_reject_action)) {
      form.setFieldValue("review_settings.default_reject_action", first);
    }
  }

  return (
    <>
      <SettingRow
        title="What a reviewer may do with rejected work"
        meaning={
          byHand
            ? "At least one. Passing on needs people who draw tasks themselves; here tasks are assigned by hand."
            : single
              ? "At least one. A single instance cannot be passed on to somebody else."
              : "At least one. Returned work reaches its author before anything new."
        }
        standard={single ? "only returning it" : "all"}
        error={form.errors["review_settings.allowed_reject_actions"]}
      >
        <Checkbox.Group
          aria-label="What a reviewer may do with rejected work"
          value={allowed}
          onChange={chooseWays}
        >
          {WAYS.map(({ description, label, value }) => (
            <Checkbox
              key={value}
              mb={8}
              value={value}
              label={label}
              description={description}
              disabled={
                (value === "redistribute" && (single || byHand)) ||
                (allowed.length === 1 && allowed[0] === value)
              }
            />
          ))}
        </Checkbox.Group>
      </SettingRow>
      {allowed.length > 1 && (
        <SettingRow
          title="The Reject button"
          meaning="What it does in one click; the others stand in its menu."
          standard="remove"
          error={form.errors["review_settings.default_reject_action"]}
        >
          <Select
            aria-label="What the Reject button does"
            data={WAYS.filter((way) => allowed.includes(way.value)).map(({ label, value }) => ({
              label,
              value,
            }))}
            {...form.getInputProps("review_settings.default_reject_action")}
          />
        </SettingRow>
      )}
      <SwitchRow
        form={form}
        field="review_settings.require_comment_on_reject"
        name="Require a comment on a rejection"
        title="Comment on a rejection"
        meaning="Asks for the reason with every rejection: in the same step, or in a comment written since the work was opened. Not when many are rejected at once."
        standard="off"
      />
      {allowed.includes("remove") && (
        <SwitchRow
          form={form}
          field="review_settings.mark_removed_as_skipped"
          title="Removed work reads as skipped"
          meaning="Sets the skipped mark on removed annotations, as Label Studio did before 2.37. Counts and exports then show them as skips. Taking the verdict back takes the mark away."
          standard="off"
        />
      )}
    </>
  );
}

import { Checkbox, MultiSelect, NumberInput, Select, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { nameOf } from "../../access/me";
import type { Project, RejectAction } from "../../api/contract";
import { membersQuery } from "../queries";
import { CriteriaRow } from "./CriteriaRow";
import { SettingRow } from "./SettingRow";
import { SettingsFrame } from "./SettingsFrame";
import { useSettings } from "./useSettings";

const ACTIONS: { value: RejectAction; label: string }[] = [
  { value: "requeue", label: "Return it to its author" },
  { value: "redistribute", label: "Pass it on to somebody else" },
  { value: "remove", label: "Remove it" },
];

export function ReviewSection({ project }: { project: Project }) {
  const review = project.review_settings;
  const settings = useSettings(project, {
    review_settings: {
      sampling_rate: review.sampling_rate,
      review_criteria: review.review_criteria,
      only_finished_tasks: review.only_finished_tasks,
      allowed_reject_actions: review.allowed_reject_actions,
      default_reject_action: review.default_reject_action,
      require_comment_on_reject: review.require_comment_on_reject,
      expert: review.expert,
    },
  });
  const { form } = settings;
  const values = form.values.review_settings;
  const members = useQuery(membersQuery(project.id)).data?.results ?? [];

  function chooseActions(chosen: string[]) {
    const allowed = ACTIONS.map((action) => action.value).filter((action) => chosen.includes(action));
    form.setFieldValue("review_settings.allowed_reject_actions", allowed);
    const [first] = allowed;
    if (first && !allowed.includes(values.default_reject_action)) {
      form.setFieldValue("review_settings.default_reject_action", first);
    }
  }

  return (
    <SettingsFrame
      title="Review"
      settings={settings}
      effect="Holds for what is submitted or judged from now on. Earlier verdicts stay."
    >
      <SettingRow
        title="Share that is reviewed"
        meaning="How much of the submitted work is drawn for review, at random. The rest counts as done without one."
        standard="100 %"
      >
        <NumberInput
          aria-label="Share that is reviewed, in percent"
          min={0}
          max={100}
          suffix=" %"
          decimalScale={1}
          value={Math.round(values.sampling_rate * 1000) / 10}
          onChange={(percent) => form.setFieldValue("review_settings.sampling_rate", Number(percent) / 100)}
          error={form.errors["review_settings.sampling_rate"]}
        />
      </SettingRow>
      <CriteriaRow
        value={values.review_criteria}
        onChange={(criteria) => form.setFieldValue("review_settings.review_criteria", criteria)}
      />
      <SettingRow
        title="Only finished tasks"
        meaning="Offers a task for review only once it has all its annotations."
        standard="off"
      >
        <Switch
          aria-label="Only finished tasks"
          {...form.getInputProps("review_settings.only_finished_tasks", { type: "checkbox" })}
        />
      </SettingRow>
      <SettingRow
        title="What a reviewer may do with rejected work"
        meaning="At least one. Returned work reaches its author before anything new."
        standard="remove"
        error={form.errors["review_settings.allowed_reject_actions"]}
      >
        <Checkbox.Group
          aria-label="What a reviewer may do with rejected work"
          value={values.allowed_reject_actions}
          onChange={chooseActions}
        >
          {ACTIONS.map((action) => (
            <Checkbox
              key={action.value}
              mb={8}
              value={action.value}
              label={action.label}
              disabled={
                values.allowed_reject_actions.length === 1 &&
                values.allowed_reject_actions[0] === action.value
              }
            />
          ))}
        </Checkbox.Group>
      </SettingRow>
      {values.allowed_reject_actions.length > 1 && (
        <SettingRow
          title="The Reject button"
          meaning="What it does; the others stand in its menu."
          standard="remove"
        >
          <Select
            aria-label="What the Reject button does"
            data={ACTIONS.filter((action) => values.allowed_reject_actions.includes(action.value))}
            {...form.getInputProps("review_settings.default_reject_action")}
          />
        </SettingRow>
      )}
      <SettingRow
        title="Comment on a rejection"
        meaning="Asks for the reason with every rejection."
        standard="off"
      >
        <Switch
          aria-label="Require a comment on a rejection"
          {...form.getInputProps("review_settings.require_comment_on_reject", { type: "checkbox" })}
        />
      </SettingRow>
      <SettingRow
        title="Expert review"
        meaning="After how many rejections of the same work an expert decides instead of the next reviewer. Empty means never."
        standard="never"
        error={form.errors["review_settings.expert"]}
      >
        <NumberInput
          aria-label="Rejections before an expert decides"
          placeholder="Never"
          min={1}
          max={100}
          allowDecimal={false}
          value={values.expert.threshold ?? ""}
          onChange={(found) =>
            form.setFieldValue("review_settings.expert.threshold", found === "" ? null : Number(found))
          }
        />
      </SettingRow>
      {values.expert.threshold !== null && (
        <SettingRow title="Experts" meaning="Who decides then. Nobody is expert on their own work.">
          <MultiSelect
            aria-label="Experts"
            size="sm"
            searchable
            placeholder={values.expert.reviewers.length === 0 ? "Choose members" : undefined}
            data={members.map((member) => ({ value: String(member.id), label: nameOf(member) }))}
            value={values.expert.reviewers.map(String)}
            onChange={(ids) => form.setFieldValue("review_settings.expert.reviewers", ids.map(Number))}
          />
        </SettingRow>
      )}
    </SettingsFrame>
  );
}

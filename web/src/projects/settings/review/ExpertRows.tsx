import { MultiSelect, NumberInput, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { nameOf } from "../../../access/me";
import type { Project } from "../../../api/contract";
import { membersQuery } from "../../queries";
import { SettingRow } from "../SettingRow";
import type { ReviewForm } from "./form";
import { StageRows } from "./StageRows";

const USUAL_THRESHOLD = 2;

/** When an expert decides instead of the next reviewer, and who the experts are. */
export function ExpertRows({ form, project }: { form: ReviewForm; project: Project }) {
  const { expert } = form.values.review_settings;
  const isOn = expert.threshold !== null || expert.stages.length > 0 || expert.reviewers.length > 0;
  const members = useQuery(membersQuery(project.id)).data?.results ?? [];
  return (
    <>
      <SettingRow
        title="Expert review"
        meaning="Some verdicts go on to an expert, who decides for good: what an expert rejects does not come back."
        standard="off"
        error={form.errors["review_settings.expert"]}
      >
        <Switch
          aria-label="Expert review"
          checked={isOn}
          onChange={(event) =>
            form.setFieldValue(
              "review_settings.expert",
              event.currentTarget.checked
                ? { ...expert, threshold: USUAL_THRESHOLD }
                : { threshold: null, reviewers: [], stages: [] },
            )
          }
        />
      </SettingRow>
      {isOn && (
        <>
          <SettingRow
            title="After so many rejections"
            meaning="The rejection of the same work with this number goes to an expert instead of its author. Empty means never."
            standard="2"
          >
            <NumberInput
              aria-label="Rejections before an expert decides"
              placeholder="Never"
              min={1}
              max={100}
              allowDecimal={false}
              value={expert.threshold ?? ""}
              onChange={(found) =>
                form.setFieldValue("review_settings.expert.threshold", found === "" ? null : Number(found))
              }
            />
          </SettingRow>
          <SettingRow
            title="Experts"
            meaning="Who decides then. Nobody is the expert on their own verdict or work; where nobody is left, those in charge of the project stand in."
          >
            <MultiSelect
              aria-label="Experts"
              size="sm"
              searchable
              placeholder={expert.reviewers.length === 0 ? "Choose members" : undefined}
              data={members.map((member) => ({ value: String(member.id), label: nameOf(member) }))}
              value={expert.reviewers.map(String)}
              onChange={(ids) => form.setFieldValue("review_settings.expert.reviewers", ids.map(Number))}
            />
          </SettingRow>
          <StageRows form={form} />
        </>
      )}
    </>
  );
}

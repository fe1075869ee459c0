import { MultiSelect, NumberInput, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Project } from "../../../api/contract";
import { teamQuery } from "../../team";
import { SettingRow } from "../SettingRow";
import classes from "../Settings.module.css";
import type { ReviewForm } from "./form";
import { offered } from "./people";
import { StageRows } from "./StageRows";
import { fitting, needsExperts } from "./unfinished";

const USUAL_THRESHOLD = 2;

/** When an expert decides instead of the next reviewer, and who the experts are. */
export function ExpertRows({ form, project }: { form: ReviewForm; project: Project }) {
  const { expert } = form.values.review_settings;
  const isOn = expert.threshold !== null || expert.stages.length > 0 || expert.reviewers.length > 0;
  const team = useQuery(teamQuery(project.id)).data ?? [];
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
              clampBehavior="strict"
              allowDecimal={false}
              value={expert.threshold ?? ""}
              onChange={(found) => {
                const threshold = found === "" ? null : Number(found);
                const stages = expert.stages.map((stage) => fitting(stage, threshold));
                form.setFieldValue("review_settings.expert", { ...expert, threshold, stages });
              }}
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
              nothingFoundMessage="Nobody of this name may review here"
              data={offered(team, expert.reviewers)}
              value={expert.reviewers.map(String)}
              onChange={(ids) => form.setFieldValue("review_settings.expert.reviewers", ids.map(Number))}
            />
            {needsExperts(expert) && <p className={classes.hint}>Choose at least one person.</p>}
          </SettingRow>
          <StageRows form={form} />
        </>
      )}
    </>
  );
}

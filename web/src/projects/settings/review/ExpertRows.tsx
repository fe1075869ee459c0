import { MultiSelect, NumberInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { nameOf } from "../../../access/me";
import type { Project } from "../../../api/contract";
import { membersQuery } from "../../queries";
import { SettingRow } from "../SettingRow";
import type { ReviewForm } from "./form";

/** When an expert decides instead of the next reviewer, and who the experts are. */
export function ExpertRows({ form, project }: { form: ReviewForm; project: Project }) {
  const { expert } = form.values.review_settings;
  const members = useQuery(membersQuery(project.id)).data?.results ?? [];
  return (
    <>
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
          value={expert.threshold ?? ""}
          onChange={(found) =>
            form.setFieldValue("review_settings.expert.threshold", found === "" ? null : Number(found))
          }
        />
      </SettingRow>
      {expert.threshold !== null && (
        <SettingRow title="Experts" meaning="Who decides then. Nobody is expert on their own work.">
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
      )}
    </>
  );
}

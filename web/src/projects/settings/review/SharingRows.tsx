import { NumberInput, Switch } from "@mantine/core";
import { useState } from "react";
import type { Project } from "../../../api/contract";
import { mayIn } from "../../queries";
import { OpenButton } from "../OpenButton";
import { SettingRow } from "../SettingRow";
import { SwitchRow } from "../SwitchRow";
import type { ReviewForm } from "./form";
import { MappingDialog } from "./MappingDialog";
import { summaryOf } from "./summary";

interface Props {
  form: ReviewForm;
  project: Project;
}

/** By whom work is reviewed: one reviewer for all of a submission, mapped reviewers, oneself. */
export function SharingRows({ form, project }: Props) {
  const [open, setOpen] = useState(false);
  const values = form.values.review_settings;
  const single = project.review_unit === "instance";
  const isRead = !mayIn(project, "quality.change");
  const { enabled, classes, annotators } = values.reviewer_mapping;
  return (
    <>
      {single && (
        <SwitchRow
          form={form}
          field="review_settings.one_reviewer_per_submission"
          title="One reviewer per submission"
          meaning="Everything that one submission sends to review goes to the same reviewer. Where groups are mapped to different people, each group has one."
          standard="off"
        />
      )}
      {single && !values.one_reviewer_per_submission && (
        <SettingRow
          title="Instances per review"
          meaning="Splits what is not mapped of a large submission into several reviews of at most so many instances. Empty means no limit."
          standard="no limit"
          error={form.errors["review_settings.max_instances_per_review"]}
        >
          <NumberInput
            aria-label="Instances per review at most"
            placeholder="No limit"
            min={1}
            max={100000}
            clampBehavior="strict"
            allowDecimal={false}
            value={values.max_instances_per_review ?? ""}
            onChange={(most) =>
              form.setFieldValue(
                "review_settings.max_instances_per_review",
                most === "" ? null : Number(most),
              )
            }
          />
        </SettingRow>
      )}
      <SettingRow
        title="Reviewer mapping"
        meaning={
          single
            ? "Classes and annotators have reviewers of their own; one of them is drawn for each submission. The class decides before the annotator, and what is not mapped is for everybody."
            : "The work of an annotator has reviewers of its own; one of them is drawn for each submission. What is not mapped is for everybody."
        }
        standard="off"
        error={form.errors["review_settings.reviewer_mapping"]}
      >
        <Switch
          aria-label="Reviewer mapping"
          checked={enabled}
          onChange={(event) =>
            form.setFieldValue("review_settings.reviewer_mapping.enabled", event.currentTarget.checked)
          }
        />
        {enabled && (
          <>
            <OpenButton isRead={isRead} onClick={() => setOpen(true)}>
              {isRead ? "Show mapping" : "Edit mapping"}
            </OpenButton>
            <p>{summaryOf(Object.keys(classes).length, Object.keys(annotators).length)}</p>
          </>
        )}
      </SettingRow>
      <SwitchRow
        form={form}
        field="review_settings.allow_self_review"
        title="People review their own work"
        meaning="For projects of one person. Otherwise nobody gets what they annotated themselves."
        standard="off"
      />
      <MappingDialog form={form} project={project} opened={open} onClose={() => setOpen(false)} />
    </>
  );
}

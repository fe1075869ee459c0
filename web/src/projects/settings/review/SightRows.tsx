import { Switch } from "@mantine/core";
import type { Project } from "../../../api/contract";
import { SettingRow } from "../SettingRow";
import type { ReviewForm, ReviewValues } from "./form";

interface Shown {
  name: Extract<
    keyof ReviewValues,
    | "show_data_manager_to_reviewers"
    | "show_unused_data_columns_to_reviewers"
    | "show_agreement_to_reviewers"
    | "anonymize_annotations"
  >;
  title: string;
  meaning: string;
  standard: string;
  /** Only where lists of tasks are shown to reviewers, and only where they are shown. */
  ofLists?: boolean;
  inLists?: boolean;
  /** Only where several people may label the same task. */
  ofSeveral?: boolean;
}

const ROWS: readonly Shown[] = [
  {
    name: "show_data_manager_to_reviewers",
    title: "Reviewers see the list of tasks",
    meaning:
      "Off: they only get what is next in the review. On: they can look for tasks, open and select them.",
    standard: "on",
    ofLists: true,
  },
  {
    name: "show_unused_data_columns_to_reviewers",
    title: "All data in the list",
    meaning: "Off: the list shows reviewers only those fields of the data that the labeling interface uses.",
    standard: "on",
    ofLists: true,
    inLists: true,
  },
  {
    name: "show_agreement_to_reviewers",
    title: "Reviewers see the agreement",
    meaning:
      "How far the annotators of a task agree: in the review, in the list, in filters and over the API.",
    standard: "off",
    ofSeveral: true,
  },
  {
    name: "anonymize_annotations",
    title: "Hide who annotated",
    meaning:
      "Reviewers see Annotator 1, Annotator 2 instead of names: in the review, in tasks, lists, comments and histories, and over the API. Managers see the names.",
    standard: "off",
  },
];

/** What reviewers see of the project. */
export function SightRows({ form, project }: { form: ReviewForm; project: Project }) {
  const listed = form.values.review_settings.show_data_manager_to_reviewers;
  const shown = ROWS.filter(
    ({ inLists, ofLists, ofSeveral }) =>
      (listed || !inLists) && (project.preset !== "manual_qa" || !(ofLists || ofSeveral)),
  );
  return shown.map(({ meaning, name, standard, title }) => (
    <SettingRow key={name} title={title} meaning={meaning} standard={standard}>
      <Switch aria-label={title} {...form.getInputProps(`review_settings.${name}`, { type: "checkbox" })} />
    </SettingRow>
  ));
}

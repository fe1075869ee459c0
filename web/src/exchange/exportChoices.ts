/** What can be exported; the page and the request read the same table. */
import type { ExportFilter, OfferedFormat } from "../api/contract";

interface ExportChoice {
  value: "accepted" | "reviewed" | "all";
  label: string;
  meaning: string;
  /** The same where single instances are judged. */
  ofInstances?: string;
  filter: ExportFilter;
}

export const EXPORT_CHOICES: readonly ExportChoice[] = [
  {
    value: "accepted",
    label: "Accepted only",
    meaning: "Annotations that a reviewer accepted or fixed, and nothing else.",
    ofInstances:
      "Work whose review is done and that was approved, without what was rejected for good. What was not drawn for review is in it.",
    filter: {
      task_filter_options: { only_with_annotations: true },
      annotation_filter_options: { accepted: "only" },
    },
  },
  {
    value: "reviewed",
    label: "Reviewed tasks",
    meaning: "Tasks whose review is done, with all their annotations.",
    filter: { task_filter_options: { reviewed: "only" } },
  },
  {
    value: "all",
    label: "All tasks",
    meaning: "Everything in the project, also tasks that nobody has labeled yet.",
    filter: {},
  },
];

/** The choice about the tasks of a tab alone; without one about all. */
export function filterOf({ filter }: ExportChoice, view: number | null): ExportFilter {
  if (view === null) return filter;
  return { ...filter, task_filter_options: { ...filter.task_filter_options, view } };
}

/** The title under which an export stands in the list. */
export function exportTitle(choice: ExportChoice, format: OfferedFormat, tab?: string): string {
  return [choice.label, tab, format.title].filter(Boolean).join(", ");
}

/** The formats stand by what they are about. */
export const FORMAT_GROUPS: readonly { about: OfferedFormat["about"]; title: string }[] = [
  { about: "everything", title: "Any work" },
  { about: "pictures", title: "Work on pictures" },
  { about: "texts", title: "Work on texts" },
];

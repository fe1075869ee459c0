/** What can be exported and in which form; the page and the request read the same table. */
import type { ExportFilter, ExportFormat } from "../api/contract";

export interface ExportChoice {
  value: "accepted" | "reviewed" | "all";
  label: string;
  meaning: string;
  filter: ExportFilter;
}

export const EXPORT_CHOICES: readonly ExportChoice[] = [
  {
    value: "accepted",
    label: "Accepted only",
    meaning: "Annotations that a reviewer accepted or fixed, and nothing else.",
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

export interface FormatChoice {
  value: ExportFormat;
  label: string;
  meaning: string;
}

export const FORMATS: readonly FormatChoice[] = [
  { value: "JSON", label: "JSON", meaning: "Complete, in Label Studio's form; can be imported again." },
  {
    value: "JSON_MIN",
    label: "JSON-MIN",
    meaning: "One flat object per annotation: the data and the answers.",
  },
  { value: "CSV", label: "CSV", meaning: "A table with a row per annotation, parted by commas." },
  { value: "TSV", label: "TSV", meaning: "The same table, parted by tabs." },
];

/** The title under which an export stands in the list. */
export function exportTitle(choice: ExportChoice, format: FormatChoice): string {
  return `${choice.label}, ${format.label}`;
}

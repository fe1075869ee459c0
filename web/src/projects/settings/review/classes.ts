/** The classes of a project: labels of regions, and questions about the whole item. The server checks what is sent. */
import type { Project } from "../../../api/contract";
import { count, counted } from "../../../kit/numbers";

interface Control {
  type: string;
  labels?: readonly string[];
}

export function classesOf(project: Pick<Project, "parsed_label_config">): string[] {
  const controls = Object.entries(project.parsed_label_config as Record<string, Control>);
  const found = controls.flatMap(([name, { type, labels = [] }]) =>
    type.endsWith("Labels") || type === "Relations"
      ? labels
      : labels.length > 0 || ASKS.has(type)
        ? [name]
        : [],
  );
  return [...new Set(found)];
}

const ASKS = new Set([
  "Choices",
  "Taxonomy",
  "Rating",
  "Number",
  "TextArea",
  "DateTime",
  "Pairwise",
  "Ranker",
]);

/** "2 classes, 1 annotator": of how many something is said. */
export function summaryOf(classes: number, annotators: number): string {
  const parts = [
    classes > 0 && (classes === 1 ? "1 class" : `${count(classes)} classes`),
    annotators > 0 && counted(annotators, "annotator"),
  ].filter(Boolean);
  return parts.length === 0 ? "None" : parts.join(", ");
}

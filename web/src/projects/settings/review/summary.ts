import { count, counted } from "../../../kit/numbers";

/** "2 classes, 1 annotator": of how many something is said. */
export function summaryOf(classes: number, annotators: number): string {
  const parts = [
    classes > 0 && (classes === 1 ? "1 class" : `${count(classes)} classes`),
    annotators > 0 && counted(annotators, "annotator"),
  ].filter(Boolean);
  return parts.length === 0 ? "None" : parts.join(", ");
}

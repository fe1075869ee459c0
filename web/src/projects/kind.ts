/** What the kinds of projects are called beside their names. */
import type { Project } from "../api/contract";

export const KIND_WORDS: Readonly<Record<Project["preset"], string>> = {
  annotation_review: "Annotation review",
  manual_qa: "Manual QA",
};

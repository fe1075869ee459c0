/** The form of the review settings, as its rows use it. */
import type { UseFormReturnType } from "@mantine/form";
import type { ReviewSettings } from "../../../api/contract";

export type ReviewValues = Omit<
  ReviewSettings,
  | "id"
  | "project"
  | "instruction"
  | "show_instruction"
  | "sampling_rate"
  | "class_sampling_rates"
  | "annotator_sampling_rates"
  | "requeue_rejected_tasks_mode"
  | "requeue_rejected_tasks_to_annotator"
>;

export type ReviewForm = UseFormReturnType<{ review_settings: ReviewValues }>;

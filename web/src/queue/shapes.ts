/** The shapes of tasks, annotations, drafts, verdicts and comments that the working screens read and write. */
import type { Person, RejectAction, TaskPerson, TaskStatus, Verdict } from "../api/contract";
import type { LsResultItem } from "../editor";

export type Result = readonly LsResultItem[];

export interface ReviewOfAnnotation {
  id: number;
  created_by: number | null;
  accepted: boolean;
  kind: "accept" | "fix" | "reject";
  reject_action: string | null;
  reason: string;
  round: number;
  created_at: string;
}

export interface Annotation {
  id: number;
  task: number;
  /** A person in the detail of a task, an id elsewhere. */
  completed_by: Person | number | null;
  result: Result;
  was_cancelled: boolean;
  ground_truth: boolean;
  lead_time: number | null;
  parent_prediction: number | null;
  created_at: string;
  updated_at: string;
  updated_by: number | null;
  /** What a change has to name, so that nobody overwrites what they have not seen. */
  revision: number;
  verdict: Verdict | null;
  reviews: ReviewOfAnnotation[];
}

export interface Draft {
  id: number;
  task: number;
  annotation: number | null;
  result: Result;
  lead_time: number;
  was_postponed: boolean;
  updated_at: string;
}

export interface Prediction {
  id: number;
  result: Result;
  score: number | null;
  model_version: string;
}

export interface TaskDetail {
  id: number;
  inner_id: number;
  data: Record<string, unknown>;
  created_at: string;
  updated_at: string;
  project: number;
  status: TaskStatus;
  state: string;
  overlap: number;
  allow_skip: boolean;
  total_annotations: number;
  cancelled_annotations: number;
  comment_count: number;
  unresolved_comment_count: number;
  title: string;
  annotations: Annotation[];
  predictions: Prediction[];
  drafts: Draft[];
  /** Empty for those who may not know who else works here. */
  annotators?: TaskPerson[];
  reviewers?: TaskPerson[];
}

export interface Reservation {
  work_item: number;
  /** Null: it stays until it is done. */
  expires_at: string | null;
  prefetched: boolean;
}

export interface NextTask extends TaskDetail {
  reservation: Reservation & { returned: boolean };
}

/** One step of a person's path through the label stream. */
export interface LabelStep {
  taskId: number;
  annotationId: number | null;
}

export interface Batch {
  reservation: Reservation & { kind: "review" | "expert" };
  task: TaskDetail;
  annotation: Annotation;
  /** The revision that was judged in the last round. */
  previous: { revision: number; result: Result } | null;
  allowed_reject_actions: RejectAction[];
  default_reject_action: RejectAction;
  left: number;
}

/** One step of a reviewer's path. */
export interface ReviewStep {
  work_item: number;
  task: number;
  annotation: number;
  verdict: Verdict | null;
  at: string;
}

/** A verdict as it was given. */
export interface GivenReview {
  id: number;
  annotation: number;
  created_by: number | null;
  created_at: string;
  started_at: string | null;
  accepted: boolean;
  kind: "accept" | "fix" | "reject";
  reject_action: RejectAction | null;
  reason: string;
  round: number;
  judged_revision: number;
}

export interface Issue {
  id: number;
  task: number;
  annotation: number;
  kind: "rejection" | "missing_label";
  reason: string;
  text: string;
  is_resolved: boolean;
  created_by: number | null;
  created_at: string;
}

export interface Comment {
  id: number;
  annotation: number | null;
  draft: number | null;
  created_by: Person | number | null;
  created_at: string;
  updated_at: string;
  text: string;
  region_ref: { region_id?: string } | null;
  is_resolved: boolean;
}

export type HistoryAction =
  | "prediction"
  | "propagated_annotation"
  | "imported"
  | "submitted"
  | "updated"
  | "skipped"
  | "accepted"
  | "rejected"
  | "fixed_and_accepted"
  | "deleted_review";

export interface HistoryEntry {
  id: number;
  action: HistoryAction;
  annotation_id: number;
  created_by: number | null;
  created_at: string;
  comment: string | null;
  lead_time: number | null;
  /** The revision as it was after the action. */
  revision?: number | null;
  result?: Result | null;
}

export interface Revision {
  number: number;
  result: Result;
  created_by: number | null;
  created_at: string;
}

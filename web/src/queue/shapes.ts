/** The shapes of work on a task, as the server's OpenAPI document gives them, under the names of these screens. */
import type { RejectAction } from "../api/contract";
import type { components } from "../api/schema.gen";
import type { LsResultItem } from "../editor";

type Shapes = components["schemas"];

/** Results are Label Studio's; the document knows them as plain objects only. */
export type Result = readonly LsResultItem[];
type Said<T extends { result: unknown }> = Omit<T, "result"> & { result: Result };

export type Annotation = Said<Shapes["AnnotationShape"]>;
export type Draft = Said<Shapes["DraftShape"]>;
export type Prediction = Said<Shapes["PredictionShape"]>;
export type Revision = Said<Shapes["RevisionShape"]>;
export type Authors = Shapes["AuthorsShape"];

type Work = { annotations: Annotation[]; predictions: Prediction[]; drafts: Draft[] };
/** Who else works on a task is not told to annotators. */
type Others = "annotators" | "reviewers";

export type TaskDetail = Omit<Shapes["TaskShape"], keyof Work | Others> &
  Work &
  Partial<Pick<Shapes["TaskShape"], Others>>;
export type NextTask = TaskDetail & Pick<Shapes["NextTaskShape"], "reservation">;
export type LabelStep = Shapes["HistoryStep"];

export type Batch = Omit<Shapes["BatchShape"], "task" | "annotation" | "previous"> & {
  task: TaskDetail;
  annotation: Annotation;
  previous: Said<Shapes["PreviousShape"]> | null;
};
export type ReviewStep = Shapes["ReviewStep"];
export type GivenReview = Omit<Shapes["ReviewShape"], "reject_action"> & {
  reject_action: RejectAction | null;
};

export type ReviewItem = Shapes["ItemShape"];
export type Issue = Shapes["IssueShape"];
export type Comment = Omit<Shapes["CommentShape"], "region_ref"> & {
  region_ref: { region_id?: string; region_ids?: readonly string[]; control_name?: string } | null;
};
export type HistoryEntry = Shapes["HistoryShape"];
export type HistoryAction = HistoryEntry["action"];

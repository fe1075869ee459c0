/** The shapes of the HTTP API that the page reads and writes. */

export type OrganizationRole = "OW" | "AD" | "MA" | "RE" | "AN" | "VO" | "NO" | "DI";
export type ProjectRole = "AN" | "RE" | "AR";

export interface Person {
  id: number;
  email: string;
  first_name: string;
  last_name: string;
  initials: string;
  avatar?: string | null;
}

export interface WhoAmI extends Person {
  username: string;
  phone: string;
  active_organization: number;
  active_organization_meta: { title: string; email: string };
  organization_membership: { role: OrganizationRole; active: boolean; organization_id: number };
  permissions: string[];
}

export interface Page<T> {
  count: number;
  next: string | null;
  previous: string | null;
  results: T[];
}

export interface Membership {
  id: number;
  organization: number;
  role: OrganizationRole;
  user: Person & { last_activity: string | null; date_joined: string };
}

export interface Invite {
  id: number;
  role: OrganizationRole;
  project: number | null;
  project_title: string | null;
  project_role: ProjectRole | null;
  /** Only in the answer that created it: the token is not kept in readable form. */
  invite_url: string | null;
  expires_at: string | null;
  uses: number;
  created_at: string;
}

export interface NewInvite {
  role: OrganizationRole;
  project?: number;
  project_role?: ProjectRole;
  expires_days?: number;
}

export interface InviteLookup {
  organization: string;
  role: OrganizationRole;
  project_title: string | null;
  expires_at: string | null;
}

export interface AccessToken {
  id?: number;
  token: string;
  created_at: string;
  expires_at: string | null;
}

export type RejectAction = "remove" | "requeue" | "redistribute";
export type SkipQueue = "REQUEUE_FOR_ME" | "REQUEUE_FOR_OTHERS" | "IGNORE_SKIPPED";
export type Sampling = "Sequential sampling" | "Uniform sampling";
export type Distribution = "auto_distribution" | "assigned_only";

export interface ReviewSettings {
  instruction: string;
  show_instruction: boolean;
  review_criteria: "one" | "all";
  only_finished_tasks: boolean;
  allowed_reject_actions: RejectAction[];
  default_reject_action: RejectAction;
  require_comment_on_reject: boolean;
  sampling_rate: number;
  expert: { threshold: number | null; reviewers: number[] };
}

/** What this person has to do with a project. */
export interface MyPart {
  role_in_project: OrganizationRole[];
  permissions: string[];
  can_label: boolean;
  can_review: boolean;
  waiting_for_me: { label: number | null; review: number | null };
}

export interface Project {
  id: number;
  title: string;
  description: string;
  color: string;
  label_config: string;
  /** Whether there is a labeling configuration at all. */
  config_has_control_tags: boolean;
  expert_instruction: string;
  show_instruction: boolean;
  is_published: boolean;
  maximum_annotations: number;
  sampling: Sampling;
  custom_task_lock_ttl: number;
  enable_empty_annotation: boolean;
  show_skip_button: boolean;
  skip_queue: SkipQueue;
  require_comment_on_skip: boolean;
  strict_task_overlap: boolean;
  show_collab_predictions: boolean;
  assignment_settings: { label_stream_task_distribution: Distribution };
  review_settings: ReviewSettings;
  preset: "annotation_review" | "manual_qa";
  review_unit: "annotation" | "instance";
  task_number: number;
  finished_task_number: number;
  reviewed_number: number;
  total_annotations_number: number;
  status_counts: Record<TaskStatus, number>;
  created_at: string;
  my: MyPart;
}

export type ProjectChange = Partial<
  Pick<
    Project,
    | "title"
    | "description"
    | "color"
    | "label_config"
    | "expert_instruction"
    | "show_instruction"
    | "is_published"
    | "maximum_annotations"
    | "sampling"
    | "custom_task_lock_ttl"
    | "enable_empty_annotation"
    | "show_skip_button"
    | "skip_queue"
    | "require_comment_on_skip"
    | "strict_task_overlap"
    | "show_collab_predictions"
    | "assignment_settings"
  >
> & { review_settings?: Partial<ReviewSettings> };

export interface ProjectMember extends Person {
  project_role: ProjectRole | null;
  /** By the workspace, or because they made the project; such members cannot be taken out. */
  implicit_member: boolean;
  organization_membership: { role: OrganizationRole };
}

export interface Template {
  id: string;
  group: string;
  title: string;
  description: string;
  config: string;
  sample: Record<string, unknown>;
}

export type TaskStatus = "queued" | "assigned" | "in_review" | "returned" | "completed";
export type Verdict = "accepted" | "fixed" | "returned" | "removed" | "passed_on";

export interface TaskPerson {
  id: number;
  name: string;
  initials: string;
  done: boolean;
  verdict: Verdict | null;
}

export interface TaskRow {
  id: number;
  inner_id: number;
  title: string;
  thumbnail: string | null;
  status: TaskStatus;
  state: string;
  annotators: TaskPerson[];
  reviewers: TaskPerson[];
  total_annotations: number;
  cancelled_annotations: number;
  total_predictions: number;
  reviewed: boolean;
  ground_truth: boolean;
  comment_count: number;
  unresolved_comment_count: number;
  created_at: string;
  updated_at: string;
}

export interface TaskRows {
  rows: TaskRow[];
  next: string | null;
  total: number | null;
}

export interface SummaryFigures {
  tasks: Record<TaskStatus, number> & { total: number; labeled: number; reviewed: number };
  annotations: { total: number; skipped: number };
  items: { pending: number; accepted: number; returned: number; rejected: number; not_selected: number };
  days: { date: string; annotated: number; reviewed: number }[];
  medians: { annotate_seconds: number | null; review_seconds: number | null };
  people: WorkingPerson[];
  attention: Attention[];
}

export interface WorkingPerson {
  user: Person;
  task_id: number;
  title: string;
  kind: "annotate" | "review";
  since: string;
  today: number;
}

export interface Attention {
  kind: string;
  count: number;
  text: string;
  link: string;
}

export interface RowProblem {
  file: string;
  row: number | null;
  field: string;
  message: string;
  fix: string;
}

export interface ImportReport {
  rows: number;
  good: number;
  bad: number;
  columns: string[];
  found_formats: Record<string, number>;
  problems: RowProblem[];
  annotations: number;
  predictions: number;
}

export interface ImportRun {
  id: number;
  status: "checking" | "ready" | "in_progress" | "completed" | "failed";
  report: ImportReport | null;
  progress: number;
  total: number;
  task_count: number;
  error: string | null;
}

export type ExportFormat = "JSON" | "JSON_MIN" | "CSV" | "TSV";

export interface ExportFilter {
  task_filter_options?: Partial<
    Record<"reviewed" | "annotated" | "finished" | "skipped", "only" | "exclude">
  > & {
    only_with_annotations?: boolean;
  };
  annotation_filter_options?: Partial<Record<"usual" | "ground_truth" | "skipped" | "reviewed", boolean>> & {
    accepted?: "only";
  };
}

export interface ExportRun {
  id: number;
  title: string;
  status: "created" | "in_progress" | "completed" | "failed";
  created_at: string;
  created_by: Person;
  finished_at: string | null;
  format: ExportFormat;
  size: number | null;
  progress: number;
  total: number;
}

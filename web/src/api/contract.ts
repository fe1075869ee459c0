/** The shapes of the HTTP API under the names that the page uses. They are generated from the server's OpenAPI document. */
import type { components } from "./schema.gen";

type Shapes = components["schemas"];

export type Permission = Shapes["Permission"];
export type OrganizationRole = Shapes["Role"];
export type ProjectRole = Shapes["ProjectRole"];

export type Group = Shapes["GroupRow"];
export type ProjectGroup = Shapes["ProjectGroup"];
export type TeamMember = Shapes["TeamMember"];
export type RoleSource = Shapes["RoleSource"];
export type ProjectTag = Shapes["ProjectTag"];
export type CopyWish = Shapes["CopyWish"];
export type ProjectCopy = Shapes["CopyShape"];

/** Somebody, wherever they are named. */
export type Person = Shapes["WorkingUser"];
export type WhoAmI = Shapes["WhoAmI"];
export type Workspace = Shapes["WorkspaceShape"];
export type Membership = Shapes["MemberRow"];
export type Invite = Shapes["Invite"];
export type NewInvite = Shapes["InviteWish"];
export type EmailInvite = Shapes["EmailWish"];
export type InviteLookup = Shapes["InviteFacts"];
export type AccessToken = Shapes["PersonalToken"];

export type Project = Shapes["ProjectShape"];
export type Dataset = Shapes["DatasetShape"];
export type OneDataset = Shapes["OneDataset"];
export type DataUnit = Shapes["UnitShape"];
export type UnitKind = DataUnit["kind"];
export type DatasetImport = Shapes["DatasetImport"];
export type AttachedDataset = Shapes["AttachmentShape"];
export type Going = Shapes["Going"];
export type Ontology = Shapes["OntologyShape"];
export type OneOntology = Shapes["OneOntology"];
export type OntologyVersion = Shapes["VersionShape"];
export type OntologySwitch = Shapes["SwitchShape"];
/** What may be sent about a project, with its values as narrow as the server takes them. */
export type ProjectChange = Partial<
  Pick<
    Project,
    | "title"
    | "description"
    | "review_unit"
    | "preset"
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
    | "model_version"
    | "show_annotation_history"
    | "show_unused_data_columns_to_annotators"
    | "overlap_cohort_percentage"
    | "show_overlap_first"
    | "show_ground_truth_first"
    | "max_additional_annotators_assignable"
    | "annotation_limit_count"
    | "annotator_evaluation_enabled"
    | "annotator_evaluation_metric"
    | "annotator_evaluation_minimum_tasks"
    | "annotator_evaluation_onboarding_tasks"
    | "annotator_evaluation_continuous_tasks"
    | "pause_on_failed_annotator_evaluation"
    | "reveal_preannotations_interactively"
    | "agreement_methodology"
    | "control_weights"
    | "comment_classification_config"
    | "agreement_metrics"
    | "dm_column_defaults"
  >
> & {
  assignment_settings?: Partial<AssignmentSettings>;
  review_settings?: Partial<ReviewSettings>;
  /** Percentages are answered as texts; they are sent as numbers. */
  agreement_threshold?: number | null;
  annotation_limit_percent?: number | null;
  annotator_evaluation_minimum_score?: number;
};
export type ReviewSettings = Shapes["ReviewSettingsShape"];
type AssignmentSettings = Shapes["AssignmentSettingsShape"];
export type RejectAction = ReviewSettings["default_reject_action"];
export type SkipQueue = Project["skip_queue"];
export type Pause = Shapes["PauseInForce"];
export type Evaluation = Shapes["EvaluationShape"];
export type ProjectMember = Shapes["ProjectMemberShape"];
export type Template = Shapes["TemplateShape"];

export type TaskRow = Shapes["TaskRow"];
export type MediaFacts = Shapes["MediaFacts"];
export type TaskStatus = TaskRow["status"];
export type TaskPerson = Shapes["ParticipantShape"];
export type Verdict = "accepted" | "fixed" | "returned" | "removed" | "passed_on";

export type SamplingForecast = Shapes["SamplingForecast"];
export type RoutingRule = Shapes["RoutingRuleShape"];
export type RoutingRuleInput = Shapes["RoutingRuleInput"];

export type Dimension = Shapes["DimensionShape"];
export type ProjectAgreement = Shapes["AgreementShape"];

export type SummaryFigures = Shapes["SummaryFigures"];
export type WorkingPerson = Shapes["WorkingPerson"];
export type Attention = Shapes["AttentionShape"];

export type ImportRun = Shapes["ImportRunShape"];
export type ImportReport = Shapes["ImportReport"];
export type ExportRun = Shapes["ExportShape"];
export type ExportFormat = ExportRun["format"];
export type OfferedFormat = Shapes["FormatShape"];
/** What is exported. */
export interface ExportFilter {
  task_filter_options?: Shapes["TaskFilterInput"];
  annotation_filter_options?: Shapes["AnnotationFilterInput"];
}
export type NewExport = ExportFilter & Pick<Shapes["ExportInput"], "title" | "format">;

export type DataColumn = Shapes["ColumnShape"];
export type NamedPerson = Shapes["NamedPerson"];
export type SavedView = Shapes["ViewShape"];
export type TaskAction = Shapes["TaskActionShape"];

export type Holdings = Shapes["Holdings"];
export type ExploredClass = Shapes["ClassDetail"];
export type Performance = Shapes["Performance"];
export type ShareWithRange = Shapes["ShareShape"];

export type QueueRow = Shapes["QueueRow"];
export type ActivityRow = Shapes["ActivityRow"];
export type DataRow = Shapes["DataRow"];
export type InstanceRow = Shapes["InstanceRow"];
export type ReopenForecast = Shapes["ReopenPreview"];
export type PersonInShort = Shapes["PersonShape"];

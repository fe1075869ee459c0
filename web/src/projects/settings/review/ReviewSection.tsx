import type { Project } from "../../../api/contract";
import { SettingsFrame } from "../SettingsFrame";
import { useSettings } from "../useSettings";
import { ExpertRows } from "./ExpertRows";
import { QueueRows } from "./QueueRows";
import { ReasonRows } from "./ReasonRows";
import { ReservationRows } from "./ReservationRows";
import { RoutingSection } from "./RoutingSection";
import { SharingRows } from "./SharingRows";
import { SightRows } from "./SightRows";
import { VerdictRows } from "./VerdictRows";

/** How work is reviewed: which of it, in which order, what reviewers may do and see. */
export function ReviewSection({ project }: { project: Project }) {
  const {
    id: _id,
    project: _project,
    instruction: _instruction,
    show_instruction: _shown,
    sampling_rate: _rate,
    class_sampling_rates: _classes,
    annotator_sampling_rates: _annotators,
    requeue_rejected_tasks_mode: _mode,
    requeue_rejected_tasks_to_annotator: _legacy,
    ...review
  } = project.review_settings;
  const settings = useSettings(project, { review_settings: review });
  const { form } = settings;
  return (
    <>
      <RoutingSection project={project} />
      <SettingsFrame
        title="Review"
        settings={settings}
        effect={effectOf(project, form.values.review_settings)}
      >
        <QueueRows form={form} project={project} />
        <SharingRows form={form} project={project} />
        <ReservationRows form={form} project={project} />
        <VerdictRows form={form} project={project} />
        <ReasonRows form={form} project={project} />
        <ExpertRows form={form} project={project} />
        <SightRows form={form} project={project} />
      </SettingsFrame>
    </>
  );
}

/** What saving does to work that is there already. */
function effectOf(
  { item_counts, review_settings: now, status_counts }: Project,
  wanted: Partial<Project["review_settings"]>,
): string {
  if (wanted.review_only_manual_assignments && !now.review_only_manual_assignments) {
    return `${status_counts.in_review.toLocaleString("en")} tasks wait for review now. Those without an assigned reviewer are done when you save.`;
  }
  if (wanted.sampling !== now.sampling) {
    return `The ${item_counts.pending.toLocaleString("en")} annotations that wait are put into the new order.`;
  }
  if (wanted.review_criteria !== now.review_criteria) {
    return "Every task that was worked on is looked at anew. Verdicts stay.";
  }
  return "Holds for what is submitted or judged from now on. Earlier verdicts stay.";
}

import { IconClock } from "@tabler/icons-react";
import type { Project } from "../../api/contract";
import { PageTop } from "../../kit/PageTop";
import { StatusMark } from "../../kit/StatusMark";
import { AgreementPopover } from "../../tasks/AgreementPopover";
import { ActionButton } from "../frame/ActionButton";
import classes from "../frame/frame.module.css";
import { ProjectCrumb } from "../frame/ProjectCrumb";
import { ShortcutsButton } from "../frame/ShortcutsButton";
import type { useInstructions } from "../frame/useInstructions";
import { untilWords } from "../untilWords";
import type { ReviewWork } from "./reviewWork";

interface Props {
  project: Project;
  /** What the item is called, or the page without one. */
  title: string;
  work: ReviewWork | null;
  instructions: ReturnType<typeof useInstructions>;
}

/** Where one is in the review stream, and until when the item is one's own. */
export function ReviewTop({ instructions, project, title, work }: Props) {
  return (
    <PageTop
      plain
      crumbs={[<ProjectCrumb key="project" project={project} />, ...(work ? ["Review"] : [])]}
      title={title}
      documentTitle={`${title} · Review · ${project.title}`}
      marks={work && <StatusMark status={work.task.status} />}
    >
      {work?.reservation && (
        <span className={classes.quiet}>
          <IconClock size={14} aria-hidden />
          {untilWords(work.reservation.expires_at, new Date())}
        </span>
      )}
      {work?.task.agreement != null && <AgreementPopover taskId={work.task.id} value={work.task.agreement} />}
      {work?.reservation?.kind === "expert" && <span className={classes.quiet}>Expert review</span>}
      {instructions.command && <ActionButton command={instructions.command} variant="subtle" size="xs" />}
      <ShortcutsButton />
    </PageTop>
  );
}

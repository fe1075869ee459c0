import { ActionIcon, Button } from "@mantine/core";
import { IconEye, IconPencil, IconPin, IconPinFilled } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useMe } from "../access/me";
import type { Project } from "../api/contract";
import { Named, opensRow } from "../kit/ListPage";
import { count } from "../kit/numbers";
import { colorOf } from "../kit/PersonBadge";
import { ShareBar } from "../kit/ShareBar";
import { Tag } from "../kit/StatusMark";
import tables from "../kit/Table.module.css";
import { day, exactly } from "../kit/times";
import { KIND_WORDS } from "./kind";
import classes from "./ProjectsPage.module.css";
import { usePins } from "./pins";
import { progressWords, sharesOf } from "./progress";
import { mayIn } from "./queries";
import { TagMark } from "./TagMark";

/** A project in the list: what it is, how far it is, what waits in it. */
export function ProjectRow({ project }: { project: Project }) {
  const params = { projectId: project.id };
  const unfinishedSetup = !project.is_published && mayIn(project, "project.change");
  return (
    <tr>
      <td>
        <div className={classes.name}>
          <i className={classes.dot} style={{ background: project.color || colorOf(project.id) }} />
          <Named description={project.description}>
            <span className={classes.title}>
              <Link to="/projects/$projectId" params={params} className={opensRow}>
                {project.title}
              </Link>
              {!project.is_published && <Tag>Draft</Tag>}
              {project.preset === "manual_qa" && <Tag>{KIND_WORDS.manual_qa}</Tag>}
              {project.workspace_title && <Tag>{project.workspace_title}</Tag>}
              {project.tags.map((tag) => (
                <TagMark key={tag.id} tag={tag} />
              ))}
            </span>
          </Named>
          <PinButton project={project} />
        </div>
      </td>
      <td>
        {project.task_number > 0 ? (
          <div className={classes.progress}>
            <ShareBar shares={sharesOf(project.status_counts)} height={6} label="Tasks" />
            <span className={tables.muted}>{progressWords(project.status_counts)}</span>
          </div>
        ) : (
          <span className={tables.muted}>No data yet</span>
        )}
      </td>
      <td className={tables.number}>{project.task_number > 0 ? count(project.task_number) : "–"}</td>
      <td className={`${tables.muted} ${classes.createdColumn}`} title={exactly(project.created_at)}>
        {day(project.created_at, new Date())}
      </td>
      <td>
        <div className={classes.work}>
          {unfinishedSetup ? (
            <Button
              size="xs"
              renderRoot={(props) => <Link to="/projects/new" search={{ project: project.id }} {...props} />}
            >
              Go on setting up
            </Button>
          ) : (
            <Waiting project={project} />
          )}
        </div>
      </td>
    </tr>
  );
}

function Waiting({ project }: { project: Project }) {
  const params = { projectId: project.id };
  const { label, review } = project.my.waiting_for_me;
  const nothing = !label && !review;
  if (nothing) return <span className={tables.muted}>{project.task_number > 0 ? "Nothing" : "–"}</span>;
  return (
    <>
      {project.my.can_label && !!label && (
        <Button
          size="xs"
          leftSection={<IconPencil size={14} aria-hidden />}
          renderRoot={(props) => <Link to="/projects/$projectId/label" params={params} {...props} />}
        >
          Label {count(label)}
        </Button>
      )}
      {project.my.can_review && !!review && (
        <Button
          size="xs"
          leftSection={<IconEye size={14} aria-hidden />}
          renderRoot={(props) => <Link to="/projects/$projectId/review" params={params} {...props} />}
        >
          Review {count(review)}
        </Button>
      )}
    </>
  );
}

function PinButton({ project }: { project: Project }) {
  const { pins, toggle } = usePins(useMe().id);
  const pinned = pins.includes(project.id);
  const Icon = pinned ? IconPinFilled : IconPin;
  return (
    <ActionIcon
      className={classes.pin}
      data-pinned={pinned || undefined}
      onClick={() => toggle(project.id)}
      aria-label={pinned ? `Unpin ${project.title}` : `Pin ${project.title}`}
      aria-pressed={pinned}
      title={pinned ? "Unpin from the rail" : "Pin to the rail"}
    >
      <Icon size={14} aria-hidden />
    </ActionIcon>
  );
}

import { Button } from "@mantine/core";
import { IconEye, IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { Project } from "../api/contract";
import { holds } from "../api/permissions";
import { count } from "../kit/numbers";
import { useProject } from "../projects/queries";
import { ActivityTable } from "./ActivityTable";
import { DataTable } from "./DataTable";
import { InstancesTable } from "./InstancesTable";
import classes from "./Labels.module.css";
import { QueueTable } from "./QueueTable";
import { countsQuery } from "./queries";
import { type LabelsSearch, listOf, TABLE_WORDS, TABLES, type Table } from "./search";

const NEEDS = {
  activity: "activity.view",
  queue: "queue.view",
  data: "data.view",
  instances: "instances.view",
} as const;

const TABLE_OF = { activity: ActivityTable, queue: QueueTable, data: DataTable, instances: InstancesTable };

/** Which tables a person sees; without a queue everybody sees the data, and nobody a queue. */
function tablesOf({ my, review_settings }: Project): Table[] {
  return TABLES.filter((table) => {
    if (!review_settings.task_management) {
      if (table === "queue") return false;
      if (table === "data") return true;
    }
    return holds(my.permissions, NEEDS[table]);
  });
}

/** Work as tables: what was handed in, what waits, all items, all instances. */
export function LabelsPage() {
  const { projectId } = useParams({ from: "/app/projects/$projectId" });
  const search = useSearch({ from: "/app/projects/$projectId/tabs/labels" });
  const navigate = useNavigate();
  const project = useProject(projectId);
  const tables = tablesOf(project);
  const table = search.table && tables.includes(search.table) ? search.table : usual(tables);
  const counts = useQuery({
    ...countsQuery(projectId),
    enabled: holds(project.my.permissions, "summary.view"),
  }).data;
  const numbers: Partial<Record<Table, number>> = counts
    ? {
        activity: counts.in_review + counts.completed,
        queue: counts.queued + counts.assigned + counts.returned + counts.reviews,
        data: counts.tasks,
      }
    : {};
  const change = (next: Partial<LabelsSearch>) =>
    void navigate({
      to: "/projects/$projectId/labels",
      params: { projectId },
      search: { ...search, table, ...next },
      replace: true,
    });
  const sees = holds(project.my.permissions, "queue.control");
  const Shown = TABLE_OF[table];
  return (
    <>
      <nav className={classes.subtabs} aria-label="Labels">
        {tables.map((one) => (
          <Link
            key={one}
            to="/projects/$projectId/labels"
            params={{ projectId }}
            search={{ table: one }}
            className={classes.subtab}
            aria-current={one === table ? "page" : undefined}
          >
            {TABLE_WORDS[one]}
            {sees && numbers[one] !== undefined && (
              <span className={classes.number}>{count(numbers[one])}</span>
            )}
          </Link>
        ))}
        <span className={classes.space} />
        {project.review_settings.task_management && <StartButtons project={project} search={search} />}
      </nav>
      <Shown key={table} project={project} search={search} onChange={change} />
    </>
  );
}

function usual(tables: readonly Table[]): Table {
  return tables.includes("queue") ? "queue" : (tables[0] ?? "activity");
}

/** The streams, which go through what the filter leaves. */
function StartButtons({ project, search }: { project: Project; search: LabelsSearch }) {
  const filter = search.table === "instances" ? undefined : listOf(search);
  const title = filter ? "Only what this filter leaves is served" : undefined;
  return (
    <>
      {project.my.can_label && (
        <Button
          size="xs"
          variant="filled"
          title={title}
          leftSection={<IconPencil size={14} aria-hidden />}
          renderRoot={(props) => (
            <Link
              to="/projects/$projectId/label"
              params={{ projectId: project.id }}
              search={{ filter }}
              {...props}
            />
          )}
        >
          Start labeling
        </Button>
      )}
      {project.my.can_review && (
        <Button
          size="xs"
          title={title}
          leftSection={<IconEye size={14} aria-hidden />}
          renderRoot={(props) => (
            <Link
              to="/projects/$projectId/review"
              params={{ projectId: project.id }}
              search={{ filter }}
              {...props}
            />
          )}
        >
          Start reviewing
        </Button>
      )}
    </>
  );
}

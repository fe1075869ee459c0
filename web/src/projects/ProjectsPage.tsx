import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useMay } from "../access/me";
import { Empty } from "../kit/Notice";
import { NotLoaded } from "../kit/NotLoaded";
import { counted } from "../kit/numbers";
import { PageTop } from "../kit/PageTop";
import { SearchField } from "../kit/SearchField";
import tables from "../kit/Table.module.css";
import { BoneRows } from "../kit/Waiting";
import { ProjectRow } from "./ProjectRow";
import classes from "./ProjectsPage.module.css";
import { PROJECTS_PER_PAGE, projectsQuery } from "./queries";
import { TagFilter } from "./TagFilter";

/** All projects this person can see, with what waits for them in each. */
export function ProjectsPage() {
  const { any = false, search = "", page = 1, tags: given } = useSearch({ from: "/app/projects" });
  const tags = given ? given.split(",").map(Number) : [];
  const navigate = useNavigate({ from: "/projects" });
  const mayCreate = useMay("project.create");
  const projects = useQuery(projectsQuery({ search, page, tags, any }));
  const rows = projects.data?.results ?? [];
  const total = projects.data?.count ?? 0;
  const goTo = (next: { search?: string; page?: number; tags?: string; any?: true }) =>
    navigate({ search: next, replace: true });
  const kept = { tags: given, any: any || undefined };

  return (
    <>
      <PageTop title="Projects">{mayCreate && <NewProjectButton />}</PageTop>
      <div className={classes.bar}>
        <SearchField
          value={search}
          onChange={(text) => void goTo({ ...kept, search: text || undefined })}
          placeholder="Search by name"
          label="Search projects by name"
          width={280}
        />
        <TagFilter
          tags={tags}
          any={any}
          onChange={(chosen, anyOf) =>
            void goTo({
              search: search || undefined,
              tags: chosen.join(",") || undefined,
              any: (anyOf && chosen.length > 1) || undefined,
            })
          }
        />
        <span className={tables.muted}>{projects.data && total > 0 && counted(total, "project")}</span>
      </div>
      <div className={classes.body}>
        <NotLoaded of={projects} what="The projects could not be loaded." className={classes.notice} />
        {projects.isPending && <BoneRows rows={8} height={56} />}
        {projects.data && rows.length === 0 && (
          <NoProjects
            search={search}
            tagged={tags.length > 0}
            mayCreate={mayCreate}
            onClear={() => void goTo({})}
          />
        )}
        {rows.length > 0 && (
          <table className={`${tables.table} ${classes.table}`}>
            <colgroup>
              <col />
              <col className={classes.progressColumn} />
              <col className={classes.tasksColumn} />
              <col className={classes.createdColumn} />
              <col className={classes.waitingColumn} />
            </colgroup>
            <thead>
              <tr>
                <th>Project</th>
                <th>Progress</th>
                <th className={tables.number}>Tasks</th>
                <th className={classes.createdCell}>Created</th>
                <th className={tables.end}>Waits for you</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((project) => (
                <ProjectRow key={project.id} project={project} />
              ))}
            </tbody>
          </table>
        )}
        {total > PROJECTS_PER_PAGE && (
          <div className={classes.foot}>
            <Button
              size="xs"
              disabled={page === 1}
              onClick={() => void goTo({ ...kept, search, page: page - 1 })}
            >
              Previous
            </Button>
            Page {page} of {Math.ceil(total / PROJECTS_PER_PAGE)}
            <Button
              size="xs"
              disabled={page * PROJECTS_PER_PAGE >= total}
              onClick={() => void goTo({ ...kept, search, page: page + 1 })}
            >
              Next
            </Button>
          </div>
        )}
      </div>
    </>
  );
}

function NewProjectButton() {
  return (
    <Button
      size="xs"
      variant="filled"
      leftSection={<IconPlus size={14} aria-hidden />}
      renderRoot={(props) => <Link to="/projects/new" {...props} />}
    >
      New project
    </Button>
  );
}

interface NoProjectsProps {
  search: string;
  tagged: boolean;
  mayCreate: boolean;
  onClear: () => void;
}

function NoProjects({ search, tagged, mayCreate, onClear }: NoProjectsProps) {
  if (tagged) {
    return (
      <Empty action={<Button onClick={onClear}>Clear the filter</Button>}>
        No project matches these tags.
      </Empty>
    );
  }
  if (search) {
    return (
      <Empty action={<Button onClick={onClear}>Clear search</Button>}>No project is called “{search}”.</Empty>
    );
  }
  if (mayCreate) {
    return (
      <Empty action={<NewProjectButton />}>
        Create your first project: choose what to label, bring your data, invite people. It takes about two
        minutes.
      </Empty>
    );
  }
  return (
    <Empty>You do not belong to a project yet. Ask a manager to add you; it appears here by itself.</Empty>
  );
}

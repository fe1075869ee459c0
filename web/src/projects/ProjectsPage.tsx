import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useMay } from "../access/me";
import { ListPage } from "../kit/ListPage";
import { Pager } from "../kit/Pager";
import type { Column } from "../kit/Table";
import { ProjectRow } from "./ProjectRow";
import classes from "./ProjectsPage.module.css";
import { PROJECTS_PER_PAGE, projectsQuery } from "./queries";
import { TagFilter } from "./TagFilter";

const COLUMNS: readonly Column[] = [
  { title: "Project" },
  { title: "Progress", className: classes.progressColumn },
  { title: "Tasks", width: 84, align: "number" },
  { title: "Created", className: classes.createdColumn },
  { title: "Waits for you", align: "end", className: classes.waitingColumn },
];

/** All projects this person can see, with what waits for them in each. */
export function ProjectsPage() {
  const { any = false, search = "", page = 1, tags: given } = useSearch({ from: "/app/projects" });
  const tags = given ? given.split(",").map(Number) : [];
  const navigate = useNavigate({ from: "/projects" });
  const mayCreate = useMay("project.create");
  const found = useQuery(projectsQuery({ search, page, tags, any }));
  const goTo = (next: { search?: string; page?: number; tags?: string; any?: true }) =>
    void navigate({ search: next, replace: true });
  const kept = { tags: given, any: any || undefined };
  return (
    <ListPage
      title="Projects"
      nouns={["project", "projects"]}
      search={search}
      onSearch={(text) => goTo({ ...kept, search: text || undefined })}
      onClear={() => goTo({})}
      filter={
        <TagFilter
          tags={tags}
          any={any}
          onChange={(chosen, anyOf) =>
            goTo({
              search: search || undefined,
              tags: chosen.join(",") || undefined,
              any: (anyOf && chosen.length > 1) || undefined,
            })
          }
        />
      }
      unmatched={tags.length > 0 ? unmatchedWords(tags.length, any) : undefined}
      found={found}
      make={
        mayCreate && (
          <Button
            size="xs"
            variant="filled"
            leftSection={<IconPlus size={14} aria-hidden />}
            renderRoot={(props) => <Link to="/projects/new" {...props} />}
          >
            New project
          </Button>
        )
      }
      empty={
        mayCreate
          ? "Create your first project: choose what to label, bring your data, invite people. It takes about two minutes."
          : "You have no project yet. One that you were added to appears here by itself once it is published; otherwise ask a manager to add you."
      }
      columns={COLUMNS}
      row={(project) => <ProjectRow key={project.id} project={project} />}
      foot={
        <Pager
          page={page}
          size={PROJECTS_PER_PAGE}
          total={found.data?.count ?? 0}
          onPage={(to) => goTo({ ...kept, search, page: to })}
        />
      }
    />
  );
}

function unmatchedWords(tags: number, any: boolean): string {
  if (tags === 1) return "No project has this tag.";
  return `No project has ${any ? "any" : "all"} of these tags.`;
}

import { Link } from "@tanstack/react-router";
import type { Project } from "../../api/contract";
import { mayIn } from "../../projects/queries";

/** The way out of a working screen: the project for those who see its pages, else the list of projects. */
export function ProjectCrumb({ project }: { project: Project }) {
  return mayIn(project, "tasks.view_all") ? (
    <Link to="/projects/$projectId" params={{ projectId: project.id }}>
      {project.title}
    </Link>
  ) : (
    <Link to="/projects">{project.title}</Link>
  );
}

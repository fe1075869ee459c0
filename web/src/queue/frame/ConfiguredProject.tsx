import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useMemo } from "react";
import type { Project } from "../../api/contract";
import { type LabelSchema, parseConfig, preloadLayout, withLinkedLabels } from "../../editor";
import { PageTop } from "../../kit/PageTop";
import classes from "./frame.module.css";
import { ProjectCrumb } from "./ProjectCrumb";

interface Props {
  project: Project;
  page: string;
  children: (schema: LabelSchema) => ReactNode;
}

/** Shows its page once the labeling configuration is understood; else says what is wrong with it. */
export function ConfiguredProject({ children, page, project }: Props) {
  const parsed = useMemo(() => {
    const read = parseConfig(project.label_config);
    return read.ok ? { ...read, schema: withLinkedLabels(read.schema, project.linked_labels ?? []) } : read;
  }, [project.label_config, project.linked_labels]);
  useEffect(() => {
    if (parsed.ok) preloadLayout(parsed.schema);
  }, [parsed]);
  if (parsed.ok) return children(parsed.schema);
  return (
    <>
      <PageTop plain crumbs={[<ProjectCrumb key="project" project={project} />]} title={page} />
      <section className={classes.blank}>
        <h2>This project cannot be worked in yet</h2>
        <p>Its labeling configuration is missing or not understood. A manager of the project can mend it.</p>
        <ul>
          {parsed.problems.map((problem) => (
            <li key={`${problem.line} ${problem.message}`}>
              Line {problem.line}: {problem.message} {problem.fix}
            </li>
          ))}
        </ul>
        <Link to="/projects/$projectId/settings" params={{ projectId: project.id }} search={{}}>
          Open the settings
        </Link>
      </section>
    </>
  );
}

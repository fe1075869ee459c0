import { IconCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { Project } from "../api/contract";
import { Failure } from "../kit/Notice";
import { PageTop } from "../kit/PageTop";
import { Tag } from "../kit/StatusMark";
import { BoneRows } from "../kit/Waiting";
import { projectQuery } from "../projects/queries";
import { DataStep } from "./DataStep";
import { LabelingStep } from "./LabelingStep";
import { NameStep } from "./NameStep";
import classes from "./NewProject.module.css";
import { PeopleStep } from "./PeopleStep";
import { PublishStep } from "./PublishStep";
import { neighbour, STEPS, type StepId, stateOf, stepToShow } from "./steps";

/** Makes a project step by step. From the first step on it exists as a draft, so one can leave and come back. */
export function NewProjectPage() {
  const { project: projectId, step: wanted } = useSearch({ from: "/app/projects/new" });
  const found = useQuery({ ...projectQuery(projectId ?? 0), enabled: projectId !== undefined });
  const project = found.data ?? null;
  return (
    <>
      <PageTop
        crumbs={[
          <Link key="projects" to="/projects">
            Projects
          </Link>,
        ]}
        title={project?.title ?? "New project"}
        marks={project && !project.is_published && <Tag>Draft</Tag>}
      />
      <div className={classes.page}>
        <StepList project={project} current={stepToShow(wanted, project)} />
        <div className={classes.body}>
          {projectId !== undefined && found.isPending && <BoneRows rows={6} />}
          {found.isError && (
            <div className={classes.step}>
              <Failure
                what="The project could not be opened."
                kept="What you set up is kept."
                error={found.error}
                retry={() => void found.refetch()}
              />
            </div>
          )}
          {(projectId === undefined || project) && <Step project={project} wanted={wanted} />}
        </div>
      </div>
    </>
  );
}

function StepList({ project, current }: { project: Project | null; current: StepId }) {
  return (
    <nav className={classes.nav} aria-label="Steps">
      <ol>
        {STEPS.map((step, at) => {
          const done = stateOf(step.id, project) === "done";
          const mark = (
            <>
              <span className={classes.mark} data-done={done || undefined}>
                {done ? <IconCheck size={12} stroke={2.5} aria-label="done" /> : at + 1}
              </span>
              {step.label}
            </>
          );
          return (
            <li key={step.id}>
              {project ? (
                <Link
                  to="/projects/new"
                  search={{ project: project.id, step: step.id }}
                  className={classes.navItem}
                  aria-current={step.id === current ? "step" : undefined}
                >
                  {mark}
                </Link>
              ) : (
                <span className={classes.navItem} aria-current={step.id === current ? "step" : undefined}>
                  {mark}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function Step({ project, wanted }: { project: Project | null; wanted: string | undefined }) {
  const navigate = useNavigate();
  const goTo = useCallback(
    (id: number, step: StepId | null) =>
      void navigate({ to: "/projects/new", search: { project: id, step: step ?? undefined } }),
    [navigate],
  );
  const step = stepToShow(wanted, project);
  if (!project || step === "name") {
    return <NameStep project={project} onDone={(id) => goTo(id, "data")} />;
  }
  const next = () => goTo(project.id, neighbour(step, 1));
  const back = () => goTo(project.id, neighbour(step, -1));
  switch (step) {
    case "data":
      return <DataStep project={project} onNext={next} onBack={back} />;
    case "labeling":
      return <LabelingStep key={project.id} project={project} onNext={next} onBack={back} />;
    case "people":
      return <PeopleStep project={project} onNext={next} onBack={back} />;
    case "publish":
      return <PublishStep project={project} onBack={back} />;
  }
}

import { Button, NumberInput, Switch } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useMemo, useState } from "react";
import type { Project } from "../api/contract";
import { parseConfig } from "../editor";
import { Failure } from "../kit/Notice";
import { counted } from "../kit/numbers";
import { usedOntologyQuery } from "../projects/ontologies/queries";
import { membersQuery, useChangeProject } from "../projects/queries";
import { CriteriaRow } from "../projects/settings/CriteriaRow";
import { SettingRow } from "../projects/settings/SettingRow";
import classes from "./NewProject.module.css";
import { StepBar } from "./StepBar";
import type { StepId } from "./steps";

interface Props {
  project: Project;
  onBack: () => void;
}

/** What was set up, the settings that matter most, and the button that lets people in. */
export function PublishStep({ project, onBack }: Props) {
  const navigate = useNavigate();
  const publishing = useChangeProject(project.id);
  const [overlap, setOverlap] = useState(project.maximum_annotations);
  // Manual QA has one annotation of each task.
  const isManual = project.preset === "manual_qa";
  const [reviewed, setReviewed] = useState(project.review_settings.sampling_rate > 0);
  const [criteria, setCriteria] = useState(project.review_settings.review_criteria);
  const ready = project.config_has_control_tags && project.task_number > 0;
  const params = { projectId: project.id };

  function publish(then: "/projects/$projectId/label" | "/projects/$projectId/summary") {
    const rate = project.review_settings.sampling_rate;
    publishing.mutate(
      {
        is_published: true,
        maximum_annotations: isManual ? undefined : overlap,
        review_settings: { sampling_rate: reviewed ? rate || 1 : 0, review_criteria: criteria },
      },
      { onSuccess: () => void navigate({ to: then, params }) },
    );
  }

  return (
    <div className={classes.step}>
      <div className={classes.wide}>
        <h2 className={classes.heading}>Ready to publish?</h2>
        <ul className={classes.checks}>
          <Check project={project} step="data" done={project.task_number > 0}>
            {project.task_number > 0 ? counted(project.task_number, "task") : "There is no data yet."}
          </Check>
          <Check project={project} step="labeling" done={project.config_has_control_tags}>
            <LabelingWords project={project} />
          </Check>
          <Check project={project} step="people" done>
            <PeopleWords project={project} />
          </Check>
        </ul>
        <div className={classes.rows}>
          {!isManual && (
            <SettingRow
              title="Annotations per task"
              meaning="How many different people label each task."
              standard="1"
            >
              <NumberInput
                aria-label="Annotations per task"
                min={1}
                max={500}
                allowDecimal={false}
                value={overlap}
                onChange={(value) => setOverlap(Math.max(1, Number(value) || 1))}
              />
            </SettingRow>
          )}
          <SettingRow
            title="Review"
            meaning={
              isManual
                ? "Reviewers approve or reject each instance that was handed in. Without it a task is done when it is handed in."
                : "Reviewers accept, fix or reject what was submitted. Without it a submitted task is done."
            }
            standard="on"
          >
            <Switch
              aria-label="Review submitted work"
              checked={reviewed}
              onChange={(event) => setReviewed(event.currentTarget.checked)}
            />
          </SettingRow>
          {reviewed && overlap > 1 && <CriteriaRow value={criteria} onChange={setCriteria} />}
        </div>
        <p className={classes.lead}>All of this can be changed later in the project's settings.</p>
        {publishing.isError && (
          <Failure
            what="The project was not published."
            kept="It is still a draft."
            error={publishing.error}
          />
        )}
      </div>
      <StepBar onBack={onBack} hint={ready ? undefined : "It needs data and a labeling interface first."}>
        <Button
          variant="filled"
          disabled={!ready}
          loading={publishing.isPending}
          onClick={() => publish("/projects/$projectId/label")}
        >
          {project.is_published ? "Save and label" : "Publish and label"}
        </Button>
        <Button
          disabled={!ready || publishing.isPending}
          onClick={() => publish("/projects/$projectId/summary")}
        >
          {project.is_published ? "Save" : "Publish"}
        </Button>
      </StepBar>
    </div>
  );
}

interface CheckProps {
  project: Project;
  step: StepId;
  done: boolean;
  children: ReactNode;
}

function Check({ project, step, done, children }: CheckProps) {
  const Icon = done ? IconCircleCheck : IconAlertTriangle;
  return (
    <li data-done={done || undefined}>
      <Icon size={16} aria-hidden />
      <span>{children}</span>
      <Link to="/projects/new" search={{ project: project.id, step }}>
        {done ? "Change" : "Set up"}
      </Link>
    </li>
  );
}

function LabelingWords({ project }: { project: Project }) {
  const parsed = useMemo(() => parseConfig(project.label_config), [project.label_config]);
  const used = useQuery(usedOntologyQuery(project.id)).data;
  if (!project.config_has_control_tags || !parsed.ok) return "There is no labeling interface yet.";
  if (used?.is_named) return `The ontology “${used.title}”, version ${used.version}`;
  const { objects, controls } = parsed.schema;
  const options = controls.reduce((sum, control) => sum + control.options.length, 0);
  return `${objects.map((object) => object.tag).join(" and ")} with ${controls
    .map((control) => control.tag)
    .join(" and ")}, ${counted(options, "label")}`;
}

function PeopleWords({ project }: { project: Project }) {
  const members = useQuery(membersQuery(project.id)).data?.count;
  if (members === undefined) return "Members";
  return members === 0
    ? "Nobody was added yet; managers and administrators can begin."
    : counted(members, "member");
}

import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { Project, SummaryFigures } from "../api/contract";
import { NotLoaded } from "../kit/NotLoaded";
import { count, percent } from "../kit/numbers";
import { Bone, Late } from "../kit/Waiting";
import { CopyProgress } from "../projects/copying/CopyProgress";
import { mayIn, useProject } from "../projects/queries";
import { figuresQuery } from "../tasks/queries";
import { AttentionList } from "./AttentionList";
import { doneAbout, perDay } from "./chart";
import { ItemFigures, StageFigures, TaskFigures } from "./Figures";
import { NextStepButton } from "./NextStepButton";
import classes from "./SummaryPage.module.css";
import { Throughput } from "./Throughput";
import { WorkingNow } from "./WorkingNow";

const dayName = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long" });

/** How far the project is, what hinders it, who works in it. */
export function SummaryPage() {
  const { projectId } = useParams({ from: "/app/projects/$projectId" });
  const project = useProject(projectId);
  const figures = useQuery(figuresQuery(projectId));
  if (figures.isError && !figures.data)
    return (
      <NotLoaded
        of={figures}
        what="The figures of this project could not be loaded."
        className={classes.notice}
      />
    );
  if (!figures.data) return <SummaryBones />;
  const leads = mayIn(project, "project.dashboard");
  return (
    <>
      <CopyProgress project={project} />
      <Progress project={project} figures={figures.data} />
      <div className={classes.grid} data-alone={!leads || undefined}>
        <div className={classes.left}>
          {project.preset === "manual_qa" && <StageFigures project={project} figures={figures.data} />}
          <TaskFigures project={project} figures={figures.data} />
          <ItemFigures project={project} figures={figures.data} />
          <Throughput project={project} figures={figures.data} />
        </div>
        {leads && (
          <div className={classes.right}>
            <AttentionList attention={figures.data.attention} />
            <WorkingNow projectId={projectId} people={figures.data.people} />
          </div>
        )}
      </div>
    </>
  );
}

function Progress({ project, figures }: { project: Project; figures: SummaryFigures }) {
  const { tasks, days } = figures;
  const pace = perDay(days.map((day) => day.completed));
  const end = doneAbout(tasks.total - tasks.completed, pace, new Date());
  return (
    <div className={classes.next}>
      <div className={classes.progress}>
        <span className={classes.big}>
          {tasks.total > 0 ? `${percent(tasks.completed, tasks.total)} completed` : "No data yet"}
        </span>
        {tasks.total > 0 && (
          <span className={classes.sentence}>
            {count(tasks.completed)} of {count(tasks.total)} tasks.
            {end && ` At the pace of the last days the rest is done about ${dayName.format(end)}.`}
          </span>
        )}
      </div>
      <NextStepButton project={project} figures={figures} />
    </div>
  );
}

function SummaryBones() {
  return (
    <Late>
      <div className={classes.next}>
        <Bone width={320} height={18} />
      </div>
      <div className={classes.grid}>
        <div className={classes.left}>
          <div className={classes.bones}>
            <Bone width="100%" height={10} />
            <Bone width="100%" height={72} />
            <Bone width="100%" height={10} />
            <Bone width="100%" height={48} />
          </div>
        </div>
        <div className={classes.right}>
          <div className={classes.bones}>
            <Bone width="60%" />
            <Bone width="80%" />
            <Bone width="70%" />
          </div>
        </div>
      </div>
    </Late>
  );
}

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useMe } from "../../access/me";
import type { Project } from "../../api/contract";
import type { Editor, LabelSchema, Region } from "../../editor";
import { Failure } from "../../kit/Notice";
import { PageTop } from "../../kit/PageTop";
import { StatusMark } from "../../kit/StatusMark";
import { STATUSES } from "../../kit/statuses";
import { mayIn } from "../../projects/queries";
import { AgreementPopover } from "../../tasks/AgreementPopover";
import { StatusPopover } from "../../tasks/StatusPopover";
import { CompareTab } from "../compare/CompareTab";
import { entriesOf } from "../compare/entries";
import classes from "../frame/frame.module.css";
import { PathArrows } from "../frame/PathArrows";
import { ProjectCrumb } from "../frame/ProjectCrumb";
import { ShortcutsButton } from "../frame/ShortcutsButton";
import { CanvasBones, WorkFrame } from "../frame/WorkFrame";
import { regionOf } from "../instanceKey";
import { usesOf } from "../label/labelWork";
import { outbox } from "../outbox/outbox";
import { called, peopleOf } from "../people";
import { taskQuery } from "../queries";
import { useReviewDesk } from "../review/useReviewDesk";
import type { TaskDetail } from "../shapes";
import { usePathCommands } from "../stream/usePathCommands";
import { taskTitle } from "../taskTitle";
import { AnnotationActions } from "./AnnotationActions";
import { LabelTab } from "./LabelTab";
import type { TaskAddress } from "./place";
import { ReadTab } from "./ReadTab";
import { ReservationStrip } from "./ReservationStrip";
import { ReviewTab } from "./ReviewTab";
import { TaskPeople } from "./TaskPeople";
import { COMPARE_TAB, TaskTabs } from "./TaskTabs";
import { accessTo, firstTab, tabsOf } from "./tabs";
import type { FrameParts } from "./taskTab";
import { useNeighbours } from "./useNeighbours";
import { useTabWork } from "./useTabWork";

interface Props {
  project: Project;
  schema: LabelSchema;
  taskId: number;
  /** What somebody came for. */
  place: TaskAddress;
}

/** One task with everything that people and models said of it. */
export function TaskScreen({ place, project, schema, taskId }: Props) {
  const found = useQuery(taskQuery(taskId));
  if (found.data && found.data.project === project.id) {
    return <OpenTask project={project} schema={schema} task={found.data} place={place} />;
  }
  return (
    <WorkFrame
      top={
        <PageTop plain crumbs={[<ProjectCrumb key="project" project={project} />]} title={`Task ${taskId}`} />
      }
    >
      {found.isPending ? (
        <CanvasBones />
      ) : (
        <section className={classes.blank}>
          {found.error ? (
            <Failure
              what="The task could not be loaded."
              error={found.error}
              retry={() => void found.refetch()}
            />
          ) : (
            <>
              <h2>This task belongs to another project</h2>
              <Link to="/projects/$projectId" params={{ projectId: project.id }}>
                Back to {project.title}
              </Link>
            </>
          )}
        </section>
      )}
    </WorkFrame>
  );
}

interface OpenProps {
  project: Project;
  schema: LabelSchema;
  task: TaskDetail;
  place: TaskAddress;
}

function OpenTask({ place, project, schema, task }: OpenProps) {
  const me = useMe();
  const client = useQueryClient();
  const tabs = useMemo(() => tabsOf(task, project, me.id), [task, project, me.id]);
  const [chosen, setChosen] = useState(
    () => tabs.find(({ id }) => id === `annotation ${place.annotation}`)?.id ?? firstTab(tabs, me.id),
  );
  const tab = tabs.find(({ id }) => id === chosen) ?? tabs[0] ?? null;
  const { reveals } = usesOf(project);
  const label = useMemo(
    () => ({ schema, person: me.id, project: project.id, usesPredictions: false, reveals }),
    [schema, me.id, project.id, reveals],
  );
  const review = useReviewDesk(project, schema);
  const { drop, error, opened, put, reach, retry } = useTabWork(task, tab, { label, review, project });
  useInstanceOfAddress(opened?.work.editor, place.instance);
  const people = useMemo(() => peopleOf(me, task), [me, task]);
  const compares = entriesOf(tabs, people).length > 1;
  const comparing = compares && chosen === COMPARE_TAB;
  const ownTab = tabs.find((each) => accessTo(each, project, me.id) === "label") ?? null;
  const takeOver = useCallback(
    async (region: Region) => {
      if (ownTab) (await reach(ownTab)).work.editor.takeOver(region);
    },
    [ownTab, reach],
  );
  const path = useTaskPath(project.id, task.id);
  const title = taskTitle(task);
  const reload = useCallback(
    () => client.invalidateQueries({ queryKey: taskQuery(task.id).queryKey }),
    [client, task.id],
  );
  useEffect(() => outbox.open(me.id), [me.id]);

  const decided = useCallback(
    async (select: string | null) => {
      await reload();
      if (tab) drop(tab.id);
      if (select) setChosen(select);
    },
    [reload, drop, tab],
  );
  const actions = tab?.kind === "annotation" && (
    <AnnotationActions
      key={tab.id}
      annotation={tab.annotation}
      project={project}
      people={people}
      onChanged={() => void reload()}
      onDeleted={() => void decided(null)}
    />
  );
  const seesTasks = mayIn(project, "tasks.view_all");
  const frame = (parts: FrameParts) => (
    <WorkFrame
      {...parts}
      top={
        <>
          <PageTop
            plain
            crumbs={[
              <ProjectCrumb key="project" project={project} />,
              seesTasks ? (
                <Link key="tasks" to="/projects/$projectId/tasks" params={{ projectId: project.id }}>
                  Tasks
                </Link>
              ) : (
                "Tasks"
              ),
            ]}
            title={title}
            documentTitle={`${title} · ${project.title}`}
            marks={
              <>
                <StatusPopover
                  taskId={task.id}
                  word={STATUSES[task.status].word}
                  who={({ id }) => called(people(id))}
                >
                  <StatusMark status={task.status} />
                </StatusPopover>
                {task.agreement != null && <AgreementPopover taskId={task.id} value={task.agreement} />}
              </>
            }
          >
            <TaskPeople task={task} />
            <ShortcutsButton />
          </PageTop>
          <TaskTabs
            tabs={tabs}
            tab={comparing ? COMPARE_TAB : (tab?.id ?? null)}
            onTab={setChosen}
            people={people}
            compares={compares}
          />
          {project.preset === "manual_qa" && mayIn(project, "data.view") && (
            <ReservationStrip task={task.id} />
          )}
        </>
      }
    />
  );

  if (comparing) {
    const shared = { frame, path, people, schema, tabs, task };
    return <CompareTab {...shared} onTakeOver={ownTab && takeOver} />;
  }
  if (!tab || !opened) {
    return frame({
      bar: (
        <>
          <span className={classes.space} />
          <PathArrows back={path.back} forward={path.forward} />
        </>
      ),
      children: !tab ? (
        <section className={classes.blank}>
          <h2>Nobody has worked on this task yet</h2>
          <p>Annotations appear here as soon as they are handed in.</p>
        </section>
      ) : error ? (
        <div className={classes.blank}>
          <Failure what="The annotation could not be opened." error={error} retry={retry} />
        </div>
      ) : (
        <CanvasBones />
      ),
    });
  }
  const shared = { frame, path, people, project, actions, me };
  switch (opened.access) {
    case "label":
      return (
        <LabelTab
          key={tab.id}
          {...shared}
          desk={label}
          work={opened.work}
          onWork={(work) => put(tab, { access: "label", work })}
          onDecided={decided}
        />
      );
    case "review":
      return (
        <ReviewTab
          key={tab.id}
          {...shared}
          desk={review}
          work={opened.work}
          onWork={(work) => put(tab, { access: "review", work })}
          onDecided={decided}
        />
      );
    default:
      return <ReadTab key={tab.id} {...shared} work={opened.work} />;
  }
}

/** Selects the instance that somebody came for, once. */
function useInstanceOfAddress(editor: Editor | undefined, key: string | undefined) {
  const done = useRef(false);
  useEffect(() => {
    if (!editor || key === undefined || done.current) return;
    done.current = true;
    editor.select(regionOf(editor, key)?.id ?? null);
  }, [editor, key]);
}

function useTaskPath(project: number, task: number) {
  const navigate = useNavigate();
  const { after, before } = useNeighbours(project, task);
  const go = useCallback(
    (to: number | null) => {
      if (to === null) return;
      void navigate({ to: "/projects/$projectId/tasks/$taskId", params: { projectId: project, taskId: to } });
    },
    [navigate, project],
  );
  return usePathCommands({
    canGoBack: before !== null,
    canGoForward: after !== null,
    back: useCallback(() => go(before), [go, before]),
    forward: useCallback(() => go(after), [go, after]),
    of: "task",
    group: "Task",
  });
}

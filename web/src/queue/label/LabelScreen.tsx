import { IconClock } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, useCallback, useMemo, useState } from "react";
import { useMe } from "../../access/me";
import type { Project } from "../../api/contract";
import type { LabelSchema } from "../../editor";
import { PageTop } from "../../kit/PageTop";
import { StatusMark } from "../../kit/StatusMark";
import { Instructions } from "../../projects/instructions/Instructions";
import { mayIn } from "../../projects/queries";
import { type Among, isSome } from "../among";
import { ActionButton } from "../frame/ActionButton";
import classes from "../frame/frame.module.css";
import { MineStrip } from "../frame/MineStrip";
import { ProjectCrumb } from "../frame/ProjectCrumb";
import { ReadingStrip } from "../frame/ReadingStrip";
import { ShortcutsButton } from "../frame/ShortcutsButton";
import { StreamCanvas } from "../frame/StreamCanvas";
import { useInstructions } from "../frame/useInstructions";
import { useReading } from "../frame/useReading";
import { WorkFrame } from "../frame/WorkFrame";
import type { Parcel } from "../outbox/parcel";
import { tellLost } from "../outbox/tellLost";
import { useOpenIssues } from "../panes/useOpenIssues";
import { peopleOf } from "../people";
import * as queries from "../queries";
import type { Annotation } from "../shapes";
import { refresh } from "../stream/refresh";
import { usePathCommands } from "../stream/usePathCommands";
import { useStream } from "../stream/useStream";
import { taskTitle } from "../taskTitle";
import { untilWords } from "../untilWords";
import { withMine } from "../work/work";
import { LabelBar } from "./LabelBar";
import { LabelPane } from "./LabelPane";
import { LabelStrips } from "./LabelStrips";
import { createLabelStream, type LabelStream } from "./labelStream";
import { type LabelDesk, type LabelWork, openPast, openTheirs, usesOf } from "./labelWork";
import { StreamProgress } from "./StreamProgress";
import { addToTally, readTally } from "./tally";
import { type Sent, useDecisions } from "./useDecisions";

const QueueEmpty = lazy(async () => ({ default: (await import("./QueueEmpty")).QueueEmpty }));

const KINDS = ["submit", "skip", "postpone", "update"] as const;

interface Props {
  project: Project;
  schema: LabelSchema;
  among: Among;
}

/** Where annotators sit: the item, its labels, and Submit. */
export function LabelScreen({ project, schema, among }: Props) {
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { reveals, usesPredictions } = usesOf(project);
  const desk = useMemo<LabelDesk>(
    () => ({ schema, person: me.id, project: project.id, usesPredictions, reveals }),
    [schema, me.id, project.id, usesPredictions, reveals],
  );
  const stream = useMemo(() => createLabelStream(desk, among), [desk, among]);
  const state = useStream(stream, { project: project.id, person: me.id, kinds: KINDS, onLost: tellLost });
  const { current, opened, path, upcoming } = state;
  const isOpened = opened !== null;
  const work = opened ? opened.work : current;
  const { close, read, reading } = useReading(work);
  const instructions = useInstructions(
    `${project.id}.${me.id}`,
    project.expert_instruction || (project.instructions_file ?? ""),
    project.show_instruction,
  );
  const hasIssues = project.review_unit === "instance" && work?.kind === "returned";
  const unresolved = useOpenIssues(work, hasIssues);
  const [chosen, setChosen] = useState({ of: "", tab: "" });
  const key = work?.key ?? "";
  const tab = chosen.of === key ? chosen.tab : hasIssues ? "issues" : "instances";
  const setTab = useCallback((id: string) => setChosen({ of: key, tab: id }), [key]);
  const showComments = useCallback(() => setTab("comments"), [setTab]);
  const tallyKey = `assay.tally.${me.id}.${project.id}`;
  const [tally, setTally] = useState(() => readTally(tallyKey));
  const seesAll = mayIn(project, "tasks.view_all");
  const sent = useCallback(
    ({ delivered, leaves, parcel, work: done }: Sent) => {
      const onEnd = () => refresh(client, parcel);
      delivered.then(onEnd, onEnd);
      if (leaves) {
        if (!isOpened) delivered.then(() => addToTally(tallyKey, spent(done)), ignored);
        stream.leave();
        // The project of who sees nothing but the stream is the stream.
        return void (seesAll
          ? navigate({ to: "/projects/$projectId", params: { projectId: project.id } })
          : navigate({ to: "/projects" }));
      }
      if (isOpened) return reopened(stream, desk, parcel, delivered);
      if (parcel.kind !== "postpone") {
        const seconds = spent(done);
        follow(stream, parcel, delivered);
        delivered.then(() => setTally(addToTally(tallyKey, seconds)), ignored);
      }
      stream.advance();
    },
    [client, desk, isOpened, navigate, project.id, seesAll, stream, tallyKey],
  );
  const decisions = useDecisions({
    desk,
    project,
    work: reading ? null : work,
    group: "Label stream",
    mayPostpone: !reading && !isOpened && work?.reservation != null,
    mayLeave: true,
    openIssues: unresolved ?? 0,
    showComments,
    sent,
  });
  const walk = usePathCommands({
    canGoBack: opened ? opened.at > 0 : path.length > 0,
    canGoForward: isOpened,
    back: useCallback(() => stream.back(), [stream]),
    forward: useCallback(() => stream.forward(), [stream]),
    of: "item",
    group: "Label stream",
  });
  const people = useMemo(() => (work ? peopleOf(me, work.task) : null), [me, work]);
  const title = work ? taskTitle(work.task) : "Label";

  async function loadTheirs(mine: LabelWork) {
    stream.replace(openTheirs(desk, await queries.task(mine.task.id), mine));
  }

  return (
    <WorkFrame
      top={
        <PageTop
          plain
          crumbs={[<ProjectCrumb key="project" project={project} />, ...(work ? ["Label"] : [])]}
          title={title}
          documentTitle={`${title} · Label · ${project.title}`}
          marks={work && <WorkMark kind={work.kind} />}
        >
          {work?.reservation && (
            <span className={classes.quiet}>
              <IconClock size={14} aria-hidden />
              {untilWords(work.reservation.expires_at, new Date())}
            </span>
          )}
          {instructions.command && <ActionButton command={instructions.command} variant="subtle" size="xs" />}
          <ShortcutsButton />
        </PageTop>
      }
      strips={
        work &&
        people && (
          <>
            {reading && <ReadingStrip reading={reading} people={people} onClose={close} />}
            {work.mine && <MineStrip onMine={() => stream.replace(withMine(work))} />}
            <LabelStrips
              work={work}
              project={project}
              people={people}
              attempted={decisions.attempted === work.key}
              onNext={() => stream.advance()}
              onTheirs={() => loadTheirs(work)}
              onPrediction={(begun) => stream.replace(begun)}
            />
          </>
        )
      }
      right={
        work &&
        people && (
          <LabelPane
            key={work.key}
            work={work}
            shown={reading?.editor ?? work.editor}
            me={me}
            tab={tab}
            onTab={setTab}
            openIssues={unresolved}
            onAsked={decisions.goOn}
            onRevision={read}
            mayResolveAny={mayIn(project, "annotations.view_all")}
          />
        )
      }
      bar={
        <LabelBar work={reading ? null : work} decisions={decisions} path={walk}>
          <StreamProgress nextIsReady={upcoming !== null && !isOpened} tally={tally} />
        </LabelBar>
      }
    >
      <StreamCanvas
        stream={stream}
        state={state}
        shown={reading ?? work}
        kept="Everything that you handed in is safe."
        empty={
          <QueueEmpty
            project={project}
            done={path.length}
            isSome={isSome(among)}
            onLook={() => stream.start()}
          />
        }
      />
      <div className="visually-hidden" aria-live="polite">
        {decisions.said}
      </div>
      <Instructions
        opened={instructions.opened}
        onClose={instructions.close}
        project={project}
        text={project.expert_instruction}
        title={`Instructions for ${project.title}`}
      />
    </WorkFrame>
  );
}

/** What this sitting added to the time of an item, in seconds. */
function spent({ annotation, watch }: LabelWork): number {
  return watch.seconds() - (annotation?.lead_time ?? 0);
}

const ignored = () => undefined;

/** Keeps the path in step with what the server makes of a decision. */
function follow(stream: LabelStream, parcel: Parcel, delivered: Promise<unknown>): void {
  const step = { taskId: parcel.task, annotationId: parcel.annotation };
  stream.dropStep((known) => known.taskId === parcel.task);
  stream.noteStep(step);
  delivered.then(
    (answer) => {
      const annotationId = (answer as Annotation | undefined)?.id ?? parcel.annotation;
      stream.changeStep((known) => known === step, { ...step, annotationId });
    },
    () => stream.dropStep((known) => known === step),
  );
}

/** An item of the path stays on the screen, as the server has it now. */
async function reopened(
  stream: LabelStream,
  desk: LabelDesk,
  parcel: Parcel,
  delivered: Promise<unknown>,
): Promise<void> {
  try {
    const saved = (await delivered) as Annotation | undefined;
    const task = await queries.task(parcel.task);
    stream.replace(openPast(desk, task, saved?.id ?? parcel.annotation));
  } catch {
    // A refusal brings the item back by itself.
  }
}

function WorkMark({ kind }: { kind: LabelWork["kind"] }) {
  if (kind === "returned") return <StatusMark status="returned" word="Returned to you" />;
  if (kind === "past") return <StatusMark status="completed" word="Handed in" />;
  return <StatusMark status="assigned" word="Assigned to you" />;
}

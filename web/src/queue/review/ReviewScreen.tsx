import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useMe } from "../../access/me";
import type { Project } from "../../api/contract";
import type { LabelSchema } from "../../editor";
import { Failure } from "../../kit/Notice";
import classes from "../frame/frame.module.css";
import { Instructions } from "../frame/Instructions";
import { MineStrip } from "../frame/MineStrip";
import { ReadingStrip } from "../frame/ReadingStrip";
import { useInstructions } from "../frame/useInstructions";
import { useReading } from "../frame/useReading";
import { CanvasBones, WorkCanvas, WorkFrame } from "../frame/WorkFrame";
import { tellLost } from "../outbox/tellLost";
import { InstancesList } from "../panes/InstancesList";
import { authorId, called, peopleOf } from "../people";
import * as queries from "../queries";
import type { ReviewStep } from "../shapes";
import { refresh } from "../stream/refresh";
import { usePathCommands } from "../stream/usePathCommands";
import { useStream } from "../stream/useStream";
import { taskTitle } from "../taskTitle";
import { withMine } from "../work/work";
import { DropEdits } from "./DropEdits";
import { ReviewBar } from "./ReviewBar";
import { ReviewFinished } from "./ReviewFinished";
import { ReviewPane } from "./ReviewPane";
import { ReviewProgress } from "./ReviewProgress";
import { ReviewStrips } from "./ReviewStrips";
import { ReviewTop } from "./ReviewTop";
import { createReviewStream, openStep, type ReviewStream } from "./reviewStream";
import { openTheirs, type ReviewDesk, type ReviewWork, withoutEdits } from "./reviewWork";
import { noteVerdict, readSitting } from "./sitting";
import { useReviewDesk } from "./useReviewDesk";
import { type Given, useVerdicts } from "./useVerdicts";

const KINDS = ["review"] as const;

/** Where reviewers sit: somebody's work, and Accept or Reject. */
export function ReviewScreen({ project, schema }: { project: Project; schema: LabelSchema }) {
  const me = useMe();
  const client = useQueryClient();
  const desk = useReviewDesk(project, schema);
  const stream = useMemo(() => createReviewStream(desk), [desk]);
  const state = useStream(stream, { project: project.id, person: me.id, kinds: KINDS, onLost: tellLost });
  const { current, opened, path, phase } = state;
  const isOpened = opened !== null;
  const work = opened ? opened.work : current;
  const { close, read, reading } = useReading(work);
  const { instruction, show_instruction } = project.review_settings;
  const instructions = useInstructions(`review.${project.id}.${me.id}`, instruction, show_instruction);
  const key = `assay.sitting.${me.id}.${project.id}`;
  const [sitting, setSitting] = useState(() => readSitting(key));
  const given = useCallback(
    ({ delivered, parcel, verdict, work: judged }: Given) => {
      delivered.then(
        () => {
          refresh(client, parcel);
          setSitting(noteVerdict(key, verdict.accepted));
        },
        () => refresh(client, parcel),
      );
      if (isOpened) return reopened(stream, desk, judged, delivered);
      follow(stream, judged, delivered);
      stream.advance();
    },
    [client, desk, isOpened, key, stream],
  );
  const verdicts = useVerdicts({ desk, work: reading ? null : work, group: "Review stream", given });
  const walk = usePathCommands({
    canGoBack: opened ? opened.at > 0 : path.length > 0,
    canGoForward: isOpened,
    back: useCallback(() => stream.back(), [stream]),
    forward: useCallback(() => stream.forward(), [stream]),
    of: "item",
    group: "Review stream",
  });
  const people = useMemo(() => (work ? peopleOf(me, work.task) : null), [me, work]);
  const author = work && people ? called(people(authorId(work.annotation))) : "";
  const title = work ? taskTitle(work.task, schema) : "Review";

  async function loadTheirs(mine: ReviewWork) {
    stream.replace(openTheirs(desk, await queries.task(mine.task.id), mine));
  }

  return (
    <WorkFrame
      top={<ReviewTop project={project} title={title} work={work} instructions={instructions} />}
      strips={
        work &&
        people && (
          <>
            {reading && <ReadingStrip reading={reading} people={people} onClose={close} />}
            {work.mine && <MineStrip onMine={() => stream.replace(withMine(work))} />}
            <ReviewStrips
              key={work.key}
              work={work}
              people={people}
              attempted={verdicts.attempted === work.key}
              onNext={() => stream.advance()}
              onTheirs={() => loadTheirs(work)}
              onWithdrawn={() => opened && void stream.openStep(opened.at)}
              onDropEdits={() => stream.replace(withoutEdits(work))}
            />
          </>
        )
      }
      left={work && <InstancesList key={reading?.key ?? work.key} editor={reading?.editor ?? work.editor} />}
      right={
        work &&
        people && (
          <ReviewPane
            key={work.key}
            work={work}
            shown={reading?.editor ?? work.editor}
            me={me}
            people={people}
            action={verdicts.action}
            onAction={verdicts.choose}
            onAsked={verdicts.goOn}
            onRevision={read}
          />
        )
      }
      bar={
        <ReviewBar work={reading ? null : work} verdicts={verdicts} author={author} path={walk}>
          <ReviewProgress left={work?.left ?? null} sitting={sitting} />
        </ReviewBar>
      }
    >
      {work ? (
        <WorkCanvas work={reading ?? work} />
      ) : opened?.error || (phase === "failed" && !opened) ? (
        <div className={classes.blank}>
          <Failure
            what="The item could not be loaded."
            kept="Every verdict that you gave is safe."
            error={opened?.error ?? state.error}
            retry={() => void (opened ? stream.openStep(opened.at) : stream.start())}
          />
        </div>
      ) : phase === "empty" && !opened ? (
        <ReviewFinished project={project} sitting={sitting} onLook={() => stream.start()} />
      ) : (
        <CanvasBones />
      )}
      <div className="visually-hidden" aria-live="polite">
        {verdicts.said}
      </div>
      <Instructions
        opened={instructions.opened}
        onClose={instructions.close}
        text={instruction}
        title={`How to review ${project.title}`}
      />
      <DropEdits verdicts={verdicts} />
    </WorkFrame>
  );
}

/** Keeps the path in step with a verdict. */
function follow(stream: ReviewStream, work: ReviewWork, delivered: Promise<unknown>): void {
  const step: ReviewStep = {
    work_item: work.reservation?.work_item ?? 0,
    task: work.task.id,
    annotation: work.annotation.id,
    verdict: null,
    at: new Date().toISOString(),
  };
  stream.dropStep((known) => known.annotation === step.annotation);
  stream.noteStep(step);
  delivered.catch(() => stream.dropStep((known) => known === step));
}

/** An item of the path stays on the screen, as the server has it now. */
async function reopened(
  stream: ReviewStream,
  desk: ReviewDesk,
  work: ReviewWork,
  delivered: Promise<unknown>,
): Promise<void> {
  try {
    await delivered;
    stream.replace(await openStep(desk, { task: work.task.id, annotation: work.annotation.id }));
  } catch {
    // A refusal brings the item back by itself.
  }
}

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { useMe } from "../../access/me";
import type { Project } from "../../api/contract";
import type { LabelSchema } from "../../editor";
import type { Among } from "../among";
import { MineStrip } from "../frame/MineStrip";
import { ReadingStrip } from "../frame/ReadingStrip";
import { useReading } from "../frame/useReading";
import { InstancesList } from "../panes/InstancesList";
import { authorId, called } from "../people";
import * as queries from "../queries";
import type { ReviewStep } from "../shapes";
import { refresh } from "../stream/refresh";
import { withMine } from "../work/work";
import { DropEdits } from "./DropEdits";
import { ReviewBar } from "./ReviewBar";
import { ReviewFrame } from "./ReviewFrame";
import { ReviewPane } from "./ReviewPane";
import { ReviewProgress } from "./ReviewProgress";
import { ReviewStrips } from "./ReviewStrips";
import { createReviewStream, openStep, type ReviewStream } from "./reviewStream";
import { openTheirs, type ReviewDesk, type ReviewWork, withoutEdits } from "./reviewWork";
import { useReviewDesk } from "./useReviewDesk";
import { GROUP, useReviewSeat } from "./useReviewSeat";
import { type Given, useVerdicts } from "./useVerdicts";

const KINDS = ["review"] as const;

interface Props {
  project: Project;
  schema: LabelSchema;
  /** Which tasks are gone through. */
  among: Among;
}

/** Where reviewers sit: somebody's work, and Accept or Reject. */
export function ReviewScreen({ project, schema, among }: Props) {
  const me = useMe();
  const client = useQueryClient();
  const desk = useReviewDesk(project, schema, among);
  const stream = useMemo(() => createReviewStream(desk), [desk]);
  const seat = useReviewSeat({ project, stream, kinds: KINDS });
  const { isOpened, note, people, sitting, walk, work } = seat;
  const { opened } = seat.state;
  const { close, read, reading } = useReading(work);
  const given = useCallback(
    ({ delivered, parcel, verdict, work: judged }: Given) => {
      delivered.then(
        () => {
          refresh(client, parcel);
          note(verdict.accepted);
        },
        () => refresh(client, parcel),
      );
      if (isOpened) return reopened(stream, desk, judged, delivered);
      follow(stream, judged, delivered);
      stream.advance();
    },
    [client, desk, isOpened, note, stream],
  );
  const verdicts = useVerdicts({ desk, work: reading ? null : work, group: GROUP, given });
  const author = work && people ? called(people(authorId(work.annotation))) : "";

  async function loadTheirs(mine: ReviewWork) {
    stream.replace(openTheirs(desk, await queries.task(mine.task.id), mine));
  }

  return (
    <ReviewFrame
      seat={seat}
      reading={reading}
      said={verdicts.said}
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
            verdicts={verdicts}
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
      <DropEdits verdicts={verdicts} />
    </ReviewFrame>
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

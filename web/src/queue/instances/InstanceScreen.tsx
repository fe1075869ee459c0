import { useCallback, useMemo, useState } from "react";
import { useMe } from "../../access/me";
import type { Project } from "../../api/contract";
import type { LabelSchema } from "../../editor";
import { Failure } from "../../kit/Notice";
import classes from "../frame/frame.module.css";
import { Instructions } from "../frame/Instructions";
import { useInstructions } from "../frame/useInstructions";
import { CanvasBones, WorkCanvas, WorkFrame } from "../frame/WorkFrame";
import type { Parcel } from "../outbox/parcel";
import { tellLost } from "../outbox/tellLost";
import { peopleOf } from "../people";
import { ReviewFinished } from "../review/ReviewFinished";
import { ReviewTop } from "../review/ReviewTop";
import { noteVerdict, readSitting } from "../review/sitting";
import { useReviewDesk } from "../review/useReviewDesk";
import { usePathCommands } from "../stream/usePathCommands";
import { useStream } from "../stream/useStream";
import { taskTitle } from "../taskTitle";
import { BatchProgress } from "./BatchProgress";
import { InstanceBar } from "./InstanceBar";
import { InstancePane } from "./InstancePane";
import { InstanceStrips } from "./InstanceStrips";
import { createInstanceStream } from "./instanceStream";
import { JudgeAgain } from "./JudgeAgain";
import { ReviewPanes } from "./ReviewPanes";
import { useChangeWords } from "./useChangeWords";
import { useJudging } from "./useJudging";
import { usePins, useReporting } from "./useReporting";
import { useSending } from "./useSending";

const KINDS = ["verdicts"] as const;
const GROUP = "Review stream";

interface Props {
  project: Project;
  schema: LabelSchema;
  /** The annotation that somebody came for. */
  first: number | null;
}

/** Where reviewers of single instances sit: what waits, the item, why, and a verdict on each. */
export function InstanceScreen({ first, project, schema }: Props) {
  const me = useMe();
  const desk = useReviewDesk(project, schema);
  const [missed, setMissed] = useState<string | null>(null);
  const stream = useMemo(
    () => createInstanceStream(desk, first, ({ message }) => setMissed(message)),
    [desk, first],
  );
  const state = useStream(stream, { project: project.id, person: me.id, kinds: KINDS, onLost: tellLost });
  const { current, opened, path, phase } = state;
  const isOpened = opened !== null;
  const work = opened ? opened.work : current;
  const { instruction, show_instruction } = project.review_settings;
  const instructions = useInstructions(`review.${project.id}.${me.id}`, instruction, show_instruction);
  const key = `assay.sitting.${me.id}.${project.id}`;
  const [sitting, setSitting] = useState(() => readSitting(key));
  const onSent = useCallback(
    ({ body }: Parcel) => {
      const { verdicts } = body as { verdicts: { accepted: boolean }[] };
      for (const { accepted } of verdicts) setSitting(noteVerdict(key, accepted));
      setMissed(null);
    },
    [key],
  );
  const { send, sending } = useSending({ desk, stream, isOpened, onSent });
  const reporting = useReporting(work);
  usePins(work, reporting.draft);
  const judging = useJudging({ desk, work, group: GROUP, send, report: reporting.begin });
  const walk = usePathCommands({
    canGoBack: opened ? opened.at > 0 : path.length > 0,
    canGoForward: isOpened,
    back: useCallback(() => stream.back(), [stream]),
    forward: useCallback(() => stream.forward(), [stream]),
    of: "item",
    group: GROUP,
  });
  const changes = useChangeWords(work);
  const people = useMemo(() => (work ? peopleOf(me, work.task) : null), [me, work]);
  const title = work ? taskTitle(work.task, schema) : "Review";

  return (
    <WorkFrame
      top={<ReviewTop project={project} title={title} work={work} instructions={instructions} />}
      strips={work && people && <InstanceStrips work={work} people={people} missed={missed} />}
      left={
        work && (
          <ReviewPanes
            key={work.key}
            work={work}
            changes={changes}
            lostId={judging.lostId}
            onPick={judging.pick}
          />
        )
      }
      right={
        work &&
        people && (
          <InstancePane key={work.key} work={work} judging={judging} reporting={reporting} people={people} />
        )
      }
      bar={
        <InstanceBar
          work={work}
          judging={judging}
          sending={sending === work?.key}
          path={walk}
          more={work && <JudgeAgain desk={desk} work={work} onWork={(again) => stream.replace(again)} />}
        >
          {work && <BatchProgress work={work} />}
        </InstanceBar>
      }
    >
      {work ? (
        <WorkCanvas work={work} />
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
        {judging.said}
      </div>
      <Instructions
        opened={instructions.opened}
        onClose={instructions.close}
        text={instruction}
        title={`How to review ${project.title}`}
      />
    </WorkFrame>
  );
}

import { useCallback, useState } from "react";
import { MineStrip } from "../frame/MineStrip";
import { ReadingStrip } from "../frame/ReadingStrip";
import { useReading } from "../frame/useReading";
import { WorkCanvas } from "../frame/WorkFrame";
import { LabelBar } from "../label/LabelBar";
import { LabelPane } from "../label/LabelPane";
import { LabelStrips } from "../label/LabelStrips";
import { type LabelDesk, type LabelWork, openRefused, openTheirs } from "../label/labelWork";
import { type Sent, useDecisions } from "../label/useDecisions";
import { outbox } from "../outbox/outbox";
import type { Refusal } from "../outbox/parcel";
import { tellLost } from "../outbox/tellLost";
import * as queries from "../queries";
import type { Annotation } from "../shapes";
import { useKept } from "../stream/useStream";
import { withMine } from "../work/work";
import type { TaskTabProps } from "./taskTab";

interface Props extends TaskTabProps {
  desk: LabelDesk;
  work: LabelWork;
  onWork: (work: LabelWork) => void;
  /** A decision arrived; with the id of the tab to show. */
  onDecided: (tab: string | null) => Promise<void>;
}

const NO_ISSUES = 0;

/** Work of one's own on the page of a task. */
export function LabelTab(props: Props) {
  const { actions, desk, frame, me, onDecided, onWork, path, people, project, work } = props;
  const [pane, setPane] = useState("instances");
  const { close, read, reading } = useReading(work);
  useKept(work);
  const showComments = useCallback(() => setPane("comments"), []);
  const sent = useCallback(
    async ({ delivered }: Sent) => {
      let saved: Annotation | undefined;
      try {
        saved = (await delivered) as Annotation | undefined;
      } catch (refusal) {
        await comeBack(desk, refusal as Refusal, onWork);
        return;
      }
      await onDecided(saved ? `annotation ${saved.id}` : null);
    },
    [desk, onDecided, onWork],
  );
  const decisions = useDecisions({
    desk,
    project,
    work: reading ? null : work,
    group: "Task",
    mayPostpone: false,
    openIssues: NO_ISSUES,
    showComments,
    sent,
  });
  return frame({
    strips: (
      <>
        {reading && <ReadingStrip reading={reading} people={people} onClose={close} />}
        {work.mine && <MineStrip onMine={() => onWork(withMine(work))} />}
        <LabelStrips
          work={work}
          project={project}
          people={people}
          attempted={decisions.attempted === work.key}
          onNext={path.forward.run}
          onTheirs={async () => onWork(openTheirs(desk, await queries.task(work.task.id), work))}
          onPrediction={onWork}
        />
      </>
    ),
    right: (
      <LabelPane
        key={work.key}
        work={work}
        shown={reading?.editor ?? work.editor}
        me={me}
        tab={pane}
        onTab={setPane}
        openIssues={null}
        onAsked={decisions.goOn}
        onRevision={read}
        onRestored={work.annotation ? () => void onDecided(`annotation ${work.annotation?.id}`) : undefined}
        mayResolveAny={false}
      />
    ),
    bar: <LabelBar work={reading ? null : work} decisions={decisions} path={path} more={actions} />,
    children: (
      <>
        <WorkCanvas work={reading ?? work} />
        <div className="visually-hidden" aria-live="polite">
          {decisions.said}
        </div>
      </>
    ),
  });
}

/** What the server did not take comes back into the same tab. */
async function comeBack(desk: LabelDesk, refusal: Refusal, onWork: (work: LabelWork) => void): Promise<void> {
  try {
    onWork(openRefused(desk, await queries.task(refusal.parcel.task), refusal));
  } catch {
    tellLost(refusal);
  }
  outbox.dismiss(refusal);
}

import { useCallback } from "react";
import { MineStrip } from "../frame/MineStrip";
import { ReadingStrip } from "../frame/ReadingStrip";
import { useReading } from "../frame/useReading";
import { WorkCanvas } from "../frame/WorkFrame";
import { outbox } from "../outbox/outbox";
import type { Refusal } from "../outbox/parcel";
import { tellLost } from "../outbox/tellLost";
import { InstancesList } from "../panes/InstancesList";
import { authorId, called } from "../people";
import * as queries from "../queries";
import { DropEdits } from "../review/DropEdits";
import { ReviewBar } from "../review/ReviewBar";
import { ReviewPane } from "../review/ReviewPane";
import { ReviewStrips } from "../review/ReviewStrips";
import { reopen } from "../review/reviewStream";
import { openTheirs, type ReviewDesk, type ReviewWork, withoutEdits } from "../review/reviewWork";
import { type Given, useVerdicts } from "../review/useVerdicts";
import { useKept } from "../stream/useStream";
import { withMine } from "../work/work";
import type { TaskTabProps } from "./taskTab";

interface Props extends TaskTabProps {
  desk: ReviewDesk;
  work: ReviewWork;
  onWork: (work: ReviewWork) => void;
  /** A verdict arrived. */
  onDecided: (tab: string | null) => Promise<void>;
}

/** Somebody else's work on the page of a task, for those who may judge it. */
export function ReviewTab(props: Props) {
  const { actions, desk, frame, me, onDecided, onWork, path, people, work } = props;
  const { close, read, reading } = useReading(work);
  useKept(work);
  const given = useCallback(
    async ({ delivered }: Given) => {
      try {
        await delivered;
      } catch (refusal) {
        await comeBack(desk, refusal as Refusal, onWork);
        return;
      }
      await onDecided(null);
    },
    [desk, onDecided, onWork],
  );
  const verdicts = useVerdicts({ desk, work: reading ? null : work, group: "Task", given });
  return frame({
    strips: (
      <>
        {reading && <ReadingStrip reading={reading} people={people} onClose={close} />}
        {work.mine && <MineStrip onMine={() => onWork(withMine(work))} />}
        <ReviewStrips
          key={work.key}
          work={work}
          people={people}
          attempted={verdicts.attempted === work.key}
          onTheirs={async () => onWork(openTheirs(desk, await queries.task(work.task.id), work))}
          onWithdrawn={() => void onDecided(null)}
          onDropEdits={() => onWork(withoutEdits(work))}
        />
      </>
    ),
    left: <InstancesList key={reading?.key ?? work.key} editor={reading?.editor ?? work.editor} />,
    right: (
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
    ),
    bar: (
      <ReviewBar
        work={reading ? null : work}
        verdicts={verdicts}
        author={called(people(authorId(work.annotation)))}
        path={path}
        more={actions}
      />
    ),
    children: (
      <>
        <WorkCanvas work={reading ?? work} />
        <DropEdits verdicts={verdicts} />
        <div className="visually-hidden" aria-live="polite">
          {verdicts.said}
        </div>
      </>
    ),
  });
}

/** What the server did not take comes back into the same tab. */
async function comeBack(
  desk: ReviewDesk,
  refusal: Refusal,
  onWork: (work: ReviewWork) => void,
): Promise<void> {
  try {
    onWork(await reopen(desk, refusal));
  } catch {
    tellLost(refusal);
  }
  outbox.dismiss(refusal);
}

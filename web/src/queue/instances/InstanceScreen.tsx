import { useCallback, useMemo, useState } from "react";
import type { Project } from "../../api/contract";
import type { LabelSchema } from "../../editor";
import type { Among } from "../among";
import type { Parcel } from "../outbox/parcel";
import { ReviewFrame } from "../review/ReviewFrame";
import { useReviewDesk } from "../review/useReviewDesk";
import { GROUP, useReviewSeat } from "../review/useReviewSeat";
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

interface Props {
  project: Project;
  schema: LabelSchema;
  /** The annotation that somebody came for. */
  first: number | null;
  among: Among;
}

/** Where reviewers of single instances sit: what waits, the item, why, and a verdict on each. */
export function InstanceScreen({ first, project, schema, among }: Props) {
  const desk = useReviewDesk(project, schema, among);
  const [missed, setMissed] = useState<string | null>(null);
  const stream = useMemo(
    () => createInstanceStream(desk, first, ({ message }) => setMissed(message)),
    [desk, first],
  );
  const seat = useReviewSeat({ project, stream, kinds: KINDS });
  const { isOpened, note, people, walk, work } = seat;
  const onSent = useCallback(
    ({ body }: Parcel) => {
      const { verdicts } = body as { verdicts: { accepted: boolean }[] };
      for (const { accepted } of verdicts) note(accepted);
      setMissed(null);
    },
    [note],
  );
  const { send, sending } = useSending({ desk, stream, isOpened, onSent });
  const reporting = useReporting(work);
  usePins(work, reporting.draft);
  const judging = useJudging({ desk, work, group: GROUP, send, report: reporting.begin });
  const changes = useChangeWords(work);

  return (
    <ReviewFrame
      seat={seat}
      said={judging.said}
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
    />
  );
}

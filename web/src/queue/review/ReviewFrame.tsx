import type { ReactNode } from "react";
import { Instructions } from "../../projects/instructions/Instructions";
import { StreamCanvas } from "../frame/StreamCanvas";
import { WorkFrame } from "../frame/WorkFrame";
import type { Work } from "../work/work";
import { ReviewFinished } from "./ReviewFinished";
import { ReviewTop } from "./ReviewTop";
import type { ReviewWork } from "./reviewWork";
import type { ReviewSeat } from "./useReviewSeat";

interface Props<W extends ReviewWork, Item, Step> {
  seat: ReviewSeat<W, Item, Step>;
  /** An earlier version, shown in the place of the item. */
  reading?: Pick<Work, "key" | "editor"> | null;
  strips: ReactNode;
  left: ReactNode;
  right: ReactNode;
  bar: ReactNode;
  /** What a screen reader shall hear. */
  said: string;
  /** Questions that stand above the screen. */
  children?: ReactNode;
}

/** The screen of both units of review; they differ in what stands around the item. */
export function ReviewFrame<W extends ReviewWork, Item, Step>(props: Props<W, Item, Step>) {
  const { bar, children, left, reading, right, said, seat, strips } = props;
  const { instructions, project, sitting, state, stream, title, work } = seat;
  return (
    <WorkFrame
      top={<ReviewTop project={project} title={title} work={work} instructions={instructions} />}
      strips={strips}
      left={left}
      right={right}
      bar={bar}
    >
      <StreamCanvas
        stream={stream}
        state={state}
        shown={reading ?? work}
        kept="Every verdict that you gave is safe."
        empty={<ReviewFinished project={project} sitting={sitting} onLook={() => stream.start()} />}
      />
      <div className="visually-hidden" aria-live="polite">
        {said}
      </div>
      <Instructions
        opened={instructions.opened}
        onClose={instructions.close}
        project={project}
        text={project.review_settings.instruction}
        title={`How to review ${project.title}`}
      />
      {children}
    </WorkFrame>
  );
}

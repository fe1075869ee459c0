import { Anchor, Button } from "@mantine/core";
import { IconArrowBackUp, IconBolt } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import type { Project } from "../../api/contract";
import { useEditor } from "../../editor";
import { ago } from "../../kit/times";
import { Conflict } from "../frame/Conflict";
import { Strip } from "../frame/Strip";
import { called, type People } from "../people";
import { commentsQuery } from "../queries";
import { clockTime } from "../untilWords";
import type { Restored } from "../work/localDraft";
import { asOwn } from "../work/predicted";
import { IssuesStrip } from "./IssuesStrip";
import { type LabelWork, usesOf } from "./labelWork";
import { predictionName } from "./predictionName";
import { problemsOf } from "./useDecisions";

const BeginWith = lazy(async () => ({ default: (await import("./BeginWith")).BeginWith }));

interface Props {
  work: LabelWork;
  project: Project;
  people: People;
  attempted: boolean;
  /** Leaves an item that nobody can hand in any more. */
  onNext: () => void;
  onTheirs: () => Promise<void>;
  onPrediction: (work: LabelWork) => void;
}

const RESTORED: Readonly<Record<Restored["from"], (time: string) => string>> = {
  browser: (time) => `Your draft of ${time} is here again, from this browser.`,
  server: (time) => `Your draft of ${time} is here again.`,
  task: () =>
    "These labels came with the item when the project was copied. Nobody here has handed them in: mend what is wrong, then submit.",
};

/** What the annotator has to know of the item before going on. */
export function LabelStrips({ attempted, onNext, onPrediction, onTheirs, people, project, work }: Props) {
  return (
    <>
      {work.refusal && <RefusalStrip work={work} people={people} onNext={onNext} onTheirs={onTheirs} />}
      {work.reservation?.overlap_reached && !work.refusal && (
        <Strip
          tone="danger"
          actions={
            <Button size="xs" onClick={onNext}>
              Go to the next item
            </Button>
          }
        >
          <b>Others have this item by now.</b> It has all the annotations it needs, so it can neither be
          submitted nor skipped. Your draft is kept.
        </Strip>
      )}
      {work.kind === "returned" &&
        (project.review_unit === "instance" ? (
          <IssuesStrip work={work} />
        ) : (
          <ReturnedStrip work={work} people={people} />
        ))}
      {attempted && <ProblemStrip work={work} project={project} />}
      <PredictionStrip work={work} project={project} onPrediction={onPrediction} />
      {work.restored && !work.refusal && work.kind !== "past" && (
        <Strip tone="info">{RESTORED[work.restored.from](clockTime(work.restored.at))}</Strip>
      )}
    </>
  );
}

/** What can be done where the item needs no further annotation of this person. */
const WHAT_IS_LEFT: Readonly<Record<string, string>> = {
  overlap_reached: "",
  paused: "Your draft is kept; hand it in when the pause has ended.",
  already_submitted: "Update replaces what you handed in with what you see here.",
};

function RefusalStrip({
  onNext,
  onTheirs,
  people,
  work,
}: Omit<Props, "attempted" | "project" | "onPrediction">) {
  const { refusal } = work;
  if (!refusal) return null;
  if (refusal.code === "stale_revision") {
    return <Conflict refusal={refusal} people={people} what="Your version" onTheirs={onTheirs} />;
  }
  const rest = WHAT_IS_LEFT[refusal.code];
  return (
    <Strip
      tone="danger"
      actions={
        rest !== undefined && (
          <Button size="xs" onClick={onNext}>
            Go to the next item
          </Button>
        )
      }
    >
      <b>This was not taken.</b> {refusal.message}{" "}
      {rest ?? "Everything you did is still here; mend it and submit again."}
    </Strip>
  );
}

function ReturnedStrip({ people, work }: { work: LabelWork; people: People }) {
  const place = work.annotation ? { annotation: work.annotation.id } : null;
  const comments = useQuery(commentsQuery(place)).data ?? [];
  const review = work.annotation?.reviews.filter(({ accepted }) => !accepted).at(-1);
  if (!review) return null;
  const said = comments.find(({ created_by }) => {
    const id = typeof created_by === "object" ? created_by?.id : created_by;
    return id === review.created_by;
  });
  const author = said && typeof said.created_by === "object" ? said.created_by : null;
  const name = author ? `${author.first_name} ${author.last_name}`.trim() : called(people(review.created_by));
  return (
    <Strip tone="returned" icon={<IconArrowBackUp size={14} aria-hidden />}>
      <p>
        <b>Returned by {name === "Somebody" ? "a reviewer" : name}</b>, {ago(review.created_at, new Date())}
        {review.round > 1 ? `, round ${review.round}` : ""}. {review.reason}
      </p>
      {said && <p dir="auto">“{said.text}”</p>}
    </Strip>
  );
}

function ProblemStrip({ project, work }: { work: LabelWork; project: Project }) {
  const problems = useEditor(work.editor, () => problemsOf(work, project).join("\n"));
  if (problems === "") return null;
  const faults = work.editor.faults();
  return (
    <Strip tone="danger">
      {problems.split("\n").map((problem) => {
        const fault = faults.find(({ message }) => message === problem);
        return fault && work.editor.mayAttend(fault) ? (
          <p key={problem}>
            <Anchor component="button" type="button" inherit onClick={() => work.editor.goToFault(fault)}>
              {problem}
            </Anchor>
          </p>
        ) : (
          <p key={problem}>{problem}</p>
        );
      })}
    </Strip>
  );
}

/** What the work began with, and another beginning while nothing was changed yet. */
function PredictionStrip({ onPrediction, project, work }: Pick<Props, "work" | "project" | "onPrediction">) {
  const dirty = useEditor(work.editor, () => work.editor.isDirty());
  const { predictions } = work.task;
  const { reveals } = usesOf(project);
  if (work.kind !== "new" || predictions.length === 0 || work.restored) return null;
  function choose(prediction: LabelWork["prediction"], suggests = false) {
    work.editor.load(prediction && !suggests ? asOwn(prediction) : []);
    work.editor.setSuggestions(prediction && suggests ? asOwn(prediction) : []);
    onPrediction({ ...work, prediction, suggests });
  }
  return (
    <Strip
      tone="info"
      icon={<IconBolt size={14} aria-hidden />}
      actions={
        !dirty && (
          <Suspense fallback={null}>
            <BeginWith predictions={predictions} onlySuggests={reveals} onChoose={choose} />
          </Suspense>
        )
      }
    >
      {wordsOf(work, reveals)}
    </Strip>
  );
}

function wordsOf({ prediction, suggests }: LabelWork, reveals: boolean): string {
  if (!prediction) return "Begun with nothing.";
  const name = predictionName(prediction);
  if (!suggests) return `Begun with the prediction of ${name}.`;
  return reveals
    ? `The prediction of ${name} shows itself where you draw over it.`
    : `The prediction of ${name} is shown as suggestions: take what is right.`;
}

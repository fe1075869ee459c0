import { Radio } from "@mantine/core";
import { type ReactNode, useMemo } from "react";
import type { Person, RejectAction } from "../../api/contract";
import { type Editor, useEditor } from "../../editor";
import { Key } from "../../kit/Key";
import { PersonBadge } from "../../kit/PersonBadge";
import { ago, duration, exactly } from "../../kit/times";
import { ChangesList } from "../panes/ChangesList";
import { Comments } from "../panes/Comments";
import { HistoryPanel } from "../panes/HistoryPanel";
import classes from "../panes/panes.module.css";
import { ReasonButtons } from "../panes/ReasonButtons";
import { RegionDetails } from "../panes/RegionDetails";
import { useRemarks } from "../panes/useRemarks";
import { VerdictMark } from "../panes/VerdictMark";
import { authorId, called, type People } from "../people";
import type { Revision } from "../shapes";
import { isChanged } from "../work/work";
import { REJECTIONS } from "./rejectWords";
import type { ReviewWork } from "./reviewWork";
import type { Verdicts } from "./useVerdicts";

interface Props {
  work: ReviewWork;
  /** What is on the canvas: the work, or an older revision of it. */
  shown: Editor;
  me: Person;
  people: People;
  /** How the next rejection is given. */
  verdicts: Pick<Verdicts, "action" | "choose" | "reasons" | "toggleReason" | "wayKeys">;
  onAsked: () => void;
  onRevision: (revision: Revision) => void;
}

/** Facts, changes, what a rejection does, the talk and the history of what is judged. */
export function ReviewPane({ me, onAsked, onRevision, people, shown, verdicts, work }: Props) {
  const { action, reasons, wayKeys } = verdicts;
  const { annotation, editor, previous } = work;
  const place = useMemo(() => ({ annotation: annotation.id }), [annotation.id]);
  useRemarks(editor, work.box, place);
  const author = people(authorId(annotation));
  const changed = useEditor(editor, () => isChanged(work));
  const ghosts = useEditor(editor, (state) => state.ghosts);
  // A verdict touches the annotation as well: before one, its last change is its author's.
  const handedIn = annotation.verdict === null ? annotation.updated_at : annotation.created_at;
  return (
    <div className={classes.scroll}>
      <RegionDetails editor={shown} annotation={shown === editor ? annotation : null} people={people} />
      <section className={classes.section} aria-label="Author">
        <div className={classes.row}>
          <PersonBadge id={author.id} name={author.name} initials={author.initials} size="s" />
          <span className={classes.byline}>
            <b>{called(author)}</b>
            <time className={classes.hint} dateTime={handedIn} title={exactly(handedIn)}>
              {ago(handedIn, new Date())}
              {annotation.lead_time ? `, took ${duration(annotation.lead_time)}` : ""}
            </time>
          </span>
          <span className={classes.grow} />
          <VerdictMark verdict={annotation.verdict} />
        </div>
      </section>
      {changed && (
        <Section title="Your corrections">
          <ChangesList editor={editor} before={work.original} same="None: it is as its author left it." />
        </Section>
      )}
      {previous && (
        <Section title={sinceWords(work)}>
          <ChangesList editor={editor} before={ghosts} same="Nothing: it is the same as before." />
        </Section>
      )}
      {work.allowed.length > 1 && (
        <Section title="Reject means">
          <Radio.Group
            aria-label="What a rejection does"
            value={action}
            onChange={(value) => verdicts.choose(value as RejectAction)}
          >
            {work.allowed.map((way) => (
              <Radio
                key={way}
                value={way}
                size="xs"
                className={classes.way}
                label={
                  <span className={classes.wayLabel}>
                    {REJECTIONS[way].label} {wayKeys.has(way) && <Key keys={wayKeys.get(way) ?? ""} />}
                  </span>
                }
                description={way === action ? REJECTIONS[way].effect(author.name) : undefined}
              />
            ))}
          </Radio.Group>
        </Section>
      )}
      {reasons.offered.length > 0 && work.allowed.length > 0 && (
        <Section title="Why reject">
          <ReasonButtons offered={reasons.offered} chosen={reasons.chosen} onToggle={verdicts.toggleReason} />
        </Section>
      )}
      <section className={classes.talk} aria-label="Comments">
        <Comments
          editor={editor}
          box={work.box}
          place={place}
          me={me.id}
          project={work.task.project}
          mayResolveAny
          placeholder={`Comment for ${author.isMe ? "yourself" : author.name}`}
          onAsked={onAsked}
        />
      </section>
      <Section title="History">
        <HistoryPanel
          annotation={annotation.id}
          current={annotation.revision}
          people={people}
          onOpen={onRevision}
          editor={editor}
        />
      </Section>
    </div>
  );
}

function sinceWords({ annotation, refusal }: ReviewWork): string {
  if (refusal) return "Changed since you opened it";
  const round = annotation.reviews.at(-1)?.round;
  return round ? `Changed since round ${round}` : "Changed since the last round";
}

function Section({ children, title }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.sectionHead}>
        <h3>{title}</h3>
      </div>
      {children}
    </section>
  );
}

import { useEditor } from "../../editor";
import { counted } from "../../kit/numbers";
import { StatusMark } from "../../kit/StatusMark";
import { ChangesList } from "../panes/ChangesList";
import classes from "../panes/panes.module.css";
import { RegionDetails } from "../panes/RegionDetails";
import { authorId, called, type People } from "../people";
import { InstanceRounds } from "./InstanceRounds";
import own from "./instances.module.css";
import type { InstanceWork } from "./instanceWork";
import { mendedOf } from "./instanceWork";
import { LastSaid } from "./LastSaid";
import { MissingReports } from "./MissingReports";
import { RejectMeaning } from "./RejectMeaning";
import type { Judging } from "./useJudging";
import type { Reporting } from "./useReporting";
import { WhyReject } from "./WhyReject";

interface Props {
  work: InstanceWork;
  judging: Judging;
  reporting: Reporting;
  people: People;
}

/** Facts, changes, reasons and rounds of the instance that is judged, and what has no label. */
export function InstancePane({ judging, people, reporting, work }: Props) {
  const { annotation, editor, original, place, previous, rows } = work;
  const selectedId = useEditor(editor, (state) => state.selectedId);
  const count = useEditor(editor, (state) => state.selection.size);
  const ghosts = useEditor(editor, (state) => state.ghosts);
  const mended = useEditor(editor, () => mendedOf(work).size);
  const row = rows.find(({ id }) => id === (judging.lostId ?? selectedId)) ?? null;
  const author = people(authorId(annotation));
  return (
    <div className={classes.scroll}>
      {reporting.draft && <MissingReports work={work} reporting={reporting} people={people} />}
      {count > 1 ? (
        <h2 className={own.several}>{counted(count, "instance")} selected</h2>
      ) : (
        <RegionDetails editor={editor} annotation={annotation} people={people} />
      )}
      {count <= 1 && row === null && (
        <p className={classes.nothing}>
          {selectedId === null ? "Select an instance to see what it says." : "It was not drawn for review."}
        </p>
      )}
      {count <= 1 && row?.isElsewhere && (
        <p className={classes.nothing}>It waits in another review, for somebody else.</p>
      )}
      {count <= 1 && row !== null && row.region === null && (
        <p className={classes.nothing}>
          Nothing of this instance can be shown ({row.item.class_name || "no class"}). Its key is{" "}
          {row.item.key}.
        </p>
      )}
      {count <= 1 && row !== null && <LastSaid work={work} row={row} people={people} />}
      {place && (
        <WhyReject
          work={work}
          reasons={judging.reasons}
          goOn={judging.goOn}
          author={author.isMe ? "yourself" : author.name}
        />
      )}
      {place && work.allowed.length > 1 && (
        <RejectMeaning judging={judging} work={work} author={author.name} />
      )}
      {mended > 0 && (
        <section className={classes.section} aria-label="Your corrections">
          <div className={classes.sectionHead}>
            <h3>Your corrections</h3>
          </div>
          <ChangesList editor={editor} before={original} same="None." />
        </section>
      )}
      {previous && (
        <section className={classes.section} aria-label="Changed since the last round">
          <div className={classes.sectionHead}>
            <h3>
              {work.refusal?.code === "stale_revision"
                ? "Changed since you opened it"
                : "Changed since the last round"}
            </h3>
          </div>
          <ChangesList editor={editor} before={ghosts} same="Nothing: it is the same as before." />
        </section>
      )}
      {!reporting.draft && <MissingReports work={work} reporting={reporting} people={people} />}
      {row && count <= 1 && (
        <section className={classes.section} aria-label="History">
          <div className={classes.sectionHead}>
            <h3>History</h3>
            <span className={classes.hint}>{counted(row.item.round, "round")}</span>
            <span className={classes.grow} />
            {row.item.rejections > 1 && (
              <StatusMark status="rejected" word={`${row.item.rejections} times`} />
            )}
          </div>
          <InstanceRounds work={work} row={row} people={people} />
          <p className={classes.hint}>
            Annotation {annotation.id} of {called(author)}, revision {annotation.revision}
          </p>
        </section>
      )}
    </div>
  );
}

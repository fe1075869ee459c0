import { Button } from "@mantine/core";
import { IconArrowBackUp, IconCheck, IconFocus2, IconMapPin, IconTrash } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import type { Editor } from "../../editor";
import { PageKey } from "../../kit/PageKey";
import { ago } from "../../kit/times";
import { called, type People } from "../people";
import type { Issue } from "../shapes";
import type { Mentionable } from "../work/mentions";
import type { Standing } from "./openIssues";
import classes from "./panes.module.css";
import { placeWords, readPlace } from "./place";
import { regionName } from "./regionName";
import { Words } from "./Words";

interface Props {
  issue: Issue;
  standing: Standing;
  editor: Editor;
  people: People;
  /** Who can be named in what was said. */
  named: readonly Mentionable[];
  now: Date;
  isCurrent: boolean;
  /** It is the one that the key marks as resolved. */
  isAtHand: boolean;
  /** Its button takes the focus, as that of the one before has gone. */
  takesFocus: boolean;
  onFocused: () => void;
  onShow: () => void;
  onAnswer: (() => void) | undefined;
  pending: boolean;
}

/** One issue: where, what, by whom, and whether it is answered. */
export function IssueRow(props: Props) {
  const { editor, isCurrent, issue, named, now, onShow, people, standing } = props;
  const { isAnswered, region } = standing;
  const name = region === null ? null : (regionName(editor, region) ?? issue.class_name);
  const place = readPlace(issue.place);
  return (
    <div
      className={classes.comment}
      data-resolved={isAnswered || undefined}
      aria-current={isCurrent || undefined}
    >
      <div className={classes.commentBody}>
        {region !== null && (
          <button type="button" className={classes.link} onClick={onShow}>
            <IconFocus2 size={12} aria-hidden />
            {name}
          </button>
        )}
        {region === null && place && (
          <button type="button" className={classes.link} onClick={onShow}>
            <IconMapPin size={12} aria-hidden />
            {placeWords(place)}
          </button>
        )}
        {region === null && !place && issue.class_name && <p className={classes.hint}>{issue.class_name}</p>}
        <p className={classes.said} dir="auto">
          <Words text={wordsOf(issue)} people={named} />
        </p>
        <p className={classes.hint}>
          {issue.kind === "missing_label" ? "Missing label" : `Rejection, round ${issue.round}`} by{" "}
          {authorOf(issue, people)}, {ago(issue.created_at, now)}
        </p>
        <Answer {...props} />
      </div>
    </div>
  );
}

/** What became of it, or the button that says so. */
function Answer({ isAtHand, issue, onAnswer, onFocused, pending, standing, takesFocus }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!takesFocus || pending) return;
    button.current?.focus({ preventScroll: true });
    onFocused();
  }, [onFocused, pending, takesFocus]);
  if (standing.isDeleted) {
    return (
      <p className={classes.settled}>
        <IconTrash size={14} aria-hidden /> Deleted
      </p>
    );
  }
  if (issue.is_resolved) {
    return (
      <div className={classes.row}>
        <p className={classes.settled}>
          <IconCheck size={14} aria-hidden /> Resolved
        </p>
        {onAnswer && (
          <Button
            ref={button}
            size="compact-xs"
            variant="subtle"
            leftSection={<IconArrowBackUp size={12} aria-hidden />}
            loading={pending}
            onClick={onAnswer}
          >
            Undo
          </Button>
        )}
      </div>
    );
  }
  if (!onAnswer) return <p className={classes.hint}>Not resolved yet</p>;
  return (
    <Button
      ref={button}
      size="xs"
      mt={4}
      leftSection={<IconCheck size={14} aria-hidden />}
      rightSection={isAtHand ? <PageKey of="resolve-issue" /> : undefined}
      loading={pending}
      onClick={onAnswer}
    >
      Mark as resolved
    </Button>
  );
}

/** Who rejected or reported it. */
function authorOf({ created_by, reviewer }: Issue, people: People): string {
  const known = people(created_by);
  return known.isMe ? called(known) : (reviewer?.name ?? called(known));
}

/** Reason and comment of the reviewer, as far as there are any. */
function wordsOf({ kind, reason, text }: Issue): string {
  const said = [reason, text].filter(Boolean).join(". ");
  return said || (kind === "missing_label" ? "A label is missing." : "Rejected without a word.");
}

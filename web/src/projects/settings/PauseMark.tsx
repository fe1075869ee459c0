import { Tooltip } from "@mantine/core";
import type { Pause } from "../../api/contract";
import { ago } from "../../kit/times";
import classes from "./Marks.module.css";

const REASONS: Record<Pause["reason"], string> = {
  MANUAL: "By hand",
  BEHAVIOR_BASED: "Because of how the work was done",
  ANNOTATOR_EVALUATION: "The score is not enough",
  ANNOTATION_LIMIT: "The limit of tasks is reached",
  CUSTOM_SCRIPT: "By a script",
};

const BY_SERVER: readonly Pause["reason"][] = ["ANNOTATOR_EVALUATION", "ANNOTATION_LIMIT"];

/** The pauses that somebody can end; the others end by themselves. */
export function setByHand(pauses: readonly Pause[]): number[] {
  return pauses.filter((pause) => !BY_SERVER.includes(pause.reason)).map((pause) => pause.id);
}

/** How a pause ends that nobody can end by hand. */
export function isLifted(pauses: readonly Pause[]): string {
  return pauses.some((pause) => pause.reason === "ANNOTATOR_EVALUATION")
    ? "Ends by itself when the score is high enough, or the evaluation asks for less."
    : "Ends by itself when the limit is raised, or tasks are added.";
}

/** That somebody is paused; why, since when and by whom when it is pointed at or focused. */
export function PauseMark({ pauses }: { pauses: readonly Pause[] }) {
  const words = pauses.map((pause) => wordsOf(pause)).join("\n");
  return (
    <Tooltip
      label={words}
      multiline
      position="bottom-start"
      maw={320}
      classNames={{ tooltip: classes.tip }}
      events={{ hover: true, focus: true, touch: true }}
    >
      <button type="button" className={classes.paused} aria-label={`Paused. ${words}`}>
        Paused
      </button>
    </Tooltip>
  );
}

function wordsOf({ created_at, paused_by_name, reason, verbose_reason }: Pause): string {
  const who = paused_by_name ? `, by ${paused_by_name}` : "";
  const said = verbose_reason ? `: ${verbose_reason}` : ".";
  return `${REASONS[reason]}${who}, ${ago(created_at, new Date())}${said}`;
}

import { Tabs } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowsDiff,
  IconBolt,
  IconCheck,
  IconPencil,
  IconPlayerSkipForward,
  IconPlus,
  IconStarFilled,
  IconX,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Verdict } from "../../api/contract";
import { PersonBadge } from "../../kit/PersonBadge";
import { authorId, called, type People } from "../people";
import type { TaskTab } from "./tabs";
import classes from "./task.module.css";

interface Props {
  tabs: readonly TaskTab[];
  tab: string | null;
  onTab: (id: string) => void;
  people: People;
  /** There is enough to compare. */
  compares: boolean;
}

/** The tab that sets all of them against each other. */
export const COMPARE_TAB = "compare";

/** All work on a task, side by side: who, which, and what was decided about it. */
export function TaskTabs({ compares, onTab, people, tab, tabs }: Props) {
  if (tabs.length === 0) return null;
  return (
    <Tabs
      variant="unstyled"
      value={tab}
      onChange={(id) => id && onTab(id)}
      classNames={{ list: classes.list, tab: classes.tab }}
    >
      <Tabs.List aria-label="Annotations and predictions">
        {tabs.map((each) => (
          <Tabs.Tab key={each.id} value={each.id}>
            <TabWords tab={each} people={people} />
          </Tabs.Tab>
        ))}
        {compares && (
          <Tabs.Tab value={COMPARE_TAB}>
            <IconArrowsDiff size={14} aria-hidden />
            Compare
          </Tabs.Tab>
        )}
      </Tabs.List>
    </Tabs>
  );
}

function TabWords({ people, tab }: { tab: TaskTab; people: People }) {
  if (tab.kind === "new") {
    return (
      <>
        {tab.hasDraft ? <IconPencil size={14} aria-hidden /> : <IconPlus size={14} aria-hidden />}
        {tab.hasDraft ? "Your draft" : "Annotate"}
      </>
    );
  }
  if (tab.kind === "prediction") {
    const { id, model_version, score } = tab.prediction;
    return (
      <>
        <IconBolt size={14} aria-hidden />
        <span className={classes.who}>{model_version || `Prediction ${id}`}</span>
        {score !== null && <span className={classes.muted}>{score.toFixed(2)}</span>}
      </>
    );
  }
  const { annotation } = tab;
  const author = people(authorId(annotation));
  return (
    <>
      <PersonBadge id={author.id} name={author.name} initials={author.initials} size="s" />
      <span className={classes.who}>{called(author)}</span>
      <span className={classes.muted}>#{annotation.id}</span>
      {annotation.was_cancelled && (
        <Mark word="Skipped" tone="text-3">
          <IconPlayerSkipForward size={13} aria-hidden />
        </Mark>
      )}
      {annotation.verdict && VERDICTS[annotation.verdict]}
      {annotation.ground_truth && (
        <Mark word="Ground truth" tone="pending">
          <IconStarFilled size={13} aria-hidden />
        </Mark>
      )}
    </>
  );
}

function Mark({ children, tone, word }: { word: string; tone: string; children: ReactNode }) {
  return (
    <span className={classes.mark} style={{ color: `var(--${tone})` }} title={word}>
      {children}
      <span className="visually-hidden">{word}</span>
    </span>
  );
}

const VERDICTS: Readonly<Record<Verdict, ReactNode>> = {
  accepted: (
    <Mark word="Accepted" tone="approved">
      <IconCheck size={14} aria-hidden />
    </Mark>
  ),
  fixed: (
    <Mark word="Fixed and accepted" tone="fixed">
      <IconPencil size={13} aria-hidden />
    </Mark>
  ),
  returned: (
    <Mark word="Returned to the author" tone="returned">
      <IconArrowBackUp size={14} aria-hidden />
    </Mark>
  ),
  passed_on: (
    <Mark word="Passed on" tone="rejected">
      <IconX size={14} aria-hidden />
    </Mark>
  ),
  removed: (
    <Mark word="Rejected for good" tone="rejected">
      <IconX size={14} aria-hidden />
    </Mark>
  ),
};

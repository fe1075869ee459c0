/** What somebody is still writing in the settings of review: it does nothing yet, and would be refused. */
import type { ProjectChange } from "../../../api/contract";
import type { ReviewValues } from "./form";

type Expert = ReviewValues["expert"];
export type Stage = Expert["stages"][number];

/** What is wrong with the stages of expert review, as a sentence that says the fix; null when they fit. */
export function stagesProblem(stages: readonly Stage[], threshold: number | null): string | null {
  const rounds = stages.map(({ iteration }) => iteration);
  const twice = rounds.find((round, at) => rounds.indexOf(round) !== at);
  if (twice !== undefined) return `Round ${twice} has two stages. Delete one, or give it another round.`;
  const beyond = threshold === null ? undefined : rounds.find((round) => round > threshold);
  if (beyond === undefined) return null;
  return `Round ${beyond} never comes: in round ${threshold} experts get all rejections. Use an earlier round, or delete the stage.`;
}

/** Whether expert review is asked for and nobody is named who could do it. */
export function needsExperts({ reviewers, stages, threshold }: Expert): boolean {
  return reviewers.length === 0 && (threshold !== null || stages.length > 0);
}

/** At the threshold every rejection goes to an expert already, so only approvals are left to draw from. */
export function fitting(stage: Stage, threshold: number | null): Stage {
  return stage.iteration === threshold ? { ...stage, action: "approved" } : stage;
}

/** A change without what is unfinished, to ask what it would do. */
export function finished(change: ProjectChange): ProjectChange {
  const { review_settings: review } = change;
  if (!review) return change;
  const { expert, reject_reasons: reasons, ...rest } = review;
  return {
    ...change,
    review_settings: {
      ...rest,
      ...(reasons && isTold(reasons) && { reject_reasons: reasons.filter(({ text }) => text.trim() !== "") }),
      ...(expert && isWhole(expert) && { expert }),
    },
  };
}

function isTold(reasons: ReviewValues["reject_reasons"]): boolean {
  const texts = reasons.map(({ text }) => text.trim().toLowerCase()).filter((text) => text !== "");
  return new Set(texts).size === texts.length && !texts.some((text) => text.includes(";"));
}

function isWhole(expert: Expert): boolean {
  return !needsExperts(expert) && stagesProblem(expert.stages, expert.threshold) === null;
}

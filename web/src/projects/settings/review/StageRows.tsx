import { ActionIcon, Button, NumberInput, Select } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { SettingRow } from "../SettingRow";
import type { ReviewForm } from "./form";
import classes from "./Rows.module.css";
import { fitting, type Stage, stagesProblem } from "./unfinished";

const ACTIONS: { value: Stage["action"]; label: string }[] = [
  { value: "all", label: "All verdicts" },
  { value: "approved", label: "Approvals" },
  { value: "rejected", label: "Rejections" },
];

/** Which share of other verdicts an expert sees, round by round. */
export function StageRows({ form }: { form: ReviewForm }) {
  const { stages, threshold } = form.values.review_settings.expert;
  const write = (next: Stage[]) => form.setFieldValue("review_settings.expert.stages", next);
  const change = (at: number, part: Partial<Stage>) =>
    write(stages.map((stage, place) => (place === at ? fitting({ ...stage, ...part }, threshold) : stage)));
  const free = freeRound(stages, threshold);
  return (
    <SettingRow
      title="Verdicts that experts see besides"
      meaning={
        threshold === null
          ? "After the review of a round, this share of its verdicts goes to an expert, drawn at random."
          : `After the review of a round, this share of its verdicts goes to an expert, drawn at random. In round ${threshold} rejections go there anyway, so only approvals are left to draw from.`
      }
      standard="none"
      error={stagesProblem(stages, threshold)}
    >
      {stages.length > 0 && (
        <p className={classes.heads} aria-hidden>
          <span className={classes.number}>Round</span>
          <span className={classes.number}>Share</span>
          <span className={classes.grow}>Of which verdicts</span>
        </p>
      )}
      <ol className={classes.list} aria-label="Stages of expert review">
        {stages.map((stage, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stage has no identity but its place while it is written
          <li key={at} className={classes.line}>
            <NumberInput
              aria-label={`Round of stage ${at + 1}`}
              className={classes.number}
              prefix="R"
              min={1}
              max={threshold ?? 100}
              clampBehavior="strict"
              allowDecimal={false}
              value={stage.iteration}
              onChange={(value) => value !== "" && change(at, { iteration: Number(value) })}
            />
            <NumberInput
              aria-label={`Share of stage ${at + 1}, in percent`}
              className={classes.number}
              suffix=" %"
              min={0}
              max={100}
              clampBehavior="strict"
              decimalScale={2}
              value={Math.round(stage.rate * 10_000) / 100}
              onChange={(value) => change(at, { rate: value === "" ? 0 : Number(value) / 100 })}
            />
            <Select
              aria-label={`Verdicts of stage ${at + 1}`}
              className={classes.grow}
              allowDeselect={false}
              data={stage.iteration === threshold ? ACTIONS.slice(1, 2) : ACTIONS}
              value={stage.action}
              onChange={(action) => action && change(at, { action: action as Stage["action"] })}
            />
            <ActionIcon
              variant="subtle"
              aria-label={`Delete stage ${at + 1}`}
              onClick={() => write(stages.filter((_, place) => place !== at))}
            >
              <IconTrash size={14} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ol>
      <Button
        size="xs"
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={free === null}
        onClick={() =>
          free !== null &&
          write([...stages, fitting({ iteration: free, rate: 0.1, action: "all" }, threshold)])
        }
      >
        Add a stage
      </Button>
    </SettingRow>
  );
}

/** The first round without a stage, up to the threshold. */
function freeRound(stages: readonly Stage[], threshold: number | null): number | null {
  for (let round = 1; round <= (threshold ?? 100); round += 1) {
    if (!stages.some(({ iteration }) => iteration === round)) return round;
  }
  return null;
}

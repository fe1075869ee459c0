import { NumberInput, Radio, Switch } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DialogForm } from "../kit/DialogForm";
import { Failure } from "../kit/Notice";
import { count, counted } from "../kit/numbers";
import classes from "./Labels.module.css";
import { type Chosen, type Done, type Further, furtherQuery, useAddReviews } from "./rounds";

interface Props {
  projectId: number;
  chosen: Chosen;
  /** What is chosen, in words: "3 tasks". */
  what: string;
  onClose: () => void;
  onDone: (done: Done) => void;
}

const SETTLES_MS = 300;

/** Sends submitted work to a further review: of what, how much of it, and by whom. */
export function AddReviewsDialog({ chosen, onClose, onDone, projectId, what }: Props) {
  const [scope, setScope] = useState<Further["scope"]>("all");
  const [size, setSize] = useState<number | null>(null);
  const [others, setOthers] = useState(false);
  const wish: Further = { scope, sample_size: size, exclude_earlier_reviewers: others };
  const [asked] = useDebouncedValue(wish, SETTLES_MS);
  const preview = useQuery(furtherQuery(projectId, chosen, asked));
  const add = useAddReviews(projectId);
  const found = preview.data;
  return (
    <DialogForm
      title={`Add reviews to ${what}`}
      size={460}
      action="Add reviews"
      disabled={!found || found.items === 0}
      pending={add.isPending}
      onClose={onClose}
      onSubmit={() => add.mutate({ chosen, wish }, { onSuccess: onDone })}
    >
      <Radio.Group
        label="Of what"
        value={scope}
        onChange={(value) => setScope(value as Further["scope"])}
        className={classes.choices}
      >
        <Radio value="all" label="All of it" description="Approved, or not selected for review so far." />
        <Radio value="approved" label="Only what was approved" />
        <Radio value="not_selected" label="Only what was not selected for review" />
      </Radio.Group>
      <NumberInput
        label="How many, drawn at random"
        placeholder="All of them"
        min={1}
        allowDecimal={false}
        thousandSeparator=","
        value={size ?? ""}
        onChange={(value) => setSize(value === "" ? null : Number(value))}
      />
      <Switch
        label="Not by who judged it before"
        checked={others}
        onChange={(event) => setOthers(event.currentTarget.checked)}
      />
      <p className={classes.said} aria-live="polite">
        {preview.isError ? (
          "What this comes to could not be counted."
        ) : !found ? (
          "Counting…"
        ) : found.items === 0 ? (
          "Nothing of this can be reviewed once more."
        ) : (
          <>
            <b>{counted(found.items, "review")}</b> in {counted(found.tasks, "task")}, which{" "}
            {found.tasks === 1 ? "is" : "are"} in review then: {count(found.approved)} approved,{" "}
            {count(found.not_selected)} not selected before
            {found.items < found.eligible && `; of ${count(found.eligible)} that could be`}.
          </>
        )}
        {found && found.without_reviewer > 0 && (
          <> {counted(found.without_reviewer, "item")} left out: nobody else is here to judge them.</>
        )}
      </p>
      {add.isError && <Failure what="No review was added." error={add.error} />}
    </DialogForm>
  );
}

import { Button } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEditor } from "../../editor";
import { reasonOf } from "../../kit/Notice";
import { counted } from "../../kit/numbers";
import classes from "../frame/frame.module.css";
import { batchOf, reviewsQuery, withdrawReview } from "../queries";
import type { ReviewDesk } from "../review/reviewWork";
import { type InstanceWork, openInstances } from "./instanceWork";

interface Props {
  desk: ReviewDesk;
  work: InstanceWork;
  onWork: (work: InstanceWork) => void;
}

/** Takes one's own verdicts on what is selected back, and puts the instances into one's hands again. */
export function JudgeAgain({ desk, onWork, work }: Props) {
  const { annotation, editor, rows } = work;
  const selection = useEditor(editor, (state) => state.selection);
  const reviews = useQuery(reviewsQuery(annotation.id)).data ?? [];
  const mine = rows.flatMap(({ id, item }) => {
    const last = reviews.findLast((review) => review.item === item.id);
    return selection.has(id) && last?.created_by === desk.person && last.round === item.round ? [last] : [];
  });
  const again = useMutation({
    mutationFn: async () => {
      for (const { id } of mine) await withdrawReview(id);
      return batchOf(desk.project, annotation.id);
    },
    onSuccess: (batch) => onWork(openInstances(desk, batch)),
  });
  return (
    <>
      <Button
        size="sm"
        leftSection={<IconArrowBackUp size={16} aria-hidden />}
        disabled={mine.length === 0}
        loading={again.isPending}
        title={mine.length === 0 ? "Select an instance that you judged." : undefined}
        onClick={() => again.mutate()}
      >
        Judge {mine.length > 1 ? counted(mine.length, "instance") : "it"} again
      </Button>
      {again.isError && (
        <span className={classes.warn} role="alert">
          {reasonOf(again.error)}
        </span>
      )}
    </>
  );
}

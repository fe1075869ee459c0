import { ActionIcon } from "@mantine/core";
import { IconStar, IconStarFilled, IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Project } from "../../api/contract";
import { Confirm } from "../../kit/Confirm";
import { mayIn } from "../../projects/queries";
import { authorId, type People } from "../people";
import { deleteAnnotation, setGroundTruth } from "../queries";
import type { Annotation } from "../shapes";

interface Props {
  annotation: Annotation;
  project: Project;
  people: People;
  onChanged: () => void;
  onDeleted: () => void;
}

/** What can be done to an annotation besides working on it: the star, and the end of it. */
export function AnnotationActions({ annotation, onChanged, onDeleted, people, project }: Props) {
  const [asking, setAsking] = useState(false);
  const author = people(authorId(annotation));
  const star = useMutation({
    mutationFn: () => setGroundTruth(annotation.id, !annotation.ground_truth),
    onSuccess: onChanged,
  });
  const remove = useMutation({
    mutationFn: () => deleteAnnotation(annotation.id),
    onSuccess: () => {
      setAsking(false);
      onDeleted();
    },
  });
  const mayDelete = mayIn(project, "annotations.delete_any") || (author.isMe && annotation.verdict === null);
  const starWord = annotation.ground_truth ? "Take the ground truth star away" : "Mark as ground truth";
  return (
    <>
      {mayIn(project, "annotations.change_any") && !annotation.was_cancelled && (
        <ActionIcon
          variant="default"
          size="sm"
          aria-pressed={annotation.ground_truth}
          aria-label={starWord}
          title={starWord}
          loading={star.isPending}
          onClick={() => star.mutate()}
        >
          {annotation.ground_truth ? (
            <IconStarFilled size={16} color="var(--pending-solid)" aria-hidden />
          ) : (
            <IconStar size={16} aria-hidden />
          )}
        </ActionIcon>
      )}
      {mayDelete && (
        <ActionIcon
          variant="default"
          size="sm"
          aria-label="Delete this annotation"
          title="Delete this annotation"
          onClick={() => setAsking(true)}
        >
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      )}
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={`Delete annotation ${annotation.id}?`}
        action="Delete annotation"
        onConfirm={() => remove.mutate()}
        pending={remove.isPending}
        error={remove.error}
      >
        {author.isMe ? "Your work" : `The work of ${author.name}`} with its verdicts and comments goes away,
        and the item waits for another annotation. This cannot be taken back.
      </Confirm>
    </>
  );
}

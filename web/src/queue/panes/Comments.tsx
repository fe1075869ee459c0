import { Checkbox } from "@mantine/core";
import { IconMessage } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useState } from "react";
import { useStore } from "zustand";
import { type Editor, useEditor } from "../../editor";
import { Failure } from "../../kit/Notice";
import { NotLoaded } from "../../kit/NotLoaded";
import { BoneRows } from "../../kit/Waiting";
import { addComment, type CommentPlace, commentsQuery } from "../queries";
import { asClassifications } from "../work/classes";
import { type CommentBox, emptied } from "../work/commentBox";
import { Composer } from "./Composer";
import classes from "./panes.module.css";
import { regionName, targetOf } from "./regionName";
import { useNames, useTalk } from "./useTalk";

const CommentItem = lazy(async () => ({ default: (await import("./CommentItem")).CommentItem }));

interface Props {
  editor: Editor;
  box: CommentBox;
  place: CommentPlace | null;
  /** Makes the place when there is none yet: work that was never saved becomes a draft first. */
  makePlace?: () => Promise<CommentPlace | null>;
  me: number;
  project: number;
  /** Reviewers and above settle anybody's comment; others their own. */
  mayResolveAny: boolean;
  placeholder: string;
  /** A comment was sent on its own. */
  onSent?: () => void;
  /** What Ctrl+Enter in the box does while a decision waits for the comment. */
  onAsked?: () => void;
}

/** The talk about one annotation, newest first, with the box to write in. */
export function Comments({
  box,
  editor,
  makePlace,
  me,
  mayResolveAny,
  onAsked,
  onSent,
  place,
  placeholder,
  project,
}: Props) {
  const client = useQueryClient();
  const now = new Date();
  const comments = useQuery(commentsQuery(place));
  const { paths, people } = useTalk(place, project);
  useNames(box, people);
  const opened = useStore(box, (state) => state.opened);
  const seen = useCallback(() => box.setState({ opened: null }), [box]);
  const selectedId = useEditor(editor, (state) => state.selectedId);
  const [linked, setLinked] = useState(true);
  const target = linked && selectedId !== null ? targetOf(editor, selectedId) : null;
  const send = useMutation({
    mutationFn: async (text: string) => {
      const where = place ?? (await makePlace?.()) ?? null;
      if (!where) throw new Error("The draft that the comment belongs to could not be saved.");
      const classifications = asClassifications(box.getState().classes);
      await addComment(where, { text, region_ref: target, classifications });
      return where;
    },
    onSuccess: (where) => {
      emptied(box);
      onSent?.();
      return client.invalidateQueries({ queryKey: commentsQuery(where).queryKey });
    },
  });
  return (
    <>
      <div className={classes.write}>
        <Composer
          box={box}
          placeholder={placeholder}
          onSend={(text) => send.mutate(text)}
          sending={send.isPending}
          onAsked={onAsked}
          paths={paths}
        />
        {selectedId !== null && (
          <Checkbox
            checked={linked}
            onChange={(event) => setLinked(event.currentTarget.checked)}
            label={`About ${regionName(editor, selectedId)}`}
          />
        )}
        {send.isError && (
          <Failure what="The comment was not sent." kept="It stays in the box." error={send.error} />
        )}
      </div>
      {place !== null && comments.isPending && <BoneRows rows={3} height={48} />}
      <NotLoaded of={comments} what="The comments could not be loaded." />
      {comments.data?.length === 0 || place === null ? (
        <p className={classes.nothing}>
          <IconMessage size={14} aria-hidden /> Nobody has said anything yet.
        </p>
      ) : null}
      <Suspense fallback={<BoneRows rows={comments.data?.length ?? 0} height={48} />}>
        <ul className={classes.comments}>
          {comments.data?.map((comment) => (
            <CommentItem
              key={comment.id}
              comment={comment}
              editor={editor}
              people={people}
              me={me}
              mayResolve={mayResolveAny || authorOf(comment) === me}
              now={now}
              opened={opened === comment.id}
              onSeen={seen}
              onChanged={() => client.invalidateQueries({ queryKey: commentsQuery(place).queryKey })}
            />
          ))}
        </ul>
      </Suspense>
    </>
  );
}

function authorOf({ created_by }: { created_by: { id: number } | number | null }): number | null {
  return typeof created_by === "number" ? created_by : (created_by?.id ?? null);
}

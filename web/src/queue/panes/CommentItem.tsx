import { ActionIcon, Button, Menu, Textarea } from "@mantine/core";
import { IconCheck, IconDots, IconFocus2, IconPencil, IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { nameOf } from "../../access/me";
import type { Editor } from "../../editor";
import { Failure } from "../../kit/Notice";
import { PersonBadge } from "../../kit/PersonBadge";
import { ago, exactly } from "../../kit/times";
import { changeComment, deleteComment } from "../queries";
import type { Comment } from "../shapes";
import classes from "./panes.module.css";
import { regionName } from "./regionName";

interface Props {
  comment: Comment;
  editor: Editor;
  me: number;
  mayResolve: boolean;
  now: Date;
  onChanged: () => void;
}

/** One comment: who, when, what, about which region, settled or not. */
export function CommentItem({ comment, editor, mayResolve, me, now, onChanged }: Props) {
  const [edited, setEdited] = useState<string | null>(null);
  const author = typeof comment.created_by === "object" ? comment.created_by : null;
  const authorId = author?.id ?? (typeof comment.created_by === "number" ? comment.created_by : 0);
  const name = author ? nameOf(author) : authorId === me ? "You" : "Somebody";
  const region = comment.region_ref?.region_id;
  const about = region ? regionName(editor, region) : null;
  const change = useMutation({
    mutationFn: (given: { text?: string; is_resolved?: boolean }) => changeComment(comment.id, given),
    onSuccess: () => {
      setEdited(null);
      onChanged();
    },
  });
  const remove = useMutation({ mutationFn: () => deleteComment(comment.id), onSuccess: onChanged });
  const wasEdited = Date.parse(comment.updated_at) - Date.parse(comment.created_at) > 1000;
  return (
    <li className={classes.comment} data-resolved={comment.is_resolved || undefined}>
      <PersonBadge id={authorId} name={name} initials={author?.initials ?? "–"} size="s" />
      <div className={classes.commentBody}>
        <div className={classes.row}>
          <b>{name}</b>
          <time className={classes.hint} dateTime={comment.created_at} title={exactly(comment.created_at)}>
            {ago(comment.created_at, now)}
            {wasEdited && !comment.is_resolved ? ", edited" : ""}
          </time>
          <span className={classes.grow} />
          {mayResolve && (
            <ActionIcon
              aria-label={comment.is_resolved ? "Open the comment again" : "Mark the comment as settled"}
              title={comment.is_resolved ? "Open again" : "Mark as settled"}
              aria-pressed={comment.is_resolved}
              loading={change.isPending}
              onClick={() => change.mutate({ is_resolved: !comment.is_resolved })}
            >
              <IconCheck size={14} aria-hidden />
            </ActionIcon>
          )}
          {authorId === me && (
            <Menu position="bottom-end" width={140}>
              <Menu.Target>
                <ActionIcon aria-label="More about this comment" title="More">
                  <IconDots size={14} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item
                  leftSection={<IconPencil size={14} aria-hidden />}
                  onClick={() => setEdited(comment.text)}
                >
                  Edit
                </Menu.Item>
                <Menu.Item
                  color="red"
                  leftSection={<IconTrash size={14} aria-hidden />}
                  onClick={() => remove.mutate()}
                >
                  Delete
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </div>
        {edited === null ? (
          <p className={classes.said} dir="auto">
            {comment.text}
          </p>
        ) : (
          <form
            className={classes.composer}
            onSubmit={(event) => {
              event.preventDefault();
              if (edited.trim()) change.mutate({ text: edited.trim() });
            }}
          >
            <Textarea
              aria-label="The comment"
              minRows={2}
              value={edited}
              onChange={(event) => setEdited(event.currentTarget.value)}
              data-autofocus
            />
            <div className={classes.row}>
              <span className={classes.grow} />
              <Button size="xs" onClick={() => setEdited(null)}>
                Cancel
              </Button>
              <Button size="xs" type="submit" loading={change.isPending}>
                Save
              </Button>
            </div>
          </form>
        )}
        {region && (
          <button
            type="button"
            className={classes.link}
            disabled={about === null}
            onClick={() => editor.select(region)}
          >
            <IconFocus2 size={12} aria-hidden />
            {about ?? "A region that is gone"}
          </button>
        )}
        {comment.is_resolved && <p className={classes.hint}>Settled</p>}
        {(change.isError || remove.isError) && (
          <Failure what="The comment was not changed." error={change.error ?? remove.error} />
        )}
      </div>
    </li>
  );
}

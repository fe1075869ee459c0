import { ActionIcon, Button, Menu, Textarea } from "@mantine/core";
import {
  IconCheck,
  IconDots,
  IconFocus2,
  IconLink,
  IconPencil,
  IconTrash,
  IconUnlink,
} from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { nameOf } from "../../access/me";
import { type Editor, useEditor } from "../../editor";
import { Failure } from "../../kit/Notice";
import { PersonBadge } from "../../kit/PersonBadge";
import { ago, exactly } from "../../kit/times";
import { changeComment, deleteComment } from "../queries";
import type { Comment } from "../shapes";
import { classWords, pathsOf } from "../work/classes";
import { decoded, encoded, type Mentionable } from "../work/mentions";
import classes from "./panes.module.css";
import { RegionLinks } from "./RegionLinks";
import { regionName, regionsOf, targetOf } from "./regionName";
import talk from "./talk.module.css";
import { Words } from "./Words";

interface Props {
  comment: Comment;
  editor: Editor;
  me: number;
  people: readonly Mentionable[];
  mayResolve: boolean;
  now: Date;
  /** Its mark on the canvas was chosen: it comes into view and takes the focus. */
  opened: boolean;
  onSeen: () => void;
  onChanged: () => void;
}

/** One comment: who, when, what, about which region, settled or not. */
export function CommentItem(props: Props) {
  const { comment, editor, mayResolve, me, now, onChanged, onSeen, opened, people } = props;
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!opened || !item.current) return;
    item.current.scrollIntoView({ block: "nearest" });
    item.current.focus({ preventScroll: true });
    onSeen();
  }, [opened, onSeen]);
  const [edited, setEdited] = useState<string | null>(null);
  const author = typeof comment.created_by === "object" ? comment.created_by : null;
  const authorId = author?.id ?? (typeof comment.created_by === "number" ? comment.created_by : 0);
  const name = author ? nameOf(author) : authorId === me ? "You" : "Somebody";
  const regions = regionsOf(comment.region_ref);
  const region = regions.length === 1 ? regions[0] : undefined;
  const about = region ? regionName(editor, region) : null;
  const light = (on: boolean) => editor.light(on && region && about !== null ? region : null);
  const change = useMutation({
    mutationFn: (given: Parameters<typeof changeComment>[1]) => changeComment(comment.id, given),
    onSuccess: () => {
      setEdited(null);
      onChanged();
    },
  });
  const selectedId = useEditor(editor, (state) => state.selectedId);
  const paths = pathsOf(comment.classifications);
  const known = [...people, ...comment.mentions];
  const remove = useMutation({ mutationFn: () => deleteComment(comment.id), onSuccess: onChanged });
  const wasEdited = Date.parse(comment.updated_at) - Date.parse(comment.created_at) > 1000;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the button that names the region does the same
    <li
      ref={item}
      className={classes.comment}
      data-resolved={comment.is_resolved || undefined}
      data-about={about !== null || undefined}
      // Only marks on the canvas lead here.
      tabIndex={-1}
      onPointerEnter={() => light(true)}
      onPointerLeave={() => light(false)}
      onFocus={() => light(true)}
      onBlur={() => light(false)}
      onClick={({ target }) => {
        const isControl = target instanceof Element && target.closest("button, textarea, a, [role=menu]");
        if (region && about !== null && !isControl) editor.goToRegion(region);
      }}
    >
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
            <Menu position="bottom-end" width={180}>
              <Menu.Target>
                <ActionIcon aria-label="More about this comment" title="More">
                  <IconDots size={14} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item
                  leftSection={<IconPencil size={14} aria-hidden />}
                  onClick={() => setEdited(decoded(comment.text, known))}
                >
                  Edit
                </Menu.Item>
                {selectedId !== null && !regions.includes(selectedId) && (
                  <Menu.Item
                    leftSection={<IconLink size={14} aria-hidden />}
                    onClick={() => change.mutate({ region_ref: targetOf(editor, selectedId) })}
                  >
                    Link to the selection
                  </Menu.Item>
                )}
                {regions.length > 0 && (
                  <Menu.Item
                    leftSection={<IconUnlink size={14} aria-hidden />}
                    onClick={() => change.mutate({ region_ref: null })}
                  >
                    Unlink
                  </Menu.Item>
                )}
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
            <Words text={comment.text} people={known} />
          </p>
        ) : (
          <form
            className={classes.composer}
            onSubmit={(event) => {
              event.preventDefault();
              if (edited.trim()) change.mutate({ text: encoded(edited.trim(), known) });
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
        {paths.length > 0 && (
          <ul className={talk.classes} aria-label="Classified as">
            {paths.map((path) => (
              <li key={classWords(path)} className={classes.kind}>
                {classWords(path)}
              </li>
            ))}
          </ul>
        )}
        {region && (
          <button
            type="button"
            className={classes.link}
            disabled={about === null}
            onClick={() => editor.goToRegion(region)}
          >
            <IconFocus2 size={12} aria-hidden />
            {about ?? "A region that is gone"}
          </button>
        )}
        {regions.length > 1 && <RegionLinks editor={editor} regions={regions} />}
        {comment.is_resolved && <p className={classes.hint}>Settled</p>}
        {(change.isError || remove.isError) && (
          <Failure what="The comment was not changed." error={change.error ?? remove.error} />
        )}
      </div>
    </li>
  );
}

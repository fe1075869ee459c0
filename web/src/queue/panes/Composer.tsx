import { Button, MultiSelect, Textarea } from "@mantine/core";
import { useEffect, useId, useRef } from "react";
import { useStore } from "zustand";
import { classWords } from "../work/classes";
import type { CommentBox } from "../work/commentBox";
import { encoded } from "../work/mentions";
import { MentionOffer } from "./MentionOffer";
import classes from "./panes.module.css";
import talk from "./talk.module.css";
import { useMentions } from "./useMentions";

interface Props {
  box: CommentBox;
  placeholder: string;
  /** Gets the text as it is stored, people by their numbers. */
  onSend: (text: string) => void;
  sending: boolean;
  /** Goes on with the decision that waits for the comment. */
  onAsked?: () => void;
  /** How comments of the project are classified; none where they are not. */
  paths?: readonly string[][];
}

/** Where a comment is written. What is left in it goes along with the next decision. */
export function Composer({ box, onAsked, onSend, paths = [], placeholder, sending }: Props) {
  const { asked, classes: chosen, people, text, wantsFocus } = useStore(box);
  const field = useRef<HTMLTextAreaElement>(null);
  const why = useId();
  const mentions = useMentions(box, field);
  useEffect(() => {
    if (!wantsFocus) return;
    field.current?.focus();
    box.setState({ wantsFocus: false });
  }, [wantsFocus, box]);
  const ready = text.trim() !== "";
  const send = () => onSend(encoded(text.trim(), people));
  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) send();
      }}
    >
      <div className={talk.field}>
        <Textarea
          ref={field}
          aria-label={placeholder}
          aria-describedby={asked ? why : undefined}
          {...mentions.field}
          placeholder={placeholder}
          minRows={2}
          maxRows={8}
          value={text}
          error={asked && !ready ? true : undefined}
          onChange={(event) => {
            box.setState({ text: event.currentTarget.value });
            mentions.look();
          }}
          onKeyDown={(event) => {
            if (mentions.onKeyDown(event)) return;
            if (event.key === "Escape") field.current?.blur();
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !ready) return;
            event.preventDefault();
            event.stopPropagation();
            if (asked && onAsked) onAsked();
            else send();
          }}
        />
        <MentionOffer mentions={mentions} />
      </div>
      {asked && (
        <p id={why} className={classes.asked} role="alert">
          {asked}
        </p>
      )}
      {ready && paths.length > 0 && (
        <MultiSelect
          aria-label="How the comment is classified"
          classNames={{ inputField: talk.bare }}
          placeholder={chosen.length === 0 ? "Classify it" : undefined}
          size="xs"
          searchable
          data={paths.map((path) => ({ value: JSON.stringify(path), label: classWords(path) }))}
          value={chosen.map((path) => JSON.stringify(path))}
          onChange={(values) =>
            box.setState({ classes: values.map((value) => JSON.parse(value) as string[]) })
          }
        />
      )}
      {ready && (
        <div className={classes.row}>
          <span className={classes.hint}>
            {asked ? "Ctrl+Enter goes on." : "Goes along with your decision, or on its own:"}
          </span>
          <Button type="submit" size="xs" className={talk.send} loading={sending}>
            Send
          </Button>
        </div>
      )}
    </form>
  );
}

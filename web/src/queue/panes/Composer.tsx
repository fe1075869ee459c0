import { Button, Textarea } from "@mantine/core";
import { useEffect, useId, useRef } from "react";
import { useStore } from "zustand";
import type { CommentBox } from "../work/commentBox";
import { encoded } from "../work/mentions";
import { Classify } from "./Classify";
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
  const { asked, people, text, wantsFocus } = useStore(box);
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
      <Classify box={box} paths={paths} />
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

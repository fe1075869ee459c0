import { Button, Textarea } from "@mantine/core";
import { useEffect, useId, useRef } from "react";
import { useStore } from "zustand";
import type { CommentBox } from "../work/commentBox";
import classes from "./panes.module.css";

interface Props {
  box: CommentBox;
  placeholder: string;
  onSend: (text: string) => void;
  sending: boolean;
  /** Goes on with the decision that waits for the comment. */
  onAsked?: () => void;
}

/** Where a comment is written. What is left in it goes along with the next decision. */
export function Composer({ box, onAsked, onSend, placeholder, sending }: Props) {
  const { asked, text, wantsFocus } = useStore(box);
  const field = useRef<HTMLTextAreaElement>(null);
  const why = useId();
  useEffect(() => {
    if (!wantsFocus) return;
    field.current?.focus();
    box.setState({ wantsFocus: false });
  }, [wantsFocus, box]);
  const ready = text.trim() !== "";
  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onSend(text.trim());
      }}
    >
      <Textarea
        ref={field}
        aria-label={placeholder}
        aria-describedby={asked ? why : undefined}
        placeholder={placeholder}
        minRows={2}
        maxRows={8}
        value={text}
        error={asked && !ready ? true : undefined}
        onChange={(event) => box.setState({ text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === "Escape") field.current?.blur();
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !ready) return;
          event.preventDefault();
          event.stopPropagation();
          if (asked && onAsked) onAsked();
          else onSend(text.trim());
        }}
      />
      {asked && (
        <p id={why} className={classes.asked} role="alert">
          {asked}
        </p>
      )}
      {ready && (
        <div className={classes.row}>
          <span className={classes.hint}>
            {asked ? "Ctrl+Enter goes on." : "Goes along with your decision, or on its own:"}
          </span>
          <Button type="submit" size="xs" loading={sending}>
            Send
          </Button>
        </div>
      )}
    </form>
  );
}

import { TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import classes from "./Confirm.module.css";
import { DialogForm } from "./DialogForm";
import { Failure } from "./Notice";

interface Props {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** What will happen, and what cannot be taken back. */
  children: ReactNode;
  /** The verb on the button: "Delete project". */
  action: string;
  onConfirm: () => void;
  pending?: boolean;
  error?: unknown;
  /** When given, the person types this text first. */
  typed?: string;
}

/** Asks before something is lost. */
export function Confirm({
  opened,
  onClose,
  title,
  children,
  action,
  onConfirm,
  pending,
  error,
  typed,
}: Props) {
  const [text, setText] = useState("");
  return (
    <DialogForm
      opened={opened}
      title={title}
      action={action}
      color="red"
      disabled={typed !== undefined && text.trim() !== typed}
      pending={pending}
      onClose={() => {
        setText("");
        onClose();
      }}
      onSubmit={onConfirm}
    >
      <div className={classes.text}>{children}</div>
      {typed !== undefined && (
        <TextInput
          label={
            <>
              Type <b>{typed}</b> to confirm
            </>
          }
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autoComplete="off"
          data-autofocus
        />
      )}
      {error != null && <Failure what="It was not done." error={error} />}
    </DialogForm>
  );
}

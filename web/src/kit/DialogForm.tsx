import { Button, Modal } from "@mantine/core";
import type { FormEvent, ReactNode } from "react";
import classes from "./DialogForm.module.css";

interface Props {
  title: string;
  opened?: boolean;
  size?: number;
  children: ReactNode;
  /** The verb on the button: "Save". */
  action: string;
  color?: "red";
  disabled?: boolean;
  pending?: boolean;
  onClose: () => void;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
}

/** A dialog that asks for something and does it, or does nothing. */
export function DialogForm(props: Props) {
  const { action, children, color, disabled, onClose, onSubmit, opened = true, pending, size = 440 } = props;
  return (
    <Modal opened={opened} onClose={onClose} title={props.title} size={size}>
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // As far as React is concerned the dialog lies in the form of the page that opened it.
          event.stopPropagation();
          if (!disabled) onSubmit(event);
        }}
      >
        {children}
        <div className={classes.buttons}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" color={color} disabled={disabled} loading={pending}>
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

import { Button, Modal, Textarea } from "@mantine/core";
import { useState } from "react";
import { Failure } from "../../kit/Notice";
import classes from "./Settings.module.css";

interface Props {
  name: string;
  pending: boolean;
  error: unknown;
  onClose: () => void;
  onPause: (words: string) => void;
}

/** Asks why somebody is paused; they read it. */
export function PauseForm({ error, name, onClose, onPause, pending }: Props) {
  const [words, setWords] = useState("");
  return (
    <Modal opened onClose={onClose} title={`Pause ${name}?`} size={460}>
      <form
        className={classes.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          onPause(words);
        }}
      >
        <p>
          The project is closed to them until you end the pause. What they have in hand is kept as a draft,
          and what they handed in stays.
        </p>
        <Textarea
          label="Reason"
          description={`${name} reads it. It may be left empty.`}
          autosize
          minRows={3}
          maxLength={2000}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          data-autofocus
        />
        {error != null && <Failure what="Nobody was paused." error={error} />}
        <div className={classes.dialogButtons}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" loading={pending}>
            Pause
          </Button>
        </div>
      </form>
    </Modal>
  );
}

import { Button, Modal } from "@mantine/core";
import DOMPurify from "dompurify";
import { useMemo } from "react";
import classes from "./frame.module.css";

export interface InstructionsProps {
  opened: boolean;
  onClose: () => void;
  text: string;
  title: string;
}

/** What the project asks of those who work in it. Instructions may be plain text or HTML. */
export function InstructionsDialog({ onClose, opened, text, title }: InstructionsProps) {
  const html = useMemo(() => (/<[a-z][\s\S]*>/i.test(text) ? DOMPurify.sanitize(text) : null), [text]);
  return (
    <Modal opened={opened} onClose={onClose} title={title} size={640}>
      {html === null ? (
        <p className={classes.instructions} dir="auto">
          {text}
        </p>
      ) : (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitized above
        <div className={classes.instructionsHtml} dangerouslySetInnerHTML={{ __html: html }} />
      )}
      <div className={classes.dialogButtons}>
        <Button variant="filled" onClick={onClose} data-autofocus>
          Go to work
        </Button>
      </div>
    </Modal>
  );
}

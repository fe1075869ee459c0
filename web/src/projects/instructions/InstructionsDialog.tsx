import { Button, Modal } from "@mantine/core";
import DOMPurify from "dompurify";
import { lazy, Suspense, useMemo } from "react";
import type { Project } from "../../api/contract";
import classes from "./instructions.module.css";

export interface InstructionsProps {
  opened: boolean;
  onClose: () => void;
  text: string;
  title: string;
  /** Its PDF is shown below the text. */
  project: Pick<Project, "id" | "instructions_file">;
  /** The word on the button. */
  done?: string;
}

const Pdf = lazy(async () => ({ default: (await import("./InstructionsPdf")).InstructionsPdf }));

/** What the project asks of those who work in it. Instructions may be plain text or HTML. */
export function InstructionsDialog(props: InstructionsProps) {
  const { done = "Go to work", onClose, opened, project, text, title } = props;
  const html = useMemo(() => (/<[a-z][\s\S]*>/i.test(text) ? DOMPurify.sanitize(text) : null), [text]);
  return (
    <Modal opened={opened} onClose={onClose} title={title} size={project.instructions_file ? 860 : 640}>
      {text === "" ? null : html === null ? (
        <p className={classes.instructions} dir="auto">
          {text}
        </p>
      ) : (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitized above
        <div className={classes.instructionsHtml} dangerouslySetInnerHTML={{ __html: html }} />
      )}
      {project.instructions_file && (
        <Suspense fallback={<p role="status">Opening {project.instructions_file} …</p>}>
          <Pdf name={project.instructions_file} projectId={project.id} />
        </Suspense>
      )}
      <div className={classes.dialogButtons}>
        <Button variant="filled" onClick={onClose} data-autofocus>
          {done}
        </Button>
      </div>
    </Modal>
  );
}

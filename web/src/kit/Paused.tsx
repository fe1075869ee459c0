import { Button } from "@mantine/core";
import { IconPlayerPause } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ApiError } from "../api/errors";
import classes from "./Paused.module.css";

const USUAL_REST = "Your drafts are kept. When the pause ends you go on where you stopped.";
const REST: Readonly<Record<string, string>> = {
  ANNOTATOR_EVALUATION:
    "What you handed in is kept. The pause ends by itself when your score is high enough; work that is returned to you may be mended meanwhile.",
  ANNOTATION_LIMIT:
    "What you handed in is kept. The pause ends by itself when the limit is raised or tasks are added.",
};

interface Props {
  /** The refusal, with the words for the person. */
  error: ApiError;
  again: () => void;
}

/** Somebody may not work in a project for a while: why, what is kept, and where else to go. */
export function Paused({ error, again }: Props) {
  return (
    <div className={classes.paused} role="alert">
      <span className={classes.sign}>
        <IconPlayerPause size={24} aria-hidden />
      </span>
      <h2 className={classes.title}>Your work in this project is paused</h2>
      <p className={classes.words} dir="auto">
        {error.message}
      </p>
      <p className={classes.rest}>{REST[String(error.context.pause)] ?? USUAL_REST}</p>
      <div className={classes.buttons}>
        <Button renderRoot={(props) => <Link to="/projects" {...props} />} variant="filled">
          Go to your projects
        </Button>
        <Button onClick={again}>Look again</Button>
      </div>
    </div>
  );
}

import { WebhookList } from "../../access/webhooks/WebhookList";
import type { Project } from "../../api/contract";
import classes from "./Settings.module.css";

/** Which addresses are told what happens in the project. */
export function WebhooksSection({ project }: { project: Project }) {
  return (
    <div className={classes.section}>
      <h2 className={classes.heading}>Webhooks</h2>
      <WebhookList projectId={project.id} />
    </div>
  );
}

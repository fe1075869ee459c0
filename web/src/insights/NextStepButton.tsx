import { Button } from "@mantine/core";
import { IconDownload, IconEye, IconPencil, IconSend, IconSettings, IconUpload } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { Project, SummaryFigures } from "../api/contract";
import { counted } from "../kit/numbers";
import { nextStep } from "./nextStep";
import classes from "./SummaryPage.module.css";

/** The one primary button of the page: what this person should do now. */
export function NextStepButton({ project, figures }: { project: Project; figures: SummaryFigures }) {
  const button = buttonFor(project, figures);
  if (!button) return null;
  return (
    <div className={classes.step}>
      <span className={classes.hint}>Next step</span>
      {button}
    </div>
  );
}

function buttonFor(project: Project, figures: SummaryFigures) {
  const step = nextStep(project, figures);
  const params = { projectId: project.id };
  const icon = { size: 14, "aria-hidden": true } as const;
  switch (step.kind) {
    case "setup":
      return (
        <Button
          variant="filled"
          leftSection={<IconSettings {...icon} />}
          renderRoot={(props) => <Link to="/projects/new" search={{ project: project.id }} {...props} />}
        >
          Go on setting up
        </Button>
      );
    case "import":
      return (
        <Button
          variant="filled"
          leftSection={<IconUpload {...icon} />}
          renderRoot={(props) => <Link to="/projects/$projectId/import" params={params} {...props} />}
        >
          Import data
        </Button>
      );
    case "publish":
      return (
        <Button
          variant="filled"
          leftSection={<IconSend {...icon} />}
          renderRoot={(props) => (
            <Link to="/projects/new" search={{ project: project.id, step: "publish" }} {...props} />
          )}
        >
          Publish to annotators
        </Button>
      );
    case "review":
      return (
        <Button
          variant="filled"
          leftSection={<IconEye {...icon} />}
          renderRoot={(props) => <Link to="/projects/$projectId/review" params={params} {...props} />}
        >
          {`Review ${counted(step.count, "waiting task")}`}
        </Button>
      );
    case "label":
      return (
        <Button
          variant="filled"
          leftSection={<IconPencil {...icon} />}
          renderRoot={(props) => <Link to="/projects/$projectId/label" params={params} {...props} />}
        >
          {step.count === null ? "Label tasks" : `Label ${counted(step.count, "task")}`}
        </Button>
      );
    case "export":
      return (
        <Button
          variant="filled"
          leftSection={<IconDownload {...icon} />}
          renderRoot={(props) => <Link to="/projects/$projectId/export" params={params} {...props} />}
        >
          Export what was accepted
        </Button>
      );
    case "none":
      return null;
  }
}

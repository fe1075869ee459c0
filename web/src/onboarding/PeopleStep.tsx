import { Button } from "@mantine/core";
import type { Project } from "../api/contract";
import { MemberEditor } from "../projects/settings/MembersSection";
import classes from "./NewProject.module.css";
import { StepBar } from "./StepBar";

interface Props {
  project: Project;
  onNext: () => void;
  onBack: () => void;
}

export function PeopleStep({ project, onNext, onBack }: Props) {
  return (
    <div className={classes.step}>
      <div className={classes.wide}>
        <h2 className={classes.heading}>Who works on it?</h2>
        <MemberEditor project={project} />
      </div>
      <StepBar onBack={onBack} hint="People can be added at any time.">
        <Button variant="filled" onClick={onNext}>
          Continue
        </Button>
      </StepBar>
    </div>
  );
}

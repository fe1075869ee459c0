import type { ReactNode } from "react";
import type { Person, Project } from "../../api/contract";
import type { People } from "../people";
import type { PathCommands } from "../stream/usePathCommands";

/** What a tab gives to the frame around it. */
export interface FrameParts {
  strips?: ReactNode;
  left?: ReactNode;
  right?: ReactNode;
  bar?: ReactNode;
  children: ReactNode;
}

/** What every tab of a task gets. */
export interface TaskTabProps {
  frame: (parts: FrameParts) => ReactNode;
  path: PathCommands;
  people: People;
  project: Project;
  /** The star and the end of an annotation. */
  actions: ReactNode;
  me: Person;
}

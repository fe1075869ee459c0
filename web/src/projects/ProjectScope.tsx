import { IconChevronRight, IconEye, IconPencil, IconPin } from "@tabler/icons-react";
import { Outlet, useNavigate, useParams } from "@tanstack/react-router";
import { useMemo } from "react";
import { useMe } from "../access/me";
import { type Command, useCommands } from "../kit/commands";
import { usePins } from "./pins";
import { useProject } from "./queries";
import { tabsOf } from "./tabs";

/** Everything inside one project: offers its commands on all its pages. */
export function ProjectScope() {
  const { projectId } = useParams({ from: "/app/projects/$projectId" });
  const project = useProject(projectId);
  const navigate = useNavigate();
  const { pins, toggle } = usePins(useMe().id);
  const pinned = pins.includes(projectId);

  const commands = useMemo<Command[]>(() => {
    const params = { projectId };
    const group = "This project";
    const offered: (Command | false)[] = [
      ...tabsOf(project).map(
        (tab): Command => ({
          id: tab.to,
          label: tab.label,
          group,
          icon: IconChevronRight,
          keys: tab.keys,
          run: () => navigate({ to: tab.to, params }),
        }),
      ),
      project.my.can_label && {
        id: "label",
        label: "Label",
        group,
        icon: IconPencil,
        keys: "g l",
        run: () => navigate({ to: "/projects/$projectId/label", params }),
      },
      project.my.can_review && {
        id: "review",
        label: "Review",
        group,
        icon: IconEye,
        keys: "g r",
        run: () => navigate({ to: "/projects/$projectId/review", params }),
      },
      {
        id: "pin",
        label: pinned ? "Unpin this project" : "Pin this project",
        group,
        icon: IconPin,
        run: () => toggle(projectId),
      },
    ];
    return offered.filter((command) => command !== false);
  }, [project, projectId, navigate, pinned, toggle]);

  useCommands("project", commands);
  return <Outlet />;
}

import { Button, Menu } from "@mantine/core";
import { IconEye, IconPencil, IconPin, IconPinnedOff, IconSettings } from "@tabler/icons-react";
import { Link, Navigate, Outlet, useMatches, useParams } from "@tanstack/react-router";
import { useMe } from "../access/me";
import type { Project } from "../api/contract";
import { MoreMenu } from "../kit/MoreMenu";
import { PageTop } from "../kit/PageTop";
import { Tag } from "../kit/StatusMark";
import { KIND_WORDS } from "./kind";
import classes from "./ProjectFrame.module.css";
import { usePins } from "./pins";
import { mayIn, useProject } from "./queries";
import { homeOf, isTab, tabsOf } from "./tabs";

/** The head and the tabs that all pages of a project share. */
export function ProjectFrame() {
  const { projectId } = useParams({ from: "/app/projects/$projectId" });
  const project = useProject(projectId);
  const tabs = tabsOf(project);
  const here = useMatches({ select: (matches) => matches.at(-1)?.fullPath });
  const current = tabs.find((tab) => tab.to === here);
  // An address of a tab that this project, or this role in it, does not have.
  if (!current && isTab(here)) return <Navigate to={homeOf(project)} params={{ projectId }} replace />;
  return (
    <>
      <PageTop
        crumbs={[
          <Link key="projects" to="/projects">
            Projects
          </Link>,
        ]}
        title={project.title}
        documentTitle={current ? `${current.label} · ${project.title}` : project.title}
        marks={
          <>
            <Tag>{KIND_WORDS[project.preset]}</Tag>
            {!project.is_published && <Tag>Draft</Tag>}
          </>
        }
      >
        {here !== "/projects/$projectId/labels" && <WorkButtons project={project} />}
        <ProjectMenu project={project} />
      </PageTop>
      <nav className={classes.tabs} aria-label="Project">
        {tabs.map((tab) => (
          <Link
            key={tab.to}
            to={tab.to}
            params={{ projectId }}
            className={classes.tab}
            activeProps={{ className: classes.on, "aria-current": "page" }}
          >
            {tab.label}
          </Link>
        ))}
      </nav>
      <Outlet />
    </>
  );
}

/** The streams, for those who work in them; quiet, because the page below has the one primary button. */
function WorkButtons({ project }: { project: Project }) {
  const params = { projectId: project.id };
  return (
    <>
      {project.my.can_label && (
        <Button
          size="xs"
          renderRoot={(props) => <Link to="/projects/$projectId/label" params={params} {...props} />}
          leftSection={<IconPencil size={14} aria-hidden />}
        >
          Label
        </Button>
      )}
      {project.my.can_review && (
        <Button
          size="xs"
          renderRoot={(props) => <Link to="/projects/$projectId/review" params={params} {...props} />}
          leftSection={<IconEye size={14} aria-hidden />}
        >
          Review
        </Button>
      )}
    </>
  );
}

function ProjectMenu({ project }: { project: Project }) {
  const { pins, toggle } = usePins(useMe().id);
  const pinned = pins.includes(project.id);
  return (
    <MoreMenu label="More about this project" width={200}>
      <Menu.Item
        leftSection={pinned ? <IconPinnedOff size={14} aria-hidden /> : <IconPin size={14} aria-hidden />}
        onClick={() => toggle(project.id)}
      >
        {pinned ? "Unpin from the rail" : "Pin to the rail"}
      </Menu.Item>
      {mayIn(project, "project.change") && (
        <Menu.Item
          leftSection={<IconSettings size={14} aria-hidden />}
          renderRoot={(props) => (
            <Link to="/projects/$projectId/settings" params={{ projectId: project.id }} {...props} />
          )}
        >
          Settings
        </Menu.Item>
      )}
    </MoreMenu>
  );
}

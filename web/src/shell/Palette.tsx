import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight } from "@mantine/spotlight";
import { IconFolder, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { allCommands, canRun, useCommandRegister } from "../kit/commands";
import { Key } from "../kit/Key";
import { projectsQuery } from "../projects/queries";
import { byGroup, findCommands } from "./findCommands";
import classes from "./Palette.module.css";
import { paletteState, paletteStore } from "./paletteStore";

const TYPING_PAUSE_MS = 150;
const MOST_PROJECTS = 8;

/** Reaches every page, project and action by typing. */
export function Palette() {
  const [query, setQuery] = useState("");
  return (
    <Spotlight.Root
      store={paletteState}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      lockScroll={false}
      maxHeight={480}
      scrollable
      overlayProps={{ blur: 0, backgroundOpacity: 0.4 }}
      centered={false}
      yOffset="14vh"
      classNames={{ content: classes.content }}
    >
      <Spotlight.Search
        placeholder="Search pages, projects and actions"
        leftSection={<IconSearch size={16} aria-hidden />}
        aria-label="Search pages, projects and actions"
      />
      <Spotlight.ActionsList>
        <Results query={query} />
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function Results({ query }: { query: string }) {
  const sets = useCommandRegister((register) => register.sets);
  const commands = findCommands(allCommands(sets), query).filter(
    (command) => command.id !== "palette" && canRun(command),
  );
  const [asked] = useDebouncedValue(query.trim(), TYPING_PAUSE_MS);
  const projects = useQuery(projectsQuery({ search: asked })).data?.results.slice(0, MOST_PROJECTS) ?? [];
  const navigate = useNavigate();
  if (commands.length === 0 && projects.length === 0) {
    return <Spotlight.Empty>Nothing is called that. Try the name of a page or of a project.</Spotlight.Empty>;
  }
  return (
    <>
      {byGroup(commands).map(([group, members]) => (
        <Spotlight.ActionsGroup key={group} label={group}>
          {members.map((command) => {
            const Icon = command.icon;
            return (
              <Spotlight.Action
                key={command.id}
                label={command.label}
                leftSection={Icon && <Icon size={16} aria-hidden />}
                rightSection={command.keys && <Key keys={command.keys} />}
                onClick={() => {
                  paletteStore.close();
                  command.run();
                }}
              />
            );
          })}
        </Spotlight.ActionsGroup>
      ))}
      {projects.length > 0 && (
        <Spotlight.ActionsGroup label="Projects">
          {projects.map((project) => (
            <Spotlight.Action
              key={project.id}
              label={project.title}
              leftSection={<IconFolder size={16} aria-hidden />}
              onClick={() => navigate({ to: "/projects/$projectId", params: { projectId: project.id } })}
            />
          ))}
        </Spotlight.ActionsGroup>
      )}
    </>
  );
}

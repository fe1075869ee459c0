/** What can be done from everywhere. */
import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import {
  IconBuilding,
  IconDatabase,
  IconFolder,
  IconInbox,
  IconLogout,
  IconMoon,
  IconPlus,
  IconQuestionMark,
  IconSearch,
  IconSitemap,
  IconUser,
} from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useMay } from "../access/me";
import { useSignOut } from "../access/queries";
import { type Command, useCommands } from "../kit/commands";
import { usePageCommands } from "../kit/pageCommands";
import { paletteStore } from "./paletteStore";
import { useShortcutSheet } from "./shortcutSheetStore";

export function useAppCommands(): void {
  const navigate = useNavigate();
  const scheme = useComputedColorScheme();
  const { setColorScheme } = useMantineColorScheme();
  const showSheet = useShortcutSheet((sheet) => sheet.show);
  const signOut = useSignOut();
  const mayCreate = useMay("project.create");
  const seesMembers = useMay("members.view");
  const seesDatasets = useMay("datasets.view");
  const seesOntologies = useMay("ontologies.view");
  const other = scheme === "dark" ? "light" : "dark";

  const page = usePageCommands();
  const commands = useMemo<Command[]>(() => {
    const offered: (Command | false)[] = [
      {
        ...page("palette"),
        group: "Everywhere",
        icon: IconSearch,
        whileTyping: true,
        run: paletteStore.toggle,
      },
      {
        ...page("shortcuts"),
        group: "Everywhere",
        icon: IconQuestionMark,
        run: showSheet,
      },
      {
        id: "go-projects",
        label: "Go to projects",
        group: "Go to",
        icon: IconFolder,
        keys: "g p",
        run: () => navigate({ to: "/projects" }),
      },
      seesDatasets && {
        id: "go-datasets",
        label: "Go to datasets",
        group: "Go to",
        icon: IconDatabase,
        keys: "g d",
        keywords: "data items files upload",
        run: () => navigate({ to: "/datasets" }),
      },
      seesOntologies && {
        id: "go-ontologies",
        label: "Go to ontologies",
        group: "Go to",
        icon: IconSitemap,
        keys: "g y",
        keywords: "labeling interface classes versions",
        run: () => navigate({ to: "/ontologies" }),
      },
      seesMembers && {
        id: "go-organization",
        label: "Go to organization",
        group: "Go to",
        icon: IconBuilding,
        keys: "g o",
        keywords: "members people roles invite",
        run: () => navigate({ to: "/organization" }),
      },
      {
        id: "go-inbox",
        label: "Go to inbox",
        group: "Go to",
        icon: IconInbox,
        keys: "g n",
        keywords: "notifications comments mentions unread",
        run: () => navigate({ to: "/inbox" }),
      },
      {
        id: "go-account",
        label: "Go to account",
        group: "Go to",
        icon: IconUser,
        keys: "g a",
        keywords: "profile password tokens",
        run: () => navigate({ to: "/account" }),
      },
      mayCreate && {
        ...page("new-project"),
        group: "Actions",
        icon: IconPlus,
        keywords: "create",
        run: () => navigate({ to: "/projects/new" }),
      },
      {
        ...page("scheme"),
        label: `Switch to ${other} mode`,
        group: "Actions",
        icon: IconMoon,
        keywords: "theme colours night day",
        run: () => setColorScheme(other),
      },
      {
        id: "sign-out",
        label: "Sign out",
        group: "Actions",
        icon: IconLogout,
        keywords: "log out leave",
        run: signOut,
      },
    ];
    return offered
      .filter((command) => command !== false)
      .map((command) => ({ ...command, everywhere: true }));
  }, [
    page,
    navigate,
    setColorScheme,
    showSheet,
    signOut,
    mayCreate,
    seesDatasets,
    seesMembers,
    seesOntologies,
    other,
  ]);

  useCommands("app", commands);
}

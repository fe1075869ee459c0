import { useSpotlight } from "@mantine/spotlight";
import { Outlet, useMatches, useNavigate } from "@tanstack/react-router";
import { lazy, useEffect } from "react";
import { useMe } from "../access/me";
import { WaitingPage } from "../access/WaitingPage";
import { onSignedOut } from "../api/client";
import { queryClient } from "../api/queryClient";
import { useLive } from "../inbox/useLive";
import { readKeymap, setKeymap } from "../kit/keymap";
import { OnceOpened } from "../kit/OnceOpened";
import { useShortcuts } from "../kit/shortcuts";
import classes from "./AppFrame.module.css";
import { useAppCommands } from "./appCommands";
import { paletteState } from "./paletteStore";
import { Rail } from "./Rail";
import { useShortcutSheet } from "./shortcutSheetStore";

const Palette = lazy(async () => ({ default: (await import("./Palette")).Palette }));
const ShortcutSheet = lazy(async () => ({ default: (await import("./ShortcutSheet")).ShortcutSheet }));

/** The frame of every page for people who are signed in: the rail, the page, the palette, the shortcuts. */
export function AppFrame() {
  const slim = useMatches({ select: (matches) => matches.some((found) => found.staticData.rail === "slim") });
  useAppCommands();
  useShortcuts();
  useLeaveWhenSignedOut();
  useOwnKeys();
  useLive();
  const paletteOpened = useSpotlight(paletteState).opened;
  const sheetShown = useShortcutSheet((sheet) => sheet.shown);
  const waits = useMe().organization_membership.role === "NO";
  if (waits) return <WaitingPage />;
  return (
    <div className={classes.app} data-slim={slim || undefined}>
      <a className={classes.skip} href="#main">
        Skip to the page
      </a>
      <Rail slim={slim} />
      <main className={classes.main} id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <OnceOpened opened={paletteOpened}>
        <Palette />
      </OnceOpened>
      <OnceOpened opened={sheetShown}>
        <ShortcutSheet />
      </OnceOpened>
    </div>
  );
}

/** The keys that the person changed hold in every editor. */
function useOwnKeys(): void {
  const { custom_hotkeys } = useMe();
  useEffect(() => setKeymap(readKeymap(custom_hotkeys)), [custom_hotkeys]);
}

/** A session can end while a page is open; the person signs in and comes back to the same address. */
function useLeaveWhenSignedOut(): void {
  const navigate = useNavigate();
  useEffect(
    () =>
      onSignedOut(() => {
        const { pathname, search } = window.location;
        if (pathname === "/login") return;
        queryClient.removeQueries({ queryKey: ["me"] });
        void navigate({ to: "/login", search: { next: pathname + search } });
      }),
    [navigate],
  );
}

import { Outlet, useMatches, useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { onSignedOut } from "../api/client";
import { queryClient } from "../api/queryClient";
import { useShortcuts } from "../kit/shortcuts";
import classes from "./AppFrame.module.css";
import { useAppCommands } from "./appCommands";
import { Palette } from "./Palette";
import { Rail } from "./Rail";
import { ShortcutSheet } from "./ShortcutSheet";

/** The frame of every page for people who are signed in: the rail, the page, the palette, the shortcuts. */
export function AppFrame() {
  const slim = useMatches({ select: (matches) => matches.some((found) => found.staticData.rail === "slim") });
  useAppCommands();
  useShortcuts();
  useLeaveWhenSignedOut();
  return (
    <div className={classes.app} data-slim={slim || undefined}>
      <a className={classes.skip} href="#main">
        Skip to the page
      </a>
      <Rail slim={slim} />
      <main className={classes.main} id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <Palette />
      <ShortcutSheet />
    </div>
  );
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

import "./theme/tokens.css";
import "./theme/base.css";
import "@mantine/core/styles.layer.css";
import "@mantine/spotlight/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { lazy, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { queryClient } from "./api/queryClient";
import { useNotices } from "./kit/notify";
import { OnceOpened } from "./kit/OnceOpened";
import { router } from "./shell/router";
import { applyStoredScheme, schemeManager } from "./theme/scheme";
import { cssVariablesResolver, theme } from "./theme/theme";

const Notifications = lazy(async () => ({ default: (await import("@mantine/notifications")).Notifications }));

function Notices() {
  return (
    <OnceOpened opened={useNotices((notices) => notices.wanted)}>
      <Notifications position="bottom-right" limit={3} />
    </OnceOpened>
  );
}

applyStoredScheme();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element with the id root.");

// The server puts a new one into each answer; style elements without it are not applied.
const styleNonce = () => document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? "";

createRoot(root).render(
  <StrictMode>
    <MantineProvider
      getStyleNonce={styleNonce}
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      colorSchemeManager={schemeManager}
    >
      <QueryClientProvider client={queryClient}>
        <Notices />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);

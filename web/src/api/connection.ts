/** Whether the server can be reached. Every request reports here; the strip under the top bar reads it. */
import { create } from "zustand";

interface Connection {
  online: boolean;
}

export const useConnection = create<Connection>(() => ({ online: true }));

const RETRY_MS = 4000;
let probe: number | undefined;

export function reportReached(): void {
  window.clearTimeout(probe);
  probe = undefined;
  if (!useConnection.getState().online) useConnection.setState({ online: true });
}

/** Shows the strip and asks for the server's health until it answers. */
export function reportUnreached(): void {
  if (useConnection.getState().online) useConnection.setState({ online: false });
  probe ??= window.setTimeout(ask, RETRY_MS);
}

async function ask(): Promise<void> {
  probe = undefined;
  try {
    const answer = await fetch("/health", { cache: "no-store" });
    if (answer.ok) reportReached();
    else reportUnreached();
  } catch {
    reportUnreached();
  }
}

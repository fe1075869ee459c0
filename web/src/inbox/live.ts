/**
 * Hears from the server that something happened, without asking again and again.
 *
 * A browser keeps only a few connections to one server, so of all tabs one listens and tells the others. Where the page
 * is served without TLS there are no locks to agree on who that is; those tabs look now and then instead.
 */

const STREAM = "/api/notifications/stream/";
const NAME = "assay.live";
const AGAIN_MS = 15_000;
const LOOK_MS = 30_000;

/** Calls `changed` when there may be news. Returns the way to stop. */
export function listen(changed: () => void): () => void {
  return "locks" in navigator && "BroadcastChannel" in window ? listenTogether(changed) : look(changed);
}

function look(changed: () => void): () => void {
  const timer = window.setInterval(() => {
    if (document.visibilityState === "visible") changed();
  }, LOOK_MS);
  return () => window.clearInterval(timer);
}

function listenTogether(changed: () => void): () => void {
  const others = new BroadcastChannel(NAME);
  const stop = new AbortController();
  others.onmessage = changed;
  const lead = () =>
    new Promise<void>((resolve) => {
      const end = openStream(() => {
        changed();
        others.postMessage(NAME);
      });
      stop.signal.addEventListener("abort", () => {
        end();
        resolve();
      });
    });
  navigator.locks.request(NAME, { signal: stop.signal }, lead).catch(() => {
    // Stopped while another tab was listening.
  });
  return () => {
    stop.abort();
    others.close();
  };
}

function openStream(heard: () => void): () => void {
  let source: EventSource | null = null;
  let timer = 0;
  const open = () => {
    const opened = new EventSource(STREAM);
    source = opened;
    opened.addEventListener("inbox", heard);
    opened.addEventListener("error", () => {
      // A broken line is mended by the browser; after a refusal it gives up, and this comes back later.
      if (opened.readyState !== EventSource.CLOSED) return;
      window.clearTimeout(timer);
      timer = window.setTimeout(open, AGAIN_MS);
    });
  };
  open();
  return () => {
    window.clearTimeout(timer);
    source?.close();
  };
}

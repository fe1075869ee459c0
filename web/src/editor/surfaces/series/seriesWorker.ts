import { readSeriesText, type SeriesData, type SeriesOptions, SeriesProblem } from "./readSeries";

/** What the worker is asked: to read a text, or what stands at an address. */
export interface SeriesTask {
  readonly text?: string;
  readonly address?: string;
  readonly options: SeriesOptions;
}

export type SeriesAnswer =
  | { readonly kind: "data"; readonly data: SeriesData }
  | { readonly kind: "problem"; readonly problem: string; readonly fix: string };

/** Files of a million rows are read beside the page, so that it goes on answering. */
self.onmessage = async ({ data: task }: MessageEvent<SeriesTask>): Promise<void> => {
  const answer = await answerTo(task);
  const moved = answer.kind === "data" ? [answer.data.times, ...answer.data.channels] : [];
  const buffers = new Set(moved.map((list) => list.buffer as ArrayBuffer));
  self.postMessage(answer, { transfer: [...buffers] });
};

async function answerTo({ address, options, text }: SeriesTask): Promise<SeriesAnswer> {
  try {
    const content = text ?? (await download(address ?? ""));
    return { kind: "data", data: readSeriesText(content, options) };
  } catch (error) {
    const fix = error instanceof SeriesProblem ? error.fix : "Try again.";
    return { kind: "problem", problem: error instanceof Error ? error.message : String(error), fix };
  }
}

async function download(address: string): Promise<string> {
  let response: Response;
  try {
    response = await fetch(address);
  } catch {
    throw new SeriesProblem(
      `The measurements could not be loaded from ${new URL(address).host}.`,
      "Check the address of the item, and that its server lets other pages read it (CORS).",
    );
  }
  if (!response.ok) {
    const status = [response.status, response.statusText].filter(Boolean).join(" ");
    throw new SeriesProblem(
      `The measurements could not be loaded: their server answers ${status}.`,
      "Check the address of the item.",
    );
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  // Text has no noughts; pictures, sheets and archives have some in their first bytes.
  if (bytes.subarray(0, 2000).includes(0)) {
    throw new SeriesProblem("The file of the measurements is no text.", "Convert it to CSV or JSON.");
  }
  return new TextDecoder().decode(bytes);
}

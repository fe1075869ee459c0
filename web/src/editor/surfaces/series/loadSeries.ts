import type { ObjectTag } from "../../ls/schema";
import { readSeriesValue, type SeriesOptions, SeriesProblem } from "./readSeries";
import type { SeriesAnswer, SeriesTask } from "./seriesWorker";

export function optionsOf({ attributes, parts }: ObjectTag): SeriesOptions {
  return {
    timeColumn: attributes.timeColumn?.trim() || null,
    timeFormat: attributes.timeFormat || null,
    sep: attributes.sep ?? null,
    channels: parts.filter(({ tag }) => tag === "Channel").map((channel) => channel.attributes.column ?? ""),
  };
}

/** Gets the measurements of an item: from the address or the text that it holds, or from its data themselves. */
export function loadSeries(object: ObjectTag, value: unknown, signal: AbortSignal): Promise<SeriesAnswer> {
  const options = optionsOf(object);
  if (typeof value === "string" && value.trim() !== "") {
    return inWorker({ ...taskOf(value, object.attributes.valueType), options }, signal);
  }
  return Promise.resolve(read(value, object, options));
}

/** An address unless it is said, or plain to see, that it is the measurements themselves. */
function taskOf(value: string, valueType: string | undefined): Pick<SeriesTask, "address" | "text"> {
  const isText = valueType === "json" || /^\s*[[{]/.test(value) || /[\r\n]/.test(value.trim());
  return isText ? { text: value } : { address: new URL(value.trim(), window.location.href).href };
}

function read(value: unknown, object: ObjectTag, options: SeriesOptions): SeriesAnswer {
  if (value === undefined || value === null || value === "") {
    return {
      kind: "problem",
      problem: "There are no measurements.",
      fix: `The item has nothing in its field “${object.field}”.`,
    };
  }
  try {
    return { kind: "data", data: readSeriesValue(value, options) };
  } catch (error) {
    if (error instanceof SeriesProblem) return { kind: "problem", problem: error.message, fix: error.fix };
    throw error;
  }
}

function inWorker(task: SeriesTask, signal: AbortSignal): Promise<SeriesAnswer> {
  const worker = new Worker(new URL("./seriesWorker.ts", import.meta.url), { type: "module" });
  return new Promise((resolve) => {
    const finish = (answer: SeriesAnswer) => {
      worker.terminate();
      resolve(answer);
    };
    signal.addEventListener("abort", () => worker.terminate());
    worker.onmessage = ({ data }: MessageEvent<SeriesAnswer>) => finish(data);
    worker.onerror = () =>
      finish({
        kind: "problem",
        problem: "The measurements could not be read.",
        fix: "Load the page again.",
      });
    worker.postMessage(task);
  });
}

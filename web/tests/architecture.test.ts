import { describe, expect, test } from "vitest";

/** Each folder may import from itself and from those to its left, as on the server. */
const ORDER = [
  "theme",
  "api",
  "kit",
  "editor",
  "access",
  "inbox",
  "datasets",
  "projects",
  "tasks",
  "labels",
  "exchange",
  "insights",
  "queue",
  "onboarding",
  "shell",
];

const sources = import.meta.glob<string>("../src/**/*.{ts,tsx}", {
  query: "?raw",
  import: "default",
  eager: true,
});

const IMPORT = /(?:from|import)\s*\(?\s*"(\.[^"]+)"/g;

function folderOf(path: string): string | undefined {
  return /src\/([^/]+)\//.exec(path)?.[1];
}

function importsOf(path: string, text: string): string[] {
  return [...text.matchAll(IMPORT)].map(
    ([, target]) => new URL(target ?? "", `file:///${path.replace("../", "")}`).pathname,
  );
}

const files = Object.entries(sources).filter(([path]) => folderOf(path) !== undefined);

describe("folders of the page", () => {
  test("are all in the order", () => {
    expect(new Set(files.map(([path]) => folderOf(path)))).toSatisfy((found: Set<string>) =>
      [...found].every((folder) => ORDER.includes(folder)),
    );
  });

  test.each(files)("%s imports only from its left", (path, text) => {
    const own = ORDER.indexOf(folderOf(path) ?? "");
    const wrong = importsOf(path, text).filter((target) => ORDER.indexOf(folderOf(target) ?? "theme") > own);
    expect(wrong).toEqual([]);
  });
});

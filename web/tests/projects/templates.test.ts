import { describe, expect, test } from "vitest";
import { parseConfig } from "../../src/editor";

const configurations = Object.entries(
  import.meta.glob<string>("../../../src/assay/projects/templates/configurations/*.xml", {
    query: "?raw",
    import: "default",
    eager: true,
  }),
).map(([path, xml]) => [path.split("/").at(-1) ?? "", xml] as const);

describe("the templates of the gallery", () => {
  test("are all here", () => {
    expect(configurations.length).toBeGreaterThanOrEqual(30);
  });

  test.each(configurations)("%s is understood by the page as by the server", (_, xml) => {
    expect(parseConfig(xml)).toMatchObject({ ok: true });
  });
});

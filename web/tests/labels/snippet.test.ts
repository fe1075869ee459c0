import { describe, expect, test } from "vitest";
import { CLIENTS, snippetOf } from "../../src/labels/snippet";

const PLACE = { origin: "http://127.0.0.1:8080", project: 7, task: 41, file: 'the "left" one.jpg' };

describe("how a script reads a task", () => {
  test.each(CLIENTS)("%s signs in at this server and asks for this task", (client) => {
    const text = snippetOf(client, PLACE);
    expect(text).toContain('"http://127.0.0.1:8080"');
    expect(text).toMatch(/\b41\b/);
  });

  test("a name with quotes stays one string", () => {
    expect(snippetOf("assay.client", PLACE)).toContain('search="the \\"left\\" one.jpg"');
  });
});

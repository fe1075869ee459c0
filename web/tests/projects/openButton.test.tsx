import { MantineProvider } from "@mantine/core";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { OpenButton } from "../../src/projects/settings/OpenButton";

beforeAll(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
});
afterEach(cleanup);

test("who only reads a section opens its dialogs, by pointer and by keys", () => {
  const open = vi.fn();
  render(
    <MantineProvider env="test">
      <fieldset disabled>
        <OpenButton isRead onClick={open}>
          Show mapping
        </OpenButton>
      </fieldset>
    </MantineProvider>,
  );
  const button = screen.getByRole("button", { name: "Show mapping" });
  expect(button.matches(":disabled")).toBe(false);
  fireEvent.click(button);
  fireEvent.keyDown(button, { key: "Enter" });
  fireEvent.keyDown(button, { key: " " });
  fireEvent.keyDown(button, { key: "a" });
  expect(open).toHaveBeenCalledTimes(3);
});

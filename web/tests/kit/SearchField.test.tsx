import { MantineProvider } from "@mantine/core";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SearchField } from "../../src/kit/SearchField";

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function field(value: string, onChange: (text: string) => void) {
  return (
    <MantineProvider>
      <SearchField value={value} onChange={onChange} label="Search" placeholder="" width={200} />
    </MantineProvider>
  );
}

function input(): HTMLInputElement {
  return screen.getByLabelText("Search");
}

test("tells after a pause, once", () => {
  const told = vi.fn();
  render(field("", told));
  for (const text of ["b", "br", "bri"]) fireEvent.change(input(), { target: { value: text } });
  expect(told).not.toHaveBeenCalled();
  act(() => vi.advanceTimersByTime(300));
  expect(told.mock.calls).toEqual([["bri"]]);
});

test("keeps what is typed while the answer to an earlier text comes in", () => {
  const told = vi.fn();
  const view = render(field("", told));
  fireEvent.change(input(), { target: { value: "b" } });
  act(() => vi.advanceTimersByTime(300));
  fireEvent.change(input(), { target: { value: "br" } });
  view.rerender(field("b", told));
  expect(input().value).toBe("br");
});

test("follows a change from outside", () => {
  const view = render(field("bridge", vi.fn()));
  expect(input().value).toBe("bridge");
  view.rerender(field("", vi.fn()));
  expect(input().value).toBe("");
});

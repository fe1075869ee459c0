import type { KeyboardEvent } from "react";

const STEPS: Readonly<Record<string, 1 | -1>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
};

/** Moves the focus among the boxes of a list by the arrow keys, as within a group of radio buttons; whether it did. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): boolean {
  const step = STEPS[event.key];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return false;
  const boxes = [...event.currentTarget.querySelectorAll<HTMLElement>("input[type=checkbox]:not(:disabled)")];
  const here = boxes.indexOf(event.target as HTMLElement);
  if (here < 0) return false;
  boxes[(here + step + boxes.length) % boxes.length]?.focus();
  return true;
}

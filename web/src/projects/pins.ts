/** Pinned projects: what this person wants at hand in this browser. */
import { useLocalStorage } from "@mantine/hooks";

const MOST = 12;

/** `person` keeps the pins of two people at one browser apart. */
export function usePins(person: number) {
  const [pins, setPins] = useLocalStorage<number[]>({
    key: `assay-pins-${person}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  function toggle(id: number): void {
    setPins((now) => toggled(now, id));
  }
  return { pins, toggle };
}

export function toggled(pins: readonly number[], id: number): number[] {
  return pins.includes(id) ? pins.filter((pin) => pin !== id) : [...pins, id].slice(-MOST);
}

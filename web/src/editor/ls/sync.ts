import type { ObjectTag } from "./schema";

type Played = Pick<ObjectTag, "name" | "attributes">;

/**
 * The objects that play together with one, itself among them, in the order of the configuration. What `sync` says is
 * the name of another object, or any word that several share.
 */
export function inSync<T extends Played>(object: Played, objects: readonly T[]): readonly T[] {
  const ties = objects.map(({ attributes, name }) => [name, attributes.sync?.trim() ?? ""].filter(Boolean));
  const together = new Set([object.name]);
  for (let before = 0; before < together.size; ) {
    before = together.size;
    for (const tie of ties.filter((words) => words.some((word) => together.has(word)))) {
      for (const word of tie) together.add(word);
    }
  }
  return objects.filter(({ name }) => together.has(name));
}

import type { Dialogue } from "../../ls/dialogue";

export interface Speaker {
  readonly colour: string;
  readonly turns: number;
}

const CATEGORIES = 8;

/** Who speaks in a dialogue, in the order of their first words, each with a colour and the number of turns. */
export function speakersOf({ utterances }: Dialogue): ReadonlyMap<string, Speaker> {
  const speakers = new Map<string, Speaker>();
  for (const { speaker } of utterances) {
    const colour = `var(--cat-${(speakers.size % CATEGORIES) + 1})`;
    const known = speakers.get(speaker) ?? { colour, turns: 0 };
    speakers.set(speaker, { ...known, turns: known.turns + 1 });
  }
  return speakers;
}

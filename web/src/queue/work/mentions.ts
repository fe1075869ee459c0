/**
 * People named in comments. They are typed and shown as `@Name`; the text that is stored names them by number, `<@12>`,
 * so that it still means them after they changed their name.
 */

export interface Mentionable {
  id: number;
  name: string;
  email?: string;
}

const STORED = /<@(\d+)>/g;
const LONGEST_WORDS = 40;

/** What each is called in a text: the name, with the e-mail where two share it. */
function labels(people: readonly Mentionable[]): [label: string, person: Mentionable][] {
  return people.map((person) => {
    const isShared = people.some((other) => other !== person && other.name === person.name);
    return [isShared && person.email ? `${person.name} (${person.email})` : person.name, person];
  });
}

export function labelOf(person: Mentionable, people: readonly Mentionable[]): string {
  return labels(people).find(([, each]) => each.id === person.id)?.[0] ?? person.name;
}

/** The text as it is stored. The longest names come first, so that Ann does not take the place of Anna. */
export function encoded(text: string, people: readonly Mentionable[]): string {
  const known = labels(people).sort(([a], [b]) => b.length - a.length);
  let found = "";
  let at = 0;
  while (at < text.length) {
    const hit = startsName(text, at)
      ? known.find(([label]) => text.startsWith(label, at + 1) && endsName(text, at + 1 + label.length))
      : undefined;
    found += hit ? `<@${hit[1].id}>` : (text[at] ?? "");
    at += hit ? hit[0].length + 1 : 1;
  }
  return found;
}

/** A stored text as it is edited. */
export function decoded(text: string, people: readonly Mentionable[]): string {
  return text.replace(STORED, (all, id) => {
    const person = people.find((each) => each.id === Number(id));
    return person ? `@${labelOf(person, people)}` : all;
  });
}

/** A stored text in pieces: words as they are, and people. */
export function pieces(text: string, people: readonly Mentionable[]): (string | Mentionable)[] {
  return text
    .split(STORED)
    .map((piece, at) =>
      at % 2 === 0
        ? piece
        : (people.find((each) => each.id === Number(piece)) ?? { id: Number(piece), name: "somebody" }),
    )
    .filter((piece) => piece !== "");
}

/** What is being typed after an @ before the caret; null when no name is. */
export function typedName(text: string, caret: number): { from: number; words: string } | null {
  const from = text.lastIndexOf("@", caret - 1);
  if (from < 0 || !startsName(text, from)) return null;
  const words = text.slice(from + 1, caret);
  return words.length > LONGEST_WORDS || words.includes("\n") || /\s{2}/.test(words) ? null : { from, words };
}

/** Those whose name, or a part of it, begins with what was typed. */
export function matching(people: readonly Mentionable[], words: string): Mentionable[] {
  const wanted = words.toLowerCase();
  return people.filter(({ email = "", name }) => {
    const lower = name.toLowerCase();
    return (
      lower.startsWith(wanted) ||
      lower.split(/\s+/).some((part) => part.startsWith(wanted)) ||
      email.startsWith(wanted)
    );
  });
}

function startsName(text: string, at: number): boolean {
  return text[at] === "@" && (at === 0 || /[\s([{"'„“,;]/.test(text[at - 1] ?? ""));
}

function endsName(text: string, at: number): boolean {
  return at >= text.length || !/[\p{L}\p{N}]/u.test(text[at] ?? "");
}

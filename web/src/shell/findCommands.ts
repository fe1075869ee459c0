/** Which commands a typed text means. */
import type { Command } from "../kit/commands";

/** Commands in which every typed word begins some word; those whose label begins with the text come first. */
export function findCommands(commands: readonly Command[], query: string): Command[] {
  const wanted = words(query);
  if (wanted.length === 0) return [...commands];
  const text = query.trim().toLowerCase();
  return commands
    .filter((command) => {
      const known = words(`${command.label} ${command.group} ${command.keywords ?? ""}`);
      return wanted.every((word) => known.some((candidate) => candidate.startsWith(word)));
    })
    .sort((a, b) => rank(a, text) - rank(b, text));
}

/** Commands under their headings; headings in the order in which they first appear. */
export function byGroup(commands: readonly Command[]): [group: string, commands: Command[]][] {
  const groups = new Map<string, Command[]>();
  for (const command of commands) {
    const members = groups.get(command.group);
    if (members) members.push(command);
    else groups.set(command.group, [command]);
  }
  return [...groups];
}

function words(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

function rank(command: Command, text: string): number {
  return command.label.toLowerCase().startsWith(text) ? 0 : 1;
}

/** Which tasks a stream goes through: what the address says, and what the server is asked. */

/** Some by their numbers, those of a list as it is displayed, or whatever is next. */
export interface Among {
  /** Ids with commas between them, in this order. */
  tasks?: string;
  /** A tab of the list. */
  view?: number;
  /** What a list is narrowed and ordered by, as JSON. */
  query?: string;
  /** What the queue of a manual QA project is narrowed to, as JSON. */
  filter?: string;
}

export const ALL: Among = {};

export function readAmong({ filter, query, tasks, view }: Record<string, unknown>): Among {
  const ids = String(tasks ?? "");
  const tab = Number(view);
  return {
    tasks: /^\d+(,\d+)*$/.test(ids) ? ids : undefined,
    view: Number.isSafeInteger(tab) && tab > 0 ? tab : undefined,
    // The router reads a value that is JSON; an address that was written by hand comes as an object then.
    query: asJson(query),
    filter: asJson(filter),
  };
}

function asJson(found: unknown): string | undefined {
  if (typeof found === "string") return found;
  return found instanceof Object ? JSON.stringify(found) : undefined;
}

export function isSome({ filter, query, tasks, view }: Among): boolean {
  return filter !== undefined || query !== undefined || tasks !== undefined || view !== undefined;
}

/** What the address of a task says of the place in it: an annotation, and one instance of it. */

export interface TaskAddress {
  annotation?: number;
  instance?: string;
}

export function readTaskAddress({ annotation, instance }: Record<string, unknown>): TaskAddress {
  const number = Number(annotation);
  const known = typeof instance === "string" || typeof instance === "number";
  return {
    annotation: Number.isSafeInteger(number) && number > 0 ? number : undefined,
    instance: known && instance !== "" ? String(instance) : undefined,
  };
}

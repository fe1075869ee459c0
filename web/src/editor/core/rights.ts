/** Which changes of regions are allowed, besides whether any are. */
export interface Rights {
  readonly create: boolean;
  readonly remove: boolean;
  readonly relabel: boolean;
  readonly reshape: boolean;
  /** How long a track or a range lasts, and splitting or merging. */
  readonly extend: boolean;
  readonly answer: boolean;
}

export type Right = keyof Rights;

export const ALL_RIGHTS: Rights = {
  create: true,
  remove: true,
  relabel: true,
  reshape: true,
  extend: true,
  answer: true,
};

/**
 * The restricted edits of a reviewer who judges single instances: move things and answer about them, but create,
 * delete and rename nothing, and keep how long tracks last. Source: MQA 68.
 */
export const SMALL_EDITS: Rights = {
  create: false,
  remove: false,
  relabel: false,
  reshape: true,
  extend: false,
  answer: true,
};

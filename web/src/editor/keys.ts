/** Keys that people change, for the pages around the editor. */
export { combinationOf, folded, sharersOf } from "./core/keyConflicts";
export { withKeymap as applied } from "./core/keymap";

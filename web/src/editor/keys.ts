/** Keys that people change, for the pages around the editor. */
export { combinationOf, folded, sharersOf } from "./core/keyConflicts";
export {
  type Keymap,
  readKeymap as read,
  setKeymap as use,
  withKeymap as applied,
  writeKeymap as write,
} from "./core/keymap";

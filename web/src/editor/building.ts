/** What an editor of configurations needs beside the parser: the register, and changes of the text. */
export { CONDITIONS } from "./ls/conditions";
export {
  attributeEdits,
  attributeOf,
  changeElement,
  type ElementPath,
  elementAt,
  elementText,
  insertEdits,
  moveEdits,
  removeEdits,
  rootOf,
} from "./ls/edit/elements";
export {
  addOptions,
  type OptionRow,
  optionsBelow,
  pastedWords,
  renameOption,
  storedWord,
} from "./ls/edit/options";
export { everyElement, freeName, pointerEdits, takenNames } from "./ls/edit/pointers";
export { applyEdits } from "./ls/edit/text";
export { readXml, type XmlElement, type XmlFault } from "./ls/readXml";
export { canonicalTag, type TagRow, tagRow } from "./ls/register";

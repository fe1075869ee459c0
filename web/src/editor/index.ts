export { ConfigPreview } from "./ConfigPreview";
export { answerWords } from "./core/answers";
export { type Command, commandsFor, EDITOR_COMMANDS, optionCommands } from "./core/commands";
export { equal } from "./core/equal";
export { commandFor, keyCaps, matches, type Stroke } from "./core/hotkeys";
export { idsInFrame } from "./core/inFrame";
export { factsOf, kindTitle } from "./core/kinds";
export { clock } from "./core/kinds/time";
export { DIFFERENCE_LOOKS } from "./core/looks";
export type { Media, MediaFacts } from "./core/media";
export {
  type Decision,
  type Difference,
  type EditorState,
  isDrawn,
  type Mode,
  type Region,
  type Tool,
  type Verdict,
} from "./core/model";
export type { Authorship, Deed } from "./core/provenance";
export { SMALL_EDITS } from "./core/rights";
export { createEditor, type Editor, type EditorOptions } from "./core/store";
export type { Pin, Remark, SurfacePlace } from "./core/surface";
export { answersTitle, labelTitle, mainOption, NO_LABEL_COLOUR, regionTitle } from "./core/titles";
export { DiffList } from "./diff/DiffList";
export { hiddenAmong, marksOf, overlaid, overlaidId, overlaidMarks } from "./diff/overlaid";
export { EditorSurface } from "./EditorSurface";
export { ItemQuestions } from "./ItemQuestions";
export * as keymaps from "./keys";
export { parseConfig } from "./ls/parseConfig";
export { predictedItem } from "./ls/predicted";
export { supportedTags } from "./ls/register";
export { isEntry, type LsResultItem } from "./ls/resultItem";
export type {
  ConfigProblem,
  ControlTag,
  LabelOption,
  LabelSchema,
  ObjectTag,
  ParsedConfig,
} from "./ls/schema";
export { wholeQuestions } from "./ls/wholeQuestions";
export { withLinkedLabels } from "./ls/withLinkedLabels";
export { type Comparison, matchRegions, type Pairing } from "./match/matchRegions";
export { DetailsPanel } from "./panels/DetailsPanel";
export { InstanceList } from "./panels/InstanceList";
export { KeyCaps } from "./panels/KeyCaps";
export { LabelPicker } from "./panels/LabelPicker";
export { preloadLayout } from "./preloadLayout";
export { useEditor } from "./useEditor";
export { strokeOf, useEditorHotkeys } from "./useEditorHotkeys";

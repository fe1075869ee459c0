import type { Editor } from "../store";
import { act, type Command, may, offers } from "./command";

const reshapes = (action: string) => (editor: Editor) => may(editor, "reshape") && offers(action)(editor);

/** What only pictures offer: turning the view, and what is inside of a shape. */
export const PICTURE: readonly Command[] = [
  {
    id: "picture.turn-left",
    title: "Turn the view to the left",
    group: "Picture",
    icon: "turn-left",
    keys: ["Alt+,"],
    when: offers("turn-view-left"),
    run: act("turn-view-left"),
  },
  {
    id: "picture.turn-right",
    title: "Turn the view to the right",
    group: "Picture",
    icon: "turn-right",
    keys: ["Alt+."],
    when: offers("turn-view-right"),
    run: act("turn-view-right"),
  },
  {
    id: "picture.region-left",
    title: "Turn the region to the left by 1 degree",
    group: "Picture",
    keys: ["<"],
    when: reshapes("turn-left"),
    run: act("turn-left"),
  },
  {
    id: "picture.region-right",
    title: "Turn the region to the right by 1 degree",
    group: "Picture",
    keys: [">"],
    when: reshapes("turn-right"),
    run: act("turn-right"),
  },
  {
    id: "picture.next-corner",
    title: "Next corner: arrows move it, Delete removes it",
    group: "Picture",
    keys: ["."],
    when: reshapes("next-corner"),
    run: act("next-corner"),
  },
  {
    id: "picture.previous-corner",
    title: "Previous corner",
    group: "Picture",
    keys: [","],
    when: reshapes("previous-corner"),
    run: act("previous-corner"),
  },
  {
    id: "picture.add-corner",
    title: "Add a corner after this one",
    group: "Picture",
    keys: ["Insert", "Alt+Enter"],
    when: reshapes("add-corner"),
    run: act("add-corner"),
  },
];

import { act, type Command, offers } from "./command";

/** Texts that are too long for the page at once. */
export const TEXT: readonly Command[] = [
  {
    id: "text.find",
    title: "Find in the text",
    group: "View",
    keys: ["Mod+F"],
    when: offers("find"),
    run: act("find"),
  },
];

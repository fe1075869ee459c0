import type { CaretStep } from "../../core/surface";
import { lineAt } from "./marks";
import type { TextStage } from "./textPointer";
import { offsetAt, placeOf } from "./textRange";

/** The text cursor, which browsers do not show in text that cannot be typed into. */
export class Caret {
  byKeyboard = false;

  constructor(private readonly stage: Pick<TextStage, "root" | "caret" | "prose" | "show">) {}

  /** Moves it, or with `extend` the far end of the selection; from `start` when it is not in this text yet. */
  move({ direction, unit }: CaretStep, extend: boolean, start: number): void {
    const selection = window.getSelection();
    if (!selection) return;
    this.byKeyboard = true;
    if (!this.holds(selection.focusNode)) {
      this.place(start);
      this.draw();
      if (!extend) return;
    }
    const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
    selection.modify(extend ? "extend" : "move", direction, unit);
    const left = !this.holds(selection.focusNode) || !this.holds(selection.anchorNode);
    if (left && anchorNode && focusNode) {
      selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
    }
    selection.focusNode?.parentElement?.scrollIntoView({ block: "nearest" });
  }

  /** Puts it at an offset of the text. */
  place(offset: number): void {
    const { prose, root, show } = this.stage;
    show(lineAt(prose.lines, offset));
    const place = placeOf(root, prose.lines, offset);
    if (place) window.getSelection()?.collapse(place.node, place.offset);
  }

  holds(node: Node | null): boolean {
    return node !== null && this.stage.root.contains(node);
  }

  draw(): void {
    const { caret, root } = this.stage;
    const selection = window.getSelection();
    const shown =
      this.byKeyboard &&
      document.activeElement === root &&
      selection?.isCollapsed === true &&
      this.holds(selection.focusNode);
    caret.hidden = !shown;
    if (!shown || !selection?.focusNode) return;
    const at =
      selection.getRangeAt(0).getClientRects()[0] ??
      this.lineRect(selection.focusNode, selection.focusOffset);
    const frame = caret.offsetParent?.getBoundingClientRect();
    if (!at || !frame) return;
    caret.style.transform = `translate(${at.left - frame.left}px, ${at.top - frame.top}px)`;
    caret.style.height = `${at.height}px`;
  }

  /** An empty line has no letter beside which the cursor could stand. */
  private lineRect(node: Node, offset: number): DOMRect | null {
    const { prose, root } = this.stage;
    const at = offsetAt(root, node, offset) ?? 0;
    return placeOf(root, prose.lines, at)?.element.getBoundingClientRect() ?? null;
  }
}

import type { EditorState } from "../../core/model";
import { cycle } from "../../core/selection";
import type { Editor } from "../../core/store";
import type { CaretStep, SurfaceHandle } from "../../core/surface";
import { wholeGraphemes } from "../../ls/offsets";
import type { Line } from "./marks";
import { offsetAt, placeOf, selectedRange } from "./textRange";

/**
 * Turns the browser's own text selection into spans. Mouse, keyboard and touch all end in a selection:
 * with a label in the hand a finished one becomes a span at once, otherwise it waits for its label.
 */
export class TextPointer implements SurfaceHandle {
  private pressed = false;
  /** The press that ends now made a selection: the click that follows it selects nothing. */
  private swept = false;
  private byKeyboard = false;
  private readonly release: (() => void)[] = [];

  constructor(
    private readonly root: HTMLElement,
    private readonly caret: HTMLElement,
    private readonly editor: Editor,
    readonly object: string,
    private readonly text: string,
    private readonly lines: readonly Line[],
  ) {
    this.listen(root, "pointerdown", this.onDown);
    this.listen(root, "click", this.onClick);
    this.listen(document, "pointerup", this.onUp);
    this.listen(document, "pointercancel", this.onUp);
    this.listen(document, "selectionchange", this.onSelection);
    this.listen(root, "blur", () => {
      delete root.dataset.byPointer;
      this.showCaret();
    });
    this.listen(root, "focus", () => this.showCaret());
    this.release.push(
      editor.subscribe((state, before) => this.onState(state, before)),
      editor.attach(this),
    );
  }

  destroy(): void {
    for (const release of this.release) release();
  }

  moveCaret({ direction, unit }: CaretStep, extend: boolean): void {
    const selection = window.getSelection();
    if (!selection) return;
    this.byKeyboard = true;
    if (!this.holds(selection.focusNode)) {
      this.placeCaret(this.startingOffset());
      this.showCaret();
      if (!extend) return;
    }
    const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
    selection.modify(extend ? "extend" : "move", direction, unit);
    const left = !this.holds(selection.focusNode) || !this.holds(selection.anchorNode);
    if (left && anchorNode && focusNode) {
      selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
    }
    selection.focusNode?.parentElement?.scrollIntoView({ block: "nearest" });
    // The browser tells of the change later; a label's key may come before that.
    this.onSelection();
  }

  reveal(id: string): void {
    const shape = this.editor.state().regions.get(id)?.shape;
    if (shape?.kind !== "span") return;
    placeOf(this.root, this.lines, shape.start)?.element.scrollIntoView({ block: "nearest" });
  }

  private listen(target: EventTarget, type: string, handler: (event: Event) => void): void {
    target.addEventListener(type, handler);
    this.release.push(() => target.removeEventListener(type, handler));
  }

  private readonly onDown = (): void => {
    this.pressed = true;
    this.byKeyboard = false;
    this.root.dataset.byPointer = "";
    this.showCaret();
  };

  private readonly onUp = (): void => {
    if (!this.pressed) return;
    this.pressed = false;
    const shape = this.selectedShape();
    this.swept = window.getSelection()?.isCollapsed === false;
    if (shape) this.editor.draw(this.object, shape);
  };

  /** Selects the innermost region under the pointer, or with another click the one around it. */
  private readonly onClick = (event: Event): void => {
    if (this.swept || !(event.target instanceof Node)) return;
    const segment = event.target instanceof HTMLElement ? event.target.closest(".ed-mark") : null;
    const at = segment ? offsetAt(this.root, segment, 0) : null;
    const { regions, selectedId } = this.editor.state();
    const under = [...regions.values()].flatMap(({ id, object, shape }) =>
      object === this.object && shape.kind === "span" && at !== null && shape.start <= at && at < shape.end
        ? [{ id, length: shape.end - shape.start }]
        : [],
    );
    const ids = under.sort((a, b) => a.length - b.length).map(({ id }) => id);
    this.editor.select(cycle(ids, selectedId));
  };

  private readonly onSelection = (): void => {
    if (this.pressed) return;
    this.showCaret();
    const shape = this.selectedShape();
    const { draft } = this.editor.state();
    if (shape) this.editor.setDraft({ object: this.object, shape, item: null });
    else if (draft?.object === this.object) this.editor.setDraft(null);
  };

  private onState(state: EditorState, before: EditorState): void {
    const done = before.draft?.object === this.object && state.draft === null;
    const drawn = state.regions !== before.regions;
    const selection = window.getSelection();
    if ((done || drawn) && selection && !selection.isCollapsed && this.holds(selection.anchorNode)) {
      const end = selectedRange(this.root, this.text)?.end ?? 0;
      // The lines are drawn anew first; then the cursor goes on behind what was labelled.
      queueMicrotask(() => this.placeCaret(end));
    }
  }

  private selectedShape() {
    if (!this.editor.state().editable) return null;
    const range = selectedRange(this.root, this.text);
    return range && { kind: "span" as const, ...wholeGraphemes(this.text, range.start, range.end) };
  }

  private startingOffset(): number {
    const shape = this.editor.selected()?.shape;
    return shape?.kind === "span" ? shape.end : 0;
  }

  private placeCaret(offset: number): void {
    const place = placeOf(this.root, this.lines, offset);
    if (place) window.getSelection()?.collapse(place.node, place.offset);
  }

  private holds(node: Node | null): boolean {
    return node !== null && this.root.contains(node);
  }

  /** Draws the cursor, which browsers do not show in text that cannot be typed into. */
  private showCaret(): void {
    const selection = window.getSelection();
    const shown =
      this.byKeyboard &&
      document.activeElement === this.root &&
      selection?.isCollapsed === true &&
      this.holds(selection.focusNode);
    this.caret.hidden = !shown;
    if (!shown || !selection?.focusNode) return;
    const offset = offsetAt(this.root, selection.focusNode, selection.focusOffset);
    const at = caretRect(selection.getRangeAt(0)) ?? this.lineRect(offset ?? 0);
    const frame = this.caret.offsetParent?.getBoundingClientRect();
    if (!at || !frame) return;
    this.caret.style.transform = `translate(${at.left - frame.left}px, ${at.top - frame.top}px)`;
    this.caret.style.height = `${at.height}px`;
  }

  private lineRect(offset: number): DOMRect | null {
    return placeOf(this.root, this.lines, offset)?.element.getBoundingClientRect() ?? null;
  }
}

function caretRect(range: Range): DOMRect | null {
  return range.getClientRects()[0] ?? null;
}

import type { EditorState } from "../../core/model";
import { cycle, isInSight } from "../../core/selection";
import type { Editor } from "../../core/store";
import type { CaretStep, SeenBox, SurfaceHandle, SurfacePlace } from "../../core/surface";
import { pinsOn } from "../pins";
import { Caret } from "./caret";
import { grown } from "./granularity";
import { highlight } from "./highlights";
import { lineAt } from "./marks";
import { placeOfRange, rangeOfPlace } from "./pinned";
import type { Prose } from "./prose";
import { offsetAt, pageRange, placeOf, selectedRange, type TextRange } from "./textRange";

export interface TextStage {
  readonly root: HTMLElement;
  readonly caret: HTMLElement;
  readonly editor: Editor;
  readonly object: string;
  readonly prose: Prose;
  /** Brings a line onto the page that may be away. */
  readonly show: (line: number) => void;
  readonly actions?: SurfaceHandle["actions"];
}

/**
 * Turns the browser's own text selection into regions. Mouse, keyboard and touch all end in a selection:
 * with a label in the hand a finished one becomes a region at once, otherwise it waits for its label.
 */
export class TextPointer implements SurfaceHandle {
  readonly object: string;
  readonly actions: SurfaceHandle["actions"];
  private pressed = false;
  /** The press that ends now made a selection: the click that follows it selects nothing. */
  private swept = false;
  private readonly caret: Caret;
  private readonly release: (() => void)[] = [];
  private releaseDraft: () => void = () => undefined;
  private releaseLens: () => void = () => undefined;
  private releasePins: () => void = () => undefined;

  constructor(private readonly stage: TextStage) {
    const { editor, object, root } = stage;
    this.object = object;
    this.actions = stage.actions;
    this.caret = new Caret(stage);
    this.listen(root, "pointerdown", this.onDown);
    this.listen(root, "mousedown", this.onMouseDown);
    this.listen(root, "click", this.onClick);
    this.listen(root, "mousemove", this.onHover);
    this.listen(root, "copy", this.onCopy);
    this.listen(document, "pointerup", this.onUp);
    this.listen(document, "pointercancel", this.onUp);
    this.listen(document, "selectionchange", this.onSelection);
    this.listen(root, "blur", () => {
      delete root.dataset.byPointer;
      this.caret.draw();
    });
    this.listen(root, "focus", () => this.caret.draw());
    // Lines are drawn anew, and come and go; the pins upon them stay.
    const redrawn = new MutationObserver(() => {
      this.showPins();
      editor.moved(object);
    });
    redrawn.observe(root, { childList: true, subtree: true });
    const sized = new ResizeObserver(() => editor.moved(object));
    sized.observe(root);
    this.release.push(
      () => redrawn.disconnect(),
      () => sized.disconnect(),
      editor.subscribe((state, before) => this.onState(state, before)),
      editor.attach(this),
    );
    this.showPins();
  }

  destroy(): void {
    this.releaseDraft();
    this.releaseLens();
    this.releasePins();
    for (const release of this.release) release();
  }

  moveCaret(step: CaretStep, extend: boolean): void {
    this.caret.move(step, extend, this.startingOffset());
    // The browser tells of the change later; a label's key may come before that.
    this.onSelection();
  }

  reveal(id: string): void {
    const { editor, prose } = this.stage;
    const shape = editor.state().regions.get(id)?.shape;
    const range = shape && prose.rangeOf(shape);
    if (range) this.goToOffset(range.start);
  }

  /** Brings a place of the text into view. */
  goToOffset(offset: number): void {
    const { prose, root, show } = this.stage;
    const line = lineAt(prose.lines, offset);
    show(line);
    // White space between the blocks of a document is on no page: what follows it is.
    for (let at = line; at < Math.min(line + 20, prose.lines.length); at += 1) {
      const place = placeOf(root, prose.lines, at === line ? offset : (prose.lines[at]?.start ?? offset));
      if (!place) continue;
      place.element.scrollIntoView({ block: "nearest" });
      return;
    }
  }

  /** One rectangle for every line that a region is seen on. */
  boxesOf(id: string): readonly SeenBox[] {
    const { editor, prose, root } = this.stage;
    const shape = editor.state().regions.get(id)?.shape;
    const range = shape && prose.rangeOf(shape);
    const onPage = range && pageRange(root, prose.lines, range);
    const frame = root.parentElement?.getBoundingClientRect();
    if (!onPage || !frame) return [];
    return [...onPage.getClientRects()]
      .filter(({ height, width }) => width > 0 && height > 0)
      .map(({ bottom, left, right, top }) => ({
        left: left - frame.left,
        top: top - frame.top,
        right: right - frame.left,
        bottom: bottom - frame.top,
      }));
  }

  goTo(place: SurfacePlace): void {
    const range = rangeOfPlace(place, this.stage.prose);
    if (range) this.goToOffset(range.start);
  }

  /** What is selected, or where the cursor stands. */
  place(): SurfacePlace | null {
    const { prose, root } = this.stage;
    const { focusNode, focusOffset = 0 } = window.getSelection() ?? {};
    const at = focusNode ? offsetAt(root, focusNode, focusOffset) : null;
    const range = selectedRange(root, prose.text) ?? (at === null ? null : { start: at, end: at });
    return range && { object: this.object, ...placeOfRange(range, prose) };
  }

  private listen(target: EventTarget, type: string, handler: (event: Event) => void): void {
    target.addEventListener(type, handler);
    this.release.push(() => target.removeEventListener(type, handler));
  }

  private readonly onDown = (): void => {
    this.pressed = true;
    this.caret.byKeyboard = false;
    this.stage.root.dataset.byPointer = "";
    this.caret.draw();
  };

  /** A click that adds a region to the selected ones does not also select text up to there. */
  private readonly onMouseDown = (event: Event): void => {
    if (event instanceof MouseEvent && addsTo(event) && this.idsAt(event).length > 0) event.preventDefault();
  };

  private readonly onUp = (): void => {
    if (!this.pressed) return;
    this.pressed = false;
    if (this.stage.editor.state().pinning) return;
    const shape = this.selectedShape();
    this.swept = window.getSelection()?.isCollapsed === false;
    if (shape) this.stage.editor.draw(this.object, shape);
  };

  /** Selects the innermost region under the pointer, or with another click the one around it. */
  private readonly onClick = (event: Event): void => {
    if (!(event instanceof MouseEvent)) return;
    const { editor } = this.stage;
    if (editor.state().pinning) {
      editor.pin(this.place());
      return;
    }
    const ids = this.idsAt(event);
    const { linkFrom, selectedId } = editor.state();
    const [innermost] = ids;
    if (addsTo(event) && innermost !== undefined) editor.toggleSelected(innermost);
    else if (this.swept) return;
    else if (linkFrom !== null && innermost !== undefined) editor.link(linkFrom, innermost);
    else {
      const suggested = editor.takesAt(innermost !== undefined) ? this.suggestionAt(event) : undefined;
      if (suggested) editor.takeSuggestion(suggested);
      else editor.select(innermost === undefined ? null : cycle(ids, selectedId));
    }
  };

  /** Who points at a suggestion looks at it: the keys then take that one. */
  private readonly onHover = (event: Event): void => {
    const { editor } = this.stage;
    if (!(event instanceof MouseEvent) || this.pressed || editor.state().suggestions.size === 0) return;
    const suggested = this.suggestionAt(event);
    if (suggested) editor.lookAt(suggested);
  };

  /** Copies the text itself, also of lines that are not on the page. */
  private readonly onCopy = (event: Event): void => {
    const range = selectedRange(this.stage.root, this.stage.prose.text);
    if (!range || !(event instanceof ClipboardEvent)) return;
    event.clipboardData?.setData("text/plain", this.stage.prose.text.slice(range.start, range.end));
    event.preventDefault();
  };

  /** The regions in sight at a place of the page, the innermost first. */
  private idsAt(event: MouseEvent): string[] {
    const { editor, prose } = this.stage;
    const at = this.markedAt(event);
    if (at === null) return [];
    const state = editor.state();
    const under = [...state.regions.values()].flatMap(({ id, object, shape }) => {
      const range = object === this.object && isInSight(id, state) ? prose.rangeOf(shape) : null;
      return range && range.start <= at && at < range.end ? [{ id, length: range.end - range.start }] : [];
    });
    return under.sort((a, b) => a.length - b.length).map(({ id }) => id);
  }

  private suggestionAt(event: MouseEvent): string | undefined {
    const at = this.markedAt(event);
    const offered = at === null ? [] : this.stage.editor.offered();
    const under = offered.flatMap(({ id, object, shape }) => {
      const range = object === this.object ? this.stage.prose.rangeOf(shape) : null;
      const isUnder = range && at !== null && range.start <= at && at < range.end;
      return isUnder ? [{ id, length: range.end - range.start }] : [];
    });
    // Inside of a long one one means the short one.
    return under.sort((a, b) => a.length - b.length)[0]?.id;
  }

  /** Where the marked stretch begins that an event is about. */
  private markedAt({ target }: MouseEvent): number | null {
    const segment = target instanceof HTMLElement ? target.closest(".ed-mark") : null;
    return segment ? offsetAt(this.stage.root, segment, 0) : null;
  }

  private readonly onSelection = (): void => {
    if (this.pressed) return;
    this.caret.draw();
    if (this.stage.editor.state().pinning) return;
    const { editor } = this.stage;
    const shape = this.selectedShape();
    const { draft } = editor.state();
    if (shape) editor.setDraft({ object: this.object, shape, item: null });
    else if (draft?.object === this.object && this.isInUse()) editor.setDraft(null);
  };

  /** While people type elsewhere, as into the search for labels, what they selected waits. */
  private isInUse(): boolean {
    const { activeElement } = document;
    return activeElement === null || !activeElement.matches("input, textarea");
  }

  private onState(state: EditorState, before: EditorState): void {
    if (state.draft !== before.draft) this.showDraft(state);
    if (state.lens !== before.lens || state.tool !== before.tool) this.showLens(state);
    if (state.pins !== before.pins) this.showPins();
    if (state.pinning !== before.pinning) this.stage.root.toggleAttribute("data-pinning", state.pinning);
    const done = before.draft?.object === this.object && state.draft === null;
    const drawn = state.regions !== before.regions;
    const selection = window.getSelection();
    if ((done || drawn) && selection && !selection.isCollapsed && this.caret.holds(selection.anchorNode)) {
      const end = selectedRange(this.stage.root, this.stage.prose.text)?.end;
      if (end === undefined) return;
      // The lines are drawn anew first; then the cursor goes on behind what was labelled.
      queueMicrotask(() => this.caret.place(end));
    }
  }

  private showDraft({ draft }: EditorState): void {
    this.releaseDraft();
    const { prose, root } = this.stage;
    const range = draft?.object === this.object ? prose.rangeOf(draft.shape) : null;
    const onPage = range && pageRange(root, prose.lines, range);
    this.releaseDraft = onPage ? highlight("ed-draft", [onPage]) : () => undefined;
  }

  /** What was drawn over, while more of it is drawn. */
  private showLens({ lens, tool }: EditorState): void {
    this.releaseLens();
    const { prose, root } = this.stage;
    const isMine = tool === "reveal" && lens?.object === this.object;
    const range = isMine ? prose.rangeOf(lens.shape) : null;
    const onPage = range && pageRange(root, prose.lines, range);
    this.releaseLens = onPage ? highlight("ed-lens", [onPage]) : () => undefined;
  }

  private showPins(): void {
    this.releasePins();
    const { editor, prose, root } = this.stage;
    const ranges = pinsOn(editor, this.object).flatMap(({ place }) => {
      const range = rangeOfPlace(place, prose);
      return (range && pageRange(root, prose.lines, range)) ?? [];
    });
    this.releasePins = ranges.length > 0 ? highlight("ed-pin", ranges) : () => undefined;
  }

  private selectedShape() {
    const { editor, prose, root } = this.stage;
    if (!editor.state().editable) return null;
    const range: TextRange | null = selectedRange(root, prose.text);
    return range && prose.shapeOf(grown(range, prose));
  }

  private startingOffset(): number {
    const shape = this.stage.editor.selected()?.shape;
    return (shape && this.stage.prose.rangeOf(shape)?.end) ?? 0;
  }
}

function addsTo({ ctrlKey, metaKey, shiftKey }: MouseEvent): boolean {
  return ctrlKey || metaKey || shiftKey;
}

import type { EditorState } from "../../core/model";
import type { Editor } from "../../core/store";
import type { SeenBox, SurfaceHandle, SurfacePlace } from "../../core/surface";
import { type Follower, type Pace, paceOf } from "../sync/pace";
import type { TimeContent } from "./content";
import { TimeHand } from "./hand";
import type { StageElements } from "./layers";
import { TimeStage } from "./stage";
import type { Window } from "./window";

/** A recording or measurements at work: what is seen along their time, a head in it, and hands. */
export abstract class TimeDesk<Content extends TimeContent> implements SurfaceHandle {
  readonly stage: TimeStage;
  protected readonly hand: TimeHand;
  /** What it plays together with, if anything. */
  protected readonly pace: Pace | null;
  private leave: (() => void) | null = null;
  private readonly release: (() => void)[];

  constructor(
    elements: StageElements,
    protected readonly editor: Editor,
    readonly object: string,
    readonly content: Content,
    onView: (window: Window) => void,
  ) {
    this.stage = new TimeStage(elements, editor, object, content, onView);
    this.pace = paceOf(editor, object);
    this.hand = new TimeHand(editor, object, content, this.stage);
    this.release = [
      editor.attach(this),
      editor.subscribe((state, before) => this.onState(state, before)),
      () => this.stage.destroy(),
    ];
  }

  destroy(): void {
    this.leave?.();
    for (const release of this.release) release();
  }

  /** Takes part in what it plays together with, once it knows how long it is. */
  protected join(follower: Follower): void {
    this.leave?.();
    this.leave = this.pace?.join(follower) ?? null;
  }

  abstract get actions(): Readonly<Record<string, (() => void) | undefined>>;
  abstract place(): SurfacePlace | null;
  protected abstract onState(state: EditorState, before: EditorState): void;

  /** About the head while it is in view. */
  zoomBy(factor: number): void {
    const head = this.content.head();
    const { end, start } = this.stage.window;
    this.stage.zoomBy(factor, head !== null && head >= start && head <= end ? head : undefined);
  }

  fit(): void {
    this.stage.fit();
  }

  drawInView(): void {
    this.hand.drawInView();
  }

  reveal(id: string): void {
    this.stage.reveal(id);
  }

  boxesOf(id: string): readonly SeenBox[] {
    return this.stage.boxesOf(id);
  }

  zoomTo(id: string): void {
    this.stage.zoomTo(id);
  }

  goTo({ start, time }: SurfacePlace): void {
    const target = time ?? start;
    if (target === undefined) return;
    this.content.seek(target);
    this.stage.follow(this.content.head() ?? target);
  }
}

import type { EditorState } from "../../core/model";
import type { Editor } from "../../core/store";
import type { SurfaceHandle, SurfacePlace } from "../../core/surface";
import type { ObjectTag } from "../../ls/schema";
import { TimeHand } from "../time/hand";
import type { StageElements } from "../time/layers";
import { TimeStage } from "../time/stage";
import type { Window } from "../time/window";
import { channelsOf } from "./channel";
import { SeriesContent } from "./content";
import { optionsOf } from "./loadSeries";
import type { SeriesData } from "./readSeries";

export interface SeriesListener {
  readonly onView: (window: Window) => void;
  readonly onHead: (value: number) => void;
}

/** Measurements at work: curves, the head that reads them, and hands. */
export class SeriesDesk implements SurfaceHandle {
  readonly object: string;
  readonly stage: TimeStage;
  readonly content: SeriesContent;
  private readonly hand: TimeHand;
  private readonly release: (() => void)[];

  constructor(
    elements: StageElements,
    private readonly editor: Editor,
    private readonly tag: ObjectTag,
    listener: SeriesListener,
  ) {
    this.object = tag.name;
    this.content = new SeriesContent(tag.attributes, {
      onHead: (value) => {
        editor.setPosition(tag.name, value);
        this.stage.repaintLive();
        listener.onHead(value);
      },
      open: (id) => this.stage.zoomTo(id),
    });
    this.stage = new TimeStage(elements, editor, tag.name, this.content, listener.onView);
    this.hand = new TimeHand(editor, tag.name, this.content, this.stage);
    this.release = [
      editor.attach(this),
      editor.subscribe((state, before) => this.onState(state, before)),
      () => this.stage.destroy(),
    ];
  }

  destroy(): void {
    for (const release of this.release) release();
  }

  setData({ channels, times }: SeriesData): void {
    const { attributes, parts } = this.tag;
    const made = channelsOf(parts, channels, attributes.fixedScale === "true");
    this.content.setData(times, made, overviewOf(attributes.overviewChannels, optionsOf(this.tag).channels));
    this.stage.reset();
    const share = Number.parseFloat(attributes.overviewWidth ?? "");
    if (share > 0 && share < 100) this.stage.zoomBy(100 / share, this.content.bounds()?.start);
  }

  get actions(): Readonly<Record<string, (() => void) | undefined>> {
    const head = this.content.head();
    if (head === null) return {};
    const { editable, rights } = this.editor.state();
    const mayDraw = editable && rights.create && this.editor.drawerFor(this.object) !== null;
    return {
      ...this.hand.actions(),
      instant: mayDraw ? () => this.drawInstant(head) : undefined,
    };
  }

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

  zoomTo(id: string): void {
    this.stage.zoomTo(id);
  }

  goTo({ start, time }: SurfacePlace): void {
    const target = time ?? start;
    if (target === undefined) return;
    this.content.seek(target);
    this.stage.follow(this.content.head() ?? target);
  }

  place(): SurfacePlace | null {
    const time = this.content.head();
    return time === null ? null : { object: this.object, time };
  }

  private drawInstant(at: number): void {
    const id = this.editor.draw(this.object, this.content.instantAt(at));
    if (id) this.editor.select(id);
  }

  private onState(state: EditorState, before: EditorState): void {
    const position = state.positions.get(this.object);
    if (position === undefined || position === before.positions.get(this.object)) return;
    if (position !== this.content.head()) this.content.seek(position);
  }
}

/** The channels of the overview by number: those that are named, or all. */
function overviewOf(wanted: string | undefined, channels: readonly string[]): readonly number[] {
  const names = (wanted ?? "").split(",").map((name) => name.trim().toLowerCase());
  const found = channels.flatMap((channel, index) =>
    names.includes(channel.trim().toLowerCase()) || names.includes(`${index}`) ? [index] : [],
  );
  return found.length > 0 ? found : channels.map((_, index) => index);
}

import type { EditorState } from "../../core/model";
import type { Editor } from "../../core/store";
import type { SurfacePlace } from "../../core/surface";
import type { ObjectTag } from "../../ls/schema";
import { isDated } from "../../ls/seriesWords";
import type { Follower } from "../sync/pace";
import { TimeDesk } from "../time/desk";
import type { StageElements } from "../time/layers";
import type { Window } from "../time/window";
import { channelsOf } from "./channel";
import { SeriesContent } from "./content";
import { optionsOf } from "./loadSeries";
import type { SeriesData } from "./readSeries";

interface SeriesListener {
  readonly onView: (window: Window) => void;
  readonly onHead: (value: number) => void;
}

/** Measurements at work: curves, the head that reads them, and hands. */
export class SeriesDesk extends TimeDesk<SeriesContent> {
  constructor(
    elements: StageElements,
    editor: Editor,
    private readonly tag: ObjectTag,
    listener: SeriesListener,
  ) {
    const content = new SeriesContent(tag.attributes, {
      onHead: (value) => {
        editor.setPosition(tag.name, value);
        this.stage.repaintLive();
        listener.onHead(value);
        this.pace?.reportSeek(tag.name, this.secondOf(value));
      },
      open: (id) => this.stage.zoomTo(id),
    });
    super(elements, editor, tag.name, content, listener.onView);
  }

  setData({ channels, times }: SeriesData): void {
    const { attributes, parts } = this.tag;
    const made = channelsOf(parts, channels, attributes.fixedScale === "true");
    this.content.setData(times, made, overviewOf(attributes.overviewChannels, optionsOf(this.tag).channels));
    this.stage.reset();
    const share = Number.parseFloat(attributes.overviewWidth ?? "");
    if (share > 0 && share < 100) this.stage.zoomBy(100 / share, this.content.bounds()?.start);
    this.join(this.follower());
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

  place(): SurfacePlace | null {
    const time = this.content.head();
    return time === null ? null : this.stage.placeAt(time);
  }

  /** It plays nothing by itself: its head goes where the others are. */
  private follower(): Follower {
    const { content } = this;
    const still = () => undefined;
    return {
      object: this.object,
      plays: false,
      time: () => this.secondOf(content.head() ?? 0),
      length: () => this.secondOf(content.bounds()?.end ?? 0),
      play: still,
      pause: still,
      seek: (second) => {
        const { end = 0, start = 0 } = content.bounds() ?? {};
        content.seek(Math.min(start + second * this.unit, end));
        this.stage.follow(content.head() ?? start);
      },
      setRate: still,
    };
  }

  /** Dates are milliseconds; other times are taken for seconds. */
  private get unit(): number {
    return isDated(this.tag.attributes) ? 1000 : 1;
  }

  /** How many seconds after the first row a time is. */
  private secondOf(value: number): number {
    return (value - (this.content.bounds()?.start ?? 0)) / this.unit;
  }

  private drawInstant(at: number): void {
    const id = this.editor.draw(this.object, this.content.instantAt(at));
    if (id) this.editor.select(id);
  }

  protected onState(state: EditorState, before: EditorState): void {
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

import type { MediaFacts } from "../../core/media";
import type { EditorState } from "../../core/model";
import type { Editor } from "../../core/store";
import type { SurfacePlace } from "../../core/surface";
import type { Follower } from "../sync/pace";
import { TimeDesk } from "../time/desk";
import type { StageElements } from "../time/layers";
import type { Window } from "../time/window";
import { SoundContent } from "./content";
import { loadSound, type Sound } from "./loadSound";
import type { AudioOptions } from "./options";
import { beginWith, Player, type Playing, RATES } from "./player";

/** What the surface is told, to show it beside the waveform. */
interface DeskListener {
  readonly onSound: (sound: Sound) => void;
  readonly onPlaying: (playing: Playing) => void;
  readonly onTime: (time: number) => void;
  readonly onView: (window: Window) => void;
}

/** How far the position in the editor's state may be from the player before it was somebody else who moved it. */
const DRIFT = 0.3;
/** While it plays the position is told so many milliseconds apart: everything that shows an item listens to it. */
const TOLD_EVERY = 200;

/**
 * One recording at work: player, waveform and hands together. wavesurfer.js was weighed for this and left out: its
 * regions and its rendering keep a state of their own and write style elements that our policy of the page forbids,
 * while drawing the few columns that are seen is short work for a canvas.
 */
export class AudioDesk extends TimeDesk<SoundContent> {
  readonly player: Player;
  private readonly loading = new AbortController();
  private toldAt = 0;

  constructor(
    elements: StageElements,
    editor: Editor,
    object: string,
    private readonly options: AudioOptions,
    private readonly listener: DeskListener,
  ) {
    const { muted, rate, volume } = options;
    beginWith({ rate, volume, muted });
    const player = new Player(
      (time) => this.onTick(time),
      (playing) => {
        listener.onPlaying(playing);
        this.pace?.reportPlaying(object, playing.playing);
      },
    );
    const content = new SoundContent(options, {
      head: () => player.time,
      seek: (time) => this.seek(time),
      open: (id) => this.playRegion(id),
    });
    super(elements, editor, object, content, listener.onView);
    this.player = player;
  }

  override destroy(): void {
    this.loading.abort();
    super.destroy();
    this.player.release();
  }

  load(address: string, facts: MediaFacts | undefined): void {
    const tell = (sound: Sound) => {
      if (sound.kind === "ready") {
        const first = this.content.length !== sound.duration;
        this.player.duration = sound.duration;
        this.content.setSound(sound.duration, sound.outline);
        if (first) this.begin();
        else this.stage.refresh();
      }
      this.listener.onSound(sound);
    };
    void loadSound(address, facts, this.player, tell, this.loading.signal);
  }

  private begin(): void {
    this.stage.reset();
    if (this.options.zoom > 1) this.stage.zoomBy(this.options.zoom, 0);
    this.join(this.follower());
  }

  get duration(): number {
    return this.content.length;
  }

  get actions(): Readonly<Record<string, (() => void) | undefined>> {
    if (this.duration <= 0) return {};
    const { player } = this;
    const region = this.editor.selected();
    const playable = region?.object === this.object && region.shape.kind === "range" ? region.id : null;
    return {
      ...this.hand.actions(),
      play: () => (player.isPlaying ? player.pause() : this.play()),
      "play-region": playable === null ? undefined : () => this.playRegion(playable),
      loop: () => player.setLoop(!player.state().loop, this.selectedStretch()),
      slower: () => this.setRate(beside(player.state().rate, -1)),
      faster: () => this.setRate(beside(player.state().rate, 1)),
      mute: () => player.setMuted(!player.state().muted),
    };
  }

  seek(time: number): void {
    this.player.seek(time);
    this.pace?.reportSeek(this.object, this.player.time);
  }

  setRate(rate: number): void {
    this.player.setRate(rate);
    this.pace?.reportRate(this.object, rate);
  }

  place(): SurfacePlace | null {
    if (this.duration <= 0) return null;
    return this.stage.placeAt(this.player.time);
  }

  /** While it repeats, the selected region is what is played. */
  private play(): void {
    const stretch = this.player.state().loop ? this.selectedStretch() : null;
    if (stretch) this.playStretch(stretch);
    else this.player.play();
  }

  private playRegion(id: string): void {
    const region = this.editor.state().regions.get(id);
    if (region?.shape.kind === "range") this.playStretch(region.shape);
  }

  private playStretch(stretch: Window): void {
    this.player.playStretch(stretch);
    // What plays already says nothing when it goes on elsewhere.
    this.pace?.reportSeek(this.object, this.player.time);
  }

  /** What the others that it plays with ask of it. */
  private follower(): Follower {
    const { player } = this;
    return {
      object: this.object,
      plays: true,
      time: () => player.time,
      length: () => this.duration,
      play: () => player.play(),
      pause: () => player.pause(),
      seek: (time) => {
        player.seek(time);
        this.stage.follow(time);
      },
      setRate: (rate) => player.setRate(rate),
    };
  }

  private selectedStretch(): Window | null {
    const region = this.editor.selected();
    return region?.object === this.object && region.shape.kind === "range" ? region.shape : null;
  }

  private onTick(time: number): void {
    if (this.player.isPlaying) this.stage.follow(time);
    this.stage.repaintLive();
    this.listener.onTime(time);
    if (this.player.isPlaying) this.pace?.reportTime(this.object, time);
    const now = performance.now();
    if (this.player.isPlaying && now - this.toldAt < TOLD_EVERY) return;
    this.toldAt = now;
    this.editor.setPosition(this.object, time);
  }

  protected onState(state: EditorState, before: EditorState): void {
    const position = state.positions.get(this.object);
    if (position !== undefined && position !== before.positions.get(this.object)) {
      if (Math.abs(position - this.player.time) > DRIFT) this.seek(position);
    }
    const stretch = this.selectedStretch();
    if (stretch && state.regions !== before.regions && this.player.state().loop) {
      this.player.moveStretch(stretch);
    }
  }
}

function beside(rate: number, direction: 1 | -1): number {
  const at = RATES.findIndex((each) => each >= rate);
  return RATES[Math.min(Math.max(at + direction, 0), RATES.length - 1)] ?? 1;
}

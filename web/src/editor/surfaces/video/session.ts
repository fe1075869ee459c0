import { createStore, type StoreApi } from "zustand/vanilla";
import type { MediaFacts } from "../../core/media";
import { factsOfField } from "../../core/media";
import type { Editor } from "../../core/store";
import type { Span } from "../../core/tracks";
import { fieldOf } from "../../ls/readResult";
import type { ObjectTag } from "../../ls/schema";
import { type Follower, type Pace, paceOf, tagsInSync } from "../sync/pace";
import { type ClockChoice, clockOf, numberIn } from "./clockOf";
import { beginOf, type FrameClock } from "./frameClock";
import { VideoPlayer } from "./player";
import { spansOf } from "./rows";

/** What the parts of the page show of a video. */
interface Showing {
  readonly clock: FrameClock | null;
  /** Why nothing, or not all of it, can be shown. */
  readonly problem: string | null;
  /** It does not play on: only loading it again may help. */
  readonly isBroken: boolean;
  /** What people should know about the numbers of its frames. */
  readonly note: string | null;
  readonly frame: number;
  readonly playing: boolean;
  readonly rate: number;
  readonly loops: boolean;
  readonly muted: boolean;
  readonly volume: number;
  /** The frame at which a stretch of the timeline was begun by key. */
  readonly mark: number | null;
  readonly scale: number | null;
  /** Where one is after a step, in words, for those who do not see it. */
  readonly announced: string;
  /** Why something was not done, or that it was, where nothing else shows it. */
  readonly said: string;
  /** How often the number of a frame was asked for by key. */
  readonly asks: number;
}

const SPEEDS: readonly number[] = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];

/** What browsers play at all. */
const SLOWEST = 0.0625;

/** The least time between two notes of where the playing video is, for lists beside it. */
const NOTE_EVERY = 200;

/** One video in somebody's hands: its player, its clock, and where it is. Its overlay is the stage's business. */
export class VideoSession {
  readonly store: StoreApi<Showing>;
  readonly facts: MediaFacts;
  private readonly slowest: number;
  private player: VideoPlayer | null = null;
  private video: HTMLVideoElement | null = null;
  private published: number | null = null;
  private publishedAt = 0;
  private readonly release: (() => void)[] = [];
  private readonly pace: Pace | null;
  private leave: (() => void) | null = null;
  /** Asked for the clock, which may take a moment; an answer for a video that is gone is not heard. */
  private asked = 0;

  constructor(
    readonly editor: Editor,
    readonly object: ObjectTag,
  ) {
    this.facts = factsOfField(editor.state().media, object.field);
    const { defaultPlaybackSpeed, minPlaybackSpeed, muted } = object.attributes;
    this.pace = paceOf(editor, object.name);
    // Of two that play the same, one is heard.
    const silent = muted === undefined && tagsInSync(editor, object.name).includes("Audio");
    this.slowest = numberIn(minPlaybackSpeed, editor.state().data) ?? Number.POSITIVE_INFINITY;
    const speed = numberIn(defaultPlaybackSpeed, editor.state().data) ?? 1;
    this.store = createStore<Showing>(() => ({
      clock: null,
      problem: this.facts.problem ?? null,
      isBroken: false,
      note: null,
      frame: 1,
      playing: false,
      rate: Math.min(Math.max(speed, SLOWEST), 16),
      loops: false,
      muted: muted === "true" || silent,
      volume: 1,
      mark: null,
      scale: null,
      announced: "",
      said: "",
      asks: 0,
    }));
  }

  /** The speeds that are offered, with the slowest that the configuration asks for. */
  get speeds(): readonly number[] {
    const slowest = Math.max(this.slowest, SLOWEST);
    return slowest < (SPEEDS[0] ?? 0) ? [slowest, ...SPEEDS] : SPEEDS;
  }

  get name(): string {
    return this.object.name;
  }

  get address(): string | null {
    const value = fieldOf(this.editor.state().data, this.object);
    return typeof value === "string" && value !== "" ? value : null;
  }

  get showing(): Showing {
    return this.store.getState();
  }

  get clock(): FrameClock | null {
    return this.showing.clock;
  }

  /** The frame on the screen. */
  get frame(): number {
    return this.showing.frame;
  }

  /** The frame that keys mean: the one that is being gone to, else the one on the screen. */
  get aim(): number {
    return this.player?.frame ?? this.frame;
  }

  /** Takes the player of the page, until `unmount`. */
  mount(video: HTMLVideoElement): void {
    const { muted, rate, volume } = this.showing;
    this.video = video;
    video.muted = muted;
    video.volume = volume;
    this.player = new VideoPlayer(video, {
      onFrame: (frame) => this.onFrame(frame),
      onPlaying: (playing) => this.onPlaying(playing),
    });
    this.player.setRate(rate);
    this.player.loop = () => this.loop();
    const onRead = () => void this.onRead(video);
    const onError = () => this.onError(video);
    const onStart = () => {
      this.store.setState({ problem: this.facts.problem ?? null, isBroken: false });
    };
    video.addEventListener("loadedmetadata", onRead);
    video.addEventListener("error", onError);
    video.addEventListener("loadstart", onStart);
    this.release.push(
      () => video.removeEventListener("loadstart", onStart),
      () => video.removeEventListener("loadedmetadata", onRead),
      () => video.removeEventListener("error", onError),
      this.editor.subscribe(({ positions }, before) => {
        const wanted = positions.get(this.name);
        if (positions === before.positions || wanted === undefined || wanted === this.published) return;
        this.seek(wanted);
      }),
    );
    if (video.readyState >= HTMLMediaElement.HAVE_METADATA) onRead();
    else if (video.error) onError();
  }

  unmount(): void {
    this.asked += 1;
    this.leave?.();
    this.leave = null;
    this.player?.destroy();
    this.player = null;
    this.video = null;
    for (const release of this.release.splice(0)) release();
  }

  seek(frame: number): void {
    this.player?.seek(frame);
    this.reportSeek();
  }

  /** Goes some frames on or back, and says where that is. */
  step(by: number): void {
    if (!this.player || !this.clock) return;
    this.player.step(by);
    this.reportSeek();
    this.announce();
  }

  goTo(frame: number): void {
    this.player?.pause();
    this.seek(frame);
    this.announce();
  }

  toggle(): void {
    this.player?.toggle();
  }

  pause(): void {
    this.player?.halt();
  }

  shuttle(direction: 1 | -1): void {
    this.player?.shuttle(direction);
  }

  setRate(rate: number): void {
    this.player?.setRate(rate);
    this.store.setState({ rate });
    this.pace?.reportRate(this.name, rate);
  }

  /** One step slower or faster, among the speeds that are offered. */
  changeRate(step: 1 | -1): void {
    const { rate } = this.showing;
    const { speeds } = this;
    const next = step === 1 ? speeds.find((speed) => speed > rate) : speeds.findLast((speed) => speed < rate);
    if (next !== undefined) this.setRate(next);
  }

  setVolume(volume: number, muted: boolean): void {
    if (this.video) Object.assign(this.video, { volume, muted });
    this.store.setState({ volume, muted });
  }

  setLoops(loops: boolean): void {
    this.store.setState({ loops });
  }

  setMark(mark: number | null): void {
    this.store.setState({ mark });
  }

  askForFrame(): void {
    this.store.setState({ asks: this.showing.asks + 1 });
  }

  say(said: string): void {
    this.store.setState({ said });
  }

  /** How much of the picture one of its pixels is, in percent across and down. */
  pixel(): readonly [across: number, down: number] {
    const { videoHeight = 0, videoWidth = 0 } = this.video ?? {};
    return [100 / Math.max(videoWidth, 1), 100 / Math.max(videoHeight, 1)];
  }

  /** What the others that it plays with ask of it. */
  private follower(player: VideoPlayer, clock: FrameClock, video: HTMLVideoElement): Follower {
    return {
      object: this.name,
      plays: true,
      time: () => (video.paused ? beginOf(clock, player.frame) : video.currentTime),
      length: () => clock.duration,
      play: () => player.play(),
      pause: () => player.halt(),
      seek: (time) => player.seek(clock.frameAt(time)),
      setRate: (rate) => {
        player.setRate(rate);
        this.store.setState({ rate });
      },
    };
  }

  private reportSeek(): void {
    if (this.clock) this.pace?.reportSeek(this.name, beginOf(this.clock, this.aim));
  }

  private announce(): void {
    if (this.clock) this.store.setState({ announced: `Frame ${this.aim} of ${this.clock.frames}` });
  }

  /** What is played over and over: the selected region around this frame, else the whole video. */
  private loop(): Span | null {
    const { clock, loops } = this.showing;
    if (!loops || !clock) return null;
    const selected = this.editor.selected();
    const whole = { start: 1, end: clock.frames };
    if (!selected || selected.object !== this.name) return whole;
    const spans = spansOf(selected.shape, clock.frames);
    return spans.find(({ end, start }) => this.frame >= start && this.frame <= end) ?? spans[0] ?? whole;
  }

  private async onRead(video: HTMLVideoElement): Promise<void> {
    const { address } = this;
    if (address === null) return;
    this.asked += 1;
    const { asked } = this;
    const { data } = this.editor.state();
    const duration = Number.isFinite(video.duration) ? video.duration : 0;
    const choice: ClockChoice = await clockOf(this.object, data, this.facts, { address, duration });
    if (asked !== this.asked || !this.player) return;
    this.player.setClock(choice.clock);
    this.store.setState({ clock: choice.clock, note: choice.note });
    const wanted = this.editor.positionOf(this.name);
    this.player.seek(wanted ?? 1);
    if (this.pace) {
      this.leave?.();
      this.leave = this.pace.join(this.follower(this.player, choice.clock, video));
    }
    const selected = this.editor.selected();
    // What was selected before the video was there is gone to, as it would be now.
    if (wanted === null && selected?.object === this.name) {
      this.editor.surfaceOf(this.name)?.reveal?.(selected.id);
    }
  }

  private onError(video: HTMLVideoElement): void {
    // What the server has found out says more than the browser does.
    const problem = this.facts.problem ?? problemOf(video.error);
    this.store.setState({ problem, playing: false, isBroken: true });
  }

  private onFrame(frame: number): void {
    if (frame !== this.frame) this.store.setState({ frame, said: "" });
    if (this.pace && this.player && this.clock) {
      const second = beginOf(this.clock, frame);
      if (this.player.isReversed) this.pace.reportSeek(this.name, second);
      else if (this.player.playing) this.pace.reportTime(this.name, second);
    }
    const now = performance.now();
    if (this.showing.playing && now - this.publishedAt < NOTE_EVERY) return;
    this.publish(now);
  }

  private onPlaying(playing: boolean): void {
    this.store.setState({ playing });
    this.pace?.reportPlaying(this.name, playing && !this.player?.isReversed);
    if (!playing && this.clock) this.publish(performance.now());
  }

  private publish(now: number): void {
    this.publishedAt = now;
    this.published = this.frame;
    this.editor.setPosition(this.name, this.frame);
  }
}

function problemOf(error: MediaError | null): string {
  switch (error?.code) {
    case MediaError.MEDIA_ERR_NETWORK:
      return "The connection broke off while the video was loading.";
    case MediaError.MEDIA_ERR_DECODE:
      return "The video is damaged, or was not fully uploaded: it cannot be shown from here on.";
    default:
      return "The video could not be loaded, or has a format that this browser does not play. H.264 in MP4 and VP9 in WebM play everywhere.";
  }
}

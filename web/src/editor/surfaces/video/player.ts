import type { FrameClock } from "./frameClock";

interface PlayerEvents {
  /** A frame is on the screen. */
  onFrame(frame: number): void;
  onPlaying(playing: boolean): void;
}

/** A stretch of frames that is played over and over; both ends are part of it. */
interface Loop {
  readonly start: number;
  readonly end: number;
}

const FASTEST = 4;

/**
 * Plays a video by frames instead of seconds. While it plays, the frame is that of the picture which the browser says
 * it shows, not of the place of the player; when it stands, it is the one that was gone to.
 */
export class VideoPlayer {
  private clock: FrameClock | null = null;
  private shown = 1;
  /** Where a seek leads that has not arrived. */
  private target: number | null = null;
  /** Where the seek leads that is under way; people may want to go elsewhere by now. */
  private sought: number | null = null;
  private reverse: { readonly from: number; readonly since: number; readonly rate: number } | null = null;
  private rate = 1;
  private timer = 0;
  private callback = 0;
  private readonly release: (() => void)[] = [];
  /** Asked on every frame while playing; null: the whole video is played once. */
  loop: () => Loop | null = () => null;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly events: PlayerEvents,
  ) {
    this.listen("seeked", () => this.arrived());
    this.listen("play", () => events.onPlaying(true));
    this.listen("pause", () => {
      events.onPlaying(this.reverse !== null);
      // The player stops anywhere inside of a frame, perhaps of the next one: back to what is shown.
      if (this.target === null && !video.ended) this.seek(this.shown);
    });
    this.listen("ended", () => this.ended());
    // What breaks off, or is loaded anew, arrives nowhere.
    this.listen("emptied", () => this.giveUp());
    this.listen("error", () => this.giveUp());
    this.follow();
  }

  destroy(): void {
    cancelAnimationFrame(this.timer);
    this.video.cancelVideoFrameCallback(this.callback);
    for (const release of this.release) release();
    this.video.pause();
  }

  setClock(clock: FrameClock): void {
    this.clock = clock;
  }

  /** The frame on the screen, or the one that is being gone to. */
  get frame(): number {
    return this.target ?? this.shown;
  }

  get playing(): boolean {
    return !this.video.paused || this.reverse !== null;
  }

  /** It goes through the frames backwards. */
  get isReversed(): boolean {
    return this.reverse !== null;
  }

  play(): void {
    this.stopReverse();
    const loop = this.loop();
    if (loop && (this.frame < loop.start || this.frame >= loop.end)) this.seek(loop.start);
    // A browser that does not let it play has shown why; there is nothing to wait for.
    void this.video.play().catch(() => this.events.onPlaying(false));
  }

  pause(): void {
    this.stopReverse();
    this.video.pause();
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  seek(frame: number): void {
    if (!this.clock) return;
    this.target = Math.min(Math.max(Math.round(frame), 1), this.clock.frames);
    // One seek at a time: the last wish is followed when the one before has arrived.
    if (this.sought !== null) return;
    this.sought = this.target;
    this.video.currentTime = this.clock.seekTime(this.target);
  }

  step(by: number): void {
    const from = this.frame;
    this.pause();
    this.seek(from + by);
  }

  setRate(rate: number): void {
    this.rate = rate;
    this.video.playbackRate = rate;
  }

  /** As on a cutting table: each press in the same direction is twice as fast; the other one turns around. */
  shuttle(direction: 1 | -1): void {
    if (direction === 1) {
      const faster =
        this.playing && !this.reverse ? Math.min(this.video.playbackRate * 2, FASTEST) : this.rate;
      this.play();
      this.video.playbackRate = faster;
      return;
    }
    const rate = this.reverse ? Math.min(this.reverse.rate * 2, FASTEST) : 1;
    const from = this.frame;
    this.video.pause();
    this.reverse = { from, since: performance.now(), rate };
    this.events.onPlaying(true);
    cancelAnimationFrame(this.timer);
    this.timer = requestAnimationFrame(() => this.goBack());
  }

  /** Stops shuttling, and plays at the chosen speed from then on. */
  halt(): void {
    this.pause();
    this.video.playbackRate = this.rate;
  }

  /** Browsers do not play backwards: frames are gone to one by one, as fast as they come. */
  private goBack(): void {
    const { clock, reverse } = this;
    if (!reverse || !clock) return;
    const gone = ((performance.now() - reverse.since) / 1000) * clock.fps * reverse.rate;
    const frame = Math.max(Math.round(reverse.from - gone), 1);
    if (frame !== this.frame && this.sought === null) this.seek(frame);
    if (frame === 1) this.stopReverse();
    else this.timer = requestAnimationFrame(() => this.goBack());
  }

  private stopReverse(): void {
    if (!this.reverse) return;
    cancelAnimationFrame(this.timer);
    this.reverse = null;
    this.events.onPlaying(false);
  }

  private arrived(): void {
    const { sought, target } = this;
    this.sought = null;
    if (target === null || sought === null) return;
    if (target !== sought) {
      this.seek(target);
      return;
    }
    this.target = null;
    this.present(target);
  }

  private giveUp(): void {
    this.sought = null;
    this.target = null;
  }

  private ended(): void {
    const loop = this.loop();
    if (!loop) {
      this.events.onPlaying(false);
      return;
    }
    this.seek(loop.start);
    void this.video.play().catch(() => this.events.onPlaying(false));
  }

  private follow(): void {
    this.callback = this.video.requestVideoFrameCallback((_, { mediaTime }) => {
      this.follow();
      if (!this.clock || this.video.paused || this.target !== null) return;
      const frame = this.clock.frameAt(mediaTime);
      const loop = this.loop();
      if (loop && (frame > loop.end || frame < loop.start)) this.seek(loop.start);
      else this.present(frame);
    });
  }

  private present(frame: number): void {
    this.shown = frame;
    this.events.onFrame(frame);
  }

  private listen(type: keyof HTMLVideoElementEventMap, handler: () => void): void {
    this.video.addEventListener(type, handler);
    this.release.push(() => this.video.removeEventListener(type, handler));
  }
}

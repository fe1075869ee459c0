/** What playing is like; it outlives the item, because ears do not change with it. */
interface Habits {
  rate: number;
  volume: number;
  muted: boolean;
}

const habits: Habits = { rate: 1, volume: 1, muted: false };
let begunWith = JSON.stringify(habits);

/** What a configuration says to begin with. Whoever changed it since keeps that, until another configuration comes. */
export function beginWith(wanted: Habits): void {
  const key = JSON.stringify(wanted);
  if (key !== begunWith) Object.assign(habits, wanted);
  begunWith = key;
}

export const RATES = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

export interface Playing {
  readonly playing: boolean;
  readonly loop: boolean;
  readonly rate: number;
  readonly volume: number;
  readonly muted: boolean;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Plays one recording, or stretches of it. The pitch stays as it is at every speed. */
export class Player {
  private readonly audio = new Audio();
  private readonly url: { current: string | null } = { current: null };
  private frame = 0;
  /** What is played until its end, and then again when it loops. */
  private stretch: Stretch | null = null;
  private loop = false;
  /** The length of the sound; a file may say another one. */
  duration = 0;

  constructor(
    private readonly onTick: (time: number) => void,
    private readonly onChange: (playing: Playing) => void,
  ) {
    const { audio } = this;
    audio.preload = "auto";
    audio.preservesPitch = true;
    this.apply();
    for (const type of ["play", "pause", "ended", "ratechange", "volumechange"] as const) {
      audio.addEventListener(type, () => this.changed());
    }
    audio.addEventListener("seeked", () => this.onTick(audio.currentTime));
    audio.addEventListener("ended", () => this.atEnd());
  }

  release(): void {
    cancelAnimationFrame(this.frame);
    this.audio.pause();
    this.audio.removeAttribute("src");
    this.audio.load();
    if (this.url.current) URL.revokeObjectURL(this.url.current);
  }

  /** Gets ready to play a file or an address; gives how long it says to be, or null when it cannot be played. */
  load(source: Blob | string): Promise<number | null> {
    if (this.url.current) URL.revokeObjectURL(this.url.current);
    this.url.current = typeof source === "string" ? null : URL.createObjectURL(source);
    const { audio } = this;
    return new Promise((resolve) => {
      audio.addEventListener("loadedmetadata", () => resolve(audio.duration), { once: true });
      audio.addEventListener("error", () => resolve(null), { once: true });
      audio.src = typeof source === "string" ? source : (this.url.current ?? "");
      this.apply();
    });
  }

  get time(): number {
    return this.audio.currentTime;
  }

  get isPlaying(): boolean {
    return !this.audio.paused && !this.audio.ended;
  }

  state(): Playing {
    return { playing: this.isPlaying, loop: this.loop, ...habits };
  }

  /** Goes on from here; from the beginning when it had come to the end. */
  play(): void {
    this.stretch = null;
    if (this.time >= this.duration - 0.02) this.audio.currentTime = 0;
    void this.audio.play().catch(() => this.changed());
  }

  pause(): void {
    this.audio.pause();
  }

  playStretch(stretch: Stretch): void {
    this.stretch = stretch;
    this.audio.currentTime = Math.min(stretch.start, this.duration);
    void this.audio.play().catch(() => this.changed());
  }

  /** The stretch that is being played was changed meanwhile. */
  moveStretch(stretch: Stretch): void {
    if (this.stretch) this.stretch = stretch;
  }

  seek(time: number): void {
    const target = Math.min(Math.max(time, 0), this.duration);
    // Who goes elsewhere does not want to hear the end of that stretch.
    if (this.stretch && (target < this.stretch.start || target > this.stretch.end)) this.stretch = null;
    this.audio.currentTime = target;
    this.onTick(target);
  }

  setLoop(loop: boolean, stretch: Stretch | null): void {
    this.loop = loop;
    if (loop && this.isPlaying) this.stretch = stretch;
    this.changed();
  }

  setRate(rate: number): void {
    habits.rate = rate;
    this.apply();
  }

  setVolume(volume: number): void {
    habits.volume = Math.min(Math.max(volume, 0), 1);
    habits.muted = false;
    this.apply();
  }

  setMuted(muted: boolean): void {
    habits.muted = muted;
    this.apply();
  }

  private apply(): void {
    this.audio.defaultPlaybackRate = habits.rate;
    this.audio.playbackRate = habits.rate;
    this.audio.volume = habits.volume;
    this.audio.muted = habits.muted;
  }

  private changed(): void {
    cancelAnimationFrame(this.frame);
    if (this.isPlaying) this.frame = requestAnimationFrame(this.tick);
    this.onChange(this.state());
  }

  private readonly tick = (): void => {
    const { stretch, time } = this;
    if (stretch && time >= stretch.end) {
      if (this.loop) this.audio.currentTime = stretch.start;
      else {
        this.audio.pause();
        this.audio.currentTime = stretch.end;
        this.stretch = null;
      }
    }
    this.onTick(this.time);
    if (this.isPlaying) this.frame = requestAnimationFrame(this.tick);
  };

  private atEnd(): void {
    if (!this.loop) return;
    this.audio.currentTime = this.stretch?.start ?? 0;
    void this.audio.play().catch(() => this.changed());
  }
}

import type { Editor } from "../../core/store";
import { inSync } from "../../ls/sync";

/** An object of a group that plays together. All times are in seconds from its beginning. */
export interface Follower {
  readonly object: string;
  /** Whether it plays by itself; others only show where the group is. */
  readonly plays: boolean;
  /** Where it is now, and where it ends. */
  readonly time: () => number;
  readonly length: () => number;
  play(): void;
  pause(): void;
  seek(time: number): void;
  setRate(rate: number): void;
}

/** What is played after its end goes on without it: so near to it, it has ended by itself. */
const END = 0.25;
/** While playing, one that is farther from the leader is brought back to it; nearer, a jump would disturb more. */
const DRIFT = 0.15;
/** Who only shows where the group is, is told so many milliseconds apart. */
const SHOWN_EVERY = 80;
/** How far a seek may be from where the group is before it is one. */
const SAME = 0.005;

/**
 * Objects in `sync`: whichever a person plays, stops or moves leads, and the others follow. Followers report what
 * they were made to do as well: a report that says what the group does already is none.
 */
export class Pace {
  private readonly followers = new Map<string, Follower>();
  private leader: string | null = null;
  private playing = false;
  private at = 0;
  private rate: number | null = null;
  private telling = false;
  private shownAt = 0;

  /** Takes part until the returned function is called; who comes late goes to where the others are. */
  join(follower: Follower): () => void {
    this.followers.set(follower.object, follower);
    if (this.at > 0 || this.rate !== null) {
      this.tell(() => {
        if (this.rate !== null) follower.setRate(this.rate);
        follower.seek(this.at);
      });
    }
    return () => {
      if (this.followers.get(follower.object) === follower) this.followers.delete(follower.object);
      if (this.leader === follower.object) this.playing = false;
    };
  }

  /** It plays now, or has stopped. */
  reportPlaying(object: string, playing: boolean): void {
    if (this.telling || playing === this.playing) return;
    const follower = this.followers.get(object);
    if (!follower) return;
    if (!playing && follower.time() >= follower.length() - END && this.goesOnWithout(object)) return;
    this.playing = playing;
    this.leader = object;
    this.at = follower.time();
    this.tell(() => {
      for (const other of this.others(object)) {
        if (playing && this.at < other.length() - END) {
          other.seek(this.at);
          other.play();
        } else {
          other.pause();
          other.seek(this.at);
        }
      }
    });
  }

  /** Whether the group plays on although one of it came to its end; when that one led, another does. */
  private goesOnWithout(object: string): boolean {
    if (object !== this.leader) return true;
    const longer = this.others(object).find(({ length, plays }) => plays && this.at < length() - END);
    if (longer) this.leader = longer.object;
    return longer !== undefined;
  }

  /** Somebody went elsewhere with it. */
  reportSeek(object: string, time: number): void {
    if (this.telling || Math.abs(time - this.at) < SAME) return;
    this.at = time;
    // Who is only looked at does not lead what plays.
    if (this.followers.get(object)?.plays) this.leader = object;
    this.tell(() => {
      for (const other of this.others(object)) {
        other.seek(time);
        if (this.playing && time < other.length() - END) other.play();
      }
    });
  }

  /** Where it is, as it plays on. */
  reportTime(object: string, time: number): void {
    if (this.telling || object !== this.leader || !this.playing) return;
    this.at = time;
    const now = performance.now();
    const shows = now - this.shownAt >= SHOWN_EVERY;
    if (shows) this.shownAt = now;
    this.tell(() => {
      for (const other of this.others(object)) {
        const strays = Math.abs(other.time() - time) > DRIFT && time < other.length() - END;
        if (other.plays ? strays : shows) other.seek(time);
      }
    });
  }

  reportRate(object: string, rate: number): void {
    if (this.telling || rate === this.rate) return;
    this.rate = rate;
    this.tell(() => {
      for (const other of this.others(object)) other.setRate(rate);
    });
  }

  /** Plays the group from a second on, as a person asks for from an object that does not play by itself. */
  playFrom(time: number): void {
    const leader = [...this.followers.values()].find(({ plays }) => plays);
    if (!leader) return;
    leader.seek(time);
    leader.play();
  }

  private others(object: string): Follower[] {
    return [...this.followers.values()].filter((each) => each.object !== object);
  }

  private tell(what: () => void): void {
    this.telling = true;
    try {
      what();
    } finally {
      this.telling = false;
    }
  }
}

/** One for each group of an editor, under the name of its first object. */
const PACES = new WeakMap<Editor, Map<string, Pace>>();

/** The group that an object plays with; null when it plays alone. */
export function paceOf(editor: Editor, object: string): Pace | null {
  const { objects } = editor.state().schema;
  const tag = objects.find(({ name }) => name === object);
  const group = tag ? inSync(tag, objects) : [];
  const [first] = group;
  if (!first || group.length < 2) return null;
  const paces = PACES.get(editor) ?? new Map<string, Pace>();
  PACES.set(editor, paces);
  const pace = paces.get(first.name) ?? new Pace();
  paces.set(first.name, pace);
  return pace;
}

/** The objects that play with one, by their tags; itself is not among them. */
export function tagsInSync(editor: Editor, object: string): readonly string[] {
  const { objects } = editor.state().schema;
  const tag = objects.find(({ name }) => name === object);
  return tag ? inSync(tag, objects).flatMap((each) => (each === tag ? [] : [each.tag])) : [];
}

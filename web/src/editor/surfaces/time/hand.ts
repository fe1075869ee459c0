import type { Answer } from "../../core/answers";
import * as edits from "../../core/edits";
import { type DrawnShape, isDrawn, type Region } from "../../core/model";
import { handedOn, originAfterEdit } from "../../core/provenance";
import { randomRegionId } from "../../core/regionId";
import { inOrder } from "../../core/selection";
import type { Editor } from "../../core/store";
import type { TimeContent } from "./content";
import { type Border, between, covering, cut, moved, type Place, resized } from "./place";
import type { TimeStage } from "./stage";
import { spanOf } from "./window";

type Drawn = Region & { readonly shape: DrawnShape };
type Action = (() => void) | undefined;

/** One press of a key moves a border by this share of what is seen: the closer one looks, the finer it gets. */
const NUDGE = 1 / 250;
/** A region drawn by keys is this much of what is seen. */
const DRAWN = 1 / 12;
const STEP = 1 / 50;

/** What keys and buttons do on an axis of time, by the names that commands know; what cannot be done now is undefined. */
export class TimeHand {
  constructor(
    private readonly editor: Editor,
    private readonly object: string,
    private readonly content: TimeContent,
    private readonly stage: TimeStage,
  ) {}

  actions(): Readonly<Record<string, Action>> {
    return {
      "step-back": () => this.step(-1),
      "step-ahead": () => this.step(1),
      "leap-back": () => this.step(-10),
      "leap-ahead": () => this.step(10),
      "to-start": () => this.goTo(this.content.bounds()?.start),
      "to-end": () => this.goTo(this.content.bounds()?.end),
      "pan-back": () => this.stage.panBy(-0.5),
      "pan-ahead": () => this.stage.panBy(0.5),
      "mark-in": this.if(this.mayDraw(), () => this.setMark(this.content.head())),
      "mark-out": this.if(this.mayDraw() && this.stage.markIn !== null, () => this.drawFromMark()),
      "drop-mark": this.if(this.stage.markIn !== null, () => this.setMark(null)),
      "start-here": this.onOne((region, place) => this.borderTo(region, place, "start")),
      "end-here": this.onOne((region, place) => this.borderTo(region, place, "end")),
      "start-earlier": this.onOne((region, place) => this.nudge(region, place, "start", -1)),
      "start-later": this.onOne((region, place) => this.nudge(region, place, "start", 1)),
      "end-earlier": this.onOne((region, place) => this.nudge(region, place, "end", -1)),
      "end-later": this.onOne((region, place) => this.nudge(region, place, "end", 1)),
      "move-earlier": this.onOne((region, place) => this.move(region, place, -1)),
      "move-later": this.onOne((region, place) => this.move(region, place, 1)),
      split: this.split(),
      merge: this.merge(),
    };
  }

  /** Adds a region at the head, or in the middle of what is seen. */
  drawInView(): void {
    const bounds = this.content.bounds();
    const head = this.content.head();
    if (!bounds || !this.mayDraw()) return;
    const { end, start } = this.stage.window;
    const length = (end - start) * DRAWN;
    const from = head !== null && head >= start && head < end - length ? head : (start + end - length) / 2;
    this.drawBetween(from, from + length);
  }

  drawBetween(a: number, b: number): void {
    const bounds = this.content.bounds();
    if (!bounds) return;
    const lane = this.content.perLane ? 0 : null;
    const place = between(this.content.snap(a), this.content.snap(b), lane, bounds);
    if (place.end > place.start) this.stage.draw(place, true);
  }

  private if(possible: boolean, run: () => void): Action {
    return possible ? run : undefined;
  }

  private mayDraw(): boolean {
    const { editable, rights } = this.editor.state();
    return editable && rights.create && this.editor.drawerFor(this.object) !== null;
  }

  private step(times: number): void {
    const head = this.content.head();
    if (head === null) return;
    const target = head + times * STEP * spanOf(this.stage.window);
    const snapped = this.content.snap(target);
    // Where measured points lie further apart than one step, the next of them is meant.
    this.goTo(snapped === head ? this.content.beside(head, times > 0 ? 1 : -1) : snapped);
  }

  private goTo(value: number | undefined): void {
    const bounds = this.content.bounds();
    if (value === undefined || !bounds) return;
    this.content.seek(Math.min(Math.max(value, bounds.start), bounds.end));
    const head = this.content.head();
    if (head !== null) this.stage.follow(head);
  }

  private setMark(value: number | null): void {
    this.stage.markIn = value;
    this.stage.repaintLive();
  }

  private drawFromMark(): void {
    const { markIn } = this.stage;
    const head = this.content.head();
    this.setMark(null);
    if (markIn !== null && head !== null) this.drawBetween(markIn, head);
  }

  /** An action on the one selected region of this object, when it is free to change. */
  private onOne(change: (region: Drawn, place: Place) => void): Action {
    const { editable, locked, rights, selection } = this.editor.state();
    const region = this.editor.selected();
    if (!editable || !rights.reshape || !region || selection.size !== 1 || locked.has(region.id)) return;
    const place = this.placeOf(region);
    return place && isDrawn(region) ? () => change(region, place) : undefined;
  }

  private placeOf(region: Region): Place | null {
    return this.stage.placeOfRegion(region);
  }

  private borderTo(region: Drawn, place: Place, border: Border): void {
    const head = this.content.head();
    const bounds = this.content.bounds();
    if (head === null || !bounds) return;
    const next = resized(place, border, this.content.snap(head), bounds);
    if (spanOf(next) > 0) this.stage.put(region, next);
  }

  private nudge(region: Drawn, place: Place, border: Border, direction: 1 | -1): void {
    const bounds = this.content.bounds();
    if (!bounds) return;
    const to = this.nudged(place[border], direction);
    // By keys a border stops before the other one.
    if (border === "start" ? to >= place.end : to <= place.start) return;
    this.stage.put(region, resized(place, border, to, bounds));
  }

  private move(region: Drawn, place: Place, direction: 1 | -1): void {
    const bounds = this.content.bounds();
    if (!bounds) return;
    const by = this.nudged(place.start, direction) - place.start;
    this.stage.put(region, moved(place, by, bounds));
  }

  private nudged(value: number, direction: 1 | -1): number {
    const target = this.content.snap(value + direction * NUDGE * spanOf(this.stage.window));
    return target === value ? this.content.beside(value, direction) : target;
  }

  private mayExtend(): boolean {
    const { editable, rights } = this.editor.state();
    return editable && rights.extend;
  }

  /** Cuts the selected regions at the head. The first part keeps the answers: a sentence cannot be cut by time. */
  private split(): Action {
    const head = this.content.head();
    const { regions } = this.editor.state();
    if (head === null || !this.mayExtend()) return undefined;
    const at = this.content.snap(head);
    const parts = this.chosen().flatMap((region) => {
      const place = this.placeOf(region);
      const both = place && cut(place, at, this.content.least() / 10);
      return both ? [{ region, both }] : [];
    });
    if (parts.length === 0) return undefined;
    return () => {
      let rank = edits.nextRank(regions);
      const patches = parts.flatMap(({ both: [first, second], region }) => {
        const id = randomRegionId();
        const sources = handedOn(region.sources, id, rank);
        const other = {
          ...region,
          id,
          rank,
          shape: this.content.shapeAt(second, region.shape),
          answers: new Map(),
          origin: originAfterEdit(region.origin),
          sources,
        };
        rank += Math.max(sources.length, 1);
        return [...edits.reshape(region, this.content.shapeAt(first, region.shape)), ...edits.add(other)];
      });
      this.editor.extend("Split", patches, parts[0]?.region.id);
    };
  }

  /** Makes one of the selected regions, or of the selected one and the next with the same label. */
  private merge(): Action {
    if (!this.mayExtend()) return undefined;
    const together = this.mergeable();
    const [first, ...others] = together;
    const places = together.map((region) => this.placeOf(region)).filter((place) => place !== null);
    const place = covering(places);
    if (!first || others.length === 0 || !place) return undefined;
    return () => {
      const { regions } = this.editor.state();
      const answers = others.reduce((joined, { answers }) => joinedAnswers(joined, answers), first.answers);
      const patches = [
        ...edits.changed(first, { shape: this.content.shapeAt(place, first.shape), answers }),
        ...edits.remove(
          regions,
          others.map(({ id }) => id),
        ),
      ];
      this.editor.extend("Merge", patches, first.id);
    };
  }

  private mergeable(): readonly Drawn[] {
    const chosen = this.chosen();
    const [first] = chosen;
    if (!first) return [];
    const alike = (region: Drawn) =>
      region.control === first.control &&
      region.labels.join("\n") === first.labels.join("\n") &&
      this.placeOf(region)?.lane === this.placeOf(first)?.lane;
    if (chosen.length > 1) return chosen.every(alike) ? chosen : [];
    const start = this.placeOf(first)?.start ?? 0;
    const next = this.own().find(
      (region) => region !== first && alike(region) && this.startOf(region) >= start,
    );
    return next ? [first, next] : [];
  }

  private startOf(region: Region): number {
    return this.placeOf(region)?.start ?? 0;
  }

  /** The selected regions of this object that are free to change, in the order of time. */
  private chosen(): readonly Drawn[] {
    const { selection } = this.editor.state();
    return this.own().filter((region) => selection.has(region.id));
  }

  private own(): readonly Drawn[] {
    const { locked, regions, schema } = this.editor.state();
    return inOrder(regions, schema.objects)
      .filter(isDrawn)
      .filter((region) => !locked.has(region.id) && this.placeOf(region) !== null);
  }
}

/** Texts one after the other; of other answers the first one stays. */
function joinedAnswers(
  first: ReadonlyMap<string, Answer>,
  second: ReadonlyMap<string, Answer>,
): ReadonlyMap<string, Answer> {
  const joined = new Map(first);
  for (const [name, answer] of second) {
    const known = joined.get(name);
    if (!known) joined.set(name, answer);
    else if (known.kind === "texts" && answer.kind === "texts") {
      joined.set(name, { kind: "texts", texts: [[...known.texts, ...answer.texts].join(" ")] });
    }
  }
  return joined;
}

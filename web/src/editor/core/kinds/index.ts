import type { ObjectContext } from "../../ls/codecs/codec";
import type { LinkShape, OpaqueShape, Shape, ShapeKind, ShapeOf, WholeShape } from "../shapes";
import type { Fact, Kind } from "./kind";
import { BOX, ELLIPSE, KEYPOINT, MASK, POLYGON } from "./picture";
import { HTML_SPAN, SPAN, UTTERANCE } from "./text";
import { INSTANTS, RANGE, TIMELINE, TRACK } from "./time";

export type { Fact, Kind } from "./kind";

const LINK: Kind<LinkShape> = { title: "Relation", facts: () => [] };
const WHOLE: Kind<WholeShape> = { title: "Answer", facts: () => [] };
const OPAQUE: Kind<OpaqueShape> = {
  title: "Unknown result",
  facts: ({ reason }) => [{ name: "Kept as it is", value: reason }],
};

const KINDS: { readonly [K in ShapeKind]: Kind<ShapeOf<K>> } = {
  box: BOX,
  ellipse: ELLIPSE,
  polygon: POLYGON,
  keypoint: KEYPOINT,
  mask: MASK,
  span: SPAN,
  htmlspan: HTML_SPAN,
  utterance: UTTERANCE,
  range: RANGE,
  instants: INSTANTS,
  track: TRACK,
  timeline: TIMELINE,
  link: LINK,
  whole: WHOLE,
  opaque: OPAQUE,
};

/** The row of a shape's kind; it takes shapes of that kind only. */
export function kindOf<S extends Shape>(shape: S): Kind<S> {
  // The register is keyed by kind, so the row that is found takes this very shape.
  return KINDS[shape.kind] as unknown as Kind<S>;
}

export function factsOf(shape: Shape, context: ObjectContext): readonly Fact[] {
  return kindOf(shape).facts(shape, context);
}

/** What people call the kind of a region. */
export function kindTitle({ shape }: { readonly shape: Shape }): string {
  return kindOf(shape).title;
}

import * as answers from "./answers";
import type { Codec } from "./codec";
import * as pictures from "./pictures";
import * as texts from "./texts";
import * as times from "./times";

/** How entries of a result are read and written, by their `type`. */
const CODECS: Readonly<Record<string, Codec>> = {
  choices: answers.choicesCodec,
  taxonomy: answers.taxonomyCodec,
  rating: answers.ratingCodec,
  number: answers.numberCodec,
  datetime: answers.dateTimeCodec,
  textarea: answers.textsCodec,
  pairwise: answers.pairwiseCodec,
  ranker: answers.rankerCodec,
  rectangle: pictures.boxCodec,
  rectanglelabels: pictures.boxCodec,
  ellipse: pictures.ellipseCodec,
  ellipselabels: pictures.ellipseCodec,
  polygon: pictures.polygonCodec,
  polygonlabels: pictures.polygonCodec,
  keypoint: pictures.keyPointCodec,
  keypointlabels: pictures.keyPointCodec,
  brush: pictures.maskCodec,
  brushlabels: pictures.maskCodec,
  hypertextlabels: texts.htmlSpanCodec,
  paragraphlabels: texts.utteranceCodec,
  timeserieslabels: times.instantsCodec,
  videorectangle: times.trackCodec,
  timelinelabels: times.timelineCodec,
};

/** `labels` means what its object can be cut into. */
const LABELS_ON: Readonly<Record<string, Codec>> = {
  Text: texts.spanCodec,
  HyperText: texts.htmlSpanCodec,
  Paragraphs: texts.utteranceCodec,
  Audio: times.rangeCodec,
};

/** The codec of a kind of entry on an object of some tag; undefined for one that only names regions, or is unknown. */
export function codecFor(type: string, objectTag: string): Codec | undefined {
  const codecs = type === "labels" ? LABELS_ON : CODECS;
  const key = type === "labels" ? objectTag : type;
  return Object.hasOwn(codecs, key) ? codecs[key] : undefined;
}

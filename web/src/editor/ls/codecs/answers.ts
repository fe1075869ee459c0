import { type AnswerCodec, isRecord, readNumber, readStrings } from "./codec";

/** `choices`: `{choices: [...]}`; nested choices are ways down: `{choices: [[...], ...]}`. */
export const choicesCodec: AnswerCodec = {
  kind: "answer",
  read(item) {
    const given = item.value?.choices;
    const choices = readStrings(given);
    if (choices) return { kind: "choices", choices };
    const paths = readPaths(given);
    return paths && { kind: "paths", paths };
  },
  write(answer) {
    if (answer.kind === "choices") return { value: { choices: [...answer.choices] } };
    return answer.kind === "paths" ? { value: { choices: answer.paths.map((path) => [...path]) } } : null;
  },
};

/** `taxonomy`: `{taxonomy: [[top, ..., chosen], ...]}` */
export const taxonomyCodec: AnswerCodec = {
  kind: "answer",
  read(item) {
    const paths = readPaths(item.value?.taxonomy);
    return paths && { kind: "paths", paths };
  },
  write: (answer) =>
    answer.kind === "paths" ? { value: { taxonomy: answer.paths.map((path) => [...path]) } } : null,
};

/** `rating`: `{rating: 4}` */
export const ratingCodec: AnswerCodec = {
  kind: "answer",
  read(item) {
    const rating = readNumber(item.value?.rating);
    return rating === null ? null : { kind: "rating", rating };
  },
  write: (answer) => (answer.kind === "rating" ? { value: { rating: answer.rating } } : null),
};

/** `number`: `{number: 12.5}` */
export const numberCodec: AnswerCodec = {
  kind: "answer",
  read(item) {
    const number = readNumber(item.value?.number);
    return number === null ? null : { kind: "number", number };
  },
  write: (answer) => (answer.kind === "number" ? { value: { number: answer.number } } : null),
};

/** `datetime`: `{datetime: "2026-11-25"}` */
export const dateTimeCodec: AnswerCodec = {
  kind: "answer",
  read(item) {
    const datetime = item.value?.datetime;
    return typeof datetime === "string" ? { kind: "datetime", datetime } : null;
  },
  write: (answer) => (answer.kind === "datetime" ? { value: { datetime: answer.datetime } } : null),
};

/** `textarea`: `{text: ["...", ...]}`; some scripts write one string. */
export const textsCodec: AnswerCodec = {
  kind: "answer",
  read(item) {
    const text = item.value?.text;
    const texts = typeof text === "string" ? [text] : readStrings(text);
    return texts && { kind: "texts", texts };
  },
  write: (answer) => (answer.kind === "texts" ? { value: { text: [...answer.texts] } } : null),
};

/** `pairwise`: `{selected: "left"}` */
export const pairwiseCodec: AnswerCodec = {
  kind: "answer",
  read(item) {
    const side = item.value?.selected;
    return side === "left" || side === "right" ? { kind: "side", side } : null;
  },
  write: (answer) => (answer.kind === "side" ? { value: { selected: answer.side } } : null),
};

/** `ranker`: `{ranker: {bucket: [ids], ...}}` */
export const rankerCodec: AnswerCodec = {
  kind: "answer",
  read(item) {
    const given = item.value?.ranker;
    if (!isRecord(given)) return null;
    const buckets: Record<string, readonly string[]> = {};
    for (const [bucket, ids] of Object.entries(given)) {
      if (!Array.isArray(ids) || !ids.every((id) => typeof id === "string" || typeof id === "number"))
        return null;
      buckets[bucket] = ids.map(String);
    }
    return { kind: "ranking", buckets };
  },
  write(answer) {
    if (answer.kind !== "ranking") return null;
    const entries = Object.entries(answer.buckets).map(([bucket, ids]) => [bucket, [...ids]]);
    return { value: { ranker: Object.fromEntries(entries) } };
  },
};

function readPaths(value: unknown): readonly (readonly string[])[] | null {
  if (!Array.isArray(value)) return null;
  const paths = value.map(readStrings);
  return paths.every((path) => path !== null) ? paths : null;
}

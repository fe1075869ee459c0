/** Answers to the questions of a configuration, as plain data. */

interface ChoicesAnswer {
  readonly kind: "choices";
  readonly choices: readonly string[];
}

/** Nested choices and taxonomies: each answer is the way down to it. */
interface PathsAnswer {
  readonly kind: "paths";
  readonly paths: readonly (readonly string[])[];
}

interface RatingAnswer {
  readonly kind: "rating";
  readonly rating: number;
}

interface NumberAnswer {
  readonly kind: "number";
  readonly number: number;
}

/** A date, a time or both, in the form that the configuration asks for. */
interface DateTimeAnswer {
  readonly kind: "datetime";
  readonly datetime: string;
}

interface TextsAnswer {
  readonly kind: "texts";
  readonly texts: readonly string[];
}

interface SideAnswer {
  readonly kind: "side";
  readonly side: "left" | "right";
}

/** The ids of list entries by bucket, in order. */
interface RankingAnswer {
  readonly kind: "ranking";
  readonly buckets: Readonly<Record<string, readonly string[]>>;
}

export type Answer =
  | ChoicesAnswer
  | PathsAnswer
  | RatingAnswer
  | NumberAnswer
  | DateTimeAnswer
  | TextsAnswer
  | SideAnswer
  | RankingAnswer;

/** Whether nothing was answered: such an answer is taken back instead of stored. */
export function isBlank(answer: Answer): boolean {
  switch (answer.kind) {
    case "choices":
      return answer.choices.length === 0;
    case "paths":
      return answer.paths.length === 0;
    case "texts":
      return answer.texts.length === 0;
    case "ranking":
      return Object.values(answer.buckets).every((ids) => ids.length === 0);
    default:
      return false;
  }
}

/** An answer in the words of lists and comparisons. */
export function answerWords(answer: Answer, control = ""): string {
  switch (answer.kind) {
    case "choices":
      return answer.choices.join(", ");
    case "paths":
      return answer.paths.map((path) => path.join(" / ")).join(", ");
    case "rating":
      return `${answer.rating}`;
    case "number":
      return `${answer.number}`;
    case "datetime":
      return answer.datetime;
    case "texts":
      return answer.texts.join(" · ");
    case "side":
      return answer.side === "left" ? "Left" : "Right";
    case "ranking":
      return (
        Object.entries(answer.buckets)
          .filter(([, ids]) => ids.length > 0)
          // What is only put in order lies in a bucket of the control's own name, which says nothing more.
          .map(([bucket, ids]) =>
            bucket === "_" || bucket === control ? ids.join(", ") : `${bucket}: ${ids.join(", ")}`,
          )
          .join("; ")
      );
  }
}

import { type Mentionable, pieces } from "../work/mentions";
import talk from "./talk.module.css";

/** A text as it is stored, with the people that it names. */
export function Words({ people, text }: { text: string; people: readonly Mentionable[] }) {
  return pieces(text, people).map((piece, at) =>
    typeof piece === "string" ? (
      piece
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text are a sequence
      <span key={at} className={talk.mention}>
        @{piece.name}
      </span>
    ),
  );
}

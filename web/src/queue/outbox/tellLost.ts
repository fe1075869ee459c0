import { notify } from "../../kit/notify";
import type { Refusal } from "./parcel";

/** Says that a decision was refused about an item that cannot even be opened any more, such as a deleted one. */
export function tellLost({ message, parcel }: Refusal): void {
  const what =
    parcel.kind === "review"
      ? `The verdict on ${parcel.title}`
      : parcel.kind === "verdicts"
        ? `The verdicts on ${parcel.title}`
        : parcel.title;
  void notify({ color: "red", title: `${what} was not taken`, message, autoClose: false });
}

import { create } from "zustand";
import type { Arrangement, Sorting } from "../core/listing";

/** How a person wants the list: it outlives the item, in this browser. */
type Preference = Pick<Arrangement, "sorting" | "byClass">;

const PLACE = "assay.instances";
const SORTINGS: readonly Sorting[] = ["order", "label", "drawn", "score", "verdict"];

export const usePreference = create<Preference>(() => remembered());

export function prefer(change: Partial<Preference>): void {
  usePreference.setState(change);
  try {
    window.localStorage.setItem(PLACE, JSON.stringify(usePreference.getState()));
  } catch {
    // A browser that keeps nothing forgets it with the page.
  }
}

function remembered(): Preference {
  try {
    const { byClass, sorting } = JSON.parse(window.localStorage.getItem(PLACE) ?? "{}");
    return { byClass: byClass === true, sorting: SORTINGS.includes(sorting) ? sorting : "order" };
  } catch {
    return { byClass: false, sorting: "order" };
  }
}

import { create } from "zustand";
import type { Arrangement, Grouping, Sorting } from "../core/listing";

/** How a person wants the list: it outlives the item, in this browser. */
type Preference = Pick<Arrangement, "sorting" | "grouping">;

const PLACE = "assay.instances";
const SORTINGS: readonly Sorting[] = ["order", "label", "drawn", "origin", "score", "verdict"];
const GROUPINGS: readonly Grouping[] = ["none", "class", "origin", "score", "verdict"];

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
    const { byClass, grouping, sorting } = JSON.parse(window.localStorage.getItem(PLACE) ?? "{}");
    return {
      grouping: GROUPINGS.includes(grouping) ? grouping : byClass === true ? "class" : "none",
      sorting: SORTINGS.includes(sorting) ? sorting : "order",
    };
  } catch {
    return { grouping: "none", sorting: "order" };
  }
}

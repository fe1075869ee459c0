import type { QueryClient } from "@tanstack/react-query";
import type { Parcel } from "../outbox/parcel";

/** Marks what a delivered decision has changed, so that it is read anew where it is shown. */
export function refresh(client: QueryClient, { annotation, project, task }: Parcel): void {
  void client.invalidateQueries({ queryKey: ["annotation-history", annotation] });
  void client.invalidateQueries({ queryKey: ["comments"] });
  void client.invalidateQueries({ queryKey: ["reviews", annotation] });
  void client.invalidateQueries({ queryKey: ["review-items", annotation] });
  void client.invalidateQueries({ queryKey: ["issues", task] });
  void client.invalidateQueries({ queryKey: ["task", task] });
  // Lists and figures elsewhere are read when they are opened, not after every item.
  void client.invalidateQueries({ queryKey: ["project", project], refetchType: "none" });
}

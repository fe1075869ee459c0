import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { listen } from "./live";

/** Keeps the inbox and open conversations current while the page is open. */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      listen(() => {
        void client.invalidateQueries({ queryKey: ["inbox"] });
        void client.invalidateQueries({ queryKey: ["comments"] });
      }),
    [client],
  );
}

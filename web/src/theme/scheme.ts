/** Which colour scheme the page shows: the system's, until the person chooses one. */
import { localStorageColorSchemeManager } from "@mantine/core";

export const schemeManager = localStorageColorSchemeManager({ key: "assay-color-scheme" });

/** Puts the stored choice on the document before the first paint, so that nobody sees the other scheme flash by. */
export function applyStoredScheme(): void {
  const stored = schemeManager.get("auto");
  if (stored !== "auto") document.documentElement.setAttribute("data-mantine-color-scheme", stored);
}

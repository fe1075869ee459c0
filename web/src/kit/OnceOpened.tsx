import { type ReactNode, Suspense, useState } from "react";

/** Shows what is loaded on demand from the first time that it is wanted; then it stays, so that it can close in peace. */
export function OnceOpened({ children, opened }: { opened: boolean; children: ReactNode }) {
  const [wasOpened, setWasOpened] = useState(opened);
  if (opened && !wasOpened) setWasOpened(true);
  return wasOpened ? <Suspense fallback={null}>{children}</Suspense> : null;
}

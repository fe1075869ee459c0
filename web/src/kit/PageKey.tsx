import { Key } from "./Key";
import { type PageCommandName, usePageCommands } from "./pageCommands";

/** The key of a command of the page, as the person wants it; nothing when it has none. */
export function PageKey({ className, of }: { of: PageCommandName; className?: string | undefined }) {
  const { keys } = usePageCommands()(of);
  return keys === undefined ? null : <Key keys={keys} className={className ?? ""} />;
}

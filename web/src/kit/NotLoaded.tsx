import type { UseQueryResult } from "@tanstack/react-query";
import { Failure } from "./Notice";

interface Props {
  of: Pick<UseQueryResult, "error" | "isError" | "refetch">;
  /** "The members could not be loaded." */
  what: string;
  /** Of the box around it, where the page leaves no room of its own. */
  className?: string;
}

/** Says that something could not be loaded, and tries again; nothing while all is well. */
export function NotLoaded({ className, of, what }: Props) {
  if (!of.isError) return null;
  const failure = <Failure what={what} error={of.error} retry={() => void of.refetch()} />;
  return className ? <div className={className}>{failure}</div> : failure;
}

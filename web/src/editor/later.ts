/** Parts of the editor that are fetched when an item needs them, or earlier. */
import { type ComponentType, createElement, lazy, type ReactNode, useState } from "react";

export interface Later<Props> {
  readonly Part: ComponentType<Props>;
  readonly load: () => Promise<ComponentType<Props>>;
}

/** React's `lazy` waits once even for what is there, and a place that waits stays empty for 300 ms. */
export function later<Props extends object>(fetch: () => Promise<ComponentType<Props>>): Later<Props> {
  let loaded: ComponentType<Props> | undefined;
  let loading: Promise<ComponentType<Props>> | undefined;
  function load(): Promise<ComponentType<Props>> {
    loading ??= fetch().then(
      (part) => {
        loaded = part;
        return part;
      },
      (error: unknown) => {
        // It can be tried again.
        loading = undefined;
        throw error;
      },
    );
    return loading;
  }
  const Waiting = lazy(async () => ({ default: (await load()) as ComponentType<object> }));
  // biome-ignore lint/correctness/noComponentHookFactories: made once for each part, when its module is read
  function Part(props: Props): ReactNode {
    // Chosen once: another type would be another part, without what this one remembers.
    const [Shown] = useState<ComponentType<Props>>(() => loaded ?? (Waiting as ComponentType<Props>));
    return createElement(Shown, props);
  }
  return { Part, load };
}

/** Fetches a part early. Who needs it is told that it cannot be loaded. */
export function preload(part: { readonly load: () => Promise<unknown> } | undefined): void {
  part?.load().catch(() => undefined);
}

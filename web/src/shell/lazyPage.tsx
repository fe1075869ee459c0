/** Pages that are fetched when they are first opened. */
import type { AsyncRouteComponent } from "@tanstack/react-router";
import { type ComponentType, use } from "react";
import { reportUnreached } from "../api/connection";
import { OfflineError } from "../api/errors";

/** The file of a page could not be fetched. */
export class PageFileError extends OfflineError {
  override readonly message = "The server cannot be reached, or has a newer version of this page.";
}

/**
 * The page that a module exports under `name`. The router's own helper reloads the document when a file is missing,
 * which throws away what was typed elsewhere on the page; this one fails like any other load and can be tried again.
 */
export function lazyPage<Module extends object>(
  load: () => Promise<Module>,
  name: keyof Module,
): AsyncRouteComponent<unknown> {
  let loading: Promise<ComponentType> | undefined;
  let loaded: ComponentType | undefined;
  function fetched(): Promise<ComponentType> {
    loading ??= load().then(
      // The type of the export stays unread here: pages take their routes' types from the router made of these pages.
      (module) => {
        loaded = module[name] as unknown as ComponentType;
        return loaded;
      },
      () => {
        loading = undefined;
        reportUnreached();
        throw new PageFileError();
      },
    );
    return loading;
  }
  // biome-ignore lint/correctness/noComponentHookFactories: made once for each page, when the routes are
  function Page() {
    // What is there must not be waited for: React keeps a place that has shown "waiting" empty for 300 ms.
    const Component = loaded ?? use(fetched());
    return <Component />;
  }
  return Object.assign(Page, {
    preload: async () => {
      await fetched();
    },
  });
}

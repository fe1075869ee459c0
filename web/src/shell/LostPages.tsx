import { Button } from "@mantine/core";
import { Link, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { useConnection } from "../api/connection";
import { hasCode, OfflineError } from "../api/errors";
import { Empty, Failure } from "../kit/Notice";
import { PageTop } from "../kit/PageTop";
import { Paused } from "../kit/Paused";
import classes from "./LostPages.module.css";
import { PageFileError } from "./lazyPage";

/** The address leads nowhere, or to something this person may not see; the two look the same on purpose. */
export function MissingPage() {
  return (
    <div className={classes.page}>
      <PageTop title="Not found" />
      <Empty
        action={
          <Button component={Link} to="/projects" variant="filled">
            Go to your projects
          </Button>
        }
      >
        Nothing is at this address, or you do not belong to it. If somebody sent you the link, ask them to add
        you.
      </Empty>
    </div>
  );
}

/** A page could not be opened or broke while it was shown. */
export function BrokenPage({ error }: { error: unknown }) {
  const router = useRouter();
  const online = useConnection((connection) => connection.online);
  const isOutdated = error instanceof PageFileError;
  const unreachable = error instanceof OfflineError && !isOutdated;
  useEffect(() => {
    if (unreachable && online) void router.invalidate();
  }, [unreachable, online, router]);
  if (hasCode(error, "paused")) {
    return (
      <div className={classes.page}>
        <PageTop title="Paused" />
        <Paused error={error} again={() => void router.invalidate()} />
      </div>
    );
  }
  return (
    <div className={classes.page}>
      <PageTop title="This page could not be shown" />
      <div className={classes.body}>
        <Failure
          error={error}
          what={isOutdated ? "This part of the page could not be fetched." : "The page could not be shown."}
          kept="Nothing you saved is lost."
          // With the server at hand a missing file means a newer page: only the whole document helps then.
          retry={() => (isOutdated && online ? window.location.reload() : void router.invalidate())}
        />
      </div>
    </div>
  );
}

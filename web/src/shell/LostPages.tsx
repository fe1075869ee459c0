import { Button } from "@mantine/core";
import { Link, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { useConnection } from "../api/connection";
import { OfflineError } from "../api/errors";
import { Empty, Failure } from "../kit/Notice";
import { PageTop } from "../kit/PageTop";
import classes from "./LostPages.module.css";

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
  const unreachable = error instanceof OfflineError;
  useEffect(() => {
    if (unreachable && online) void router.invalidate();
  }, [unreachable, online, router]);
  return (
    <div className={classes.page}>
      <PageTop title="This page could not be shown" />
      <div className={classes.body}>
        <Failure
          error={error}
          what="The page could not be shown."
          kept="Nothing you saved is lost."
          retry={() => void router.invalidate()}
        />
      </div>
    </div>
  );
}

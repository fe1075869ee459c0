import { Button, Checkbox } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Fragment, useState } from "react";
import type { OrganizationRole } from "../api/contract";
import { Confirm } from "../kit/Confirm";
import { Failure } from "../kit/Notice";
import { NotLoaded } from "../kit/NotLoaded";
import tables from "../kit/Table.module.css";
import { BoneRows } from "../kit/Waiting";
import { useMay, useMe } from "./me";
import classes from "./OrganizationPage.module.css";
import { permissionsQuery, usePermissionActions } from "./organization";
import { roleName } from "./roles";

const COLUMNS: OrganizationRole[] = ["AD", "MA", "RE", "AN", "VO"];

/** What the owner lets each role do. Administrators read it. */
export function PermissionsSection() {
  const organization = useMe().active_organization;
  const mayChange = useMay("organization.permissions");
  const found = useQuery(permissionsQuery(organization));
  const { give, reset } = usePermissionActions(organization);
  const [resetting, setResetting] = useState(false);
  const rows = found.data ?? [];
  const differs = rows.some((row) => row.id !== null);

  return (
    <section aria-label="Permissions">
      <div className={classes.bar}>
        <h2>Permissions</h2>
        <span className={tables.muted}>
          {mayChange
            ? "Hold at once, on the pages and over the API. You have every one of them."
            : "The owner decides about these; the owner has every one of them."}
        </span>
        <span className={classes.grow} />
        {mayChange && (
          <Button size="xs" disabled={!differs} onClick={() => setResetting(true)}>
            Reset all
          </Button>
        )}
      </div>
      {give.isError && (
        <div className={classes.notice}>
          <Failure what="The permission was not changed." error={give.error} />
        </div>
      )}
      <NotLoaded of={found} what="The permissions could not be loaded." className={classes.notice} />
      {found.isPending && <BoneRows rows={8} height={48} />}
      {rows.length > 0 && (
        <table className={`${tables.table} ${classes.permissions}`}>
          <colgroup>
            <col />
            {COLUMNS.map((role) => (
              <col key={role} style={{ width: 112 }} />
            ))}
          </colgroup>
          <thead>
            <tr>
              <th>Permission</th>
              {COLUMNS.map((role) => (
                <th key={role} className={classes.tick}>
                  {roleName(role)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <Fragment key={row.permission}>
                {rows[at - 1]?.group !== row.group && (
                  <tr className={classes.group}>
                    <th colSpan={COLUMNS.length + 1} scope="rowgroup">
                      {row.group}
                    </th>
                  </tr>
                )}
                <tr>
                  <td>
                    <div className={classes.permission}>
                      <b>{row.label}</b>
                      <span className={tables.muted}>
                        {row.tooltip} Default: {row.default.map(roleName).join(", ").toLowerCase()}.
                      </span>
                    </div>
                  </td>
                  {COLUMNS.map((role) => (
                    <td key={role} className={classes.tick}>
                      {row.options.includes(role) ? (
                        <Checkbox
                          aria-label={`${row.label}: ${roleName(role)}`}
                          checked={row.roles.includes(role)}
                          disabled={!mayChange || give.isPending}
                          onChange={(event) =>
                            give.mutate({
                              key: row.permission,
                              roles: event.currentTarget.checked
                                ? [...row.roles, role]
                                : row.roles.filter((held) => held !== role),
                            })
                          }
                        />
                      ) : (
                        <span className={tables.muted} title="Cannot be given to this role">
                          –
                        </span>
                      )}
                    </td>
                  ))}
                </tr>
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
      <Confirm
        opened={resetting}
        onClose={() => setResetting(false)}
        title="Reset all permissions?"
        action="Reset all"
        pending={reset.isPending}
        error={reset.error}
        onConfirm={() => reset.mutate(undefined, { onSuccess: () => setResetting(false) })}
      >
        Every role can do again what it can by default.
      </Confirm>
    </section>
  );
}

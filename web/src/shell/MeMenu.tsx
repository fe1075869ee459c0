import { Menu } from "@mantine/core";
import { IconLogout, IconUser } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useMe } from "../access/me";
import { useSignOut } from "../access/queries";
import { MeButton } from "./MeButton";

/** What one can do about oneself; loaded, and opened, when it is first asked for. */
export function MeMenu() {
  const me = useMe();
  const signOut = useSignOut();
  return (
    <Menu position="right-end" width={220} defaultOpened>
      <Menu.Target>
        <MeButton />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.email}</Menu.Label>
        <Menu.Item
          renderRoot={(props) => <Link to="/account" {...props} />}
          leftSection={<IconUser size={14} aria-hidden />}
        >
          Account
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={14} aria-hidden />} onClick={signOut}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

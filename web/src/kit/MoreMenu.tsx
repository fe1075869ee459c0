import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import type { ReactNode } from "react";

interface Props {
  /** About what: "More about Street crossings". */
  label: string;
  width?: number;
  /** In the line of a table that is only as high as its words. */
  small?: boolean;
  /** Its items. */
  children: ReactNode;
}

/** Three dots, and behind them what is wanted seldom. */
export function MoreMenu({ children, label, small, width }: Props) {
  return (
    <Menu position="bottom-end" width={width}>
      <Menu.Target>
        <ActionIcon size={small ? 24 : undefined} aria-label={label} title="More">
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}

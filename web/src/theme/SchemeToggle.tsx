import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { IconMoon, IconSun } from "@tabler/icons-react";

/** Switches between light and dark, whatever the system says. */
export function SchemeToggle() {
  const scheme = useComputedColorScheme();
  const { setColorScheme } = useMantineColorScheme();
  const other = scheme === "dark" ? "light" : "dark";
  const Icon = scheme === "dark" ? IconSun : IconMoon;
  return (
    <ActionIcon
      onClick={() => setColorScheme(other)}
      aria-label={`Switch to ${other} mode`}
      title={`Switch to ${other} mode`}
    >
      <Icon size={16} aria-hidden />
    </ActionIcon>
  );
}

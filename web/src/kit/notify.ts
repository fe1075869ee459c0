import type { NotificationData } from "@mantine/notifications";
import { create } from "zustand";

/** Whether anything was ever to be said at the edge of the page. */
export const useNotices = create<{ wanted: boolean }>(() => ({ wanted: false }));

/** Shows a short message at the edge of the page. What shows it is loaded with the first one. */
export async function notify(message: NotificationData): Promise<void> {
  useNotices.setState({ wanted: true });
  const { notifications } = await import("@mantine/notifications");
  notifications.show(message);
}

/** Takes a message away before its time. */
export async function unsay(id: string): Promise<void> {
  if (!useNotices.getState().wanted) return;
  const { notifications } = await import("@mantine/notifications");
  notifications.hide(id);
}

/** What a person may do. The server's table says who may, and the server checks every call anyway. */
import type { Permission } from "./contract";

export function holds(permissions: readonly string[], wanted: Permission): boolean {
  return permissions.includes(wanted);
}

import { constants, setPriority } from "node:os";

/**
 * Called by a thread at its start: whoever reads a page goes before it. On Linux, where the priority of « this process » is that of the thread
 * that asks; elsewhere it would be the whole server's, and nothing is done.
 */
export function lowerPriority(): void {
  if (process.platform === "linux") setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}

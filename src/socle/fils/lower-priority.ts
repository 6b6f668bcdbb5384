import { constants, setPriority } from "node:os";

/**
 * Called by a thread at its start: the threads that serve pages go first. On Linux only, where « this process » means the calling thread; elsewhere
 * it would lower the whole server.
 */
export function lowerPriority(): void {
  if (process.platform === "linux") setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}

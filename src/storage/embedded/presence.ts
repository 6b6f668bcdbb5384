import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The running server as `postmaster.pid` tells it. */
export type Postmaster = { readonly pid: number; readonly socket: string };

/** null when no server has written its file, or not all of it yet. */
export function readPostmaster(data: string): Postmaster | null {
  try {
    // Lines: pid, data folder, start time, port, socket folder, listen address, shared memory, state.
    const [pid, , , , socket] = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
    return Number(pid) > 0 && socket ? { pid: Number(pid), socket } : null;
  } catch {
    return null;
  }
}

/** A living process, ours or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

let count = 0;

/**
 * One file for each user of the server, named by its process: the last one to leave stops it. Files, because the last look
 * is taken while the process exits, when nothing asynchronous runs any more.
 */
export function enterPresence(folder: string): string {
  count += 1;
  const path = join(folder, `${process.pid}-${count}`);
  rmSync(path, { force: true });
  writeFileSync(path, "", { flag: "wx" });
  return path;
}

/** Removes our file and those of dead processes; true when nobody else is there. */
export function leavePresence(folder: string, path: string): boolean {
  rmSync(path, { force: true });
  let alone = true;
  for (const name of readdirSync(folder)) {
    if (isAlive(Number.parseInt(name, 10))) alone = false;
    else rmSync(join(folder, name), { force: true });
  }
  return alone;
}

import { open, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";

/**
 * Room kept for the day the disk is full. PostgreSQL stops when it cannot write its journal, and cannot start again without a little room: this
 * file is then given up, so that the base at least reads, and is made again once there is plenty.
 */
const OCTETS = 64 * 1024 * 1024;
const AISE = 16 * OCTETS;
const BLOC = Buffer.alloc(1024 * 1024);

function placeOf(racine: string): string {
  return join(racine, "reserve");
}

/** Makes it when it is not there and the disk is at its ease. Never fails: it is a help, not a condition. */
export async function keepReserve(racine: string): Promise<void> {
  try {
    const { bavail, bsize } = await statfs(racine);
    const there = await stat(placeOf(racine)).catch(() => null);
    if (there !== null || bavail * bsize < AISE) return;
    const file = await open(placeOf(racine), "wx", 0o600);
    try {
      // Written, not only declared: a hole takes no room.
      for (let ecrits = 0; ecrits < OCTETS; ecrits += BLOC.length) await file.write(BLOC);
    } finally {
      await file.close();
    }
  } catch {
    await giveReserve(racine);
  }
}

/** Whether there was one to give. */
export async function giveReserve(racine: string): Promise<boolean> {
  const there = await stat(placeOf(racine)).catch(() => null);
  await rm(placeOf(racine), { force: true }).catch(() => undefined);
  return there !== null;
}

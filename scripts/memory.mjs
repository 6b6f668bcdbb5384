import { statfsSync } from "node:fs";

/** Linux keeps it in memory. A container may have little of it. */
const FOLDER = "/dev/shm";
/** A run has half a dozen databases of 40 MB at once, and the journal of a cluster that is there whole. */
const MIN_BYTES = 3e9;

/** Where what is thrown away after a run is made without a disk; null where there is not enough of it. */
export function memoryFolder() {
  try {
    const { bavail, bsize } = statfsSync(FOLDER);
    return bavail * bsize >= MIN_BYTES ? FOLDER : null;
  } catch {
    return null;
  }
}

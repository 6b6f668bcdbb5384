import { inflateRawSync } from "node:zlib";

/** Inflated size above which a workbook is not opened: half a million lines of RPLS take about 300 MB. */
const GONFLE_MAX = 400_000_000;
const ENTREES_MAX = 2_000;

const [FIN, CENTRALE] = [0x06054b50, 0x02014b50];
const DEFLATE = 8;

/**
 * A zip whose contents are as big as it says, and not too big: looked at before any library opens it. Each entry is inflated
 * with its declared size as a ceiling, so that an entry that lies is found without filling the memory.
 */
export function isSafeZip(bytes: Uint8Array): boolean {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = findEnd(zip);
  if (end < 0) return false;
  const count = zip.readUInt16LE(end + 10);
  if (count > ENTREES_MAX) return false;
  let at = zip.readUInt32LE(end + 16);
  let total = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== CENTRALE) return false;
    const size = zip.readUInt32LE(at + 24);
    total += size;
    if (total > GONFLE_MAX || !isHonest(zip, at, size)) return false;
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return true;
}

/** The end record is in the last 64 KiB: a comment may follow it. */
function findEnd(zip: Buffer): number {
  for (let at = zip.length - 22; at >= Math.max(0, zip.length - 65_557); at--) {
    if (zip.readUInt32LE(at) === FIN) return at;
  }
  return -1;
}

function isHonest(zip: Buffer, at: number, size: number): boolean {
  if (zip.readUInt16LE(at + 10) !== DEFLATE) return true;
  const local = zip.readUInt32LE(at + 42);
  if (local + 30 > zip.length) return false;
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  try {
    inflateRawSync(zip.subarray(start, start + zip.readUInt32LE(at + 20)), { maxOutputLength: Math.max(1, size) });
    return true;
  } catch {
    return false;
  }
}

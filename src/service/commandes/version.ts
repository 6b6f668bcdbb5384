import { readFileSync } from "node:fs";
import { z } from "zod";

/** package.json is two folders above this file in the sources, and one above the built bundle. */
export const VERSION: string = readVersion();

function readVersion(): string {
  for (const path of ["../../../package.json", "../package.json"]) {
    try {
      const found = z
        .object({ name: z.literal("blaise"), version: z.string() })
        .safeParse(JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")));
      if (found.success) return found.data.version;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    }
  }
  throw new Error("package.json of blaise not found");
}

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { receiveUpload } from "./upload.ts";

/** A disk of two megabytes: only root can make one, and not on every machine. */
function mountSmall(dossier: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", dossier], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
const dossier = mkdtempSync(join(tmpdir(), "blaise-plein-"));
const petit = mountSmall(dossier);

const LIMITE = "----essai";
const MO = 1_000_000;

/** A body of `octets` bytes, with a counter of what was read. */
function bodyOf(octets: number) {
  const lu = { octets: 0 };
  const debut = Buffer.from(
    `--${LIMITE}\r\ncontent-disposition: form-data; name="fichiers"; filename="gros.csv"\r\ncontent-type: text/csv\r\n\r\n`,
  );
  const fin = Buffer.from(`\r\n--${LIMITE}--\r\n`);
  const morceau = Buffer.alloc(64_000, "a;b\n");
  async function* stream() {
    yield debut;
    for (; lu.octets < octets; lu.octets += morceau.length) yield morceau;
    yield fin;
  }
  const request = new Request("http://localhost/", {
    method: "POST",
    headers: { "content-type": `multipart/form-data; boundary=${LIMITE}` },
    body: ReadableStream.from(stream()) as never,
    duplex: "half",
  } as RequestInit);
  return { lu, request };
}

describe.skipIf(!petit)(
  "a disk that fills up while a file arrives (skipped where no small disk can be mounted)",
  () => {
    beforeAll(() => expect(readdirSync(dossier)).toEqual([]));
    afterAll(() => {
      execFileSync("umount", [dossier]);
      rmSync(dossier, { recursive: true, force: true });
    });

    it("is told after the whole of it was read, twenty times of twenty; nothing is left, and a small file is then taken", async () => {
      for (let essai = 0; essai < 20; essai += 1) {
        const { lu, request } = bodyOf(6 * MO);
        await expect(receiveUpload(request, join(dossier, String(essai)))).rejects.toMatchObject({ code: "ENOSPC" });
        expect(lu.octets).toBeGreaterThanOrEqual(6 * MO);
        expect(readdirSync(dossier)).toEqual([]);
      }
      const { fichiers } = await receiveUpload(bodyOf(MO).request, join(dossier, "ensuite"));
      expect(fichiers.map(({ taille }) => taille >= MO)).toEqual([true]);
    });
  },
);

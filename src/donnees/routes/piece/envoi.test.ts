import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recevoirPiece } from "./envoi.ts";

let dossier: string;
beforeAll(async () => {
  dossier = await mkdtemp(join(tmpdir(), "blaise-envoi-"));
});
afterAll(() => rm(dossier, { recursive: true, force: true }));

const DEBUT = '--b\r\ncontent-disposition: form-data; name="fichier"; filename="photo.jpg"\r\n\r\n';

/** A body sent piece by piece; `null`: nothing more, but the connection stays open; an error: it is cut. */
function requestOf(parts: readonly (string | Uint8Array | Error | null)[]): Request {
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const [part] = rest.splice(0, 1);
      if (part === undefined) return controller.close();
      if (part === null) return new Promise(() => undefined);
      if (part instanceof Error) return controller.error(part);
      controller.enqueue(typeof part === "string" ? Buffer.from(part) : part);
    },
  });
  const rest = [...parts];
  const headers = { "content-type": "multipart/form-data; boundary=b" };
  return new Request("http://localhost/", { method: "POST", headers, body, duplex: "half" });
}

const receive = (parts: Parameters<typeof requestOf>[0], delaiMs?: number) =>
  recevoirPiece(requestOf(parts), dossier, delaiMs);

test("a whole file comes in memory, and leaves nothing behind", async () => {
  const { nom, octets } = await receive([DEBUT, "abc", "\r\n--b--\r\n"]);
  expect({ nom, texte: Buffer.from(octets).toString() }).toEqual({ nom: "photo.jpg", texte: "abc" });
  expect(await readdir(dossier)).toEqual([]);
});

test.each([
  ["a line of a byte a second", [DEBUT, "a", "b", null], "envoi-interrompu"],
  ["a connection cut at 99 %", [DEBUT, "abc", new Error("reset")], "envoi-interrompu"],
  ["a body that ends before its file", [DEBUT, "abc"], "envoi-interrompu"],
  ["a file of 10 MB and a byte", [DEBUT, new Uint8Array(10_000_001), "\r\n--b--\r\n"], "piece-trop-gros"],
  [
    "a body that never ends",
    [DEBUT, ...Array.from({ length: 12 }, () => new Uint8Array(1_000_000))],
    "piece-trop-gros",
  ],
  ["no file", ['--b\r\ncontent-disposition: form-data; name="nature"\r\n\r\nx\r\n--b--\r\n'], "piece-choisir"],
  ["two files", [DEBUT, "a\r\n", DEBUT, "b\r\n--b--\r\n"], "piece-choisir"],
] as const)("%s is refused: nothing is kept", async (_nom, parts, code) => {
  await expect(receive(parts, 200)).rejects.toMatchObject({ code });
  expect(await readdir(dossier)).toEqual([]);
});

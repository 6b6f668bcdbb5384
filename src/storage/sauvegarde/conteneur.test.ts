import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Refus } from "#domain/shared/refus.ts";
import { seal, unseal } from "./conteneur.ts";

const CLE = Buffer.alloc(32, 7);
const ENTETE = 76;
const MORCEAU = 16;
const CADRE = 21;

async function sealed(clair: Buffer, cle = CLE): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of seal([clair], cle, { morceau: MORCEAU })) parts.push(part);
  return Buffer.concat(parts);
}

/** What is given before the end or the refusal, and the code of the refusal. */
async function opened(octets: Buffer, cle = CLE, pas = 13): Promise<{ clair: Buffer; refus: string | null }> {
  const pieces: Buffer[] = [];
  for (let i = 0; i < octets.length; i += pas) pieces.push(octets.subarray(i, i + pas));
  const parts: Buffer[] = [];
  try {
    for await (const part of unseal(pieces, cle)) parts.push(part);
    return { clair: Buffer.concat(parts), refus: null };
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return { clair: Buffer.concat(parts), refus: error.code };
  }
}

/** Where each piece stands, and its bytes. */
function morceauxOf(archive: Buffer): Buffer[] {
  const morceaux: Buffer[] = [];
  for (let at = ENTETE; at < archive.length; ) {
    const fin = at + CADRE + archive.readUInt32BE(at + 1);
    morceaux.push(archive.subarray(at, fin));
    at = fin;
  }
  return morceaux;
}

type Ou = { readonly i: number; readonly j: number; readonly autres: readonly Buffer[] };
type Alteration = (morceaux: readonly Buffer[], ou: Ou) => readonly Buffer[];

const ALTERATIONS: readonly Alteration[] = [
  (morceaux, { i }) => morceaux.toSpliced(i, 1),
  (morceaux, { i, j }) => morceaux.toSpliced(j, 0, ...morceaux.slice(i, i + 1)),
  (morceaux, { i, autres }) => morceaux.toSpliced(i, 1, ...autres.slice(i, i + 1)),
  (morceaux, { i, j }) => {
    const [a, b] = [morceaux.slice(i, i + 1), morceaux.slice(j, j + 1)];
    return morceaux.toSpliced(i, 1, ...b).toSpliced(j, 1, ...a);
  },
];

const octets = fc.uint8Array({ minLength: 0, maxLength: 200 }).map((bytes) => Buffer.from(bytes));

describe("the container", () => {
  test("gives back what was sealed, whatever the pieces it comes by", async () => {
    await fc.assert(
      fc.asyncProperty(octets, fc.integer({ min: 1, max: 300 }), async (clair, pas) => {
        expect(await opened(await sealed(clair), CLE, pas)).toEqual({ clair, refus: null });
      }),
    );
  });

  test("never twice the same bytes", async () => {
    const clair = Buffer.from("la même base");
    expect((await sealed(clair)).equals(await sealed(clair))).toBe(false);
  });

  test("one bit changed anywhere is refused, and nothing false is given before", async () => {
    const clair = randomBytes(5 * MORCEAU + 3);
    const archive = await sealed(clair);
    for (let at = 0; at < archive.length; at++) {
      const altered = Buffer.from(archive);
      altered.writeUInt8(altered.readUInt8(at) ^ (1 << (at % 8)), at);
      const { clair: given, refus } = await opened(altered);
      expect([at, refus]).toEqual([at, "sauvegarde-illisible"]);
      expect(clair.subarray(0, given.length).equals(given)).toBe(true);
    }
  });

  test("cut at any length is refused", async () => {
    const archive = await sealed(randomBytes(3 * MORCEAU));
    for (let length = 0; length < archive.length; length++) {
      expect([length, (await opened(archive.subarray(0, length))).refus]).toEqual([length, "sauvegarde-illisible"]);
    }
  });

  test("cut after any piece, which is then said to be the last, is refused", async () => {
    const archive = await sealed(randomBytes(101));
    const morceaux = morceauxOf(archive);
    expect(morceaux.length).toBe(7);
    for (let garde = 1; garde < morceaux.length; garde++) {
      const altered = Buffer.concat([archive.subarray(0, ENTETE), ...morceaux.slice(0, garde)]);
      altered.writeUInt8(1, altered.length - (morceaux[garde - 1]?.length ?? 0));
      expect([garde, (await opened(altered)).refus]).toEqual([garde, "sauvegarde-illisible"]);
    }
  });

  test("pieces removed, repeated, exchanged, or taken from another archive of the same key are refused", async () => {
    const [archive, autre] = [await sealed(randomBytes(101)), await sealed(randomBytes(101))];
    const [morceaux, autres] = [morceauxOf(archive), morceauxOf(autre)];
    const rang = fc.nat({ max: morceaux.length - 1 });
    await fc.assert(
      fc.asyncProperty(rang, rang, fc.constantFrom(...ALTERATIONS), async (i, j, alter) => {
        fc.pre(i !== j);
        const altered = Buffer.concat([archive.subarray(0, ENTETE), ...alter(morceaux, { i, j, autres })]);
        expect((await opened(altered)).refus).toBe("sauvegarde-illisible");
      }),
    );
  });

  test.each([
    ["another key", async () => sealed(Buffer.from("texte"), Buffer.alloc(32, 8)), "cle-sauvegarde-fausse"],
    [
      "bytes after the end",
      async () => Buffer.concat([await sealed(Buffer.from("x")), Buffer.from([0])]),
      "sauvegarde-illisible",
    ],
    ["another file", async () => Buffer.from("id;nom\n1;Dupont\n".repeat(20)), "sauvegarde-illisible"],
    ["an empty file", async () => Buffer.alloc(0), "sauvegarde-illisible"],
  ])("%s", async (_, make, code) => {
    expect((await opened(await make())).refus).toBe(code);
  });
});

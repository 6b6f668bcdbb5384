import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seal, unseal } from "./conteneur.ts";
import { decodeEntrees, deflate, type Entete, encodeEntree, inflate } from "./entrees.ts";

const CLE = Buffer.alloc(32, 7);

type Contenu = readonly [Entete, Buffer];

async function* encoded(contenus: readonly Contenu[]): AsyncGenerator<Buffer> {
  for (const [entete, octets] of contenus) yield* encodeEntree({ entete, octets: [octets] });
}

async function decoded(source: AsyncIterable<Buffer>): Promise<Contenu[]> {
  const found: Contenu[] = [];
  for await (const { entete, octets } of decodeEntrees(source)) {
    const parts: Buffer[] = [];
    for await (const part of octets) parts.push(part);
    found.push([entete, Buffer.concat(parts)]);
  }
  return found;
}

const entete: fc.Arbitrary<Entete> = fc.oneof(
  fc.record({ type: fc.constant("table" as const), table: fc.string() }),
  fc.record({ type: fc.constant("fichier" as const), chemin: fc.string() }),
  fc.record({ type: fc.constant("manifeste" as const) }),
);

describe("the entries", () => {
  test("come back as they were, through compression and encryption", async () => {
    const contenu = fc.tuple(
      entete,
      fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(contenu, { maxLength: 6 }), async (contenus) => {
        expect(await decoded(inflate(unseal(seal(deflate(encoded(contenus)), CLE), CLE)))).toEqual(contenus);
      }),
    );
  });

  test("what a reader leaves of one is skipped", async () => {
    const longue = Buffer.alloc(1_000_000, "abc");
    const source = encoded([
      [{ type: "table", table: "a" }, longue],
      [{ type: "table", table: "b" }, Buffer.from("x")],
    ]);
    const seen: string[] = [];
    for await (const { entete: head, octets } of decodeEntrees(source)) {
      seen.push(JSON.stringify(head));
      for await (const _ of octets) break;
    }
    expect(seen).toEqual(['{"type":"table","table":"a"}', '{"type":"table","table":"b"}']);
  });

  test.each([
    ["cut in a header", Buffer.from([0, 0, 0, 9, 1])],
    ["a header that is not one", Buffer.concat([Buffer.from([0, 0, 0, 2]), Buffer.from("{}")])],
    ["a length that is not ours", Buffer.from([255, 0, 0, 0])],
  ])("%s is refused", async (_, octets) => {
    const source = (async function* () {
      yield octets;
    })();
    await expect(decoded(source)).rejects.toMatchObject({ code: "sauvegarde-illisible" });
  });

  test("a source that fails after its last byte has failed", async () => {
    const source = (async function* () {
      yield* deflate(encoded([[{ type: "table", table: "a" }, Buffer.from("x")]]));
      throw new Error("perdu");
    })();
    await expect(decoded(inflate(source))).rejects.toThrow("perdu");
  });
});

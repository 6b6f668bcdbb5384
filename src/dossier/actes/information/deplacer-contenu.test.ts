import { expect, test } from "vitest";
import { baseOf } from "../../../../test/fixtures/base.ts";
import { deplacerContenu } from "./ecrire-contenu.ts";

const EPCI = "200068666";
/** Four contents of one part, with one of another part between them. */
const CONTENUS = [
  { id: 1, rubrique: "demander" },
  { id: 2, rubrique: "demander" },
  { id: 9, rubrique: "attendre" },
  { id: 3, rubrique: "demander" },
  { id: 4, rubrique: "demander" },
];

async function move(id: number, sens: "haut" | "bas"): Promise<readonly number[]> {
  let ordre: readonly number[] = [];
  const base = baseOf({
    information: {
      contenus: async () => CONTENUS as never,
      contenu: async (_: string, asked: number) => (CONTENUS.find((one) => one.id === asked) ?? null) as never,
      ordonner: async (_: string, ids: readonly number[]) => {
        ordre = ids;
      },
    } as never,
    journal: { ecrire: async () => undefined } as never,
  });
  await deplacerContenu(base, { epci: EPCI, id, sens });
  return ordre;
}

test.each([
  ["the first goes down one place", 1, "bas", [2, 1, 3, 4]],
  ["one in the middle goes down one place, not to the top", 2, "bas", [1, 3, 2, 4]],
  ["one in the middle goes up one place", 3, "haut", [1, 3, 2, 4]],
  ["the last goes up one place", 4, "haut", [1, 2, 4, 3]],
  ["the first stays where it is", 1, "haut", [1, 2, 3, 4]],
  ["the last stays where it is", 4, "bas", [1, 2, 3, 4]],
] as const)("%s, among those of its part", async (_, id, sens, attendu) => {
  expect(await move(id, sens)).toEqual(attendu);
});

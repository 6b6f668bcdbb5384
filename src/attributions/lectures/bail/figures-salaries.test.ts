import { expect, it } from "vitest";
import type { Base } from "#socle/lectures/base.ts";
import { computeSalaries } from "./figures-salaries.ts";
import type { CompteReconnaissance } from "./ports.ts";

const question = { epci: "200068666", depuis: "2026-01-01", aujourdhui: "2026-11-24" };

const lire = (comptes: readonly CompteReconnaissance[]) =>
  computeSalaries({ baux: { reconnaissances: async () => comptes } } as unknown as Base, question);

const compte = (
  avant: CompteReconnaissance["avant"],
  apres: CompteReconnaissance["apres"],
  nombre: number,
  situation: CompteReconnaissance["situation"] = "qpv",
): CompteReconnaissance => ({ avant, apres, nombre, situation });

/** Each pair of answers has its own count. */
const COMPTES = [
  compte("oui", "oui", 1),
  compte("oui", "inconnu", 2, "hors-qpv"),
  compte("oui", "non", 4, "inconnue"),
  compte("non", "oui", 8),
  compte("inconnu", "oui", 16, "hors-qpv"),
  compte("non", "non", 32),
  compte("non", "inconnu", 64),
  compte("inconnu", "non", 128, "inconnue"),
  compte("inconnu", "inconnu", 256, "hors-qpv"),
  compte("inconnu", "inconnu", 512),
];

const CASES = ["baux", "qpv", "hors-qpv", "inconnue"];

it("puts each couple of answers on its line, each side in its column", async () => {
  const { baux, figures } = await lire(COMPTES);
  expect(baux).toBe(1023);
  const lignes = (figures[0]?.lignes ?? []).map(({ cle, cellules }) => [
    cle,
    ...CASES.map((code) => cellules[code]?.valeur),
  ]);
  expect(lignes).toEqual([
    ["les-deux", 1, 1, 0, 0],
    ["avant", 2, 0, 2, 0],
    ["infirme", 4, 0, 0, 4],
    ["apres", 8, 8, 0, 0],
    ["apres-inconnu", 16, 0, 16, 0],
    ["non", 32, 32, 0, 0],
    ["non-avant", 64, 64, 0, 0],
    ["non-apres", 128, 0, 0, 128],
    ["inconnu", 768, 512, 256, 0],
    ["total", 1023, 617, 274, 132],
  ]);
});

it.each([
  // Confirmed after, or known before and not denied since: 1 + 2 + 8 + 16; known before the lease: 1 + 2.
  ["every couple", COMPTES, "27 bénéficiaires connus, dont 3 dès avant le bail ; 768 baux dont rien n’est dit."],
  ["nothing unsaid", COMPTES.slice(0, 6), "27 bénéficiaires connus, dont 3 dès avant le bail."],
  ["denied since", [compte("oui", "non", 4)], "0 bénéficiaire connu, dont 0 dès avant le bail."],
  ["one answer of two is unknown", [compte("non", "inconnu", 1)], "0 bénéficiaire connu, dont 0 dès avant le bail."],
  ["no lease", [], null],
])("says it in a sentence: %s", async (_, comptes, phrase) => {
  const { figures } = await lire(comptes);
  expect(figures[0]?.lecture?.replaceAll(/[\u00a0\u202f]/g, " ") ?? null).toBe(phrase);
});

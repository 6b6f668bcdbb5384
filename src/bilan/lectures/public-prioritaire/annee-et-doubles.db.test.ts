// @module-tag moteur
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AttributionRow } from "#donnees/formats/rows.ts";
import { computeIndicateurs } from "#gouvernance/lectures/action/compute-indicateurs.ts";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { openRegistre, publishLignes } from "../../../../test/fixtures/baux-reloges.ts";
import { attribution, EPCI, openTerritoireEssai, stageRows } from "../../../../test/fixtures/lots.ts";
import { computeBilan } from "../compute-bilan.ts";
import { computePublics } from "./compute-publics.ts";

const AUJOURDHUI = "2026-03-01";
const AUTRE = "552100554";
let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
});
afterEach(() => database.drop());

const publics = () => computePublics(database.base, { epci: EPCI, annee: 2019, bailleur: null }, AUJOURDHUI);
const bilan = () => computeBilan(database.base, { epci: EPCI, periode: yearPeriode(2019), bailleur: null });
const plain = (texte: string) => texte.replace(/[\s\u00A0\u202F]+/g, " ");

const baux = (nombre: number, given: Partial<AttributionRow>, from: number, mois: readonly string[]) =>
  Array.from({ length: nombre }, (_, i) =>
    attribution({ bailSigneLe: `2019-${mois[i % mois.length]}-10`, ...given }, from + i),
  );

async function publish(lignes: readonly AttributionRow[]) {
  const lot = await stageRows(database.base, "sne-attributions", lignes, { periode: "2019" });
  await publishLot(database.base, lot, { confirme: true });
}

describe("a year of which quarters are missing", () => {
  it("judges nobody, and says which as the bilan does", async () => {
    const inconnus = { bailleur: AUTRE, prioritaire: "inconnu", dalo: "inconnu" } as const;
    const mois = ["02", "05"];
    await publish([...baux(20, { prioritaire: "oui" }, 0, mois), ...baux(20, inconnus, 100, mois)]);
    const { reponse, nonReserves, enCours } = await publics();
    expect(nonReserves.map(({ verdict, manque }) => [verdict, manque])).toEqual([
      ["en-cours", null],
      ["en-cours", null],
    ]);
    expect(enCours).toContain("aucun bail du T3 et T4");
    expect(enCours).toBe((await bilan()).enCours);
    expect(reponse[0]).toBe(enCours);
    expect(plain(reponse.join(" "))).toContain("2 bailleurs comptés à ce jour");
  });

  it("leaves the number of réservataires who reach the quarter unknown", async () => {
    await publish(baux(20, { contingent: "COLACT", prioritaire: "non", dalo: "non" }, 0, ["02", "05", "12"]));
    const codes = ["quart-reservataires"] as const;
    const lu = (await computeIndicateurs(database.base, { epci: EPCI, aujourdhui: AUJOURDHUI, codes })).get(codes[0]);
    expect(lu).toMatchObject({ etat: "inconnu", valeur: null });
    expect(lu?.phrase).not.toContain("il en manque");
  });
});

describe("the bailleurs of a whole year", () => {
  it("are told apart: those who reach the quarter, and those of whom it is not known", async () => {
    const inconnus = { bailleur: AUTRE, prioritaire: "inconnu", dalo: "inconnu" } as const;
    const mois = ["02", "05", "08", "11"];
    await publish([...baux(20, { prioritaire: "oui" }, 0, mois), ...baux(20, inconnus, 100, mois)]);
    const { reponse, nonReserves } = await publics();
    expect(nonReserves.map(({ verdict }) => verdict).toSorted()).toEqual(["atteint", "indecidable"]);
    expect(plain(reponse.join(" "))).toContain("1 bailleur atteint le quart, 1 est indécidable");
  });
});

describe("leases signed here that the file may have", () => {
  it("are in no total, and the households rehoused are at most all those of whom a line does not say", async () => {
    const bailleur = "999000101";
    const registre = await openRegistre(database, bailleur);
    const jour = (rang: number) => `2019-03-${String(rang + 10)}`;
    const rangs = Array.from({ length: 10 }, (_, rang) => rang);
    await publishLignes(database, bailleur, "2019", [
      ...rangs.map((rang) => ({ bailSigneLe: jour(rang), fait: { relogement: "oui" as const } })),
      ...Array.from({ length: 90 }, (_, rang) => ({
        bailSigneLe: "2019-09-15",
        cle: `a-${rang}`,
        fait: { relogement: "inconnu" as const },
      })),
    ]);
    await registre.signer(rangs.map((rang) => ({ signeLe: jour(rang) })));
    const { total, relogements } = await bilan();
    expect(total).toBe(100);
    expect(relogements).toMatchObject({ possibles: 10, reloges: [10, 110] });
    const lus = await publics();
    expect(lus.total).toBe(total);
    const all = [...lus.reservataires, ...lus.nonReserves, ...lus.sansTest];
    expect(all.reduce((sum, { assiette }) => sum + assiette, 0)).toBeLessThanOrEqual(total);
    expect(all.some(({ doublons = 0 }) => doublons > 0)).toBe(true);
  });
});

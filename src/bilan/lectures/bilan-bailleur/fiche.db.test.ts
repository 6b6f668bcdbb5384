import { afterEach, beforeEach, expect, it } from "vitest";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { baux, objectif, PREMIER, publish, SANS_T3 } from "../../../../test/fixtures/annee-2019.ts";
import { BAILLEUR, EPCI, openTerritoireEssai } from "../../../../test/fixtures/lots.ts";
import { computeBilan } from "../compute-bilan.ts";
import { computeBilanBailleur } from "./compute-bilan-bailleur.ts";
import { tellObjectif } from "./fiche.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
});
afterEach(() => database.drop());

const computeAnnee = () =>
  computeBilanBailleur(database.base, { epci: EPCI, siren: BAILLEUR, nom: "Essai", periode: yearPeriode(2019) });

/** What the bilan of the year says of the bailleur's objective. */
async function tellAnnee(): Promise<string> {
  const dit = tellObjectif(await computeAnnee()).join(" ");
  return dit.replaceAll(/[\u00a0\u202f]/g, " ");
}

it("judges no year of which a quarter is missing", async () => {
  await publish(database, "objectifs", [objectif({ nombre: 40 })], { periode: "2018" });
  const rows = [...baux(10, PREMIER, 0, SANS_T3), ...baux(40, {}, 100, SANS_T3)];
  await publish(database, "sne-attributions", rows, { periode: "2019" });
  const { mesures, cumul } = await computeAnnee();
  expect([mesures, cumul.mesures].map(({ horsQpv }) => [horsQpv.verdict, horsQpv.cible?.verdict])).toEqual([
    ["en-cours", "en-cours"],
    ["en-cours", "en-cours"],
  ]);
  const dit = await tellAnnee();
  expect(dit).toContain("40 attributions ; en cours (Convention).");
  expect(dit).not.toMatch(/L’année est finie|hors d’atteinte|il en manque|le nombre y est/);
});

it("says of a finished year that is undecided neither that it is reached, nor its chances", async () => {
  await publish(database, "objectifs", [objectif({ taux: 0.25 })], { periode: "2018" });
  const rows = [...baux(25, PREMIER, 0), ...baux(75, {}, 100), ...baux(40, { situationDeclaree: "inconnue" }, 300)];
  await publish(database, "sne-attributions", rows, { periode: "2019" });
  const bilan = await computeBilan(database.base, { epci: EPCI, periode: yearPeriode(2019), bailleur: BAILLEUR });
  expect(bilan.horsQpv.cible?.verdict).toBe("indecidable");
  const dit = await tellAnnee();
  expect(dit).toContain("; indécidable, taux entre 17,9 % et 25,0 % selon ce qui est inconnu (Convention).");
  expect(dit).toContain("L’année est finie, l’objectif est indécidable");
  expect(dit).not.toMatch(/est atteint|le nombre y est|[Cc]hance/);
});

it("says what is missing of a finished year that missed its objective", async () => {
  await publish(database, "objectifs", [objectif({ nombre: 40 })], { periode: "2018" });
  await publish(database, "sne-attributions", [...baux(10, PREMIER, 0), ...baux(40, {}, 100)], { periode: "2019" });
  const dit = await tellAnnee();
  expect(dit).toContain("40 attributions ; non atteint, il en manque 30 (Convention).");
  expect(dit).not.toMatch(/[Cc]hance/);
});

// @module-tag moteur
import { afterAll, beforeAll, expect, it } from "vitest";
import { MOTIFS_VEILLE } from "#observatoire/regles/veille/veille.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { SUIVIS_VEILLE } from "../../lectures/veille/ports.ts";

const EPCI = "200068666";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

it("each list, each filter, the exchanges and the duplicates are asked of a territory that has nothing", async () => {
  const { veilles, sneEchanges, doublons, demandes } = database.base;
  const reperes = { epci: EPCI, lot: 1, reference: "2017-12-31", delai: 9, silence: 6 };
  expect(await veilles.comptes(reperes)).toEqual([]);
  for (const motif of MOTIFS_VEILLE) {
    for (const suivi of [...SUIVIS_VEILLE, null]) {
      const filtre = {
        motif,
        suivi,
        commune: "52448",
        refus: "localisation" as const,
        enRetard: "2018-01-01",
        limite: 10,
      };
      expect(await veilles.list(reperes, filtre), `${motif} ${suivi}`).toEqual([]);
    }
  }
  expect(await veilles.confiees(EPCI, null, [1])).toEqual([]);
  expect(await sneEchanges.compter(EPCI, 1)).toEqual({ locaux: 0, rapproches: 0 });
  expect(await sneEchanges.locaux(EPCI, null, 10)).toEqual([]);
  expect(await sneEchanges.numero(EPCI, "00000000-0000-4000-8000-000000000000")).toBeNull();
  expect(await doublons.compter(EPCI)).toEqual({ dossiers: 0, aJuger: 0 });
  expect(await demandes.parcours(EPCI)).toEqual([]);
});

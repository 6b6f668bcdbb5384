// @module-tag moteur
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { verifyJournal } from "#acces/lectures/journal/verify-journal.ts";
import { withChaines } from "#acces/sql/journal/chaine.queries.ts";
import { freezeRapport } from "#bilan/actes/rapport/freeze-rapport.ts";
import { exportRejets } from "#donnees/actes/lot/export-rejets.ts";
import { fichierOf } from "#donnees/formats/fichier.ts";
import { recordLocalisations, undoLocalisation } from "#imports/actes/localisation/localiser.ts";
import { receiveFichier } from "#imports/actes/lot/import-lot.ts";
import { abandonLot, previewLot, publishLot, undoLot } from "#imports/actes/lot/publish-lot.ts";
import { previewLocalisation } from "#imports/lectures/localisation/effet.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { openSql } from "#socle/sql/sql.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { attribution, EPCI, openTerritoireEssai, stageRows } from "../fixtures/lots.ts";

let database: TestDatabase;

beforeEach(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
});
afterEach(async () => {
  await database.drop();
});

/** What the journal says was done, in order. */
async function told(): Promise<readonly string[]> {
  const { rows } = await database.pool.query(
    `select e.acte || ' ' || coalesce(e.objet, '') as texte from journal.entree e
      where e.epci = $1 and e.acte <> 'territoire-ouvert' order by e.le, e.numero`,
    [EPCI],
  );
  return z
    .array(z.object({ texte: z.string() }))
    .parse(rows)
    .map(({ texte }) => texte);
}

const unlocated = { situationDeclaree: "inconnue" as const, adresse: "BAT C RUE MIQUELLON" };

test("each act on a lot writes its line, and a preview none", async () => {
  const { base } = database;
  const lot = await stageRows(base, "sne-attributions", [attribution({}, 1), attribution(unlocated, 2)]);
  await previewLot(base, lot);
  await publishLot(base, lot);
  await undoLot(base, lot);
  await abandonLot(base, lot);
  expect(await told()).toEqual([`lot-publie lot:${lot}`, `lot-annule lot:${lot}`, `lot-abandonne lot:${lot}`]);
});

test("locating an address, taking it back and freezing a report", async () => {
  const { base } = database;
  const lot = await stageRows(base, "sne-attributions", [attribution({}, 1), attribution(unlocated, 2)]);
  await publishLot(base, lot);
  const [adresse] = await base.localisations.aLocaliser(EPCI);
  const decision = {
    cleAdresse: adresse?.cleAdresse ?? "",
    situation: "qpv" as const,
    residence: null,
    identRep: null,
    motif: "plan de la ville",
    relu: false,
  };
  await previewLocalisation(base, { epci: EPCI, cles: [decision.cleAdresse] }, 2017);
  const {
    ids: [id = 0],
  } = await recordLocalisations(base, EPCI, [decision]);
  await undoLocalisation(base, EPCI, id);
  const { numero } = await freezeRapport(base, {
    epci: EPCI,
    periode: yearPeriode(2017),
    sections: ["synthese"],
    commentaires: {},
    aujourdhui: "2026-11-25",
  });
  expect((await told()).slice(1)).toEqual([
    `adresse-localisee localisation:${id}`,
    `localisation-annulee localisation:${id}`,
    `rapport-fige rapport:${numero}`,
  ]);
});

test("a refused act writes nothing, and leaves no hole", async () => {
  const { base, pool } = database;
  const lot = await stageRows(base, "sne-attributions", [attribution({}, 1)]);
  await expect(undoLot(base, lot)).rejects.toMatchObject({ code: "lot-non-publie" });
  await publishLot(base, lot);
  await expect(abandonLot(base, lot)).rejects.toMatchObject({ code: "lot-publie" });
  expect(await told()).toEqual([`lot-publie lot:${lot}`]);
  expect((await withChaines(openSql(pool), verifyJournal)).ruptures).toEqual([]);
});

test("an act whose line cannot be written is not done", async () => {
  const { base, pool } = database;
  const lot = await stageRows(base, "sne-attributions", [attribution({}, 1)]);
  await pool.query("alter table journal.entree add constraint plein check (acte <> 'lot-publie')");
  await expect(publishLot(base, lot)).rejects.toThrow(/plein/);
  expect((await base.lots.find(lot))?.statut).toBe("pret");
  expect(await base.lots.publications(EPCI)).toEqual([]);
});

test("a file received, then one refused while it is read, then rejected lines taken away", async () => {
  const { base } = database;
  const deps = {
    base,
    hash: (text: string) => `h-${text}`,
    horloge: { aujourdhui: () => "2018-10-05", maintenant: () => "2018-10-05T08:00:00.000Z" },
  };
  const deposit = (nom: string, lignes: string) =>
    receiveFichier(deps, {
      epci: EPCI,
      fichier: fichierOf(nom, new TextEncoder().encode(`${SEUILS}\n${lignes}\n`)),
    });
  const lot = await (await deposit("seuils.csv", `${EPCI};Essai;2017;8000;arrêté;2017-03-01\nhuit;?;?;?;?;?`)).fini;
  const refused = await deposit("ailleurs.csv", "200039915;Ailleurs;2017;8000;arrêté;2017-03-01");
  await expect(refused.fini).rejects.toBeInstanceOf(Refus);
  for await (const bytes of exportRejets(base, lot)) expect(bytes.length).toBeGreaterThan(0);
  expect(await told()).toEqual([
    `lot-depose lot:${lot.id}`,
    `lot-refuse lot:${refused.lot}`,
    `rejets-exportes lot:${lot.id}`,
  ]);
});

const SEUILS = "siren_epci;libelle;annee;seuil_annuel_uc;arrete;date_effet";

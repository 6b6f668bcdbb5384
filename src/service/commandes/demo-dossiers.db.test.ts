import { afterAll, beforeAll, expect, test } from "vitest";
import { DOSSIERS_DEMO } from "../../../demo/dossiers.ts";
import { createDemoDatabase, type TestDatabase } from "../../../test/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDemoDatabase();
});
afterAll(() => database.drop());

const rows = async (text: string) => (await database.pool.query<Record<string, unknown>>(text)).rows;

test("the demonstration has households in every state, all of them synthetic, whose lives the rules allow", async () => {
  const etats = await rows(
    "select etat, count(*)::int as nombre from nominatif.demandeur where synthetique group by etat order by etat",
  );
  expect(etats.map(({ etat }) => etat)).toEqual([
    "a-completer",
    "a-enregistrer",
    "a-renouveler",
    "active",
    "avertie",
    "brouillon",
    "radiee",
  ]);
  expect(etats.reduce((total, { nombre }) => total + Number(nombre), 0)).toBe(DOSSIERS_DEMO.length);
  expect(await rows("select 1 from nominatif.demandeur where not synthetique")).toEqual([]);
  const [compte] = await rows(
    `select (select count(*)::int from nominatif.evenement) > 100 as evenements,
            (select count(*)::int from nominatif.message) as messages,
            (select count(*)::int from proposition where proposee_le is not null) as propositions,
            (select count(distinct issue)::int from nominatif.fiche_suite) as issues,
            (select count(*)::int from nominatif.entretien) as entretiens,
            (select count(*)::int from nominatif.piece) as pieces,
            (select count(*)::int from nominatif.evenement where le > now()) as futurs,
            (select count(*)::int from nominatif.demandeur d join demande s on s.cle = d.numero_hash) as importees`,
  );
  expect(compte).toEqual({
    evenements: true,
    messages: 3,
    propositions: 4,
    issues: 5,
    entretiens: 3,
    pieces: 2,
    futurs: 0,
    importees: 4,
  });
});

test("the contact form that led to a demande is tied to it, and it is the same person’s", async () => {
  expect(
    await rows(
      `select s.issue, f.nom = d.nom and f.prenom = d.prenom as meme, d.etat, d.deposee_le <= s.close_le as apres,
              (select count(*)::int from nominatif.evenement e
                where e.demandeur = d.id and e.objet = 'fiche-contact:' || f.reference) as evenements
         from nominatif.fiche_suite s
         join nominatif.fiche_contact f on f.id = s.fiche
         left join nominatif.demandeur d on d.id = s.demandeur
        where s.issue in ('demande','deja-demandeur') order by s.issue`,
    ),
  ).toEqual(
    ["deja-demandeur", "demande"].map((issue) => ({
      issue,
      meme: true,
      etat: "a-completer",
      apres: true,
      evenements: 2,
    })),
  );
});

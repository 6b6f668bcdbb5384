import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { HORLOGE } from "#service/commandes/session.ts";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { openPagesDemo } from "../../../../test/fixtures/demo-personnes.ts";
import { expectSoundPage } from "../../../../test/fixtures/pages.ts";
import { SECTIONS_ENTRETIEN } from "../../regles/entretien/entretien.ts";

const aujourdhui = HORLOGE.aujourdhui();
const LISTE = "demandes/entretiens";

let database: TestDatabase;
let pages: ReturnType<typeof openPagesDemo>;
beforeAll(async () => {
  database = await createDemoDatabase();
  pages = openPagesDemo(database, aujourdhui);
});
afterAll(() => database.drop());

async function commencer(qui: "guichet" | "agent-bailleur" = "guichet"): Promise<string> {
  const { vers, text } = await pages.send(qui, LISTE);
  const id = /entretiens\/(\d+)\/situation$/.exec(vers ?? "")?.[1];
  if (!id) throw new Error(text.slice(0, 900));
  return id;
}

const REPONSES = {
  situation: {
    nom: "Entretien-Essai",
    prenom: "Camille",
    telephone: "03 25 00 00 02",
    familiale: "concubin",
    deja: "non",
  },
  composition: { adultes: "2", enfants: "1", garde: "1", naitre: "0", jeune: "non" },
  budget: { source: "salaire", mensuel: "1 800", rfr: "19000", charges: "100" },
  logement: { mode: "locataire-prive", commune_actuelle: "52448", loyer: "520" },
  souhaits: { commune: "52448", typologie: "T4", genre: "indifferent", elargir: "oui", besoin: "plain-pied" },
  priorite: { motif_reserve: "a-apporter", motif_expulsion: "declaratif" },
  emploi: {
    profession: "salarie-prive",
    siret: "123 456 789 00011",
    plus_de_dix: "oui",
    court: "non",
    mobilite: "meuble",
  },
} as const;

async function remplir(id: string): Promise<void> {
  for (const section of SECTIONS_ENTRETIEN) {
    const { statut, text } = await pages.send("guichet", `${LISTE}/${id}/${section}`, REPONSES[section]);
    if (statut !== 303) throw new Error(`${section}: ${text.slice(0, 600)}`);
  }
}

describe("an interview is led page after page", () => {
  it("each saved, each coming back as it was, resumed where it stopped", async () => {
    const id = await commencer();
    await pages.send("guichet", `${LISTE}/${id}/situation`, REPONSES.situation);
    expect((await pages.ask("guichet", `${LISTE}/${id}`)).vers).toContain(`${id}/composition`);
    for (const section of SECTIONS_ENTRETIEN) {
      const { html } = await pages.ask("guichet", `${LISTE}/${id}/${section}`);
      expectSoundPage(html);
    }
    expect((await pages.ask("guichet", `${LISTE}/${id}/situation`)).html).toContain('value="Entretien-Essai"');
    expectSoundPage((await pages.ask("guichet", LISTE)).html);
    // The interview of another organisation answers as an unknown one.
    expect((await pages.ask("agent-bailleur", `${LISTE}/${id}/bilan`)).statut).toBe(404);
    expect((await pages.ask("agent-bailleur", LISTE)).text).not.toContain("Entretien-Essai");
  });

  it.each([
    ["situation", { telephone: "oui" }, "Téléphone : écrivez un numéro"],
    ["composition", { adultes: "0" }, "Adultes : écrivez un nombre entier"],
    ["souhaits", { commune: "75056" }, "choisissez parmi celles du territoire"],
    ["emploi", { siret: "12" }, "14 chiffres"],
    ["logement", { commune_actuelle: "Wassy" }, "cinq caractères"],
  ])("what cannot be kept of « %s » comes back: %o", async (section, champs, message) => {
    const id = await commencer();
    const { statut, html, text } = await pages.send("guichet", `${LISTE}/${id}/${section}`, champs);
    expect([statut, text]).toEqual([422, expect.stringContaining(message)]);
    expectSoundPage(html);
  });

  it("nothing answered is nothing known", async () => {
    const { text } = await pages.ask("guichet", `${LISTE}/${await commencer()}/bilan`);
    expect(text.match(/non connu : à compléter/g)?.length).toBeGreaterThanOrEqual(6);
  });
});

test("its answers tell what to bring, and begin the household's own demande, whose code is given once", async () => {
  const id = await commencer();
  const sansNom = await pages.send("guichet", `${LISTE}/${id}/verser`);
  expect([sansNom.statut, sansNom.text]).toEqual([422, expect.stringContaining("Écrivez d’abord le nom")]);
  await remplir(id);
  const bilan = await pages.ask("guichet", `${LISTE}/${id}/bilan`);
  expectSoundPage(bilan.html);
  expect(bilan.text).toContain("catégorie 3");
  expect(bilan.text).toContain("SIRET 12345678900011");
  expect(bilan.text).toContain("594 € au plus");
  expect(bilan.text).toContain("T3, au moins");
  expect(bilan.text).toContain("le jugement ou le commandement de quitter les lieux");
  const pdf = await pages.ask("guichet", `${LISTE}/${id}/bilan.pdf`);
  expect(new TextDecoder().decode(pdf.octets.slice(0, 4))).toBe("%PDF");
  const verse = await pages.send("guichet", `${LISTE}/${id}/verser`);
  expectSoundPage(verse.html);
  expect(verse.text).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/);
  expect((await pages.send("guichet", `${LISTE}/${id}/verser`)).statut).toBe(409);
  expect((await pages.send("guichet", `${LISTE}/${id}/budget`, REPONSES.budget)).statut).toBe(409);
  const { rows } = await database.pool.query(
    `select d.etat, d.nom, m.rfr, m.action_logement, m.urgence,
            (select count(*)::int from nominatif.personne p where p.demandeur = d.id) as personnes,
            (select string_agg(commune, ',') from nominatif.souhait s where s.demandeur = d.id) as souhaits,
            (select array_agg(code order by id) from nominatif.evenement v where v.demandeur = d.id) as evenements,
            m.reponses::text ~ 'reserve|expulsion' as motifs
       from nominatif.entretien e
       join nominatif.demandeur d on d.id = e.demandeur
       join nominatif.menage m on m.demandeur = d.id
      where e.id = $1`,
    [id],
  );
  expect(rows).toEqual([
    {
      etat: "brouillon",
      nom: "Entretien-Essai",
      rfr: 19000,
      action_logement: "oui",
      urgence: "mobilite",
      personnes: 3,
      souhaits: "52448",
      evenements: ["demande-commencee", "entretien-mene"],
      motifs: false,
    },
  ]);
});

import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { HORLOGE } from "#service/commandes/session.ts";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { openPagesDemo } from "../../../../test/fixtures/demo-personnes.ts";
import { expectSoundPage } from "../../../../test/fixtures/pages.ts";

/** Day of the database, which the row policies compare with. */
const aujourdhui = HORLOGE.aujourdhui();
const LISTE = "demandes/fiches-contact";

let database: TestDatabase;
let pages: ReturnType<typeof openPagesDemo>;
let bailleurs: readonly { id: string; nom: string }[];

beforeAll(async () => {
  database = await createDemoDatabase();
  pages = openPagesDemo(database, aujourdhui);
  const { rows } = await database.pool.query<{ id: string; nom: string }>(
    `select o.id::text as id, o.nom
       from organisation o
       join habilitation h on h.organisation = o.id and h.role in ('agent-bailleur', 'responsable-bailleur')
      order by h.role`,
  );
  bailleurs = rows;
});
afterAll(() => database.drop());

const [premier, second] = [() => bailleurs[0]?.id ?? "", () => bailleurs[1]?.id ?? ""];
const CHAMPS = {
  nom: "Prospect-Essai",
  prenom: "Camille",
  telephone: "03 25 00 00 01",
  accord: "oui",
  consentement: aujourdhui,
  personnes: "3",
  typologie: "T3",
  urgence: "quelques-jours",
  emploi: "interim-mobilite",
};

async function envoyer(champs: Readonly<Record<string, string>> = {}): Promise<string> {
  const { vers, text } = await pages.send("commune", `${LISTE}/nouvelle`, {
    ...CHAMPS,
    destinataire: premier(),
    ...champs,
  });
  const id = /fiches-contact\/(\d+)\?fait=envoyee$/.exec(vers ?? "")?.[1];
  if (!id) throw new Error(text.slice(0, 900));
  return id;
}

const suites = async (fiche: string) =>
  (
    await database.pool.query<Record<string, unknown>>(
      "select issue, accusee_le is not null as accusee, demandeur is not null as liee from nominatif.fiche_suite where fiche = $1",
      [fiche],
    )
  ).rows;

describe("a commune sends a form", () => {
  it.each([
    [{ telephone: "" }, "Donnez un téléphone ou un courriel"],
    [{ accord: "" }, "Accord de la personne"],
    [{ consentement: "2199-01-01" }, "Accord de la personne"],
    [{ destinataire: "987654" }, "choisissez-en au moins un"],
    [{ precisions: "Suivi pour une dépression" }, "Dites le besoin de logement"],
    [{ commune: "75056" }, "choisissez parmi celles du territoire"],
    [{ personnes: "trois" }, "Personnes : écrivez un nombre entier"],
  ])("which comes back whole when it cannot be kept: %o", async (champs, message) => {
    const { statut, html, text } = await pages.send("commune", `${LISTE}/nouvelle`, {
      ...CHAMPS,
      destinataire: premier(),
      ...champs,
    });
    expect([statut, text]).toEqual([422, expect.stringContaining(message)]);
    expectSoundPage(html);
    expect(html).toContain('value="Prospect-Essai"');
  });

  it("and tells which of the recipients nobody will read it at", async () => {
    const { html, text } = await pages.ask("commune", `${LISTE}/nouvelle`);
    expectSoundPage(html);
    expect(text).toContain("personne n’y est habilité : à prévenir autrement");
    const sans = /value="(\d+)"[^>]*\/>[^<]*\(personne n’y est habilité/.exec(html)?.[1] ?? "";
    const fiche = await envoyer({ destinataire: sans });
    expect((await pages.ask("commune", `${LISTE}/${fiche}?fait=envoyee`)).text).toContain(
      "Personne n’y lira la fiche dans Blaise",
    );
    // Once closed by another way, the form makes no task any more.
    const close = (issue: string | null) =>
      database.pool.query(
        "update nominatif.fiche_suite set issue = $2, close_le = case when $2::text is not null then now() end where fiche = $1",
        [fiche, issue],
      );
    await close("injoignable");
    expect((await pages.ask("commune", `${LISTE}/${fiche}`)).text).not.toContain("Personne n’y lira la fiche");
    await close(null);
  });
});

test("each recipient acknowledges and tells what became of it; the emitter reads it, the others do not", async () => {
  const fiche = await envoyer();
  const [a, r] = ["agent-bailleur", "responsable-bailleur"] as const;
  for (const page of [`${LISTE}/${fiche}`, LISTE]) expectSoundPage((await pages.ask(a, page)).html);
  expect((await pages.ask(a, LISTE)).text).toContain("Prospect-Essai Camille");
  // The bailleur that was not chosen sees nothing, the EPCI counts without names, and a role without a right to prospects has no page.
  const autres = await Promise.all(
    [r, "agent-epci" as const, "guichet" as const].map((qui) => pages.ask(qui, `${LISTE}/${fiche}`)),
  );
  expect(autres.map(({ statut }) => statut)).toEqual([404, 404, 404]);
  expect((await pages.ask("dpo", LISTE)).statut).toBe(403);
  expect((await pages.send(r, `${LISTE}/${fiche}/accuser`)).statut).toBe(404);
  expect((await pages.ask(a, "a-faire")).text).toContain("réception à accuser");
  expect((await pages.send(a, `${LISTE}/${fiche}/accuser`)).vers).toContain("fait=accusee");
  expect((await pages.send(a, `${LISTE}/${fiche}/accuser`)).statut).toBe(409);
  const absent = await pages.send(a, `${LISTE}/${fiche}/suivre`, { issue: "demande", dossier: "D-0000-0000" });
  expect([absent.statut, absent.text]).toEqual([422, expect.stringContaining("aucun dossier que vous puissiez lire")]);
  expect((await pages.send(a, `${LISTE}/${fiche}/suivre`, { issue: "injoignable" })).vers).toContain("fait=suivie");
  expect((await pages.send(a, `${LISTE}/${fiche}/suivre`, { issue: "demande" })).statut).toBe(409);
  expect(await suites(fiche)).toEqual([{ issue: "injoignable", accusee: true, liee: false }]);
  const lue = await pages.ask("commune", `${LISTE}/${fiche}`);
  expect(lue.text).toContain("Injoignable");
  expect((await pages.ask("commune", "a-faire")).text).toContain("donnée à vos fiches contact");
  const { rows } = await database.pool.query(
    "select acte, auteur <> '' as signe from journal.entree where ressource = 'prospect' and objet like '%' || (select reference from nominatif.fiche_contact where id = $1) || '%' order by le",
    [fiche],
  );
  expect(rows.map(({ acte }) => acte)).toEqual(["fiche-contact-emise", "fiche-contact-suivie", "fiche-contact-suivie"]);
});

test("a file that the bailleur may read is tied to it, and its household is told of the contact", async () => {
  const { rows } = await database.pool.query<{ id: string }>(
    `insert into nominatif.demandeur (epci, reference, etat, numero_hash, synthetique)
     values ('200068666', 'D-7KQ4-XM2R', 'active', 'essai-fiche', true) returning id::text as id`,
  );
  const demandeur = rows[0]?.id ?? "";
  await database.pool.query("insert into nominatif.menage (demandeur, epci) values ($1, '200068666')", [demandeur]);
  await database.pool.query(
    "insert into nominatif.lien (demandeur, epci, nature, organisation, du) values ($1, '200068666', 'souhait', $2, '2018-01-01')",
    [demandeur, premier()],
  );
  const fiche = await envoyer();
  const { vers, text } = await pages.send("agent-bailleur", `${LISTE}/${fiche}/suivre`, {
    issue: "demande",
    dossier: "d-7kq4-xm2r",
  });
  expect(vers ?? text).toContain("fait=suivie");
  expect(await suites(fiche)).toEqual([{ issue: "demande", accusee: true, liee: true }]);
  const evenements = await database.pool.query("select code, auteur from nominatif.evenement where demandeur = $1", [
    demandeur,
  ]);
  expect(evenements.rows).toEqual([{ code: "contact-pris", auteur: "organisme" }]);
});

test("counts are the EPCI's, without a name; a commune does not export", async () => {
  await envoyer({ destinataire: second() });
  const page = await pages.ask("agent-epci", `${LISTE}/comptes`);
  expectSoundPage(page.html);
  expect(page.text).toContain(bailleurs[1]?.nom ?? "absent");
  expect(page.text).not.toContain("Prospect-Essai");
  const [csv, xlsx] = await Promise.all(
    ["csv", "xlsx"].map((type) => pages.ask("agent-epci", `demandes/fiches-contact.${type}`)),
  );
  expect(csv?.html).toContain("recue_par");
  expect(csv?.html).not.toContain("Prospect-Essai");
  expect(xlsx?.octets.length).toBeGreaterThan(2000);
  expect((await pages.ask("commune", `${LISTE}/comptes`)).statut).toBe(403);
  // The manager of a bailleur counts the forms of their organisation.
  const responsable = await pages.ask("responsable-bailleur", `${LISTE}/comptes`);
  expect(responsable.text).toContain(bailleurs[1]?.nom ?? "absent");
  expect(responsable.text).not.toContain(bailleurs[0]?.nom ?? "absent");
});

test("a form is printed", async () => {
  const pdf = await pages.ask("commune", `${LISTE}/${await envoyer()}/fiche.pdf`);
  expect([pdf.statut, new TextDecoder().decode(pdf.octets.slice(0, 4))]).toEqual([200, "%PDF"]);
});

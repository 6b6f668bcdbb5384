import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { openPagesDemo } from "../../../../test/fixtures/demo-personnes.ts";

const JOUR = "2018-11-15";
const PAGE = "examens-occupation";
let database: TestDatabase;
let pages: ReturnType<typeof openPagesDemo>;
let id = 0;
let seance = 0;
let examen = 0;

beforeAll(async () => {
  database = await createDemoDatabase();
  pages = openPagesDemo(database, JOUR);
  // The demonstration has its own leases, dated from the day it was loaded.
  await database.pool.query("delete from bail_suivi");
});
afterAll(() => database.drop());

async function one<T>(text: string, params: readonly unknown[] = []): Promise<T> {
  const { rows } = await database.pool.query<{ v: T }>(text, [...params]);
  return rows[0]?.v as T;
}

const send = (suite: string, champs: Readonly<Record<string, string>>) =>
  pages.send("agent-bailleur", `${PAGE}/baux/${id}/${suite}`, champs);

const BAIL = { cle: "ESSAI-1", reference: "B-2015-7", signe_le: "2015-06-01", typologie: "T4", surface: "82,5" };

describe("the leases that a bailleur follows", () => {
  it("are written with a place and a day, never a name, and once a dwelling", async () => {
    const nomme = await pages.send("agent-bailleur", `${PAGE}/baux`, { ...BAIL, reference: "Mme Durré" });
    expect(nomme.statut).toBe(422);
    expect(nomme.text).toContain("jamais un nom");
    expect(nomme.html).toContain('value="ESSAI-1"');
    const { statut, vers } = await pages.send("agent-bailleur", `${PAGE}/baux`, BAIL);
    expect(statut).toBe(303);
    id = Number(/baux\/(\d+)/.exec(vers ?? "")?.[1]);
    expect((await pages.send("agent-bailleur", `${PAGE}/baux`, BAIL)).statut).toBe(409);
    const tard = await pages.send("agent-bailleur", `${PAGE}/baux`, {
      ...BAIL,
      cle: "ESSAI-2",
      signe_le: "2018-12-01",
    });
    expect(tard.statut).toBe(422);
  });

  it("are due three years after the signature, and say what nobody knows", async () => {
    const { text } = await pages.ask("agent-bailleur", PAGE);
    expect(text).toContain("B-2015-7 ESSAI-1, T4, 82,5 m² 1er juin 2015 Aucun 1er juin 2018 Examen en retard");
    expect(text).toContain("Zone de déséquilibre marqué : non dite pour ce territoire, à confirmer");
    expect(text).toMatch(/\d+ n’ont aucune date de bail connue/);
    const faire = await pages.ask("agent-bailleur", "a-faire");
    expect(faire.text).toContain("1 examen de l’occupation en retard");
  });

  it("take those of RPLS to the month, once", async () => {
    const mois = await one<number>(
      `select count(*)::integer as v from logement g join publication p on p.lot = g.lot
        where p.source = 'rpls' and g.bail_depuis ~ '^[0-9]{4}-' and g.mode is distinct from '2' and g.ident_rep is not null
          and p.periode = (select max(periode) from publication where source = 'rpls' and epci = g.epci)
          and g.bailleur = (select o.siren from organisation o join habilitation h on h.organisation = o.id join compte c on c.id = h.compte
                             where c.courriel = 'agent-bailleur@demonstration.invalid')`,
    );
    expect((await pages.send("agent-bailleur", `${PAGE}/reprise`)).statut).toBe(303);
    expect(await one<number>("select count(*)::integer as v from bail_suivi where source = 'rpls'")).toBe(mois);
    await pages.send("agent-bailleur", `${PAGE}/reprise`);
    expect(await one<number>("select count(*)::integer as v from bail_suivi where source = 'rpls'")).toBe(mois);
    await database.pool.query("delete from bail_suivi where source = 'rpls'");
  });
});

describe("from the examination to the opinion, and what follows", () => {
  it("finds nothing: examined, the next one is three years after", async () => {
    expect((await send("examen", { examine_le: "2018-12-01", plafond: "sous" })).statut).toBe(422);
    const rien = { examine_le: "2018-11-02", personnes: "4", typologie: "T4", surface: "82,5", plafond: "sous" };
    expect((await send("examen", rien)).statut).toBe(303);
    const { text } = await pages.ask("agent-bailleur", `${PAGE}/baux/${id}`);
    expect(text).toContain("Prochain examen 2 novembre 2021");
    expect(text).toContain("Aucune relevée");
    expect((await send("transmettre", { seance: "1" })).statut).toBe(409);
  });

  it("finds two situations, each with its article, and sends them to a session of the bailleur’s own commission", async () => {
    const trouve = { examine_le: JOUR, personnes: "2", typologie: "T4", surface: "82,5", plafond: "au-dessus" };
    expect((await send("examen", trouve)).statut).toBe(303);
    const { text } = await pages.ask("agent-bailleur", `${PAGE}/baux/${id}`);
    expect(text).toContain("Sous-occupation du logement (Art. L. 442-5-2, 2°, et L. 621-2 du CCH)");
    expect(text).toContain("Dépassement du plafond de ressources du logement");
    expect(text).toContain("Dossier à transmettre à la commission");
    const preparer = { mode: "presentiel", jour: JOUR, heure: "09:00", duree: "60", lieu: "Salle d’essai", visio: "" };
    const prepared = await pages.send("secretaire-cal", "cal/preparer", preparer);
    expect(prepared.statut).toBe(303);
    seance = Number(/cal\/(\d+)/.exec(prepared.vers ?? "")?.[1]);
    expect((await send("transmettre", { seance: "987654" })).statut).toBe(404);
    expect((await send("transmettre", { seance: String(seance) })).statut).toBe(303);
    expect((await send("transmettre", { seance: String(seance) })).statut).toBe(409);
    expect((await send("examen", trouve)).statut).toBe(409);
    examen = await one("select id::integer as v from examen_occupation where seance = $1", [seance]);
  });

  it("is before the commission without a name, a reference nor the dwelling", async () => {
    const { text } = await pages.ask("secretaire-cal", `cal/${seance}`);
    expect(text).toContain("Occupation 1 Logement T4, 82,5 m²");
    expect(text).not.toContain("B-2015-7");
    expect(text).not.toContain("ESSAI-1");
  });

  it("has its opinion once, while the session is open, in the minutes", async () => {
    const avis = { avis: "plus-petit", texte: "Un T2 ou un T3 dans la même commune." };
    const chemin = `cal/${seance}/examens/${examen}`;
    expect((await pages.send("secretaire-cal", chemin, avis)).statut).toBe(409);
    await database.pool.query("update seance set etat = 'ouverte' where id = $1", [seance]);
    expect((await pages.send("secretaire-cal", chemin, avis)).text).toContain("quorum non atteint");
    await database.pool.query(
      "update seance_membre set presence = 'present' where seance = $1 and qualite in ('bailleur','locataires')",
      [seance],
    );
    expect((await pages.send("secretaire-cal", chemin, {})).statut).toBe(422);
    const numero = await pages.send("secretaire-cal", chemin, { ...avis, texte: "Appeler le 06 12 34 56 78" });
    expect(numero.statut).toBe(422);
    expect(numero.text).toContain("Précision de l’avis");
    expect((await pages.ask("secretaire-cal", `cal/${seance}/cloture`)).text).toContain("avis sur l’occupation 1");
    expect((await pages.send("agent-bailleur", chemin, avis)).statut).toBe(403);
    expect((await pages.send("secretaire-cal", chemin, avis)).statut).toBe(303);
    expect((await pages.send("secretaire-cal", chemin, avis)).statut).toBe(409);
    const jeton = "11111111-1111-4111-8111-111111111111";
    expect((await pages.send("secretaire-cal", `cal/${seance}/clore`, { jeton })).statut).toBe(303);
    const pv = await one<{ examens: unknown }>("select contenu as v from seance_pv where seance = $1", [seance]);
    expect(pv.examens).toEqual([
      {
        sel: expect.any(String),
        libelle: "Occupation 1, T4, 2\u00A0occupants",
        situations: [
          "Sous-occupation du logement (Art. L. 442-5-2, 2°, et L. 621-2 du CCH)",
          "Dépassement du plafond de ressources du logement (Art. L. 442-5-2, 5°, du CCH)",
        ],
        avis: "Proposer un logement plus petit : Un T2 ou un T3 dans la même commune.",
      },
    ]);
    expect((await pages.ask("secretaire-cal", `cal/${seance}/pv.pdf`)).statut).toBe(200);
  });

  it("is followed with the tenant, whose refusal closes nothing", async () => {
    const suite = { suite: "refusee", suite_le: JOUR, notifie_le: JOUR };
    expect((await send("suite", { ...suite, suite_le: "2018-11-01" })).statut).toBe(422);
    expect((await pages.ask("agent-bailleur", "a-faire")).text).toContain("1 avis de la commission");
    expect((await send("suite", suite)).statut).toBe(303);
    const { text } = await pages.ask("agent-bailleur", `${PAGE}/baux/${id}`);
    expect(text).toContain("Offre refusée par le locataire, le 15 novembre 2018");
    expect(text).toContain("À jour");
    expect(await one("select clos_le as v from bail_suivi where id = $1", [id])).toBeNull();
  });

  it("is exported by whoever may, and closed when the tenant leaves", async () => {
    const csv = await pages.ask("agent-bailleur", `${PAGE}/baux.csv`);
    expect(csv.statut).toBe(200);
    expect(csv.html).toContain("B-2015-7");
    expect(csv.html).toContain("Offre refusée par le locataire");
    expect((await pages.ask("agent-bailleur", `${PAGE}/baux.xlsx`)).statut).toBe(200);
    expect((await pages.ask("secretaire-cal", `${PAGE}/baux.csv`)).statut).toBe(403);
    expect((await send("fin", { clos_le: "2018-12-24" })).statut).toBe(422);
    expect((await send("fin", { clos_le: JOUR })).statut).toBe(303);
    expect((await send("examen", { examine_le: JOUR, plafond: "sous" })).statut).toBe(409);
    const actes = await database.pool.query<{ acte: string }>(
      "select distinct acte from journal.entree where ressource = 'examen-occupation' order by acte",
    );
    expect(actes.rows.map(({ acte }) => acte)).toEqual([
      "bail-suivi",
      "bail-suivi-clos",
      "document-exporte",
      "occupation-avisee",
      "occupation-examinee",
      "occupation-suivie",
      "occupation-transmise",
    ]);
  });
});

describe("what is kept apart", () => {
  it("is written and read with the mention and a reason, and is nobody else’s", async () => {
    const { vers } = await pages.send("agent-bailleur", `${PAGE}/baux`, { ...BAIL, cle: "ESSAI-3", reference: "" });
    id = Number(/baux\/(\d+)/.exec(vers ?? "")?.[1]);
    const sensible = (oui: boolean) =>
      database.pool.query(
        "update habilitation set sensible = $1 where compte = (select id from compte where courriel = 'agent-bailleur@demonstration.invalid')",
        [oui],
      );
    const champs = { examine_le: JOUR, personnes: "2", typologie: "T3", surface: "60", plafond: "sous", besoin: "oui" };
    await sensible(false);
    expect((await send("examen", champs)).statut).toBe(303);
    expect(await one("select reservee as v from examen_occupation where bail_suivi = $1", [id])).toBe(false);
    await sensible(true);
    expect((await send("examen", champs)).statut).toBe(422);
    const motif = { motif_lecture: "Dossier de la commission de novembre" };
    expect((await send("examen", { ...champs, ...motif })).statut).toBe(303);
    const { text } = await pages.ask("agent-bailleur", `${PAGE}/baux/${id}`);
    expect(text).toContain("Situation d’accès réservé");
    expect(text).not.toContain("Le logement est à adapter Oui");
    expect((await send("reserve", { motif_lecture: "court" })).statut).toBe(422);
    expect((await send("reserve", motif)).text).toContain("Le logement est à adapter Oui");
    await sensible(false);
    expect((await send("reserve", motif)).statut).toBe(422);
    expect(await one("select count(*)::integer as v from journal.entree where acte = 'occupation-reservee-lue'")).toBe(
      1,
    );
  });
});

describe("counts for whoever reads no line", () => {
  it("hides a count under the threshold, and what would give it", async () => {
    const page = await pages.ask("agent-epci", PAGE);
    expect(page.statut).toBe(200);
    expect(page.text).toContain("masqué");
    expect(page.text).not.toContain("ESSAI");
    await database.pool.query(
      `insert into bail_suivi (epci, organisation, source, cle, signe_le)
       select epci, organisation, 'saisi', 'NOMBRE-' || n, case when n <= 12 then date '2014-01-01' else date '2018-01-01' end
         from bail_suivi, generate_series(1, 30) n where id = $1`,
      [id],
    );
    expect((await pages.ask("agent-epci", PAGE)).text).toMatch(/31 12 masqué 0 0/);
    for (const role of ["commune", "guichet", "reservataire", "relogement"] as const) {
      expect((await pages.ask(role, PAGE)).statut).toBe(403);
    }
    expect((await pages.ask("agent-epci", `${PAGE}/baux/${id}`)).statut).toBe(404);
  });

  it("says whether the territory is in the zones of the text, with the text", async () => {
    const zone = { applicable: "non", depuis: "2018-01-01", source: "Décret d’essai" };
    expect((await pages.send("agent-bailleur", `${PAGE}/zone`, zone)).statut).toBe(403);
    expect((await pages.send("agent-epci", `${PAGE}/zone`, { ...zone, source: "x" })).statut).toBe(422);
    expect((await pages.send("agent-epci", `${PAGE}/zone`, zone)).statut).toBe(303);
    expect((await pages.send("agent-epci", `${PAGE}/zone`, zone)).statut).toBe(409);
    const { text } = await pages.ask("agent-bailleur", PAGE);
    expect(text).toContain("hors des zones de déséquilibre marqué");
    expect(text).toContain("l’examen n’y est pas obligatoire");
    expect((await pages.ask("agent-bailleur", "a-faire")).text).not.toContain("en retard de l’occupation");
  });
});

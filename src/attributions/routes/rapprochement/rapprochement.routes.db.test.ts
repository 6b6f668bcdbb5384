import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { listPropositions } from "#suivi/lectures/lire-suivi.ts";
import { Pourquoi } from "#suivi/pages/suivi-page.tsx";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { openPagesDemo } from "../../../../test/fixtures/demo-personnes.ts";
import { demandeurOf } from "../../../../test/journal/personnes.ts";
import { examenSchema } from "../../sql/rapprochement/examen-schema.ts";

const JOUR = "2018-11-15";
let database: TestDatabase;
let pages: ReturnType<typeof openPagesDemo>;
let id = 0;

async function one<T>(text: string, params: readonly unknown[] = []): Promise<T> {
  const { rows } = await database.pool.query<{ v: T }>(text, [...params]);
  return rows[0]?.v as T;
}

const BAILLEUR = `(select h.organisation from habilitation h join compte c on c.id = h.compte
                    where c.courriel = 'agent-bailleur@demonstration.invalid')`;

beforeAll(async () => {
  database = await createDemoDatabase();
  pages = openPagesDemo(database, JOUR);
  // Typology and commune most asked for in the files open to the bailleur.
  const logement = await one<string>(
    `select s.id::text as v from logement_suivi s
      where s.organisation = ${BAILLEUR} and s.typologie is not null and s.loyer is not null
        and not exists (select from liberation l where l.logement = s.id and l.close_le is null)
      order by (select count(*) from nominatif.registre r
                 where s.commune = any (r.communes) and r.typologie = s.typologie and r.ouvert_a @> array[r.epci || ':' || s.organisation]) desc, s.id
      limit 1`,
  );
  await database.pool.query("update logement_suivi set charges = 90 where id = $1", [logement]);
  const champs = {
    logement,
    origine: "conge",
    filiere: "ordinaire",
    financement: "PLUS",
    meuble: "non",
    contingent: "AUCUN",
    cause_vacance: "inconnue",
    preavis: "2018-10-01",
    depart_prevu: "2018-11-30",
  };
  const { vers } = await pages.send("agent-bailleur", "liberations", champs);
  id = Number(/liberations\/(\d+)/.exec(vers ?? "")?.[1]);
});
afterAll(() => database.drop());

const path = (suite = "") => `liberations/${id}${suite}`;
const candidats = async () => (await pages.ask("agent-bailleur", path("/candidats"))).html;
const premier = async () => /name="demandeur" value="([\da-f-]{36})"/.exec(await candidats())?.[1] ?? "";

describe("who could live there", () => {
  it("shows candidates without a name, and what excludes the others", async () => {
    const { statut, text } = await pages.ask("agent-bailleur", path("/candidats"));
    expect(statut).toBe(200);
    expect(text).toContain("Ce qui écarte les demandes");
    // Last of the six, unknown for everyone: a need of access is health data, read for nobody.
    expect(text).toMatch(/Accessibilité inconnu pour [\d ]+ inconnu inconnu/);
    expect(text).toContain("donnée de santé");
    expect(text).toContain("Aucun seuil de taux d’effort n’est écrit");
    expect(text).toMatch(/D-[0-9A-Z]{4}-[0-9A-Z]{4}/);
    const demandeur = await premier();
    const { nom, prenom } = await one<{ nom: string; prenom: string }>(
      "select jsonb_build_object('nom', nom, 'prenom', prenom) as v from nominatif.demandeur where id = $1",
      [demandeur],
    );
    expect(nom.length * prenom.length).toBeGreaterThan(0);
    expect(text).not.toContain(`${prenom} ${nom}`);
  });

  it("counts those who wish elsewhere when asked", async () => {
    expect((await pages.ask("agent-bailleur", path("/candidats"))).text).toContain("Compter aussi");
    const { text } = await pages.ask("agent-bailleur", `${path("/candidats")}?ailleurs=oui`);
    expect(text).toContain("toutes les demandes du territoire que vous lisez");
    expect(text).not.toContain("non compté");
  });

  it("tells all of one demande, with the formula and its numbers", async () => {
    const { statut, text } = await pages.ask("agent-bailleur", path(`/candidats/${await premier()}`));
    expect(statut).toBe(200);
    expect(text).toContain("Les six filtres, dans leur ordre");
    expect(text).toContain("Arrêté du 10 mars 2011");
  });

  it("says why a demande is excluded, and what would make it eligible", async () => {
    const exclue = await one<string>(
      `select r.demandeur::text as v from nominatif.registre r, liberation l join logement_suivi s on s.id = l.logement
        where l.id = $1 and r.etat = 'active' and r.typologie <> s.typologie and not s.commune = any (r.communes)
          and r.ouvert_a @> array[r.epci || ':' || l.organisation] order by 1 limit 1`,
      [id],
    );
    const { statut, text } = await pages.ask("agent-bailleur", path(`/candidats/${exclue}`));
    expect(statut).toBe(200);
    expect(text).toContain("Pourquoi elle est écartée");
    expect(text).toMatch(/Elle serait éligible si/);
  });

  it("refuses a demande that is not open to the person, and a dwelling that is not there", async () => {
    const absent = "00000000-0000-4000-8000-000000000000";
    expect((await pages.ask("agent-bailleur", path(`/candidats/${absent}`))).statut).toBe(404);
    expect((await pages.ask("agent-bailleur", "liberations/987654/candidats")).statut).toBe(404);
    // The EPCI reads no household.
    expect((await pages.ask("agent-epci", path("/candidats"))).text).toContain("Aucune demande ne convient");
  });
});

it("a bailleur writes its marks, which then exclude, and says where a slip is", async () => {
  const marks = {
    depuis: JOUR,
    effort_max: "0,1",
    reste_a_vivre: "12",
    forfait_t3: "45",
    reference: "Règlement intérieur",
    confiance: "B",
  };
  const send = (champs: Readonly<Record<string, string>>) => pages.send("agent-bailleur", "liberations/seuils", champs);
  for (const [faux, dit] of [
    [{ ...marks, effort_max: "beaucoup" }, "Taux d’effort"],
    [{ ...marks, depuis: "2018-01-01" }, "choisissez aujourd’hui"],
    [{ ...marks, reference: "x" }, "d’où viennent ces repères"],
  ] as const) {
    const { statut, text } = await send(faux);
    expect([statut, text.includes(dit)]).toEqual([422, true]);
  }
  const avant = await candidats();
  expect((await send(marks)).statut).toBe(303);
  expect((await send(marks)).statut).toBe(409);
  const { text } = await pages.ask("agent-bailleur", path("/candidats"));
  expect(text).toContain("taux d’effort de 0,1");
  expect(await candidats()).not.toBe(avant);
  expect((await pages.ask("agent-epci", "liberations/seuils")).statut).toBe(403);
  // The next test needs no threshold.
  await database.pool.query("delete from seuil_rapprochement");
});

describe("the marks of the territory", () => {
  const marks = {
    depuis: JOUR,
    effort_max: "33",
    reste_a_vivre: "11,50",
    forfait_t2: "30",
    reference: "Décision de la conférence du 5 octobre 2018",
    confiance: "S",
  };
  const send = (champs: Readonly<Record<string, string>>) =>
    pages.send("agent-epci", "liberations/reperes/nouvelle", champs);

  it("are written by the EPCI, as dated versions, and say where a slip is", async () => {
    const vide = await pages.ask("agent-epci", "liberations/reperes");
    expect(vide.text).toContain("Aucun repère n’est écrit");
    expect(vide.text).toContain("Écrire une nouvelle version");
    // The parameters of the law are shown beside, with their source.
    expect(vide.text).toContain("Arrêté du 10 mars 2011");
    for (const [faux, champ] of [
      [{ ...marks, effort_max: "101" }, "effort_max"],
      [{ ...marks, depuis: "2018-10-04" }, "depuis"],
      [{ ...marks, depuis: "2099-01-01" }, "depuis"],
      [{ ...marks, reference: "" }, "reference"],
      [{ ...marks, confiance: "R" }, "confiance"],
    ] as const) {
      const { statut, html } = await send(faux);
      expect([statut, html.includes(`href="#${champ}"`)]).toEqual([422, true]);
    }
    expect((await send(marks)).statut).toBe(303);
    expect((await send(marks)).statut).toBe(409);
    expect((await send({ ...marks, depuis: addDays(JOUR, 30), effort_max: "29,99", confiance: "B" })).statut).toBe(303);
    // Kept to a tenth of a percent, rounded and not truncated.
    expect(await one<number>("select max(effort_max) as v from seuil_rapprochement where confiance = 'B'")).toBe(300);
    const { text } = await pages.ask("agent-epci", "liberations/reperes");
    expect(text).toMatch(/à venir.*30.*à confirmer.*en vigueur.*33.*11,5.*T2 30.*Décision de la conférence/s);
  });

  it("are read by the examinations of bailleurs that have none of their own", async () => {
    const lu = await pages.ask("agent-bailleur", path("/candidats"));
    expect(lu.text).toContain("Repères du territoire depuis le");
    expect(lu.text).toContain("taux d’effort de 33");
    await pages.send("agent-bailleur", "liberations/seuils", { ...marks, effort_max: "28" });
    expect((await pages.ask("agent-bailleur", path("/candidats"))).text).toContain("Repères du bailleur depuis le");
    const propres = await pages.ask("agent-bailleur", "liberations/reperes");
    expect(propres.text).toMatch(/Ceux de votre organisation.*en vigueur.*28/s);
    expect(propres.text).not.toContain("Écrire une nouvelle version");
  });

  it("are nobody else's to write, and each version is in the journal", async () => {
    for (const role of ["agent-bailleur", "responsable-bailleur", "etat", "reservataire"] as const) {
      const { statut } = await pages.send(role, "liberations/reperes/nouvelle", { ...marks, depuis: "2018-12-01" });
      expect([role, statut]).toEqual([role, 403]);
    }
    const ecrits = await one<number>("select count(*)::int as v from seuil_rapprochement");
    const journal = await one<number>(
      "select count(*)::int as v from journal.entree where acte = 'seuils-rapprochement' and ressource = 'programme'",
    );
    expect([ecrits, journal]).toEqual([3, 2]);
    await database.pool.query("delete from seuil_rapprochement");
  });
});

it("naming a candidate freezes what was read of it, without a name", async () => {
  const demandeur = await premier();
  expect((await pages.send("agent-bailleur", path("/candidatures"), { demandeur })).statut).toBe(303);
  const examen = await one<unknown>("select examen as v from candidature where liberation = $1 and demandeur = $2", [
    id,
    demandeur,
  ]);
  expect(examenSchema.parse(examen)).toMatchObject({ version: 1, jour: JOUR, motifs: [] });
  const text = JSON.stringify(examen);
  const nom = await one<string>("select nom as v from nominatif.demandeur where id = $1", [demandeur]);
  expect(text).not.toContain(nom);
  expect(await premier()).not.toBe(demandeur);
  expect(await candidats()).toContain("Désignée");
});

it("the lines of the search are open to whom the register is open", async () => {
  const { rows } = await database.pool.query(
    `with cherche as (
       select distinct c.demandeur, o.qui from nominatif.souhait_cherche c
         join nominatif.lieu_ouvert l on l.lieu = c.par cross join lateral unnest(l.ouvert_a) as o (qui)
     ), registre as (
       select r.demandeur, o.qui from nominatif.registre r cross join lateral unnest(r.ouvert_a) as o (qui)
        where r.etat in ('active','a-renouveler','avertie') and exists (select from nominatif.souhait s where s.demandeur = r.demandeur)
     )
     (select 'cherche' as ou, * from (select * from cherche except select * from registre) x)
     union all
     (select 'registre', * from (select * from registre except select * from cherche) x)
     limit 20`,
  );
  expect(rows).toEqual([]);
});

it("tells the household why it is offered the dwelling, in its own follow-up", async () => {
  const [candidature, demandeur] = await Promise.all([
    one<number>("select id::integer as v from candidature where liberation = $1 order by id limit 1", [id]),
    one<string>("select demandeur::text as v from candidature where liberation = $1 order by id limit 1", [id]),
  ]);
  await database.pool.query(
    `insert into proposition (epci, demandeur, organisation, nature, logement, commune, proposee_le, repondre_avant, candidature)
     select epci, demandeur, organisation, 'visite', '3 rue de l’Essai', '52448', '2018-11-15', '2018-11-20', id from candidature where id = $1`,
    [candidature],
  );
  const [epci, menage] = ["200068666", demandeurOf(demandeur)];
  const lues = await listPropositions(database.bases.pour(menage), { epci, demandeur, aujourdhui: JOUR });
  const examen = lues.find((lue) => lue.candidature === candidature)?.examen;
  expect(examen?.jour).toBe(JOUR);
  const html = String(Pourquoi({ proposition: { ...lues[0], examen } as (typeof lues)[number] }));
  expect(html).toContain("Pourquoi ce logement vous est proposé");
  expect(html).toContain("Il est dans un lieu que vous acceptez.");
});

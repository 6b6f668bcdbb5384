import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { acteurDemo } from "../../../../test/fixtures/demo-personnes.ts";
import { seedOf } from "../../../../test/fixtures/habilitations.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import { EPCI, expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import { demandeurOf } from "../../../../test/journal/personnes.ts";

const JOUR = "2018-11-15";
const PAGE = `/t/${EPCI}/liberations/echanges`;
const COMMUNE = "52448";
type Cote = {
  acteur: Acteur;
  organisation: number;
  logement: number;
  demandeur: string;
  reference: string;
  offre: number;
};
let database: TestDatabase;
let [une, autre]: Cote[] = [];

async function one<T>(text: string, params: readonly unknown[] = []): Promise<T> {
  const { rows } = await database.pool.query<{ v: T }>(text, [...params]);
  return rows[0]?.v as T;
}

async function request(acteur: Acteur, chemin: string, champs?: Readonly<Record<string, string>>) {
  const horloge = { aujourdhui: () => JOUR, maintenant: () => `${JOUR}T09:00:00.000Z` };
  const response = await createTestApp(database.bases, { horloge }, acteur).request(chemin, {
    headers: { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin" },
    ...(champs && { method: "POST", body: new URLSearchParams(champs) }),
  });
  const html = await response.text();
  return { statut: response.status, html, text: textOf(html).replaceAll("\u00A0", " ") };
}
const bailleur = (cote: Cote | undefined, suite = "", champs?: Readonly<Record<string, string>>) =>
  request(acteur(cote), `${PAGE}${suite}`, champs);
const menage = (cote: Cote | undefined, suite = "", champs?: Readonly<Record<string, string>>) =>
  request(demandeurOf(cote?.demandeur ?? ""), `/ma-demande/${EPCI}${suite}`, champs);

function acteur(cote: Cote | undefined): Acteur {
  if (!cote) throw new Error("no side");
  return cote.acteur;
}

/** A tenant of that bailleur, in a dwelling of `type`, who asks for `cherche`. */
async function locataire(
  acteurBailleur: Acteur,
  { cle, type, cherche, surface }: { cle: string; type: string; cherche: string; surface: number },
): Promise<Cote> {
  const habilitation = acteurBailleur.habilitations.find(({ epci }) => epci === EPCI);
  const organisation = habilitation?.organisation ?? 0;
  const logement = await one<number>(
    `insert into logement_suivi (epci, organisation, cle, adresse, commune, typologie, surface, loyer, charges, situation)
     values ($1, $2, $3, $3, $4, $5, $6, 410, 60, 'hors-qpv') returning id::integer as v`,
    [EPCI, organisation, `${cle} rue de l’Essai`, COMMUNE, type, surface],
  );
  const reference = `D-${cle}-ESSA`;
  const demandeur = await one<string>(
    `insert into nominatif.demandeur (epci, numero_hash, naissance, etat, reference, anciennete_le, nom, prenom)
     values ($1, $2, '1980-02-01', 'active', $3, '2017-01-01', $2, 'Essai') returning id::text as v`,
    [EPCI, `menage-${cle}`, reference],
  );
  await database.pool.query(
    `insert into nominatif.menage (epci, demandeur, personnes, typologie, position_plafond, nature, bailleur_actuel)
     values ($1, $2, 2, $3, 'plai', 'mutation', $4)`,
    [EPCI, demandeur, cherche, habilitation?.siren ?? null],
  );
  await database.pool.query("insert into nominatif.souhait (epci, demandeur, rang, commune) values ($1, $2, 1, $3)", [
    EPCI,
    demandeur,
    COMMUNE,
  ]);
  return { acteur: acteurBailleur, organisation, logement, demandeur, reference, offre: 0 };
}

async function autreBailleur(): Promise<Acteur> {
  const seed = seedOf(database.pool);
  const { organisations } = { organisations: await acteurDemo(database, "agent-bailleur") };
  const mien = organisations.habilitations[0]?.organisation ?? 0;
  const organisation = await one<number>(
    `select o.id::integer as v from organisation o
      where o.type = 'bailleur' and o.id <> $1 and o.siren in (select p.bailleur from cube_parc p where p.epci = $2) order by o.id limit 1`,
    [mien, EPCI],
  );
  const compte = await seed.compte("voisin");
  await seed.habilitation(compte, organisation, "agent-bailleur", { debut: "2018-01-01", fin: "2018-12-31" });
  const lu = await database.bases.connexions.readActeur(compte, JOUR);
  if (!lu) throw new Error("no second bailleur");
  return lu;
}

const offrir = (cote: Cote | undefined, change: Readonly<Record<string, string>> = {}) =>
  bailleur(cote, "/offres", {
    logement: String(cote?.logement),
    reference: cote?.reference ?? "",
    accord: "2018-11-10",
    ...change,
  });
const offreOf = (cote: Cote | undefined) =>
  one<number>("select id::integer as v from echange_offre where demandeur = $1 and close_le is null", [
    cote?.demandeur,
  ]);
const echangeOf = (cote: Cote | undefined) =>
  one<number>("select id::integer as v from echange where demandeur = $1 order by id desc limit 1", [cote?.demandeur]);
const codes = async (cote: Cote | undefined) => {
  const { rows } = await database.pool.query<{ code: string }>(
    "select code from nominatif.evenement where demandeur = $1 and code like 'echange-%' order by id",
    [cote?.demandeur],
  );
  return rows.map(({ code }) => code);
};

beforeAll(async () => {
  database = await createDemoDatabase();
  const mien = await acteurDemo(database, "agent-bailleur");
  une = await locataire(mien, { cle: "AAAA", type: "T2", cherche: "T4", surface: 45 });
  autre = await locataire(await autreBailleur(), { cle: "BBBB", type: "T4", cherche: "T2", surface: 80 });
});
afterAll(() => database?.drop());

describe("an exchange between two tenants", () => {
  it("begins with each bailleur's offer of its own tenant's dwelling", async () => {
    expect((await offrir(une, { accord: "2018-12-24" })).statut).toBe(422);
    expect((await offrir(une, { reference: "D-ZZZZ-ZZZZ" })).statut).toBe(404);
    expect((await offrir(une, { reference: autre?.reference ?? "" })).text).toContain("locataire d’un autre bailleur");
    expect((await offrir(une, { logement: String(autre?.logement) })).statut).toBeGreaterThanOrEqual(403);
    for (const cote of [une, autre]) {
      const { statut, text } = await offrir(cote);
      expect(statut, text).toBe(303);
      if (cote) cote.offre = await offreOf(cote);
    }
    expect((await offrir(une)).statut).toBe(409);
    expect(await codes(une)).toEqual(["echange-cherche"]);
    const page = await bailleur(une, `?offre=${une?.offre}`);
    expectSoundPage(page.html);
    expect(page.text).toContain("1 logement qui convient des deux côtés");
    expect(page.text).toContain("T4 de 80 m²");
    expect(page.html).not.toContain(autre?.reference);
    expect(page.html).not.toContain("BBBB rue");
    // A dwelling that the other household does not ask for suits nobody.
    await database.pool.query("update logement_suivi set typologie = 'T1' where id = $1", [une?.logement]);
    expect((await bailleur(une, `?offre=${une?.offre}`)).text).toContain("Aucun logement offert ne convient");
    await database.pool.query("update logement_suivi set typologie = 'T2' where id = $1", [une?.logement]);
  });

  it("is proposed once, refused by the other bailleur with a reason, and not proposed again", async () => {
    const proposer = () => bailleur(une, `/offres/${une?.offre}/proposer`, { autre: String(autre?.offre) });
    expect((await bailleur(autre, `/offres/${une?.offre}/proposer`, { autre: String(autre?.offre) })).statut).toBe(409);
    const [premier, second] = await Promise.all([proposer(), proposer()]);
    expect([premier?.statut, second?.statut].toSorted()).toEqual([303, 409]);
    expect(await codes(autre)).toEqual(["echange-cherche"]);
    const id = await echangeOf(autre);
    expect((await bailleur(autre)).text).toContain("1 échange attend votre réponse");
    expect((await bailleur(une, `/${id}/refus`, { motif: "Non" })).statut).toBe(404);
    expect((await bailleur(autre, `/${id}/refus`, { motif: "" })).statut).toBe(422);
    expect((await bailleur(autre, `/${id}/refus`, { motif: "Logement promis à la vente." })).statut).toBe(303);
    expect((await bailleur(autre, `/${id}/accord`, {})).statut).toBe(409);
    expect((await bailleur(une)).text).toContain("Refusé par un bailleur : Logement promis à la vente.");
    expect((await proposer()).statut).toBe(409);
    expect(await codes(une)).toEqual(["echange-cherche"]);
    await database.pool.query("update echange set cloture = 'retire' where cloture = 'bailleur'");
    expect((await proposer()).statut).toBe(303);
  });

  it("is read by the two households once both bailleurs agree, and by no other", async () => {
    const [id, sien] = [await echangeOf(autre), await echangeOf(une)];
    expect((await menage(une)).text).not.toContain("Échanger votre logement");
    expect((await menage(une, `/echanges/${sien}`, { reponse: "oui" })).statut).toBe(404);
    expect((await bailleur(autre, `/${id}/accord`, {})).statut).toBe(303);
    expect(await codes(une)).toEqual(["echange-cherche", "echange-propose"]);
    expect(await codes(autre)).toEqual(["echange-cherche", "echange-propose"]);
    const page = await menage(une, `/echanges/${sien}`);
    expect(page.text).toContain("T4, 80 m²");
    expect(page.html).not.toContain("BBBB rue");
    expect((await menage(une, `/echanges/${id}`, { reponse: "oui" })).statut).toBe(404);
    expect((await menage(une, `/echanges/${sien}`, { reponse: "peut-etre" })).statut).toBe(422);
    expect((await bailleur(une, `/${sien}/presenter`, {})).statut).toBe(409);
    expect((await menage(autre, `/echanges/${id}`, { reponse: "oui" })).statut).toBe(303);
    expect((await menage(une)).html).toContain("BBBB rue");
    expect((await menage(une, `/echanges/${sien}`, { reponse: "oui" })).statut).toBe(303);
    expect((await menage(une, `/echanges/${sien}`, { reponse: "non" })).statut).toBe(409);
  });

  it("goes to the commission for each dwelling, and neither lease is signed alone", async () => {
    for (const cote of [une, autre]) {
      const id = await echangeOf(cote);
      const { statut, text } = await bailleur(cote, `/${id}/presenter`, {});
      expect(statut, text).toBe(303);
      expect((await bailleur(cote, `/${id}/presenter`, {})).statut).toBe(409);
    }
    const chemins = new Map<Cote | undefined, string>();
    for (const [cote, vis] of [
      [une, autre],
      [autre, une],
    ] as const) {
      const candidature = await one<{ id: number; liberation: number }>(
        "select json_build_object('id', c.id, 'liberation', c.liberation) as v from candidature c where c.demandeur = $1",
        [vis?.demandeur],
      );
      expect(candidature.liberation).toBe(
        await one<number>("select liberation::integer as v from echange where id = $1", [await echangeOf(cote)]),
      );
      await database.pool.query(
        "update candidature set etat = 'attribuee', rang = 1, decidee_le = '2018-11-15' where id = $1",
        [candidature.id],
      );
      chemins.set(cote, `/t/${EPCI}/liberations/${candidature.liberation}/candidatures/${candidature.id}`);
    }
    const sign = (cote: Cote | undefined) => request(acteur(cote), `${chemins.get(cote)}/bail`, { bail_le: JOUR });
    const accepter = async (cote: Cote | undefined) => {
      expect((await request(acteur(cote), `${chemins.get(cote)}/offre`, { repondre_avant: "2018-11-26" })).statut).toBe(
        303,
      );
      expect((await request(acteur(cote), `${chemins.get(cote)}/reponse`, { reponse: "acceptee" })).statut).toBe(303);
    };
    await accepter(une);
    const seul = await sign(une);
    expect(seul.statut).toBe(409);
    expect(seul.text).toContain("Les deux baux se signent ensemble");
    await accepter(autre);
    expect((await sign(une)).statut).toBe(303);
    expect(await one("select close_le::text as v from echange_offre where id = $1", [une?.offre])).toBeNull();
    expect((await sign(autre)).statut).toBe(303);
    const { rows } = await database.pool.query(
      "select distinct cloture from echange where close_le is not null and cloture <> 'retire'",
    );
    expect(rows).toEqual([{ cloture: "signe" }]);
    expect(await one("select count(*)::integer as v from echange_offre where cloture = 'echange'")).toBe(2);
    expect((await menage(une)).text).toContain("Les deux baux sont signés");
    const comptes = await request(await acteurDemo(database, "agent-epci"), PAGE);
    expectSoundPage(comptes.html);
    expect(comptes.text).toContain("Sur le territoire");
  });

  it("is one exchange, of two households, when one bailleur holds both dwellings", async () => {
    const acteurBailleur = acteur(une);
    const [gauche, droite] = [
      await locataire(acteurBailleur, { cle: "CCCC", type: "T2", cherche: "T4", surface: 45 }),
      await locataire(acteurBailleur, { cle: "DDDD", type: "T4", cherche: "T2", surface: 80 }),
    ];
    for (const cote of [gauche, droite]) expect((await offrir(cote)).statut).toBe(303);
    const [offre, vis] = [await offreOf(gauche), await offreOf(droite)];
    expect((await bailleur(gauche, `/offres/${offre}/proposer`, { autre: String(vis) })).statut).toBe(303);
    const accord = await menage(gauche, `/echanges/${await echangeOf(gauche)}`, { reponse: "oui" });
    expect(accord.statut, accord.text).toBe(303);
    const { text } = await request(await acteurDemo(database, "agent-epci"), PAGE);
    // Offered (three by the demonstration), open (one by it), households that agreed, signed.
    expect(text).toContain("OPH de Saint-Dizier 5 2 1 1 ");
  });
});

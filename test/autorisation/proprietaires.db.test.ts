// @module-tag moteur
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cloreSeance } from "#attributions/actes/cal/clore.ts";
import { adopterReglement } from "#attributions/actes/cal/composer.ts";
import { deciderLogement } from "#attributions/actes/cal/decider.ts";
import { notifierSeance } from "#attributions/actes/cal/notifier.ts";
import { direPresencesCal } from "#attributions/actes/cal/tenir.ts";
import { hashPv, joinPv } from "#attributions/lectures/cal/pv.ts";
import { readSeance } from "#attributions/lectures/cal/seance-lue.ts";
import { isMembreBailleur } from "#attributions/regles/cal/composition.ts";
import { HORLOGE } from "#service/commandes/session.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { type CommissionDouble, freeLogement, openDouble, openSeance, VOISIN } from "../fixtures/cal.ts";
import { DEPS_ENVOI } from "../fixtures/envoi.ts";
import { AUTRE_EPCI, addTerritoires, EPCI, makeDemande, publishLot } from "../fixtures/lignes.ts";
import { addOrganisation } from "../journal/personnes.ts";

/** The two cases whose owner is not the territory: a bailleur's commission, and the demande of a person. */

const JOUR = HORLOGE.aujourdhui();
const ATTRIBUEE = { decision: "attribution", motif: null, precision: null, piece: null, methode: null } as const;

let database: TestDatabase;
let bailleur: number;
beforeAll(async () => {
  database = await createDatabase();
  await addTerritoires(database);
  bailleur = await addOrganisation(database.pool, "bailleur", "Bailleur de deux territoires");
});
afterAll(() => database.drop());

async function insert(table: string, row: Readonly<Record<string, unknown>>): Promise<number> {
  const names = Object.keys(row);
  const { rows } = await database.pool.query<{ id: number }>(
    `insert into ${table} (${names.join(", ")}) values (${names.map((_, i) => `$${i + 1}`).join(", ")}) returning id`,
    Object.values(row),
  );
  return rows[0]?.id ?? 0;
}

describe("a bailleur's commission (CCH, art. L. 441-2)", () => {
  it("has one set of rules, one quorum and one PV in a territory, whatever the communes of its dwellings", async () => {
    const regles = {
      organisation: bailleur,
      numero: 1,
      depuis: "2026-01-01",
      quorum: 3,
      distance: true,
      asynchrone: false,
      fenetre_heures: 48,
      source: "Règlement",
    };
    await insert("cal_reglement", { ...regles, epci: EPCI });
    await expect(insert("cal_reglement", { ...regles, epci: EPCI, numero: 2 })).rejects.toThrow(/cal_reglement/);
    const seance = await insert("seance", { epci: EPCI, organisation: bailleur });
    const pv =
      "insert into seance_pv (epci, epci_seance, seance, organisation, numero, contenu, empreinte, fige_le) values ($1, $1, $2, $3, 'PV', '{}', 'x', now())";
    await database.pool.query(pv, [EPCI, seance, bailleur]);
    await expect(database.pool.query(pv, [EPCI, seance, bailleur])).rejects.toThrow(/seance_pv_pkey/);
  });
});

describe("one session of it over two EPCI", () => {
  let commission: CommissionDouble;
  let seance: number;
  let logements: readonly { readonly epci: string; readonly liberation: number }[];

  const quand = () => ({ epci: commission.epci, seance, aujourdhui: JOUR, maintenant: `${JOUR}T09:00:00.000Z` });
  const lire = (acteur: Acteur, epci = commission.epci) => readSeance(database.bases.pour(acteur), epci, seance);
  const counted = async (query: string) =>
    (await database.pool.query(`select epci, count(*)::integer as n from ${query} group by epci order by epci`)).rows;
  const partout = (n: number) => [
    { epci: commission.epci, n },
    { epci: VOISIN.epci, n },
  ];

  beforeAll(async () => {
    const { pool, bases } = database;
    commission = await openDouble(pool, bases, JOUR);
    const { epci, organisation, secretaire } = commission;
    const base = bases.pour(secretaire);
    const regles = { depuis: "2026-01-01", distance: true, asynchrone: true, fenetreHeures: 48, nomsSecretaire: false };
    const texte = { source: "Règlement", aConfirmer: false };
    await adopterReglement(base, { epci, organisation }, { ...regles, ...texte, quorum: 6 });
    await adopterReglement(base, { epci: VOISIN.epci, organisation }, { ...regles, ...texte, quorum: 1 });
    logements = [
      { epci, liberation: await freeLogement(pool, commission, 3) },
      { epci: VOISIN.epci, liberation: await freeLogement(pool, commission, 3, VOISIN) },
    ];
    const liberations = logements.map(({ liberation }) => liberation);
    seance = await openSeance(commission, liberations, JOUR);
  });

  it("has one attendance: the members of the bailleur for all, whoever else for the territory that wrote them", async () => {
    const { membres } = await lire(commission.secretaire);
    expect(membres.filter(isMembreBailleur)).toHaveLength(6);
    expect(membres.flatMap(({ qualite, epciPour }) => (qualite === "epci" ? [epciPour] : []))).toEqual([
      commission.epci,
      VOISIN.epci,
    ]);
    const presences = membres.map(({ id }) => ({ membre: id, presence: "present" as const, mandataire: null }));
    await direPresencesCal(database.bases.pour(commission.secretaire), { ...quand(), presences });
  });

  it("has one quorum, by the rules of where it was convened, said the same to all", async () => {
    const { epci, secretaire, officier, officierVoisin } = commission;
    const lues = await Promise.all([
      lire(secretaire),
      lire(secretaire, VOISIN.epci),
      lire(officier),
      lire(officierVoisin, VOISIN.epci),
    ]);
    expect(new Set(lues.map(({ quorum }) => quorum.phrase.replace(/\s/g, " ")))).toEqual(
      new Set(["6 membres du bailleur présents ou représentés ; il en faut 6 : le quorum est atteint."]),
    );
    expect(lues.map(({ logements: lus }) => lus.map((logement) => logement.epci))).toEqual([
      [epci, VOISIN.epci],
      [epci, VOISIN.epci],
      [epci],
      [VOISIN.epci],
    ]);
  });

  it("has one PV: a number and a hash, and what concerns each territory for whoever is of it", async () => {
    const { secretaire, officier, officierVoisin } = commission;
    const base = database.bases.pour(secretaire);
    const { candidats } = await lire(secretaire);
    for (const { liberation } of logements) {
      const siens = candidats.filter((candidat) => candidat.liberation === liberation);
      const decisions = siens.map(({ id }, i) => ({ ...ATTRIBUEE, candidature: id, rang: i + 1 }));
      await deciderLogement(base, { ...quand(), liberation, jeton: randomUUID(), relu: true, decisions });
    }
    expect(await cloreSeance(base, { ...quand(), jeton: randomUUID() })).toBe(true);
    expect(await counted(`seance_pv where seance = ${seance}`)).toEqual(partout(1));
    const lus = await Promise.all(
      [secretaire, officier, officierVoisin].map(async (acteur) =>
        joinPv(await database.bases.pour(acteur).cal.pv(seance)),
      ),
    );
    const ou = lus.map((lu) => lu?.contenu?.logements.map(({ libelle }) => libelle.split(", ").at(-1)));
    expect(ou).toEqual([["Essai", "Voisin"], ["Essai"], ["Voisin"]]);
    expect(new Set(lus.map((lu) => lu?.numero)).size).toBe(1);
    const empreintes = lus.flatMap((lu) => [lu?.empreinte, lu?.contenu ? hashPv(lu.contenu) : null]);
    expect(new Set(empreintes).size).toBe(1);
  });

  it("shows no decision on a household to those of the other territory", async () => {
    const { epci, officier, officierVoisin } = commission;
    const [ici, labas] = [await lire(officier), await lire(officierVoisin, VOISIN.epci)];
    expect(ici.decisions.map((decision) => decision.epci)).toEqual([epci, epci, epci]);
    expect(labas.decisions.map((decision) => decision.epci)).toEqual([VOISIN.epci, VOISIN.epci, VOISIN.epci]);
  });

  it("knows that a word of its PV has changed, in the whole and in an extract", async () => {
    const lu = joinPv(await database.bases.pour(commission.officierVoisin).cal.pv(seance));
    const [un] = lu?.contenu?.logements ?? [];
    if (!lu?.contenu || !un) throw new Error("minutes");
    expect(hashPv({ ...lu.contenu, logements: [{ ...un, avis: "Favorable" }] })).not.toBe(lu.empreinte);
    expect(hashPv({ ...lu.contenu, quorum: "Atteint." })).not.toBe(lu.empreinte);
  });

  it("counts each decision once, where its dwelling is: register, delays, journal, letters, and what comes next", async () => {
    expect(await notifierSeance(database.bases.pour(commission.secretaire), DEPS_ENVOI, quand())).toBe(6);
    expect(await counted("decision where notifiee_le is not null and demandeur is not null")).toEqual(partout(3));
    expect(await counted("nominatif.evenement where code = 'commission-decide'")).toEqual(partout(3));
    expect(await counted("nominatif.envoi where modele = 'decision-rendue'")).toEqual(partout(3));
    expect(await counted("liberation where etape = 'commission' and commission_le is not null")).toEqual(partout(1));
    expect(await counted("journal.entree where acte = 'cal-decidee'")).toEqual(partout(1));
    expect(await counted("journal.entree where acte = 'cal-notifiee'")).toEqual(partout(3));
    expect(await counted("journal.entree where acte = 'cal-close'")).toEqual(partout(1).slice(0, 1));
    const [tenue] = commission.responsable.habilitations;
    if (!tenue) throw new Error("a habilitation");
    const agent = { ...commission.responsable, habilitations: [tenue, { ...tenue, id: 2, epci: VOISIN.epci }] };
    const offres = await Promise.all(
      logements.map(({ epci }) => database.bases.pour(agent).candidatures.aOffrir(epci, [commission.organisation])),
    );
    expect(offres.map((ici) => ici.map(({ liberation }) => liberation))).toEqual(
      logements.map(({ liberation }) => [liberation]),
    );
  });
});

describe("a demande that wishes in two territories (CCH, art. R. 441-2-1)", () => {
  it("is one in each, and one of both: its number tells it", async () => {
    for (const epci of [EPCI, AUTRE_EPCI]) {
      await publishLot(
        database,
        "sne-demandes",
        "2026-01-01",
        [makeDemande({ cle: "une" }), makeDemande({ cle: `autre-${epci}` })],
        { epci },
      );
    }
    const { rows } = await database.pool.query(
      "select epci, count(distinct cle)::integer as demandes from demande group by rollup (epci) order by epci nulls last",
    );
    expect(rows).toEqual([
      { epci: AUTRE_EPCI, demandes: 2 },
      { epci: EPCI, demandes: 2 },
      { epci: null, demandes: 3 },
    ]);
  });

  it("is a file in each, of one person: never two in one territory", async () => {
    const file = (epci: string) =>
      database.pool.query("insert into nominatif.demandeur (epci, numero_hash) values ($1, 'numero')", [epci]);
    await file(EPCI);
    await file(AUTRE_EPCI);
    await expect(file(EPCI)).rejects.toThrow(/demandeur_epci_numero_hash/);
    const { rows } = await database.pool.query(
      "select count(*)::integer as dossiers, count(distinct numero_hash)::integer as demandes from nominatif.demandeur where numero_hash = 'numero'",
    );
    expect(rows).toEqual([{ dossiers: 2, demandes: 1 }]);
  });
});

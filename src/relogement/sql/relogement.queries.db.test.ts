// @module-tag moteur
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { PUBLIC } from "#socle/regles/habilitation/acteur.ts";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { EPCI } from "../../../test/fixtures/pages.ts";
import {
  IDENTITE,
  logementOf,
  type MondeReloge,
  menageOf,
  seedRelogement,
} from "../../../test/fixtures/relogements.ts";
import type { RelogementQueries } from "../lectures/ports.ts";

let db: TestDatabase;
let monde: MondeReloge;
const of = (acteur: Acteur): RelogementQueries => db.bases.pour(acteur).relogements;
const references = async (acteur: Acteur) => (await of(acteur).list(EPCI)).map(({ reference }) => reference);

beforeAll(async () => {
  db = await createDatabase();
  monde = await seedRelogement(db);
});
afterAll(() => db.drop());

describe("a file", () => {
  it("is read as it was written, with a reference drawn in the order of entry", async () => {
    const { officier, orcades, origine } = monde;
    const id = await of(officier).add(EPCI, menageOf(orcades, origine));
    const second = await of(officier).add(EPCI, menageOf(orcades, origine, { decohabitationDe: id }));
    const { organisation, identite, numeroHash, ...written } = menageOf(orcades, origine);
    expect(await of(officier).find(EPCI, id)).toEqual({
      ...written,
      id,
      reference: "ORC-001",
      operationNom: "Immeuble Orcades",
      revision: 1,
      bailleur: { organisation: origine, nom: "OPH d’essai" },
      etat: "a-rencontrer",
      etatDepuis: expect.any(String),
      closLe: null,
      offres: [],
      decisions: [],
      enquete: null,
      blocage: null,
    });
    expect((await of(officier).find(EPCI, second))?.reference).toBe("ORC-002");
    expect((await of(officier).find(EPCI, second))?.decohabitationDe).toBe(id);
    expect(await of(officier).identites(EPCI, [id])).toEqual(new Map([[id, IDENTITE]]));
    expect(await of(officier).list(EPCI, { operation: orcades, etat: "a-rencontrer" })).toHaveLength(2);
    expect(await of(officier).list(EPCI, { operation: orcades, etat: "diagnostic" })).toEqual([]);
  });

  it("is tied to the household of the demande that its officer follows, and untied with the number", async () => {
    const { officier, orcades, origine, comptes } = monde;
    const { rows } = await db.pool.query<{ id: string }>(
      "insert into nominatif.demandeur (epci, numero_hash) values ($1, 'h1') returning id",
      [EPCI],
    );
    const demandeur = rows[0]?.id ?? "";
    const id = await of(officier).add(EPCI, menageOf(orcades, origine, { numeroHash: "h1" }));
    expect(await of(officier).demandeur(EPCI, id)).toBeNull();
    await db.pool.query(
      "insert into nominatif.lien (demandeur, epci, nature, compte) values ($1, $2, 'affectation', $3)",
      [demandeur, EPCI, comptes.orcades],
    );
    await of(officier).updateIdentite(EPCI, id, IDENTITE, "h1");
    expect(await of(officier).demandeur(EPCI, id)).toBe(demandeur);
    const own = await db.pool.query("select demandeur from nominatif.menage_reloge where relogement = $1", [id]);
    expect(own.rows).toEqual([{ demandeur }]);
    await of(officier).updateIdentite(EPCI, id, IDENTITE);
    expect(await of(officier).demandeur(EPCI, id)).toBe(demandeur);
    await of(officier).updateIdentite(EPCI, id, IDENTITE, null);
    expect(await of(officier).demandeur(EPCI, id)).toBeNull();
    await db.pool.query("delete from relogement where id = $1", [id]);
  });

  it("passes over the reference of a file that the person does not see", async () => {
    const { pool } = db;
    await pool.query("update relogement set reference = 'IBI-001' where reference = 'ORC-002'");
    const id = await of(monde.autre).add(EPCI, menageOf(monde.ibiza, monde.origine));
    expect((await of(monde.autre).find(EPCI, id))?.reference).toBe("IBI-002");
    await pool.query("delete from relogement where reference like 'IBI%'");
  });

  it("is not opened in a building that was not entrusted", async () => {
    await expect(of(monde.officier).add(EPCI, menageOf(monde.ibiza, monde.origine))).rejects.toMatchObject({
      code: "droit-absent",
    });
  });

  it("is modified in its last revision alone, and only what was given changes", async () => {
    const [dossier] = await of(monde.officier).list(EPCI);
    if (!dossier) throw new Error("no file");
    const { id, revision } = dossier;
    const origine = { ...dossier.origine, loyer: null };
    expect(await of(monde.officier).update(EPCI, id, revision, { origine, prochaineEtape: null })).toBe(true);
    expect(await of(monde.officier).update(EPCI, id, revision, { personnes: 9 })).toBe(false);
    expect(await of(monde.officier).find(EPCI, id)).toEqual({
      ...dossier,
      origine,
      prochaineEtape: null,
      revision: revision + 1,
    });
  });

  it("closes on the day of its last state, and opens again", async () => {
    const [dossier] = await of(monde.officier).list(EPCI);
    if (!dossier) throw new Error("no file");
    const change = (de: "offres" | "reloge" | "a-rencontrer", vers: "offres" | "reloge", le: string) =>
      of(monde.officier).changeEtat(EPCI, dossier.id, { de, vers, le });
    expect(await change("offres", "reloge", "2026-05-01")).toBe(false);
    expect(await change("a-rencontrer", "offres", "2026-04-01")).toBe(true);
    expect(await change("offres", "reloge", "2026-05-01")).toBe(true);
    expect(await of(monde.officier).find(EPCI, dossier.id)).toMatchObject({ etat: "reloge", closLe: "2026-05-01" });
    expect(await change("reloge", "offres", "2026-05-02")).toBe(true);
    expect(await of(monde.officier).find(EPCI, dossier.id)).toMatchObject({
      etat: "offres",
      etatDepuis: "2026-05-02",
      closLe: null,
    });
  });
});

describe("offers", () => {
  it("are read with their file, in order, and what the comité decided", async () => {
    const { officier, relogeur, orcades, origine } = monde;
    const queries = db.bases.pour(officier, { ressource: "relogement", action: "valider" }).relogements;
    const relogement = await queries.add(EPCI, menageOf(orcades, origine));
    const offre = { relogement, logement: logementOf(relogeur), proposeeLe: "2026-02-01", raisonRang: null };
    const premiere = await queries.addOffre(EPCI, { ...offre, decisionComite: null });
    const decision = await queries.addDecision(EPCI, {
      relogement,
      objet: "quatrieme-offre",
      le: "2026-02-02",
      motif: "Aucune ne convenait",
    });
    const seconde = await queries.addOffre(EPCI, { ...offre, raisonRang: "Rien de neuf", decisionComite: decision });
    expect(await queries.setVisite(EPCI, premiere, "2026-02-03")).toBe(true);
    const refus = { reponse: "refusee", le: "2026-02-04", motif: "localisation", precision: "Trop loin" } as const;
    expect(await queries.repondre(EPCI, premiere, refus)).toBe(true);
    expect(await queries.repondre(EPCI, premiere, refus)).toBe(false);
    const accord = { reponse: "acceptee", le: "2026-02-05", motif: null, precision: null } as const;
    expect(await queries.signer(EPCI, seconde, "2026-03-01")).toBe(false);
    expect(await queries.repondre(EPCI, seconde, accord)).toBe(true);
    expect(await queries.signer(EPCI, seconde, "2026-03-01")).toBe(true);
    const dossier = await queries.find(EPCI, relogement);
    const logement = { ...logementOf(relogeur), bailleur: { organisation: relogeur, nom: "Bailleur d’à côté" } };
    expect(dossier?.offres).toEqual([
      {
        id: premiere,
        relogement,
        numero: 1,
        logement,
        proposeeLe: "2026-02-01",
        visiteeLe: "2026-02-03",
        reponse: "refusee",
        reponduLe: "2026-02-04",
        motifRefus: "localisation",
        precision: "Trop loin",
        raisonRang: null,
        decisionComite: null,
        bailSigneLe: null,
      },
      {
        id: seconde,
        relogement,
        numero: 2,
        logement,
        proposeeLe: "2026-02-01",
        visiteeLe: null,
        reponse: "acceptee",
        reponduLe: "2026-02-05",
        motifRefus: null,
        precision: null,
        raisonRang: "Rien de neuf",
        decisionComite: decision,
        bailSigneLe: "2026-03-01",
      },
    ]);
    expect(dossier?.decisions).toEqual([
      {
        id: decision,
        relogement,
        objet: "quatrieme-offre",
        le: "2026-02-02",
        motif: "Aucune ne convenait",
        offre: seconde,
      },
    ]);
    expect(await queries.annulerBail(EPCI, seconde)).toBe(true);
    expect(await queries.annulerBail(EPCI, seconde)).toBe(false);
  });

  it("blocked, open one case and not two", async () => {
    const [dossier] = (await of(monde.officier).list(EPCI)).filter(({ offres }) => offres.length > 0);
    if (!dossier) throw new Error("no file");
    const cas = await of(monde.officier).addBlocage(EPCI, dossier.id, "trois-refus", "2026-03-03");
    expect(await of(monde.officier).addBlocage(EPCI, dossier.id, "autre", "2026-03-04")).toBe(cas);
    expect((await of(monde.officier).find(EPCI, dossier.id))?.blocage).toEqual({
      id: cas,
      motif: "trois-refus",
      ouvertLe: "2026-03-03",
    });
  });
});

describe("who sees a file", () => {
  it("its officer and not another, the bailleur of the building, the State, the EPCI; nobody else", async () => {
    const mine = ["ORC-001", "ORC-002"];
    expect(await references(monde.officier)).toEqual(mine);
    expect(await references(monde.agentOrigine)).toEqual(mine);
    expect(await references(monde.etat)).toEqual(mine);
    expect(await references(monde.epci)).toEqual(mine);
    for (const acteur of [monde.autre, monde.agentRelogeur, monde.reservataire, PUBLIC]) {
      expect(await references(acteur)).toEqual([]);
    }
  });

  it("without the names for the EPCI, nor what was said to the officer", async () => {
    const [dossier] = await of(monde.officier).list(EPCI);
    const id = dossier?.id ?? 0;
    await of(monde.officier).addEntretien(EPCI, id, {
      le: "2026-01-20",
      mode: "domicile",
      texte: "Convenu d’une visite",
    });
    expect(await of(monde.epci).identites(EPCI, [id])).toEqual(new Map());
    expect(await of(monde.epci).entretiens(EPCI, id)).toEqual([]);
    expect((await of(monde.agentOrigine).identites(EPCI, [id])).size).toBe(1);
    expect(await of(monde.agentOrigine).entretiens(EPCI, id)).toHaveLength(1);
  });

  it("Action Logement those of its beneficiaries, from the day they are known to be, with all that hangs on them", async () => {
    const [dossier] = await of(monde.officier).list(EPCI);
    if (!dossier) throw new Error("no file");
    const say = async (beneficiaireActionLogement: "oui" | "non") => {
      const now = await of(monde.officier).find(EPCI, dossier.id);
      await of(monde.officier).update(EPCI, dossier.id, now?.revision ?? 0, { beneficiaireActionLogement });
    };
    await say("oui");
    expect(await references(monde.reservataire)).toEqual([dossier.reference]);
    expect((await of(monde.reservataire).identites(EPCI, [dossier.id])).size).toBe(1);
    expect(await of(monde.reservataire).entretiens(EPCI, dossier.id)).toHaveLength(1);
    await say("non");
    expect(await references(monde.reservataire)).toEqual([]);
    expect((await of(monde.reservataire).identites(EPCI, [dossier.id])).size).toBe(0);
  });

  it("the bailleur that rehouses its own offers, and of them nothing of the household", async () => {
    const offres = await of(monde.agentRelogeur).offresDuRelogeur(EPCI);
    expect(offres.map(({ numero, reponse }) => [numero, reponse])).toEqual([
      [2, "acceptee"],
      [1, "refusee"],
    ]);
    expect(await of(monde.agentOrigine).offresDuRelogeur(EPCI)).toEqual([]);
    expect(await of(monde.agentRelogeur).identites(EPCI, [offres[0]?.relogement ?? 0])).toEqual(new Map());
  });

  it("nobody once the building is no more entrusted", async () => {
    const [mission] = await of(monde.officier).missions(EPCI);
    if (!mission) throw new Error("no mission");
    expect(await of(monde.officier).endMission(EPCI, mission.id, "2026-01-02")).toBe(false);
    expect(await of(monde.epci).endMission(EPCI, mission.id, "2026-01-02")).toBe(true);
    expect(await references(monde.officier)).toEqual([]);
    expect(await of(monde.epci).officiers(EPCI)).toEqual([
      { compte: monde.comptes.ibiza, nom: "Ibiza Essai", organisation: "OPH d’essai" },
      { compte: monde.comptes.orcades, nom: "Orcades Essai", organisation: "OPH d’essai" },
    ]);
    await of(monde.epci).addMission(EPCI, {
      operation: monde.orcades,
      compte: monde.comptes.orcades,
      du: "2026-02-01",
    });
    expect(await references(monde.officier)).toHaveLength(2);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Base } from "#socle/lectures/base.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { acteurOf } from "../../../test/fixtures/habilitations.ts";
import { EPCI } from "../../../test/fixtures/pages.ts";
import {
  IDENTITE,
  logementOf,
  type MondeReloge,
  menageOf,
  seedRelogement,
} from "../../../test/fixtures/relogements.ts";
import { changerEtat } from "../lectures/changer-etat.ts";
import { deciderComite } from "../lectures/decider-comite.ts";
import { ecrireEntretien } from "../lectures/ecrire-entretien.ts";
import { modifierDossier, modifierIdentite, planifierEtape } from "../lectures/modifier-dossier.ts";
import { noterVisite } from "../lectures/noter-visite.ts";
import { type OffreAProposer, proposerOffre } from "../lectures/proposer-offre.ts";
import { repondreOffre } from "../lectures/repondre-offre.ts";
import { signalerBlocage } from "../lectures/signaler-blocage.ts";
import { annulerBail, signerBail } from "../lectures/signer-bail.ts";
import { confierImmeuble, retirerImmeuble } from "./confier-immeuble.ts";
import { fixerCharte } from "./fixer-charte.ts";
import { listIdentites, openDossier } from "./open-dossier.ts";
import { ouvrirDossier } from "./ouvrir-dossier.ts";

const AUJOURDHUI = "2026-11-25";
const hash = (numero: string) => `h(${numero})`;

let db: TestDatabase;
let monde: MondeReloge;
let officier: Base;
beforeAll(async () => {
  db = await createDatabase();
  monde = await seedRelogement(db);
  officier = baseOf(monde.officier);
});
afterAll(() => db.drop());

const baseOf = (acteur: Acteur, action: "modifier" | "valider" = "modifier") =>
  db.bases.pour(acteur, { ressource: "relogement", action });

async function ouvrir(
  base = officier,
  more: { numeroUnique?: string; decohabitationDe?: number } = {},
): Promise<number> {
  const { organisation, identite, numeroHash, operation, decohabitationDe, synthetique, ...menage } = menageOf(
    monde.orcades,
    monde.origine,
  );
  return ouvrirDossier(base, {
    epci: EPCI,
    operation,
    menage,
    identite,
    numeroUnique: "",
    decohabitationDe,
    synthetique,
    hash,
    ...more,
  });
}

const dated = (id: number, le: string) => ({ epci: EPCI, id, le, aujourdhui: AUJOURDHUI });
const proposer = (id: number, more: Partial<OffreAProposer> = {}, base = officier) =>
  proposerOffre(base, {
    epci: EPCI,
    id,
    logement: logementOf(monde.relogeur),
    proposeeLe: "2026-03-01",
    raisonRang: "",
    relu: false,
    aujourdhui: AUJOURDHUI,
    ...more,
  });
const repondre = (id: number, offre: number, reponse: "acceptee" | "refusee" | "retiree", le = "2026-03-10") =>
  repondreOffre(officier, {
    ...dated(id, le),
    offre,
    reponse,
    motif: reponse === "refusee" ? "localisation" : null,
    precision: "",
    relu: false,
  });
const entretien = (id: number) =>
  ecrireEntretien(officier, { ...dated(id, "2026-02-01"), mode: "domicile", texte: "Visite convenue", relu: false });
const find = async (id: number) => {
  const dossier = await officier.relogements.find(EPCI, id);
  if (!dossier) throw new Error("no file");
  return dossier;
};
const journal = async () => {
  const { rows } = await db.pool.query<{ acte: string; objet: string }>(
    "select acte, objet from journal.entree order by le desc, numero desc limit 30",
  );
  return rows;
};

async function withRefus(nombre: number): Promise<number> {
  const id = await ouvrir();
  await entretien(id);
  for (let i = 0; i < nombre; i += 1) await repondre(id, await proposer(id), "refusee");
  return id;
}

describe("from the list to the lease", () => {
  it("a household is met, offered a dwelling, visits, accepts and signs; the rest of its offers is withdrawn", async () => {
    const id = await ouvrir();
    await entretien(id);
    expect(await find(id)).toMatchObject({ etat: "diagnostic", etatDepuis: "2026-02-01" });
    const offre = await proposer(id);
    const autre = await proposer(id, { proposeeLe: "2026-03-05" });
    expect(await find(id)).toMatchObject({ etat: "offres", etatDepuis: "2026-03-01" });
    await noterVisite(officier, { ...dated(id, "2026-03-08"), offre });
    await repondre(id, offre, "acceptee");
    await signerBail(officier, { ...dated(id, "2026-04-01"), offre });
    const dossier = await find(id);
    expect(dossier).toMatchObject({ etat: "reloge", closLe: "2026-04-01", prochaineEtape: null });
    expect(dossier.offres.map(({ reponse, bailSigneLe }) => [reponse, bailSigneLe])).toEqual([
      ["acceptee", "2026-04-01"],
      ["retiree", null],
    ]);
    expect((await journal()).slice(0, 7).map(({ acte }) => acte)).toEqual([
      "bail-reloge-signe",
      "offre-repondue",
      "relogement-modifie",
      "offre-proposee",
      "offre-proposee",
      "entretien-ecrit",
      "relogement-ouvert",
    ]);
    expect((await journal())[0]?.objet).toBe(`relogement:${id} offre:${offre}`);
    const counted = await db.pool.query("select signe_le, offre from bail_relogement where relogement = $1", [id]);
    expect(counted.rows).toEqual([{ signe_le: "2026-04-01", offre }]);
    expect(autre).not.toBe(offre);
  });

  it("a lease signed by mistake is taken back, here and in what the bilan counts", async () => {
    const id = await withRefus(0);
    const offre = await proposer(id);
    await repondre(id, offre, "acceptee");
    await signerBail(officier, { ...dated(id, "2026-04-01"), offre });
    await annulerBail(officier, { epci: EPCI, id, aujourdhui: AUJOURDHUI });
    expect(await find(id)).toMatchObject({
      etat: "offres",
      closLe: null,
      offres: [{ reponse: "acceptee", bailSigneLe: null }],
    });
    expect((await db.pool.query("select from bail_relogement where relogement = $1", [id])).rowCount).toBe(0);
    await expect(annulerBail(officier, { epci: EPCI, id, aujourdhui: AUJOURDHUI })).rejects.toMatchObject({
      code: "bail-absent",
    });
  });

  it("nothing of a refused act is kept", async () => {
    const id = await withRefus(0);
    const offre = await proposer(id);
    const before = await find(id);
    const lines = (await journal()).length;
    await expect(signerBail(officier, { ...dated(id, "2026-04-01"), offre })).rejects.toMatchObject({
      code: "offre-non-acceptee",
    });
    expect(await find(id)).toEqual(before);
    expect((await journal()).length).toBe(lines);
  });
});

describe("three offers", () => {
  it("a fourth needs a decision of the comité, which opens one and no more", async () => {
    const id = await withRefus(3);
    await expect(proposer(id)).rejects.toMatchObject({ code: "offre-quatrieme" });
    const decider = (base: Base) =>
      deciderComite(base, {
        ...dated(id, "2026-03-15"),
        objet: "quatrieme-offre",
        motif: "Aucune ne convenait",
        relu: false,
      });
    const decision = await decider(baseOf(monde.officier, "valider"));
    await expect(decider(baseOf(monde.officier, "valider"))).rejects.toMatchObject({ code: "comite-deja-decide" });
    await expect(proposer(id)).rejects.toMatchObject({ code: "offre-date" });
    const offre = await proposer(id, { proposeeLe: "2026-03-16" });
    expect((await find(id)).offres.at(-1)).toMatchObject({ id: offre, decisionComite: decision });
    await repondre(id, offre, "refusee", "2026-03-20");
    await expect(proposer(id, { proposeeLe: "2026-03-21" })).rejects.toMatchObject({ code: "offre-quatrieme" });
  });

  it("is not asked of the comité before the three were made", async () => {
    const id = await withRefus(2);
    const early = deciderComite(baseOf(monde.officier, "valider"), {
      ...dated(id, "2026-03-15"),
      objet: "quatrieme-offre",
      motif: "Aucune ne convenait",
      relu: false,
    });
    await expect(early).rejects.toMatchObject({ code: "comite-trop-tot" });
  });

  it("one withdrawn is not one of them", async () => {
    const id = await withRefus(2);
    await repondre(id, await proposer(id), "retiree");
    await proposer(id);
    await expect(proposer(id)).rejects.toMatchObject({ code: "offre-quatrieme" });
  });

  it("two officers who make the third together have made one", async () => {
    const second = await seedSecond();
    for (let turn = 0; turn < 5; turn += 1) {
      const id = await withRefus(2);
      const made = await Promise.allSettled([proposer(id), proposer(id, {}, second)]);
      expect(made.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(made.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "offre-quatrieme" } });
      expect((await find(id)).offres).toHaveLength(3);
    }
  });

  it("two who use the same decision together have used it once", async () => {
    const second = await seedSecond();
    const id = await withRefus(3);
    await deciderComite(baseOf(monde.officier, "valider"), {
      ...dated(id, "2026-02-15"),
      objet: "quatrieme-offre",
      motif: "Aucune ne convenait",
      relu: false,
    });
    const made = await Promise.allSettled([proposer(id), proposer(id, {}, second)]);
    expect(made.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await find(id)).offres).toHaveLength(4);
  });

  it("one later in the order of the document than one that is free says why", async () => {
    const id = await withRefus(0);
    const logement = logementOf(monde.relogeur, { premiereLocationLe: "1974-06-01", pru1: "oui" });
    await proposer(id, { logement });
    await declarer("neuf-qui-convient", { premiere_location_le: "2025-01-01" });
    await declarer("neuf-trop-petit", { premiere_location_le: "2025-01-01", typologie: "T1", rehabilite: "oui" });
    await declarer("rehabilite-trop-cher", { premiere_location_le: "1974-01-01", rehabilite: "oui", loyer: 900 });
    await expect(proposer(id, { logement })).rejects.toMatchObject({
      code: "offre-rang-sans-raison",
      details: { mieux: ["neuf"] },
    });
    await proposer(id, { logement, raisonRang: "Le seul au rez-de-chaussée" });
    await proposer(id, { logement: logementOf(monde.relogeur, { premiereLocationLe: "2025-06-01" }) });
    expect((await find(id)).offres.map(({ raisonRang }) => raisonRang)).toEqual([
      null,
      "Le seul au rez-de-chaussée",
      null,
    ]);
    await db.pool.query("delete from logement_suivi");
  });
});

describe("a household that cannot be housed", () => {
  it("goes to the commission as a case without a name, and comes back", async () => {
    const id = await withRefus(3);
    const cas = await signalerBlocage(officier, { ...dated(id, "2026-03-20"), motif: "trois-refus" });
    expect(await find(id)).toMatchObject({ etat: "bloque", blocage: { id: cas, motif: "trois-refus" } });
    const { rows } = await db.pool.query(
      "select etat, motif, organisation::int, operation::int from cas_bloque where id = $1",
      [cas],
    );
    expect(rows).toEqual([
      { etat: "signale", motif: "trois-refus", organisation: monde.origine, operation: monde.orcades },
    ]);
    await changerEtat(officier, { ...dated(id, "2026-04-20"), vers: "offres" });
    expect((await find(id)).etat).toBe("offres");
  });

  it("is sent there by the comité too", async () => {
    const id = await withRefus(3);
    await deciderComite(baseOf(monde.officier, "valider"), {
      ...dated(id, "2026-03-15"),
      objet: "saisine-commission",
      motif: "Aucune ne convenait",
      relu: false,
    });
    expect(await find(id)).toMatchObject({ etat: "bloque", blocage: { motif: "trois-refus", ouvertLe: "2026-03-15" } });
  });

  it("or leaves, and its offers with it", async () => {
    const id = await withRefus(1);
    await proposer(id);
    await changerEtat(officier, { ...dated(id, "2026-04-20"), vers: "depart" });
    expect((await find(id)).offres.map(({ reponse }) => reponse)).toEqual(["refusee", "retiree"]);
    expect(await find(id)).toMatchObject({ etat: "depart", closLe: "2026-04-20" });
    await expect(changerEtat(officier, { ...dated(id, "2026-04-21"), vers: "offres" })).rejects.toMatchObject({
      code: "relogement-transition",
    });
  });

  it.each(["reloge", "bloque"] as const)("is « %s » by an act of its own", async (vers) => {
    const id = await withRefus(1);
    await expect(changerEtat(officier, { ...dated(id, "2026-04-20"), vers })).rejects.toMatchObject({
      code: "relogement-par-son-acte",
    });
  });
});

describe("what is written of a household", () => {
  it("never holds its number in clear", async () => {
    const id = await ouvrir(officier, { numeroUnique: "0521 1801 2345 678901" });
    const { rows } = await db.pool.query("select numero_hash from nominatif.menage_reloge where relogement = $1", [id]);
    expect(rows).toEqual([{ numero_hash: "h(052118012345678901)" }]);
    const { revision } = await find(id);
    await modifierIdentite(officier, { epci: EPCI, id, revision, identite: IDENTITE, numeroUnique: null, hash });
    const kept = await db.pool.query("select numero_hash from nominatif.menage_reloge where relogement = $1", [id]);
    expect(kept.rows).toEqual(rows);
    await expect(ouvrir(officier, { numeroUnique: "rien" })).rejects.toMatchObject({ code: "numero-unique-invalide" });
  });

  it("is read again before it is kept, and says nothing of health", async () => {
    const id = await ouvrir();
    const write = (texte: string, relu: boolean) =>
      ecrireEntretien(officier, { ...dated(id, "2026-02-01"), mode: "telephone", texte, relu });
    await expect(write("Le joindre au 06 12 34 56 78", false)).rejects.toMatchObject({ code: "relogement-a-relire" });
    await write("Le joindre au 06 12 34 56 78", true);
    await expect(write("Il a un cancer", true)).rejects.toMatchObject({ code: "texte-sante" });
    await expect(write("x".repeat(501), true)).rejects.toMatchObject({ code: "texte-longueur" });
  });

  it("is of the revision that was read", async () => {
    const id = await ouvrir();
    const { revision } = await find(id);
    await modifierDossier(officier, { epci: EPCI, id, revision, modification: { personnes: 4 } });
    const again = modifierDossier(officier, { epci: EPCI, id, revision, modification: { personnes: 5 } });
    await expect(again).rejects.toMatchObject({ code: "relogement-change" });
    await planifierEtape(officier, { epci: EPCI, id, etape: { quoi: "visite", le: "2026-12-01" } });
    expect(await find(id)).toMatchObject({ personnes: 4, prochaineEtape: { quoi: "visite", le: "2026-12-01" } });
  });

  it("tells in the journal whose names were opened, and by nobody who read none", async () => {
    const id = await ouvrir();
    const open = await openDossier(officier, EPCI, id);
    expect(open.identite).toEqual(IDENTITE);
    expect((await journal())[0]).toEqual({ acte: "dossier-lu", objet: `relogement:${id}` });
    expect((await listIdentites(officier, EPCI, [id])).size).toBe(1);
    expect((await journal())[0]).toEqual({ acte: "dossier-liste", objet: `relogements:${id}` });
    const read = await openDossier(baseOf(monde.epci), EPCI, id);
    expect(read).toMatchObject({ identite: null, entretiens: [] });
    expect((await journal())[0]?.acte).toBe("dossier-liste");
  });
});

describe("who writes", () => {
  it("not the EPCI, nor the officer of another building", async () => {
    const id = await ouvrir();
    await expect(changerEtat(baseOf(monde.epci), { ...dated(id, "2026-04-20"), vers: "depart" })).rejects.toMatchObject(
      {
        code: "droit-absent",
      },
    );
    await expect(
      changerEtat(baseOf(monde.autre), { ...dated(id, "2026-04-20"), vers: "depart" }),
    ).rejects.toMatchObject({
      code: "relogement-inconnu",
    });
    await expect(ouvrir(baseOf(monde.autre))).rejects.toMatchObject({ code: "relogement-immeuble-non-confie" });
  });

  it("whoever the EPCI entrusts with the building, until it ends", async () => {
    const epci = baseOf(monde.epci);
    const give = { epci: EPCI, operation: monde.orcades, compte: monde.comptes.ibiza, du: "2026-02-01" };
    const mission = await confierImmeuble(epci, give);
    await expect(confierImmeuble(epci, give)).rejects.toMatchObject({ code: "immeuble-deja-confie" });
    await ouvrir(baseOf(monde.autre));
    await retirerImmeuble(epci, { epci: EPCI, mission, au: "2026-03-01" });
    await expect(retirerImmeuble(epci, { epci: EPCI, mission, au: "2026-03-01" })).rejects.toMatchObject({
      code: "mission-inconnue",
    });
    expect((await baseOf(monde.autre).relogements.list(EPCI)).map(({ operation }) => operation)).not.toContain(
      monde.orcades,
    );
    await expect(confierImmeuble(officier, give)).rejects.toMatchObject({ code: "droit-absent" });
    await expect(confierImmeuble(epci, { ...give, compte: monde.comptes.epci })).rejects.toMatchObject({
      code: "immeuble-a-soi",
    });
    const stranger = { ...give, compte: 987_654 };
    await expect(confierImmeuble(epci, stranger)).rejects.toMatchObject({ code: "officier-inconnu" });
  });
});

describe("the charte", () => {
  it("is written by the EPCI, from a day on, and read by whoever reads a file", async () => {
    const valeur = {
      code: "hausse-euros",
      depuis: "2026-01-01",
      valeur: 50,
      source: "Charte signée le 12 janvier",
    } as const;
    await fixerCharte(baseOf(monde.epci), EPCI, valeur);
    await fixerCharte(baseOf(monde.epci), EPCI, { ...valeur, valeur: 60 });
    for (const acteur of [monde.officier, monde.agentOrigine, monde.reservataire]) {
      expect(await baseOf(acteur).relogements.valeursCharte(EPCI)).toEqual([{ ...valeur, valeur: 60 }]);
    }
    expect((await journal())[0]).toEqual({ acte: "charte-fixee", objet: "charte:hausse-euros 2026-01-01" });
    await expect(fixerCharte(officier, EPCI, valeur)).rejects.toMatchObject({ code: "droit-absent" });
  });
});

/** A dwelling that its bailleur declares free, as the household of the tests wishes unless said otherwise. */
async function declarer(cle: string, more: Readonly<Record<string, unknown>>): Promise<void> {
  const values: Readonly<Record<string, unknown>> = {
    epci: EPCI,
    organisation: monde.relogeur,
    cle,
    etat: "libre",
    adresse: "5 rue Libre",
    commune: "52448",
    situation: "hors-qpv",
    typologie: "T3",
    surface: 65,
    loyer: 380,
    charges: 60,
    acces: "aucun",
    ...more,
  };
  const columns = Object.keys(values);
  await db.pool.query(
    `insert into logement_suivi (${columns.join(", ")}) values (${columns.map((_, i) => `$${i + 1}`).join(", ")})`,
    Object.values(values),
  );
}

/** Database of a second officer of the same building. */
async function seedSecond(): Promise<Base> {
  const { rows } = await db.pool.query<{ id: number }>(
    "insert into compte (courriel, prenom, nom) values ('second' || gen_random_uuid() || '@exemple.fr', 'Second', 'Essai') returning id",
  );
  const id = rows[0]?.id ?? 0;
  await db.pool.query(
    "insert into mission_relogement (epci, operation, compte, du) values ($1, $2, $3, '2026-01-01')",
    [EPCI, monde.orcades, id],
  );
  return baseOf(acteurOf(id, "relogement", { organisation: monde.origine }));
}

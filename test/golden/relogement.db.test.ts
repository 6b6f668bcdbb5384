import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DossierRelogement } from "#relogement/lectures/ports.ts";
import { MOTIFS_REFUS_OFFRE } from "#relogement/regles/offre.ts";
import { isNeuf } from "#relogement/regles/rang.ts";
import { refusees } from "#relogement/regles/regle-offre.ts";
import { compareResteACharge } from "#relogement/regles/reste-a-charge.ts";
import type { Base } from "#socle/lectures/base.ts";
import { createDemoDatabase, type TestDatabase } from "../database.ts";

const EPCI = "200068666";

/** The households of the demonstration once its five demolitions have been played to their end (30 June 2026). */
describe("rehousing of the demonstration, as its own officer reads it", () => {
  let database: TestDatabase;
  let officier: Base;
  let dossiers: readonly DossierRelogement[];
  const of = (operation: string) => dossiers.filter(({ operationNom }) => operationNom === operation);
  const principaux = (operation: string) => of(operation).filter(({ decohabitationDe }) => decohabitationDe === null);
  const bails = (list: readonly DossierRelogement[]) =>
    list.flatMap((dossier) =>
      dossier.offres.flatMap((offre) =>
        offre.bailSigneLe === null ? [] : [{ dossier, offre, le: offre.bailSigneLe }],
      ),
    );

  beforeAll(async () => {
    database = await createDemoDatabase();
    const compte = await database.bases.connexions.findCompteByCourriel("relogement@demonstration.invalid");
    if (!compte) throw new Error("no officer in the demonstration");
    const { rows } = await database.pool.query<{ jour: string }>("select contexte.aujourdhui()::text as jour");
    const acteur = await database.bases.connexions.readActeur(compte.id, rows[0]?.jour ?? "");
    if (!acteur) throw new Error("the officer is not open");
    officier = database.bases.pour(acteur, { ressource: "relogement", action: "lire" });
    dossiers = await officier.relogements.list(EPCI);
  });
  afterAll(() => database?.drop());

  it("has the 222 households of the document, 56 62 29 64 11, and four décohabitations tied to theirs", () => {
    const counts = ["Réunion, Miquelon, Samoa et Vulcain", "Orcades", "Ibiza", "Antilles", "Fidji"].map(
      (nom) => principaux(nom).length,
    );
    expect(counts).toEqual([56, 62, 29, 64, 11]);
    const partis = dossiers.filter(({ decohabitationDe }) => decohabitationDe !== null);
    expect(partis.map(({ reference }) => reference)).toEqual(["ANT-065", "IBI-030", "REU-057", "REU-058"]);
    const ids = new Map(dossiers.map(({ id, operation }) => [id, operation]));
    for (const { decohabitationDe, operation } of partis) expect(ids.get(decohabitationDe ?? 0)).toBe(operation);
  });

  it("is marked as made up, every file of it, and every file has its names", async () => {
    expect(dossiers.every(({ synthetique }) => synthetique)).toBe(true);
    const identites = await officier.relogements.identites(
      EPCI,
      dossiers.map(({ id }) => id),
    );
    expect(identites.size).toBe(dossiers.length);
  });

  it("is at each building where the timeline says", () => {
    const etats = (nom: string) => Object.fromEntries(countBy(principaux(nom).map(({ etat }) => etat)));
    expect(etats("Réunion, Miquelon, Samoa et Vulcain")).toEqual({ reloge: 52, depart: 4 });
    expect(etats("Orcades")).toEqual({
      reloge: 38,
      depart: 2,
      bloque: 1,
      offres: 11,
      diagnostic: 7,
      "a-rencontrer": 3,
    });
    expect(etats("Ibiza")).toEqual({ bloque: 1, offres: 3, diagnostic: 6, "a-rencontrer": 19 });
    expect(etats("Antilles")).toEqual({ "a-rencontrer": 64 });
    expect(etats("Fidji")).toEqual({ reloge: 11 });
  });

  it("Orcades: 6 of 38 in new dwellings, 5 open files at two refusals, a median of +18 € by month", () => {
    const signes = bails(of("Orcades"));
    expect(signes.filter(({ offre, le }) => isNeuf(offre.logement, le) === "oui")).toHaveLength(6);
    expect(signes.filter(({ offre, le }) => isNeuf(offre.logement, le) === "inconnu")).toHaveLength(0);
    const ouverts = of("Orcades").filter(({ closLe }) => closLe === null);
    expect(ouverts.filter(({ offres }) => refusees(offres).length === 2)).toHaveLength(5);
    const ecarts = signes
      .flatMap(({ dossier, offre }) => compareResteACharge(dossier.origine, offre.logement).euros ?? [])
      .sort((a, b) => a - b);
    expect(ecarts).toHaveLength(36);
    expect([ecarts[17], ecarts[18]]).toEqual([18, 18]);
    expect(ecarts.slice(-3)).toEqual([61, 74, 92]);
  });

  it("in all, 16 of the 103 rehoused are in new dwellings, under the 20 % of the document", () => {
    const signes = bails(dossiers);
    expect(signes).toHaveLength(103);
    expect(signes.filter(({ offre, le }) => isNeuf(offre.logement, le) === "oui")).toHaveLength(16);
  });

  it("has every reason of refusal, unknown APL, 40 beneficiaries of Action Logement and two blocked cases", () => {
    const offres = dossiers.flatMap((dossier) => dossier.offres);
    const motifs = new Set(offres.flatMap(({ motifRefus }) => motifRefus ?? []));
    expect([...motifs].sort()).toEqual([...MOTIFS_REFUS_OFFRE].sort());
    expect(offres.filter(({ logement }) => logement.apl === null).length).toBeGreaterThan(5);
    expect(dossiers.filter((dossier) => dossier.beneficiaireActionLogement === "oui")).toHaveLength(40);
    expect(dossiers.flatMap(({ blocage }) => blocage?.motif ?? []).sort()).toEqual([
      "aucun-logement-adapte",
      "dette-locative",
    ]);
  });

  it("dates nothing in the years of the signed bilans, nor after June 2026", async () => {
    const jours = dossiers
      .flatMap((dossier) => [
        ...(dossier.etat === "a-rencontrer" ? [] : [dossier.etatDepuis]),
        ...dossier.offres.flatMap(({ proposeeLe, visiteeLe, reponduLe, bailSigneLe }) => [
          ...[proposeeLe, visiteeLe, reponduLe, bailSigneLe].filter((jour) => jour !== null),
        ]),
        ...(dossier.prochaineEtape?.le ? [dossier.prochaineEtape.le] : []),
      ])
      .sort();
    expect((jours[0] ?? "") >= "2019-01-01" && (jours.at(-1) ?? "") <= "2026-06-30").toBe(true);
  });

  it("counts each signed lease once in the bilan", async () => {
    const { rows } = await database.pool.query<{ nombre: number }>(
      "select count(*)::integer as nombre from bail_relogement where epci = $1",
      [EPCI],
    );
    expect(rows[0]?.nombre).toBe(103);
  });
});

function countBy(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

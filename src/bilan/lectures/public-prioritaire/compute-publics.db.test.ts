import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { BAILLEURS, bailleurOf, type CleBailleur } from "../../../../demo/bailleurs.ts";
import { EXPECTED_PRIORITAIRES, EXPECTED_RAPPROCHEMENT } from "../../../../demo/expected.ts";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { computePublics, withoutBaux } from "./compute-publics.ts";
import type { ConstatQuart, Croisement, PublicsPrioritaires, RapprochementListes } from "./publics.ts";

const EPCI = "200068666";
const JOUR = "2026-11-25";

let db: TestDatabase;
let publics: PublicsPrioritaires;
let rapprochement: RapprochementListes;

beforeAll(async () => {
  db = await createDemoDatabase();
  publics = await computePublics(db.base, { epci: EPCI, annee: 2018, bailleur: null }, JOUR);
  if (!publics.rapprochement) throw new Error("no reconciliation");
  rapprochement = publics.rapprochement;
}, 120_000);
afterAll(() => db.drop());

const figures = ({ assiette, realise }: ConstatQuart) => [assiette, realise];

describe("the demonstration of 2018, réservataire by réservataire", () => {
  test.each(["COLACT", "COLTER", "PPRIOR", "PFONCT", "AUTRES"] as const)("%s", (contingent) => {
    const all = [...publics.reservataires, ...publics.sansTest];
    const found = all.find((constat) => constat.contingent === contingent);
    expect(found && figures(found)).toEqual(EXPECTED_PRIORITAIRES[contingent]);
  });

  it("counts Action Logement and the collectivités each on its own denominator, and judges nobody before the end", () => {
    const [colter, colact] = publics.reservataires;
    expect(colter).toMatchObject({ contingent: "COLTER", attendu: 11, manque: null, verdict: "en-cours" });
    expect(colact).toMatchObject({ contingent: "COLACT", attendu: 20, manque: null, verdict: "en-cours" });
    expect(colact?.phrase).toBe(
      "Action Logement : 16 des 77\u00A0attributions à un public DALO ou prioritaire (20,8\u00A0%), il en faut 20 (25\u00A0%) : en cours.",
    );
  });

  it("shows the State's contingent without a test", () => {
    for (const constat of publics.sansTest) expect(constat).toMatchObject({ plancher: null, verdict: "sans-objet" });
  });

  it("counts each bailleur's unreserved dwellings, on a floor to be confirmed", () => {
    const total = (read: (constat: ConstatQuart) => number) =>
      publics.nonReserves.reduce((sum, one) => sum + read(one), 0);
    const sum = [total(({ assiette }) => assiette), total(({ realise }) => realise)];
    expect(sum).toEqual(EXPECTED_PRIORITAIRES.AUCUN);
    const of = (cle: CleBailleur) => publics.nonReserves.find(({ bailleur }) => bailleur === bailleurOf(cle).siren);
    expect(of("oph")).toMatchObject({ assiette: 172, realise: 40, attendu: 43, verdict: "en-cours" });
    expect(of("hamaris")).toMatchObject({ assiette: 67, realise: 13, attendu: 17, verdict: "en-cours" });
    expect(of("vitry")).toMatchObject({ assiette: 3, realise: 0, attendu: 1, petitEffectif: true });
    expect(publics.nonReserves.every(({ plancher }) => plancher?.confiance === "B")).toBe(true);
  });

  it("counts nobody DALO, and says that key workers were not an objective yet", () => {
    expect(publics.dalo).toMatchObject({ nombre: 0, inconnus: 0 });
    expect(publics.travailleurs).toMatchObject({ applicable: false, verdict: "sans-objet", attendu: null });
  });

  it("has no floor before the law", async () => {
    const before = await computePublics(db.base, { epci: EPCI, annee: 2016, bailleur: null }, JOUR);
    for (const constat of before.reservataires)
      expect(constat).toMatchObject({ plancher: null, verdict: "sans-objet" });
  });
});

describe("the lists of 2018 beside the SNE", () => {
  it("finds in SYPLO a quarter more than the SNE ticks", () => {
    const { connus, perdus, indecis, horsJour, sansAttribution } = EXPECTED_RAPPROCHEMENT.syplo;
    expect(rapprochement.syplo).toEqual({ connus, perdus, nonRenseignes: 0, part: 0.25, indecis, horsJour });
    expect(rapprochement.bailleurs).toMatchObject(EXPECTED_RAPPROCHEMENT.bailleurs);
    expect(rapprochement.listes.map(({ nom, lignes }) => [nom, lignes])).toEqual([
      ["SYPLO", 119],
      [bailleurOf("oph").nom, 33],
      [bailleurOf("hamaris").nom, 15],
    ]);
    expect(rapprochement.listes[0]).toMatchObject({ menages: 118, sansAttribution });
  });

  it("keeps no line of a lease in what is frozen", () => {
    const frozen = withoutBaux(publics);
    expect(frozen.rapprochement?.ecarts).toEqual([]);
    expect(frozen.rapprochement?.syplo).toEqual(rapprochement.syplo);
    expect(JSON.stringify(frozen)).not.toMatch(/ligne":/);
  });

  it("crosses who says what, each lease once", () => {
    const code = ({ sne, syplo, bailleur }: Croisement) => `${sne ? "S" : ""}${syplo ? "Y" : ""}${bailleur ? "B" : ""}`;
    const found = Object.fromEntries(rapprochement.croisements.map((one) => [code(one), one.nombre]));
    expect(found).toEqual(EXPECTED_RAPPROCHEMENT.croisement);
  });

  it("lists each lease to correct with its lines, and no number that could name a household", () => {
    const lost = rapprochement.ecarts.filter(({ nature }) => nature === "perdu");
    // 20 known from SYPLO, and 6 from a bailleur only.
    expect(lost).toHaveLength(26);
    for (const { listes, ligne, mois } of lost) {
      expect(listes).toMatch(/^(?:SYPLO|liste [^,]+), ligne \d+/);
      expect(ligne).toBeGreaterThan(1);
      expect(mois).toBeLessThanOrEqual(9);
    }
    expect(JSON.stringify(rapprochement)).not.toMatch(/999\d{12}|[0-9a-f]{32}/);
  });

  test.each(BAILLEURS.map(({ cle, siren, nom }) => [nom, cle, siren] as const))("%s", async (_, cle, siren) => {
    const own = await computePublics(db.base, { epci: EPCI, annee: 2018, bailleur: siren }, JOUR);
    expect(own.rapprochement?.syplo?.perdus).toBe(EXPECTED_RAPPROCHEMENT.perdusParBailleur[cle]);
    expect(own.rapprochement?.ecarts.every(({ bailleur }) => bailleur === siren)).toBe(true);
  });

  it("counts for both objectives what was lost, once the tab is filled in", () => {
    for (const contingent of ["COLACT", "COLTER"] as const) {
      const found = rapprochement.apres.find(({ avant }) => avant.contingent === contingent);
      const { avant, avecSyplo } = found ?? {};
      expect([avant?.realise, avecSyplo?.realise, avecSyplo?.attendu]).toEqual(
        EXPECTED_RAPPROCHEMENT.avantApres[contingent],
      );
      expect([avant?.verdict, avecSyplo?.verdict]).toEqual(["en-cours", "en-cours"]);
      expect(avecSyplo?.assiette).toBe(avant?.assiette);
    }
  });

  it("keeps apart the lines without a date, that could turn the answer", () => {
    const of = (cle: CleBailleur) => rapprochement.apres.find(({ avant }) => avant.bailleur === bailleurOf(cle).siren);
    // 13 + 2 lost of the 17 needed, and 2 households with an undated label.
    expect(of("hamaris")?.avecSyplo).toMatchObject({ realise: 15, attendu: 17, indecis: 2, verdict: "en-cours" });
    expect(of("oph")?.avecSyplo).toMatchObject({ realise: 46, attendu: 43, verdict: "en-cours" });
  });
});

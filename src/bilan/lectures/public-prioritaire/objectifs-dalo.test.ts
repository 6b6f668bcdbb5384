import { describe, expect, it } from "vitest";
import type { Engagement } from "#engagements/regles/convention/engagement.ts";
import { SANS_REPRISE } from "#engagements/regles/convention/reprise.ts";
import { judgeObjectifsDalo } from "./objectifs-dalo.ts";
import type { CompteMensuel } from "./ports.ts";

const [OPH, HAMARIS] = ["999000011", "999000012"] as const;

const compte = (dalo: CompteMensuel["dalo"], nombre: number, more: Partial<CompteMensuel> = {}): CompteMensuel => ({
  bailleur: OPH,
  mois: 1,
  debut: "2018-01-01",
  contingent: "COLTER",
  prioritaire: "oui",
  nombre,
  dalo,
  ...more,
});

const engagement = (more: Partial<Engagement>): Engagement => ({
  annee: 2018,
  objet: "dalo",
  porteur: { type: "epci" },
  taux: null,
  nombre: 10,
  reference: null,
  ...more,
});

const version = (engagements: readonly Engagement[], more = {}) => ({
  numero: 0,
  titre: "Convention",
  depuis: "2018-01-01",
  application: null,
  engagements,
  ...more,
});

function judge(
  comptes: readonly CompteMensuel[],
  engagements: readonly Engagement[],
  more: { readonly enCours?: boolean; readonly bailleur?: string } = {},
) {
  return judgeObjectifsDalo(comptes, {
    ecrit: { versions: [version(engagements)], reprises: SANS_REPRISE },
    annee: 2018,
    enCours: false,
    bailleur: null,
    noms: new Map([[OPH, "OPH de Saint-Dizier"]]),
    ...more,
  });
}

const said = (...args: Parameters<typeof judge>) =>
  judge(...args).map(({ nom, realise, attendu, inconnus, verdict }) => [nom, realise, attendu, inconnus, verdict]);

describe("an objective of households recognised DALO", () => {
  it("is reached, missed, or undecided by what is not filled in", () => {
    // 8 of 10 known: 2 unknown could reach it, 1 could not, and 10 known need none.
    expect(said([compte("oui", 8), compte("inconnu", 2), compte("non", 30)], [engagement({})])).toEqual([
      ["EPCI", 8, 10, 2, "indecidable"],
    ]);
    expect(said([compte("oui", 8), compte("inconnu", 1)], [engagement({})])).toEqual([
      ["EPCI", 8, 10, 1, "non-atteint"],
    ]);
    expect(said([compte("oui", 10), compte("inconnu", 9)], [engagement({})])).toEqual([["EPCI", 10, 10, 9, "atteint"]]);
  });

  it("a rate is of the leases of its bearer, and is not judged before the year is over", () => {
    // 3 of 12 is exactly a quarter. One more judged lease, 3 of 13, would miss it.
    const taux = [engagement({ nombre: null, taux: 0.25 })];
    expect(said([compte("oui", 3), compte("non", 9)], taux)).toEqual([["EPCI", 3, 3, 0, "atteint"]]);
    expect(said([compte("oui", 3), compte("non", 10)], taux)).toEqual([["EPCI", 3, 4, 0, "non-atteint"]]);
    expect(said([compte("oui", 3), compte("non", 9)], taux, { enCours: true })[0]?.[4]).toBe("en-cours");
  });

  it("of a réservataire, on its contingent; a lease of no known contingent may be its own", () => {
    const porteur = { type: "reservataire", contingent: "COLTER" } as const;
    const comptes = [
      compte("oui", 4),
      compte("oui", 3, { contingent: "COLACT" }),
      compte("oui", 2, { contingent: "inconnu" }),
    ];
    expect(said(comptes, [engagement({ porteur, nombre: 5 })])).toEqual([
      ["Collectivités territoriales", 4, 5, 2, "indecidable"],
    ]);
    expect(said(comptes, [engagement({ porteur, nombre: 7 })])[0]?.[4]).toBe("non-atteint");
  });

  it("of a bailleur, on its own leases; narrowed to one, no other objective is told", () => {
    const own = engagement({ porteur: { type: "bailleur", siren: OPH }, nombre: 3 });
    const other = engagement({ porteur: { type: "bailleur", siren: HAMARIS }, nombre: 1 });
    const comptes = [compte("oui", 3), compte("oui", 5, { bailleur: HAMARIS })];
    expect(said(comptes, [own, other, engagement({})]).map(([nom, realise]) => [nom, realise])).toEqual([
      ["OPH de Saint-Dizier", 3],
      [`SIREN ${HAMARIS}`, 5],
      ["EPCI", 8],
    ]);
    expect(said(comptes, [own, other, engagement({})], { bailleur: OPH })).toHaveLength(1);
  });

  it("a lease signed here that the file may hold already is in no count, and may be one more", () => {
    expect(said([compte("oui", 9), compte("oui", 1, { doublePossible: true })], [engagement({})])).toEqual([
      ["EPCI", 9, 10, 1, "indecidable"],
    ]);
  });

  it("a year that an avenant shares is not judged, and says why", () => {
    const versions = [
      version([engagement({ nombre: 5 })]),
      version([engagement({ nombre: 9 })], {
        numero: 1,
        titre: "Avenant",
        depuis: "2018-11-15",
        application: "a-compter",
      }),
    ];
    const [lu] = judgeObjectifsDalo([compte("oui", 9)], {
      ecrit: { versions, reprises: SANS_REPRISE },
      annee: 2018,
      enCours: false,
      bailleur: null,
      noms: new Map(),
    });
    expect(lu?.verdict).toBe("indecidable");
    expect(lu?.phrase).toContain("L’année est partagée entre deux textes");
  });
});

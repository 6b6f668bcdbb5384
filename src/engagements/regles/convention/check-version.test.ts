import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { ceilShare } from "#socle/regles/shared/taux.ts";
import { checkEngagements } from "./check-engagements.ts";
import { checkVersion } from "./check-version.ts";
import { compareNombre, compareSomme, findTroncature } from "./coherence.ts";
import type { MatiereControle } from "./controles.ts";
import { readSignature, readTauxEcrits } from "./controles-droit.ts";
import type { Engagement, Porteur } from "./engagement.ts";

const EPCI: Porteur = { type: "epci" };
const A: Porteur = { type: "bailleur", siren: "999000011" };
const B: Porteur = { type: "bailleur", siren: "999000029" };

function engagement(given: Partial<Engagement>): Engagement {
  return { annee: 2026, objet: "hors-qpv", porteur: EPCI, taux: null, nombre: null, reference: null, ...given };
}

function check(
  engagements: readonly Engagement[],
  given: Partial<MatiereControle["version"]> = {},
  observees: MatiereControle["observees"] = null,
) {
  const version = {
    engagements,
    territorialises: [],
    signataires: [],
    etapes: [],
    parent: null,
    application: null,
    depuis: null,
    reprise: false,
    ...given,
  };
  return checkVersion({
    version,
    noms: { "999000011": "Aube", "999000029": "Blaise Habitat" },
    observees,
    jour: "2026-03-10",
  });
}

function codes(engagements: readonly Engagement[], given: Partial<MatiereControle["version"]> = {}): string[] {
  return check(engagements, given).map(({ gravite, code, annee }) => `${gravite} ${code} ${annee ?? ""}`.trim());
}

const of2025 = (assiette: number) => ({ annee: 2025, assiette });
const signataires = [A, B].map((porteur, id) => ({
  id,
  organisation: null,
  nom: id === 0 ? "Aube" : "Blaise Habitat",
  qualite: "la direction",
  signeLe: null,
  siren: porteur.type === "bailleur" ? porteur.siren : null,
}));

describe("the EPCI’s share against the law", () => {
  it("blocks a draft under 25 %, and says the year", () => {
    expect(codes([engagement({ taux: 0.24 }), engagement({ annee: 2027, taux: 0.25 })])).toEqual([
      "bloquant plancher-hors-qpv 2026",
    ]);
  });

  it("is found in a number over its reference, or in the sum of the bailleurs when the EPCI has no line", () => {
    expect(codes([engagement({ nombre: 24, reference: of2025(100) })])).toEqual(["bloquant plancher-hors-qpv 2026"]);
    const lines = [
      engagement({ porteur: A, nombre: 12, reference: of2025(50) }),
      engagement({ porteur: B, nombre: 12, reference: of2025(50) }),
    ];
    expect(codes(lines, { signataires })[0]).toBe("bloquant plancher-hors-qpv 2026");
    expect(readTauxEcrits([...lines, engagement({ taux: 0.25 })])).toEqual([{ annee: 2026, taux: 0.25 }]);
  });

  it("is not held against years that are over when it takes effect: an avenant copies them, and they decide nothing", () => {
    const lines = [2024, 2025].map((annee) => engagement({ annee, taux: 0.21 }));
    const found = check([...lines, engagement({ taux: 0.25 })]);
    expect(found.map(({ code, gravite }) => `${gravite} ${code}`)).toEqual(["information annee-sans-effet"]);
    expect(found[0]?.phrase).toContain("Objectifs de 2024 et 2025");
    expect(codes(lines, { depuis: "2025-06-01" })).toContain("bloquant plancher-hors-qpv 2025");
    expect(codes(lines, { reprise: true })).toEqual([]);
  });

  it("is not guessed from numbers without a reference", () => {
    expect(readTauxEcrits([engagement({ porteur: A, nombre: 12 })])).toEqual([]);
    expect(readTauxEcrits([engagement({ nombre: 12 })])).toEqual([]);
  });

  it("says of a bailleur under 25 % that the others carry the difference: the convention distributes", () => {
    const found = check([engagement({ taux: 0.25 }), engagement({ porteur: A, taux: 0.2 })], { signataires });
    expect(found.map(({ code, gravite }) => [code, gravite])).toContainEqual([
      "repartition-sous-plancher",
      "information",
    ]);
    expect(found.some(({ gravite }) => gravite === "bloquant")).toBe(false);
  });

  test.each([
    ["the act of the signatures", { etapes: [etape("signatures", "2018-10-05")] }, "2018-10-05"],
    [
      "its last signature when the act has no date",
      { etapes: [etape("signatures", null)], signataires: signed() },
      "2018-10-12",
    ],
    ["its first day of effect", { depuis: "2018-11-01" }, "2018-11-01"],
    ["nothing, while nobody has signed", {}, null],
  ])("is dated by %s", (_, given, expected) => {
    expect(readSignature({ signataires: [], etapes: [], depuis: null, ...given })).toBe(expected);
  });
});

function etape(nature: "signatures", date: string | null) {
  return { nature, date, acte: "Acte" };
}

function signed() {
  return signataires.map((one, rank) => ({ ...one, signeLe: rank === 0 ? "2018-10-12" : "2018-10-05" }));
}

describe("the table against itself", () => {
  const table = (nombres: readonly [number, number]) => [
    engagement({ taux: 0.25, reference: of2025(100) }),
    engagement({ porteur: A, nombre: nombres[0], reference: of2025(60) }),
    engagement({ porteur: B, nombre: nombres[1], reference: of2025(40) }),
  ];

  it.each([
    [[15, 10], []],
    [[15, 9], ["alerte objectif-total 2026"]],
    [[16, 10], ["information objectif-total 2026"]],
  ] as const)("%j for 25 %% of 100", (nombres, expected) => {
    expect(codes(table(nombres), { signataires }).filter((code) => code.includes("objectif-total"))).toEqual(expected);
  });

  it("takes the bailleurs’ references when the EPCI has none, only if each has one of the same year", () => {
    const [epci, a, b] = table([15, 9]);
    if (!epci || !a || !b) throw new Error("three lines");
    const without = { ...epci, reference: null };
    const totals = (lines: readonly Engagement[]) => codes(lines).filter((code) => code.includes("objectif-total"));
    expect(totals([without, a, b])).toEqual(["alerte objectif-total 2026"]);
    expect(totals([without, a, { ...b, reference: null }])).toEqual([]);
    expect(totals([without, a, { ...b, reference: { annee: 2024, assiette: 40 } }])).toEqual([]);
  });

  it("says a year left out between the first and the last", () => {
    expect(codes([2026, 2029].map((annee) => engagement({ annee, taux: 0.25 })))).toEqual([
      "alerte annee-sans-objectif 2027",
      "alerte annee-sans-objectif 2028",
    ]);
  });

  it("says a number above all that was signed in its reference year, and nothing more of that line", () => {
    expect(
      codes([engagement({ porteur: A, nombre: 61, taux: 0.25, reference: of2025(60) })], { signataires }),
    ).toContain("alerte objectif-au-dela-reference 2026");
  });

  it("says an objective in QPV under 50 %", () => {
    expect(codes([engagement({ objet: "qpv", taux: 0.49 })])).toEqual(["alerte plancher-en-qpv 2026"]);
    expect(codes([engagement({ objet: "qpv", taux: 0.5 })])).toEqual([]);
  });

  it("says a bailleur of the reference year that is left out, to whoever may see it", () => {
    const observees = {
      annee: 2025,
      horsQpv: new Map([
        ["999000011", 60],
        ["999000029", 40],
        ["999000037", 0],
      ]),
    };
    const lines = [engagement({ porteur: A, nombre: 15, reference: of2025(60) })];
    const left = (seen: MatiereControle["observees"]) =>
      check(lines, { signataires }, seen).flatMap(({ code, porteur }) =>
        code === "bailleur-sans-objectif" ? [porteur] : [],
      );
    expect(left(observees)).toEqual([B]);
    expect(left(null)).toEqual([]);
  });

  it("counts missing signatures: to be known while it is a draft, an alert once it is said to be signed", () => {
    const missing = (given: Partial<MatiereControle["version"]>) =>
      check([], given).map(({ code, gravite, phrase }) => `${code} ${gravite} ${phrase}`);
    expect(missing({ signataires })).toEqual([
      "signature-attendue information 2 signatures manquent sur 2 : Aube et Blaise Habitat.",
    ]);
    const etapes = [etape("signatures", "2026-03-01")];
    expect(missing({ signataires, etapes })[0]).toContain("signature-attendue alerte");
  });
});

describe("whatever the numbers", () => {
  const nombres = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 8 });
  const taux = fc.integer({ min: 1, max: 100 }).map((pourcent) => pourcent / 100);

  it("the bailleurs add up to the EPCI’s number exactly when the gap is nil", () => {
    fc.assert(
      fc.property(nombres, taux, fc.integer({ min: 1, max: 5000 }), (written, rate, base) => {
        const { ecrits, attendus, ecart } = compareSomme(written, rate, base);
        expect(ecrits).toBe(written.reduce((sum, one) => sum + one, 0));
        expect(attendus).toBe(ceilShare(base, rate));
        expect(ecart === 0).toBe(ecrits === ceilShare(base, rate));
      }),
    );
  });

  it("a number that reaches its rate is never called short, and one that misses it always is", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 500 }), (nombre, base) => {
        const compared = compareNombre(nombre, 0.25, base, 0.25);
        expect(compared?.manque === 0).toBe(nombre * 4 >= base);
        expect(compareNombre(nombre, 0.24, base, 0.25)).toBeNull();
      }),
    );
  });

  it("a rate rounded to the nearest is never called cut", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 300 }), (nombre, base) => {
        fc.pre(nombre <= base);
        expect(findTroncature(nombre, Math.floor((nombre * 100) / base + 0.5) / 100, base)).toBeNull();
      }),
    );
  });
});

describe("what no table may hold", () => {
  test.each<[string, Partial<Engagement>[], string]>([
    ["the same line twice", [{ taux: 0.25 }, { nombre: 3 }], "objectif-en-double"],
    ["neither rate nor number", [{}], "objectif-vide"],
    ["a rate above 100 %", [{ taux: 1.2 }], "objectif-invalide"],
    ["no number at all", [{ taux: Number.NaN }], "objectif-invalide"],
    ["half a lease", [{ nombre: 2.5 }], "objectif-invalide"],
    ["a wrong SIREN", [{ nombre: 2, porteur: { type: "bailleur", siren: "999000012" } }], "objectif-invalide"],
    ["a year out of reach", [{ nombre: 2, annee: 1999 }], "objectif-invalide"],
    ["a reference below nothing", [{ nombre: 2, reference: { annee: 2017, assiette: -1 } }], "objectif-invalide"],
  ])("%s", (_, lines, code) => {
    expect(() => checkEngagements(lines.map(engagement))).toThrow(expect.objectContaining({ code }));
  });
});

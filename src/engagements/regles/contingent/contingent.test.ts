import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bandConstruction } from "#droit/regles/patrimoine/construction.ts";
import { CODES_ASSIETTE, checkLigne, computeAssiette, findPoste, type LigneAssiette } from "./assiette.ts";
import { type CelluleFlux, computeCompteur, countImputees } from "./compteur.ts";
import { checkDroit, type DroitReservation, readDroit } from "./droit.ts";
import { alertesPlafonds, type ConventionFlux, checkConvention, computeObjectif } from "./flux.ts";
import { formatImputees } from "./format-compte.ts";

const STOCK: DroitReservation = {
  mode: "stock",
  contingent: "COLACT",
  nombre: 7,
  depuis: "2018-01-01",
  jusque: "2024-12-31",
  justification: "Convention PRU 2018/2024",
  exception: null,
  logements: [],
};

const CONVENTION: ConventionFlux = {
  bailleur: 1,
  reservataire: 2,
  contingent: "PPRIOR",
  departement: "52",
  commune: null,
  anneeDebut: 2018,
  anneeFin: 2020,
  part: 0.25,
  signeeLe: null,
};

const codes = (droit: DroitReservation, jour: string) => readDroit(droit, jour).alertes.map(({ code }) => code);

describe("a right of reservation", () => {
  it("in stock: told to be converted, then an alert after the deadline, as the texts of the day say it", () => {
    expect(codes(STOCK, "2018-11-24")).toEqual([]);
    expect(codes(STOCK, "2018-11-25")).toEqual(["stock-a-convertir"]);
    expect(readDroit(STOCK, "2020-06-01").alertes[0]?.texte).toContain("24 novembre 2021");
    // The first deadline had passed before the law of 2022 moved it.
    expect(codes(STOCK, "2021-12-01")).toEqual(["stock-hors-exception"]);
    expect(codes(STOCK, "2022-02-23")).toEqual(["stock-a-convertir"]);
    expect(codes(STOCK, "2023-11-23")).toEqual(["stock-a-convertir"]);
    expect(codes(STOCK, "2023-11-24")).toEqual(["stock-hors-exception"]);
    expect(readDroit(STOCK, "2025-01-01")).toMatchObject({ statut: "echu", alertes: [{ code: "droit-echu" }] });
    expect(readDroit(STOCK, "2017-12-31").statut).toBe("a-venir");
  });

  it("of the hospital, the army or the police stays in stock without a word", () => {
    for (const exception of ["defense", "securite", "sante"] as const) {
      const droit = { ...STOCK, exception, jusque: null };
      expect(() => checkDroit(droit)).not.toThrow();
      expect(codes(droit, "2026-01-01")).toEqual([]);
    }
  });

  it("in stock needs a justification and an end; in flux, neither", () => {
    expect(() => checkDroit({ ...STOCK, justification: "  court  " })).toThrow(/se justifie/);
    expect(() => checkDroit({ ...STOCK, jusque: null })).toThrow(/dernier jour/);
    expect(() => checkDroit({ ...STOCK, mode: "flux", justification: null, jusque: null })).not.toThrow();
    expect(() => checkDroit({ ...STOCK, mode: "flux", exception: "sante" })).toThrow(/exception/);
    expect(() => checkDroit({ ...STOCK, jusque: "2017-12-31" })).toThrow(/précède/);
    for (const nombre of [0, -1, 1.5, Number.NaN]) expect(() => checkDroit({ ...STOCK, nombre })).toThrow(/entier/);
  });
});

describe("the base of the flux", () => {
  const ligne = (code: LigneAssiette["code"], nombre: number, annee = 2018) => ({ annee, code, nombre });

  it("is unknown while no expected dwelling is written, even with subtractions", () => {
    expect(computeAssiette([], 2018)).toEqual({ attendus: null, soustraits: 0, base: null });
    expect(computeAssiette([ligne("mutations", 5)], 2018)).toEqual({ attendus: null, soustraits: 5, base: null });
  });

  it("is what is expected minus what leaves it, of that year alone", () => {
    const lignes = [
      ligne("liberations", 100),
      ligne("livraisons", 20),
      ligne("mutations", 15),
      ligne("mutations", 9, 2019),
    ];
    expect(computeAssiette(lignes, 2018)).toEqual({ attendus: 120, soustraits: 15, base: 105 });
    expect(computeAssiette(lignes, 2019)).toMatchObject({ base: null });
  });

  it("never goes below 0, and a line that is added moves it by its own number at most", () => {
    const lignes = fc.array(
      fc.record({
        annee: fc.constant(2018),
        code: fc.constantFrom(...CODES_ASSIETTE),
        nombre: fc.integer({ min: 1, max: 500 }),
      }),
    );
    fc.assert(
      fc.property(lignes, fc.integer({ min: 1, max: 500 }), (some, nombre) => {
        const { base } = computeAssiette(some, 2018);
        if (base === null) return;
        expect(base).toBeGreaterThanOrEqual(0);
        const more = computeAssiette([...some, ligne("mutations", nombre)], 2018).base ?? -1;
        expect(base - more).toBeGreaterThanOrEqual(0);
        expect(base - more).toBeLessThanOrEqual(nombre);
      }),
    );
  });

  it("every line says its source and that it is to be confirmed", () => {
    for (const code of CODES_ASSIETTE) expect(findPoste(code)).toMatchObject({ confiance: "B" });
    expect(() => checkLigne(ligne("mutations", 1, 2021), CONVENTION)).toThrow(/2018 à 2020/);
    expect(() => checkLigne(ligne("mutations", 0), CONVENTION)).toThrow(/entier/);
  });
});

describe("the objective of a convention", () => {
  it("is rounded up, but not above the legal ceiling", () => {
    expect(computeObjectif({ part: 0.25, contingent: "COLACT" }, 101, 2021)).toBe(26);
    // 30 % of 101 is 30.3: 31 would be more than « au plus 30 % ».
    expect(computeObjectif({ part: 0.3, contingent: "PPRIOR" }, 101, 2021)).toBe(30);
    expect(computeObjectif({ part: 0.3, contingent: "PPRIOR" }, 101, 2018)).toBe(31);
    expect(computeObjectif({ part: 0.3, contingent: "PPRIOR" }, null, 2021)).toBeNull();
    expect(computeObjectif({ part: 0.05, contingent: "PFONCT" }, 39, 2021)).toBe(1);
  });

  it("property: whole, between 0 and the base, never above the ceiling when the share is not", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 30 }), (base, pourcent) => {
        const objectif = computeObjectif({ part: pourcent / 100, contingent: "PPRIOR" }, base, 2024) ?? -1;
        expect(Number.isInteger(objectif)).toBe(true);
        expect(objectif * 100).toBeLessThanOrEqual(base * 30);
        expect(objectif).toBeGreaterThanOrEqual(Math.min(Math.floor(base * 0.3), Math.floor((base * pourcent) / 100)));
      }),
    );
  });

  it("shares above a ceiling warn, from the day of the text, each with its confidence", () => {
    const etat = { ...CONVENTION, part: 0.26, anneeDebut: 2018, anneeFin: 2026 };
    const agents: ConventionFlux = { ...etat, contingent: "PFONCT", part: 0.06 };
    const commune: ConventionFlux = { ...etat, contingent: "COLTER", part: 0.21 };
    const all = [etat, agents, commune];
    expect(alertesPlafonds(all, 2019)).toEqual([]);
    expect(alertesPlafonds(all, 2021).map(({ code }) => code)).toEqual([
      "plafond-etat",
      "plafond-agents",
      "plafond-collectivites",
    ]);
    expect(alertesPlafonds([commune], 2021)[0]?.texte).toContain("à confirmer");
    expect(alertesPlafonds([{ ...etat, part: 0.3 }], 2021)).toEqual([]);
  });

  it("refuses a share, years or an area that are none", () => {
    expect(() => checkConvention({ ...CONVENTION, part: 0 })).toThrow(/pourcentage/);
    expect(() => checkConvention({ ...CONVENTION, part: 1.01 })).toThrow(/pourcentage/);
    expect(() => checkConvention({ ...CONVENTION, anneeFin: 2017 })).toThrow(/années/);
    expect(() => checkConvention({ ...CONVENTION, departement: "520" })).toThrow(/Département/);
    expect(() => checkConvention({ ...CONVENTION, commune: "51108" })).toThrow(/département/);
  });
});

/** Possible truth behind an unknown lease. */
function complete(cellule: CelluleFlux, ours: boolean, here: boolean): CelluleFlux {
  const known = ours ? "PPRIOR" : "AUCUN";
  const contingent = cellule.contingent === "inconnu" ? known : cellule.contingent;
  const reservataire = cellule.reservataire ?? (ours ? CONVENTION.reservataire : 99);
  return { ...cellule, contingent, reservataire, commune: cellule.commune ?? (here ? "52448" : "51108") };
}

/** Sole holder of the code with the bailleur, or one of several. */
const SEUL = { ...CONVENTION, seul: true };
const PARTAGE = { ...CONVENTION, seul: false };

describe("dwellings that a right names", () => {
  const named = (given: Partial<DroitReservation>) => () => checkDroit({ ...STOCK, logements: ["R1", "R2"], ...given });

  it("are as many as it has at the most, each once, in stock alone", () => {
    expect(named({})).not.toThrow();
    expect(named({ nombre: 2 })).not.toThrow();
    for (const [given, why] of [
      [{ nombre: 1 }, "2 numéros pour 1 droits"],
      [{ mode: "flux" }, "n’en nomme aucun"],
      [{ logements: ["R1", "R1"] }, "écrit deux fois"],
      [{ logements: ["R1;drop"] }, "n’est pas un numéro RPLS"],
    ] as const) {
      expect(named(given)).toThrow(expect.objectContaining({ code: "droit-logements" }));
      expect(named(given)).toThrow(why);
    }
  });
});

describe("the live counter", () => {
  const cellules: readonly CelluleFlux[] = [
    { bailleur: "999000011", contingent: "PPRIOR", reservataire: null, commune: "52448", mois: 1, nombre: 4 },
    { bailleur: "999000011", contingent: "PPRIOR", reservataire: null, commune: "51108", mois: 2, nombre: 10 },
    { bailleur: "999000011", contingent: "PPRIOR", reservataire: null, commune: null, mois: 3, nombre: 1 },
    { bailleur: "999000011", contingent: "inconnu", reservataire: null, commune: "52448", mois: 3, nombre: 2 },
    { bailleur: "999000011", contingent: "COLACT", reservataire: null, commune: "52448", mois: 3, nombre: 30 },
    { bailleur: "999000029", contingent: "PPRIOR", reservataire: null, commune: "52448", mois: 3, nombre: 50 },
    { bailleur: "999000011", contingent: "PPRIOR", reservataire: null, commune: "52448", mois: 9, nombre: 8 },
  ];

  it("counts what is certain and, apart, what may be", () => {
    expect(countImputees(cellules, "999000011", SEUL, 3)).toEqual({ certaines: 4, possibles: 3 });
    expect(countImputees(cellules, "999000011", SEUL, 12)).toEqual({ certaines: 12, possibles: 3 });
    expect(countImputees(cellules, "999000011", { ...SEUL, commune: "52129" }, 12)).toEqual({
      certaines: 0,
      possibles: 1,
    });
    expect(countImputees(cellules, null, SEUL, 12)).toEqual({ certaines: 0, possibles: 0 });
  });

  it("gives to each of those who share a code what is known to be its own, and the rest to none", () => {
    const shared: readonly CelluleFlux[] = [
      { bailleur: "a", contingent: "PPRIOR", reservataire: 2, commune: "52448", mois: 1, nombre: 3 },
      { bailleur: "a", contingent: "PPRIOR", reservataire: 99, commune: "52448", mois: 1, nombre: 5 },
      { bailleur: "a", contingent: "PPRIOR", reservataire: null, commune: "52448", mois: 1, nombre: 7 },
    ];
    expect(countImputees(shared, "a", PARTAGE, 12)).toEqual({ certaines: 3, possibles: 7 });
    expect(countImputees(shared, "a", { ...PARTAGE, reservataire: 99 }, 12)).toEqual({ certaines: 5, possibles: 7 });
    // A sole holder owns the leases that nobody attributes, but not those that a right names for another.
    expect(countImputees(shared, "a", SEUL, 12)).toEqual({ certaines: 10, possibles: 0 });
    expect(countImputees(shared, "a", { ...SEUL, departement: null }, 12)).toEqual({ certaines: 10, possibles: 0 });
  });

  it("property: the truth of any completion is within the bounds", () => {
    const cell = fc.record({
      bailleur: fc.constantFrom("a", "b"),
      contingent: fc.constantFrom("PPRIOR", "COLACT", "AUCUN", "inconnu") as fc.Arbitrary<CelluleFlux["contingent"]>,
      reservataire: fc.constantFrom(null, CONVENTION.reservataire, 99),
      commune: fc.constantFrom("52448", "52129", "51108", null),
      mois: fc.integer({ min: 1, max: 12 }),
      nombre: fc.integer({ min: 1, max: 9 }),
    });
    const choices = fc.array(fc.tuple(cell, fc.boolean(), fc.boolean()), { maxLength: 30 });
    fc.assert(
      fc.property(choices, (some) => {
        const truth = some.map(([one, ours, here]) => complete(one, ours, here));
        const seen = countImputees(
          some.map(([one]) => one),
          "a",
          PARTAGE,
          12,
        );
        const real = countImputees(truth, "a", PARTAGE, 12);
        expect(real.possibles).toBe(0);
        expect(real.certaines).toBeGreaterThanOrEqual(seen.certaines);
        expect(real.certaines).toBeLessThanOrEqual(seen.certaines + seen.possibles);
      }),
    );
  });

  it("gives what remains and the pace of the year; without a base, nothing", () => {
    const assiette = { attendus: 100, soustraits: 20, base: 80 };
    expect(
      computeCompteur(
        CONVENTION,
        assiette,
        { certaines: 12, possibles: 3 },
        { annee: 2018, moisEcoules: 9, troue: false },
      ),
    ).toEqual({ certaines: 12, possibles: 3, objectif: 20, attendu: 15, reste: [5, 8], partAtteinte: 0.15 });
    const unknown = { attendus: null, soustraits: 0, base: null };
    expect(
      computeCompteur(
        CONVENTION,
        unknown,
        { certaines: 12, possibles: 0 },
        { annee: 2018, moisEcoules: 9, troue: false },
      ),
    ).toMatchObject({ objectif: null, attendu: null, reste: null, partAtteinte: null, certaines: 12 });
    // Unpublished months make both the expected number and the counts unknown.
    expect(
      computeCompteur(
        CONVENTION,
        assiette,
        { certaines: 12, possibles: 3 },
        { annee: 2018, moisEcoules: null, troue: true },
      ),
    ).toMatchObject({ objectif: 20, attendu: null, reste: [0, 8] });
  });
});

it("bands of construction leave no year out", () => {
  expect([1900, 1948, 1949, 1974, 1975, 1989, 1990, 2005, 2006, 2030].map(bandConstruction)).toEqual([
    "avant-1949",
    "avant-1949",
    "1949-1974",
    "1949-1974",
    "1975-1989",
    "1975-1989",
    "1990-2005",
    "1990-2005",
    "depuis-2006",
    "depuis-2006",
  ]);
  expect(bandConstruction(null)).toBe("inconnue");
});

it("imputed leases are written with their bounds", () => {
  expect([formatImputees(12, 0), formatImputees(12, 3), formatImputees(null, null)]).toEqual([
    "12",
    "12 à 15",
    "inconnu",
  ]);
});

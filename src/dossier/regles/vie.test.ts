import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { ETATS_DEMANDE, MOTIFS_RADIATION, TRANSITIONS_DEMANDE, VIE_DEMANDE } from "./etat.ts";
import { type ActeVie, acteEchu, reactivableJusquAu, type VieDemande, vivre } from "./vie.ts";

const BROUILLON: VieDemande = {
  etat: "brouillon",
  enregistreeLe: null,
  ancienneteLe: null,
  renouveleeLe: null,
  echeanceLe: null,
  preavisLe: null,
  avertieLe: null,
  avertiMotif: null,
  radieLe: null,
  radieMotif: null,
};
const DEPOT: ActeVie = { transition: "deposer" };
const ENREGISTRE: ActeVie = { transition: "enregistrer", ancienneteLe: "2023-12-20" };
const radier = (motif: (typeof MOTIFS_RADIATION)[number]): ActeVie => ({ transition: "radier", motif });

/** Applies each act on its day. */
function after(...actes: readonly (readonly [ActeVie, string])[]): VieDemande {
  return actes.reduce((vie, [acte, jour]) => vivre(vie, acte, jour), BROUILLON);
}

const ACTIVE = after([DEPOT, "2023-12-20"], [ENREGISTRE, "2024-01-10"]);
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return "fait";
  } catch (error) {
    if (error instanceof Refus) return error.code;
    throw error;
  }
};

describe("the life of a demande, in the words of the law", () => {
  it("is of a year from its presentation, then from each renewal, and its seniority is kept", () => {
    expect([ACTIVE.echeanceLe, ACTIVE.ancienneteLe]).toEqual(["2024-12-20", "2023-12-20"]);
    const renouvelee = vivre(ACTIVE, { transition: "renouveler" }, "2024-12-01");
    expect([renouvelee.echeanceLe, renouvelee.ancienneteLe]).toEqual(["2025-12-01", "2023-12-20"]);
  });

  it("is of a year from the renewal that the national system has, typed later at a desk", () => {
    const renouvelee = vivre(ACTIVE, { transition: "renouveler", le: "2024-12-02" }, "2024-12-15");
    expect([renouvelee.renouveleeLe, renouvelee.echeanceLe]).toEqual(["2024-12-02", "2025-12-02"]);
    expect(codeOf(() => vivre(ACTIVE, { transition: "renouveler", le: "2024-12-16" }, "2024-12-15"))).toBe(
      "demande-renouvellement",
    );
    expect(codeOf(() => vivre(renouvelee, { transition: "renouveler", le: "2024-12-01" }, "2024-12-15"))).toBe(
      "demande-renouvellement",
    );
    expect(codeOf(() => vivre(ACTIVE, { transition: "renouveler", le: "2024-12-02" }, "2025-12-02"))).toBe(
      "demande-perimee",
    );
  });

  it("registered here years later, runs from its last renewal, and without one is no longer a demande", () => {
    const ancienne = (renouveleeLe: string | null) =>
      after(
        [DEPOT, "2024-01-05"],
        [{ transition: "enregistrer", ancienneteLe: "2021-03-01", renouveleeLe }, "2024-01-10"],
      );
    expect(codeOf(() => ancienne(null))).toBe("demande-perimee");
    expect(codeOf(() => ancienne("2023-01-10"))).toBe("demande-perimee");
    expect(ancienne("2023-02-20")).toMatchObject({
      ancienneteLe: "2021-03-01",
      renouveleeLe: "2023-02-20",
      echeanceLe: "2024-02-20",
      enregistreeLe: "2024-01-10",
    });
    expect(codeOf(() => ancienne("2021-02-28"))).toBe("demande-renouvellement");
    expect(codeOf(() => ancienne("2024-01-11"))).toBe("demande-renouvellement");
  });

  it("is told of its end a month before at least, struck off at 13 months, alive again until 18", () => {
    expect(acteEchu(ACTIVE, "2024-10-19")).toBeNull();
    expect(acteEchu(ACTIVE, "2024-10-20")).toEqual({ transition: "prevenir" });
    const prevenue = vivre(ACTIVE, { transition: "prevenir" }, "2024-10-20");
    expect(acteEchu(prevenue, "2025-01-19")).toBeNull();
    expect(acteEchu(prevenue, "2025-01-20")).toEqual(radier("non-renouvellement"));
    expect(codeOf(() => vivre(prevenue, radier("non-renouvellement"), "2025-01-19"))).toBe("demande-delai");
    const radiee = vivre(prevenue, radier("non-renouvellement"), "2025-01-20");
    expect(reactivableJusquAu(radiee, "2025-01-20")).toBe("2025-06-20");
    expect(codeOf(() => vivre(radiee, { transition: "reactiver" }, "2025-06-21"))).toBe("demande-delai");
    expect(vivre(radiee, { transition: "reactiver" }, "2025-06-20")).toMatchObject({
      etat: "active",
      ancienneteLe: "2023-12-20",
      echeanceLe: "2026-06-20",
      radieLe: null,
    });
  });

  it("a notice that leaves late gives its month all the same", () => {
    const prevenue = vivre(ACTIVE, { transition: "prevenir" }, "2025-02-01");
    expect(acteEchu(prevenue, "2025-02-28")).toBeNull();
    expect(acteEchu(prevenue, "2025-03-01")).toEqual(radier("non-renouvellement"));
  });

  it("without an answer: a warning, two months, then five to come back", () => {
    const avertie = vivre(ACTIVE, { transition: "avertir", motif: "non-reponse" }, "2024-03-31");
    expect(acteEchu(avertie, "2024-05-30")).toBeNull();
    expect(acteEchu(avertie, "2024-05-31")).toEqual(radier("non-reponse"));
    const radiee = vivre(avertie, radier("non-reponse"), "2024-05-31");
    expect(vivre(radiee, { transition: "reactiver" }, "2024-10-31").echeanceLe).toBe("2024-12-20");
    expect(codeOf(() => vivre(radiee, { transition: "reactiver" }, "2024-11-01"))).toBe("demande-delai");
  });

  it("inadmissible: never by a delay alone, a month after the warning of the commission", () => {
    const avertie = vivre(ACTIVE, { transition: "avertir", motif: "irrecevabilite" }, "2024-03-15");
    expect(acteEchu(avertie, "2030-01-01")).toBeNull();
    expect(codeOf(() => vivre(avertie, radier("irrecevabilite"), "2024-04-14"))).toBe("demande-delai");
    expect(codeOf(() => vivre(avertie, radier("non-reponse"), "2030-01-01"))).toBe("demande-delai");
    const radiee = vivre(avertie, radier("irrecevabilite"), "2024-04-15");
    expect(codeOf(() => vivre(radiee, { transition: "reactiver" }, "2024-04-16"))).toBe("demande-delai");
  });

  it("what is not in the table is refused", () => {
    for (const etat of ETATS_DEMANDE) {
      for (const transition of TRANSITIONS_DEMANDE) {
        if (VIE_DEMANDE[transition].depuis.includes(etat)) continue;
        const acte = { transition, motif: "renonciation", ancienneteLe: "2024-01-01" } as ActeVie;
        expect(codeOf(() => vivre({ ...ACTIVE, etat }, acte, "2026-01-01"))).toBe("demande-transition");
      }
    }
  });
});

const acteArbitrary: fc.Arbitrary<ActeVie> = fc.oneof(
  fc
    .constantFrom("deposer", "demander-complement", "prevenir", "renouveler", "lever-avertissement", "reactiver")
    .map((transition): ActeVie => ({ transition: transition as "deposer" })),
  fc
    .constantFrom("2023-06-01", "2024-01-01")
    .map((ancienneteLe): ActeVie => ({ transition: "enregistrer", ancienneteLe })),
  fc
    .constantFrom("non-reponse", "irrecevabilite")
    .map((motif): ActeVie => ({ transition: "avertir", motif: motif as "non-reponse" })),
  fc.constantFrom(...MOTIFS_RADIATION).map((motif) => radier(motif)),
);

/** Pairs: days elapsed, then an act tried, or null when the daily command runs. */
const suite = fc.array(fc.tuple(fc.nat(200), fc.option(acteArbitrary, { nil: null })), { maxLength: 60 });

describe("any life, day after day", () => {
  it("stays in the table, is struck off on a ground of the list alone, and keeps its seniority", () => {
    fc.assert(
      fc.property(suite, (pas) => {
        let [vie, jour] = [BROUILLON, "2024-01-01"];
        for (const [attente, tente] of pas) {
          jour = addDays(jour, attente);
          vie = step(vie, tente ?? acteEchu(vie, jour), jour);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("left alone, a demande ends struck off and stays so: acts that fall due come to an end", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (pas) => {
        let [vie, jour, actes] = [ACTIVE, "2024-01-10", 0];
        for (let tour = 0; tour < 1500 / pas + 2; tour += 1) {
          jour = addDays(jour, pas);
          const acte = acteEchu(vie, jour);
          if (acte === null) continue;
          vie = vivre(vie, acte, jour);
          actes += 1;
        }
        expect([vie.etat, vie.radieMotif, actes]).toEqual(["radiee", "non-renouvellement", 2]);
      }),
    );
  });
});

/** The demande after an act that may be refused, or unchanged. */
function step(avant: VieDemande, acte: ActeVie | null, jour: string): VieDemande {
  if (acte === null || codeOf(() => vivre(avant, acte, jour)) !== "fait") return avant;
  const vie = vivre(avant, acte, jour);
  const regle = VIE_DEMANDE[acte.transition];
  expect(regle.depuis).toContain(avant.etat);
  expect(vie.etat).toBe(regle.vers);
  expect(vie.etat === "radiee").toBe(vie.radieMotif !== null && MOTIFS_RADIATION.includes(vie.radieMotif));
  expect(vie.ancienneteLe).toBe(avant.ancienneteLe ?? vie.ancienneteLe);
  if (acte.transition === "radier") checkWarned(avant, acte.motif, jour);
  return vie;
}

/** Same rule in other words: nobody is struck off for silence without a notice. */
function checkWarned(avant: VieDemande, motif: string, jour: string): void {
  if (motif === "non-renouvellement") {
    expect(avant.preavisLe !== null && addDays(avant.preavisLe, 28) <= jour).toBe(true);
    expect((avant.renouveleeLe ?? avant.enregistreeLe ?? "9999") < addDays(jour, 0)).toBe(true);
  }
  if (motif === "non-reponse" || motif === "irrecevabilite") {
    expect(avant.avertiMotif).toBe(motif);
    expect(avant.avertieLe !== null && addDays(avant.avertieLe, 28) <= jour).toBe(true);
  }
}

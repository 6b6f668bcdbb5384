import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { PART_VIDE, type PartIncertaine } from "#droit/regles/part.ts";
import type { Etendue } from "#engagements/lectures/effort/etendue.ts";
import { buildPriorJeffreys } from "#socle/calculs/projection/projeter.ts";
import { ceilShare } from "#socle/regles/shared/taux.ts";
import { NEUF_MOIS } from "../../../../test/fixtures/etendue.ts";
import type { Attente, Prior, Projection } from "./effort.ts";
import type { Quand } from "./juger.ts";
import { sayChance } from "./phrases.ts";
import { project } from "./projection.ts";

const PRIOR = { ...buildPriorJeffreys(), libelle: "Jeffreys" };

function attente(total: number | null, moyenne: number | null = null): Attente {
  return { total, moyenne, origine: "saisie", parMois: [], annees: [] };
}

function part(realise: number, assiette: number, inconnusPart = 0, inconnusAutres = 0) {
  return { ...PART_VIDE, part: realise, total: assiette, inconnusPart, inconnusAutres };
}

const FINIE: Etendue = {
  dernierMois: 12,
  compteJusque: 12,
  arreteAu: "2018-12-31",
  entame: false,
  acheve: true,
  lacune: false,
  enCours: null,
};

const projectOn = (
  share: PartIncertaine,
  coming: Attente,
  objectif: Projection["objectif"],
  { prior = PRIOR, etendue = NEUF_MOIS, extractions = [] }: Partial<Quand> & { readonly prior?: Prior } = {},
) => project(share, objectif, { attente: coming, prior, quand: { etendue, extractions } });

const TAUX_21: Projection["objectif"] = { taux: 0.21, nombre: null, nature: "cible" };
const TRENTE: Projection["objectif"] = { taux: 0.25, nombre: 30, nature: "cible" };
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

describe("k of the next m", () => {
  it("30 of 180, 21 %, 180 to come: 46, and 2 chances in 100", () => {
    const found = projectOn(part(30, 180), attente(180), TAUX_21);
    expect(found).toMatchObject({ besoin: 46, issue: "possible", besoinBornes: [46, 46] });
    expect(found.probabilite).toBeCloseTo(0.02216626571260173, 9);
    expect(plain(found.phrase)).toBe("Il faut 46 des 180 prochaines, soit 25,6 %.");
    expect(plain(found.phraseProbabilite)).toBe("environ 2 chances sur 100");
  });

  it("a written number binds as a number", () => {
    expect(projectOn(part(27, 86), attente(29), TRENTE)).toMatchObject({ besoin: 3 });
    expect(projectOn(part(31, 86), attente(29, 28.5), TRENTE)).toMatchObject({
      besoin: 0,
      issue: "acquis",
      probabilite: 1,
    });
  });

  it("a rate reached today is not sure while the number to come is a guess", () => {
    expect(projectOn(part(20, 40), attente(4, 3.5), TAUX_21)).toMatchObject({ besoin: 0, issue: "possible" });
    expect(projectOn(part(20, 40), attente(4), TAUX_21)).toMatchObject({ besoin: 0, issue: "acquis" });
  });

  it("an average that rounds to none, or is none, makes nothing sure before the end", () => {
    const rare = attente(0, 1 / 3);
    expect(projectOn(part(20, 40), rare, TAUX_21)).toMatchObject({ besoin: 0, issue: "possible" });
    expect(projectOn(part(0, 40), rare, TAUX_21)).toMatchObject({ issue: "possible" });
    expect(projectOn(part(20, 40), attente(0, 0), TAUX_21)).toMatchObject({ issue: "inconnue", probabilite: null });
    expect(projectOn(part(0, 40), attente(0, 0), TRENTE)).toMatchObject({ issue: "inconnue", probabilite: null });
    expect(projectOn(part(31, 86), attente(0, 0), TRENTE)).toMatchObject({ issue: "acquis", probabilite: 1 });
    // A typed 0 is accepted.
    expect(projectOn(part(0, 40), attente(0), TAUX_21)).toMatchObject({ issue: "impossible" });
  });

  it("more than all that remain is out of reach, unless the unknown could help", () => {
    expect(projectOn(part(0, 40), attente(3), TAUX_21)).toMatchObject({ issue: "impossible", probabilite: 0 });
    expect(projectOn(part(0, 40, 12), attente(3), TAUX_21).issue).toBe("possible");
  });

  it("says nothing of a rate when nobody knows how many will come", () => {
    const unknown = projectOn(part(3, 40), attente(null), TAUX_21);
    expect(unknown).toMatchObject({ besoin: null, issue: "inconnue", probabilite: null });
    expect(projectOn(part(3, 40), attente(null), TRENTE)).toMatchObject({ besoin: 27, issue: "inconnue" });
  });

  it("without any lease of the year, a prior that knows nothing does not speak", () => {
    expect(projectOn(part(0, 0), attente(90), TAUX_21)).toMatchObject({
      besoin: 19,
      issue: "inconnue",
      probabilite: null,
    });
    const former = { a: 17, b: 73.5, libelle: "66 sur 360 en 2017" };
    expect(projectOn(part(0, 0), attente(90), TAUX_21, { prior: former }).issue).toBe("possible");
  });

  it("nobody is told to sign again what a missing quarter may have signed", () => {
    const lacune: Etendue = { ...NEUF_MOIS, lacune: true };
    const rien: Attente = { ...attente(null), origine: "inconnue" };
    for (const objectif of [TRENTE, TAUX_21]) {
      const found = projectOn(part(3, 40), rien, objectif, { etendue: lacune });
      expect(found).toMatchObject({ besoin: null, besoinBornes: null, issue: "inconnue", probabilite: null });
      expect(found.phrase).toContain("Combien il en faut encore n’est pas connu");
    }
    // A reached number stays reached, whatever that quarter signed.
    const atteint = projectOn(part(30, 40), rien, TRENTE, { etendue: lacune });
    expect(atteint).toMatchObject({ besoin: 0, issue: "acquis", verdict: "en-cours" });
    expect(atteint.phrase).toBe("Plus rien à faire : ce qui est publié suffit.");
    // A typed number includes the leases of the missing quarter.
    expect(projectOn(part(3, 40), attente(60), TRENTE, { etendue: lacune })).toMatchObject({ besoin: 27 });
  });

  it("none expected is not the end of the year", () => {
    const none = { ...attente(0), parMois: [{ mois: 12, attendus: 0 }] };
    expect(plain(projectOn(part(1, 12), none, { ...TAUX_21, taux: 0.25 }).phrase)).toBe(
      "Il en faudrait 2, et aucune n’est attendue.",
    );
  });

  it.each<[PartIncertaine, Partial<Projection>]>([
    [part(66, 360), { issue: "impossible", verdict: "non-atteint", phrase: "L’année est finie : il manque 24." }],
    [part(90, 360), { issue: "acquis", verdict: "atteint", phrase: "L’année est finie, l’objectif est atteint." }],
    [
      part(66, 360, 4),
      { verdict: "non-atteint", phrase: "L’année est finie : il manque 24. Entre 21 et 24 selon ce qui est inconnu." },
    ],
    [
      part(90, 360, 0, 8),
      {
        issue: "inconnue",
        verdict: "indecidable",
        probabilite: null,
        phraseProbabilite: "indécidable",
        phrase:
          "L’année est finie, l’objectif est indécidable : ce qui manque n’est pas sûr. Entre 0 et 2 selon ce qui est inconnu.",
      },
    ],
    [
      PART_VIDE,
      {
        issue: "inconnue",
        verdict: "sans-objet",
        probabilite: null,
        phraseProbabilite: "sans objet",
        phrase: "L’année est finie : il n’y a rien à compter.",
      },
    ],
  ])("when the year is over, has a verdict and no chances: %j", (share, expected) => {
    expect(projectOn(share, attente(0), { ...TAUX_21, taux: 0.25 }, { etendue: FINIE })).toMatchObject(expected);
  });

  it("before the end no month of which is expected, judges nothing", () => {
    const decembre = { ...attente(null), origine: "inconnue" as const };
    const found = projectOn(part(66, 360), decembre, { ...TAUX_21, taux: 0.25 });
    expect(found).toMatchObject({ verdict: "en-cours", issue: "inconnue", besoin: null });
  });
});

test.each([
  [0.0004, "moins d’1 chance sur 100"],
  [0.013, "environ 1 chance sur 100"],
  [0.06, "environ 6 chances sur 100"],
  [0.12, "environ 1 chance sur 10"],
  [0.5, "environ 1 chance sur 2"],
  [0.87, "environ 9 chances sur 10"],
  [0.93, "environ 93 chances sur 100"],
  [0.9999, "plus de 99 chances sur 100"],
])("%s is said « %s »", (p, said) => {
  expect(plain(sayChance(p))).toBe(said);
});

describe("whatever the counts", () => {
  const counts = fc.record({
    x: fc.nat(60),
    others: fc.nat(120),
    u1: fc.nat(10),
    u2: fc.nat(10),
    m: fc.nat(80),
    taux: fc.constantFrom(0.14, 0.21, 0.25, 0.5),
  });

  it("k is the least that is enough, and its bounds hold it", () => {
    fc.assert(
      fc.property(counts, ({ x, others, u1, u2, m, taux }) => {
        const n = x + others;
        const { besoin, besoinBornes } = projectOn(part(x, n, u1, u2), attente(m), { ...TAUX_21, taux });
        const k = besoin ?? Number.NaN;
        const reaches = (count: number) => x + count >= ceilShare(n + m, taux);
        expect(reaches(k)).toBe(true);
        expect(k === 0 || !reaches(k - 1)).toBe(true);
        expect(besoinBornes?.[0]).toBeLessThanOrEqual(k);
        expect(besoinBornes?.[1]).toBeGreaterThanOrEqual(k);
      }),
    );
  });

  it("certainty is never said of what the unknown could turn", () => {
    fc.assert(
      fc.property(counts, ({ x, others, u1, u2, m, taux }) => {
        const found = projectOn(part(x, x + others, u1, u2), attente(m), { ...TAUX_21, taux });
        const [least, most] = found.besoinBornes ?? [Number.NaN, Number.NaN];
        const certain = most === 0 || least > m;
        expect(["acquis", "impossible"].includes(found.issue)).toBe(certain);
        expect(found.issue === "inconnue").toBe(!certain && x + others === 0);
      }),
    );
  });

  it("more that counts among the unknown never lowers the chances", () => {
    fc.assert(
      fc.property(counts, ({ x, others, u1, u2, m, taux }) => {
        const found = projectOn(part(x, x + others, u1, u2), attente(m), { ...TAUX_21, taux });
        const [low, high] = found.probabiliteBornes ?? [0, 1];
        expect(low).toBeLessThanOrEqual(high);
      }),
    );
  });
});

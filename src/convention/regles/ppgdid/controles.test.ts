import { describe, expect, it } from "vitest";
import type { ActePpgdid } from "./acte.ts";
import { checkActePpgdid } from "./acte.ts";
import { checkPpgdid, type FaitsPpgdid } from "./controles.ts";
import { findPlan, lastDayOf, mayProlong, type PlanPpgdid } from "./plan.ts";

const SANS: FaitsPpgdid = { zoneTendue: null, cotationDepuis: null };

const acte = (nature: ActePpgdid["nature"], date: string, annee: number | null = null): ActePpgdid => ({
  nature,
  date,
  annee,
  acte: "délibération n° 1",
});

const planOf = (more: Partial<PlanPpgdid> = {}): PlanPpgdid => ({
  id: 1,
  numero: 1,
  titre: "Plan",
  accueilJours: null,
  accueilOrganisme: null,
  rubriques: [],
  actes: [],
  conventions: [],
  ...more,
});

const ecrites = (sans: readonly number[] = []) =>
  Array.from({ length: 13 }, (_, rang) => rang + 1)
    .filter((numero) => !sans.includes(numero))
    .map((numero) => ({ numero, texte: "Ce que dit le plan.", nonDecidee: false }));

/** State and sentence of the control of that code, « manque L’évaluation… »; undefined: no such control. */
function said(plan: PlanPpgdid, code: string, jour: string, faits: FaitsPpgdid = SANS): string | undefined {
  const found = checkPpgdid(plan, faits, jour).find((controle) => controle.code === code);
  return found && `${found.etat} : ${found.phrase}`;
}

const dit = (texte: string | undefined) => texte?.replaceAll(/[\u00a0\u202f]/g, " ");

describe("contents, 1° to 13°", () => {
  it("those that are not written are named; « nothing decided » is an answer of 12° and 13° alone", () => {
    const vide = (numero: number) => ({ numero, texte: "", nonDecidee: true });
    const sans = planOf({ rubriques: [...ecrites([3, 12, 13]), vide(3), vide(12), vide(13)] });
    expect(dit(said(sans, "contenu", "2026-01-01"))).toBe("manque : 1 rubrique n’est pas écrite : 3°.");
    const tout = planOf({ rubriques: [...ecrites([12]), vide(12)] });
    expect(said(tout, "contenu", "2026-01-01")).toBe("fait : Les treize rubriques du plan sont écrites.");
  });

  it("the cotation could be left undecided before the décret of 17 December 2019", () => {
    const plan = planOf({ rubriques: [...ecrites([11]), { numero: 11, texte: "", nonDecidee: true }] });
    expect(said(plan, "contenu", "2019-12-18")).toContain("fait");
    expect(dit(said(plan, "contenu", "2019-12-19"))).toBe("manque : 1 rubrique n’est pas écrite : 11°.");
  });
});

describe("the first reception", () => {
  const accueil = (jours: number | null, zoneTendue: boolean | null) =>
    dit(said(planOf({ accueilJours: jours }), "accueil", "2026-01-01", { ...SANS, zoneTendue }));

  it("is of one month, of two where housing is tense; which of them it is may be unknown, and then nothing is blamed", () => {
    expect(accueil(30, null)).toBe("fait : Premier accueil en 30 jours au plus : le texte en admet 30.");
    expect(accueil(45, null)).toContain("inconnu : Premier accueil en 45 jours au plus");
    expect(accueil(45, false)).toBe("manque : Premier accueil en 45 jours au plus : le texte n’en admet que 30.");
    expect(accueil(45, true)).toContain("fait");
    expect(accueil(61, null)).toContain("manque");
    expect(accueil(61, true)).toContain("manque");
    expect(accueil(null, true)).toBe("manque : Le plan ne fixe pas le délai maximal du premier accueil.");
  });
});

describe("a draft", () => {
  it("the préfet has three months from the launch", () => {
    const plan = planOf({ actes: [acte("lancement", "2026-01-10")] });
    expect(said(planOf(), "lancement", "2026-01-10")).toContain("manque");
    expect(said(plan, "porter-a-connaissance", "2026-04-10")).toContain("a-venir");
    expect(said(plan, "porter-a-connaissance", "2026-04-11")).toContain("manque");
  });

  it("silence of two months is a favourable opinion; an opinion on a former draft is none on this one", () => {
    const actes = [
      acte("lancement", "2026-01-10"),
      acte("avis-communes", "2026-01-31"),
      acte("saisine-avis", "2026-02-01"),
      acte("avis-cil", "2026-02-20"),
      acte("demande-etat", "2026-03-01"),
    ];
    const plan = planOf({ actes });
    expect(said(plan, "avis-communes", "2026-04-01")).toContain("a-venir");
    expect(said(plan, "avis-communes", "2026-04-02")).toContain("fait : Avis des communes réputé favorable");
    expect(dit(said(plan, "avis-cil", "2026-04-01"))).toBe("fait : Avis de la conférence du 20 février 2026.");
    expect(said(plan, "demande-etat", "2026-04-01")).toContain("manque");
    const repris = planOf({ actes: [...actes, acte("saisine-avis", "2026-03-15")] });
    expect(said(repris, "demande-etat", "2026-04-01")).toBeUndefined();
  });
});

describe("a plan that lives", () => {
  const adopte = acte("adoption", "2018-12-06");

  it("ends after six years, and at most two years of prolongation", () => {
    const un = acte("prolongation", "2024-11-01");
    expect(lastDayOf(planOf({ actes: [adopte] }))).toBe("2024-12-05");
    expect(lastDayOf(planOf({ actes: [adopte, un] }))).toBe("2025-12-05");
    expect(lastDayOf(planOf({ actes: [adopte, un, un, un] }))).toBe("2026-12-05");
    expect(mayProlong(planOf({ actes: [adopte, un] }), "2025-11-01")).toBe(true);
    expect(mayProlong(planOf({ actes: [adopte, un, un] }), "2026-11-01")).toBe(false);
    expect(lastDayOf(planOf())).toBeNull();
  });

  it("asks for its evaluation six months before its end, and for what follows it", () => {
    const plan = planOf({ actes: [adopte] });
    expect(said(plan, "duree", "2024-06-04")).toContain("a-venir");
    expect(said(plan, "duree", "2024-06-05")).toContain("manque : L’évaluation du plan");
    expect(said(plan, "duree", "2024-12-05")).toContain("manque : L’évaluation du plan");
    expect(said(plan, "duree", "2024-12-06")).toContain("manque : Le plan a pris fin");
    const evalue = planOf({ actes: [adopte, acte("evaluation", "2024-05-01")] });
    expect(said(evalue, "duree", "2024-06-05")).toContain("fait");
  });

  it("asks for a bilan of each year that is over, and for one after three years", () => {
    const plan = planOf({ actes: [adopte, acte("bilan-annuel", "2020-03-01", 2019)] });
    expect(said(plan, "bilan-annuel", "2018-12-31")).toContain("a-venir");
    expect(dit(said(plan, "bilan-annuel", "2021-01-01"))).toBe(
      "manque : Aucun bilan annuel n’est enregistré pour 2018 et 2020.",
    );
    expect(said(plan, "bilan-triennal", "2021-12-05")).toContain("a-venir");
    expect(said(plan, "bilan-triennal", "2021-12-06")).toContain("manque");
    const fait = planOf({ actes: [adopte, acte("bilan-triennal", "2022-01-10")] });
    expect(said(fait, "bilan-triennal", "2022-02-01")).toContain("fait");
  });

  it("of two, that of the day is the last adopted", () => {
    const [ancien, nouveau] = [
      planOf({ actes: [adopte] }),
      planOf({ id: 2, numero: 2, actes: [acte("adoption", "2024-11-01")] }),
    ];
    expect(findPlan([ancien, nouveau], "2024-10-31")?.id).toBe(1);
    expect(findPlan([ancien, nouveau], "2024-11-01")?.id).toBe(2);
    expect(findPlan([planOf()], "2024-11-01")).toBeNull();
  });
});

describe("the cotation and the conventions", () => {
  it("the scheme is due on the last day that the texts gave, each in its time", () => {
    const jours = ["2018-11-24", "2021-07-31", "2021-08-01", "2021-12-31", "2022-01-01", "2023-12-31", "2024-01-01"];
    expect(jours.map((jour) => said(planOf(), "cotation", jour)?.split(" ")[0])).toEqual([
      "fait",
      "a-venir",
      "a-venir",
      "a-venir",
      "manque",
      "a-venir",
      "manque",
    ]);
    expect(said(planOf(), "cotation", "2026-01-01", { ...SANS, cotationDepuis: "2025-06-01" })).toContain("fait");
    expect(said(planOf(), "cotation", "2026-01-01", { ...SANS, cotationDepuis: "2026-06-01" })).toContain("manque");
  });

  it("a value that comes from a secondary source is to be confirmed", () => {
    const [controle] = checkPpgdid(planOf(), SANS, "2026-01-01").filter(({ code }) => code === "cotation");
    expect(controle?.aConfirmer).toBe(true);
    const [accueil] = checkPpgdid(planOf(), SANS, "2026-01-01").filter(({ code }) => code === "accueil");
    expect(accueil?.aConfirmer).toBe(false);
  });

  it("each has who signs it and when, or the arrêté that stands for it", () => {
    const convention = (more: Partial<PlanPpgdid["conventions"][number]>): PlanPpgdid =>
      planOf({
        conventions: [{ id: 7, nature: "service-accueil", titre: "Accueil", arrete: null, signataires: [], ...more }],
      });
    const signataires = [
      { id: 1, nom: "Hamaris", signeLe: "2026-01-05" },
      { id: 2, nom: "Vitry Habitat", signeLe: null },
    ];
    expect(dit(said(convention({ signataires }), "convention-7", "2026-02-01"))).toBe(
      "manque : « Accueil » : Vitry Habitat n’a pas signé.",
    );
    expect(said(convention({ signataires: signataires.slice(0, 1) }), "convention-7", "2026-02-01")).toContain("fait");
    expect(said(convention({ signataires, arrete: "arrêté n° 4" }), "convention-7", "2026-02-01")).toContain("fait");
    expect(said(convention({}), "convention-gestion-partagee", "2026-02-01")).toContain("manque");
    expect(said(convention({}), "convention-service-accueil", "2026-02-01")).toBeUndefined();
  });

  it("nobody’s value stands for the long delay of a département", () => {
    expect(said(planOf(), "delai-anormalement-long", "2026-01-01")).toContain("inconnu");
  });
});

describe("an act", () => {
  const adopte = acte("adoption", "2018-12-06");
  const refusal = (actes: readonly ActePpgdid[], nouveau: ActePpgdid) => {
    try {
      checkActePpgdid(actes, nouveau, "2026-01-01");
      return null;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it.each([
    ["one of a day to come", [], acte("lancement", "2026-01-02"), "ppgdid-acte-futur"],
    ["of today", [], acte("lancement", "2026-01-01"), null],
    ["one that comes once", [adopte], acte("adoption", "2019-01-01"), "ppgdid-acte-deja-ecrit"],
    ["one that comes again", [acte("avis-communes", "2018-01-01")], acte("avis-communes", "2018-02-01"), null],
    ["one of a plan that lives, before its adoption", [], acte("bilan-triennal", "2025-01-01"), "ppgdid-acte-trop-tot"],
    ["of a day before it", [adopte], acte("prolongation", "2018-12-05"), "ppgdid-acte-trop-tot"],
    ["a bilan of no year", [adopte], acte("bilan-annuel", "2020-01-01"), "ppgdid-bilan-sans-annee"],
    [
      "the bilan of a year twice",
      [adopte, acte("bilan-annuel", "2020-01-01", 2019)],
      acte("bilan-annuel", "2020-06-01", 2019),
      "ppgdid-acte-deja-ecrit",
    ],
    [
      "that of another year",
      [adopte, acte("bilan-annuel", "2020-01-01", 2019)],
      acte("bilan-annuel", "2021-06-01", 2020),
      null,
    ],
  ])("%s", (_, actes, nouveau, code) => {
    expect(refusal(actes, nouveau)).toBe(code);
  });
});

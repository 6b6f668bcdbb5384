import { beforeAll, describe, expect, it } from "vitest";
import { drawLot } from "../../../../test/fixtures/lot-synthetique.ts";
import { hashContenu, resumer } from "../../actes/plan/etablir-plan.ts";
import { optimiser } from "../../optimisation/run-optimisation.ts";
import { PARAMETRES_PLAN } from "../../regles/plan/parametres-plan.ts";
import { buildVuePlan } from "./build-vue.ts";
import { numeroter } from "./numeroter.ts";
import type { ContenuPlan, PlanLu } from "./ports.ts";
import type { VuePlan } from "./vue.ts";

const TERRITOIRE = { epci: "200000001", nom: "Essai", demonstration: false };
let lu: PlanLu;
let contenu: ContenuPlan;
let menages: readonly string[];

/** A quarter that cannot reach the target of its year. */
beforeAll(async () => {
  const { lot, objectifs } = drawLot(4, { logements: 40, menages: 120, attenteMoyenne: 8, enRetard: true });
  const numbered = numeroter(await optimiser(lot, objectifs, { ...PARAMETRES_PLAN, critere: "attente" }));
  menages = numbered.menages;
  contenu = {
    version: 1,
    arreteAu: "2026-09-30",
    plan: numbered.plan,
    coupes: ["L0001"],
    logements: lot.logements.map(({ id, zone, contingent }, rank) => ({
      cle: id,
      liberation: rank + 1,
      reference: `L-${rank + 1}`,
      typologie: "T3" as const,
      commune: "Essai",
      zone,
      contingent,
    })),
  };
  lu = {
    id: 1,
    nom: "Plan",
    bailleur: { organisation: 1, nom: "OPH" },
    jour: "2026-11-28",
    figePar: "Ada Byron",
    figeLe: "2026-11-28T10:00:00Z",
    empreinte: hashContenu(contenu),
    synthetique: true,
    resume: resumer(contenu.plan),
    contenu,
    menages: menages.map((demandeur, rank) => ({
      numero: rank + 1,
      demandeur,
      reference: rank % 2 === 0 ? `D-${rank + 1}` : null,
    })),
  };
}, 60_000);

const detailOf = ({ detail }: VuePlan) => {
  if (!detail) throw new Error("no detail");
  return detail;
};

describe("a proposal in words", () => {
  it("numbers each household once, in the order in which it is read, and keeps no file in what is frozen", () => {
    expect(new Set(menages).size).toBe(menages.length);
    expect(contenu.plan.lignes.find(({ propose }) => propose)?.propose?.menage).toBe("1");
    expect(JSON.stringify(contenu)).not.toMatch(/M\d{5}/);
  });

  it("calls a household by its reference for whoever reads it, by its number otherwise", () => {
    const { lignes } = detailOf(buildVuePlan(TERRITOIRE, lu));
    const words = lignes.map(({ menage }) => menage).filter((menage) => menage !== null);
    expect(words.some((word) => word.startsWith("D-"))).toBe(true);
    expect(words.some((word) => word.startsWith("ménage n°"))).toBe(true);
  });

  it("says why an objective is out of reach, and which dwellings say it", () => {
    const { objectifs } = detailOf(buildVuePlan(TERRITOIRE, lu));
    const missed = objectifs.filter(({ manque }) => manque.length > 0);
    expect(missed.length).toBeGreaterThan(0);
    expect(missed.flatMap(({ manque }) => manque[0] ?? []).join(" ")).toMatch(
      /Il manque \d+\sménages? connus? comme du premier quartile/u,
    );
    expect(missed.some(({ prix }) => prix === "impossible avec ce qu’on sait des demandes éligibles")).toBe(true);
  });

  it("gives each displaced demande its reason, and as many as it counts", () => {
    const vue = buildVuePlan(TERRITOIRE, lu);
    const { ecartees, comparaison } = detailOf(vue);
    expect(ecartees.length).toBe(lu.resume.ecartees);
    expect(ecartees.filter(({ raison }) => !/compte pour : .+|que l’ordre lui donnait/.test(raison))).toEqual([]);
    expect(comparaison.map(({ nom }) => nom)).toEqual(["Proposition", "Ordre d’ancienneté", "Ordre de cotation"]);
    expect(vue.reserves.join(" ")).toContain("L-2");
  });

  it("keeps its counts alone when its households are detached", () => {
    const vue = buildVuePlan(TERRITOIRE, { ...lu, contenu: null, menages: [] });
    expect(vue.detail).toBeNull();
    expect(vue.reponse).toHaveLength(1);
  });

  it("has the hash of what it says", () => {
    expect(hashContenu(JSON.parse(JSON.stringify(contenu)) as ContenuPlan)).toBe(lu.empreinte);
    expect(hashContenu({ ...contenu, arreteAu: "2026-09-29" })).not.toBe(lu.empreinte);
  });
});

import { describe, expect, it, test } from "vitest";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { findLieu } from "#socle/regles/plan/lieu.ts";
import { openSalles, opensPage } from "#socle/regles/plan/ouvert.ts";
import { type PagePlan, PLAN, type Salle } from "#socle/regles/plan/plan.ts";
import { baseOf } from "../fixtures/base.ts";
import { acteurOf } from "../fixtures/habilitations.ts";
import { createTestApp } from "../fixtures/http.ts";
import { EPCI } from "../fixtures/pages.ts";
import { routesOf } from "./routes.ts";

const SALLES: readonly Salle[] = PLAN;
const PAGES: readonly PagePlan[] = SALLES.flatMap(({ pages }) => pages.flatMap((page) => [page, ...(page.vues ?? [])]));
/** Read by more people than it is offered to. */
const PLUS_ETROITES = ["plans"];
const GETS = routesOf(createTestApp(baseOf({})))
  .filter(({ methode, chemin }) => methode === "GET" && chemin.startsWith("/t/:epci/"))
  .map(({ chemin, declaration }) => ({ chemin: chemin.slice("/t/:epci/".length), declaration }));

describe("the plan and the routes say the same", () => {
  it.each(PAGES.filter(({ chemin }) => !PLUS_ETROITES.includes(chemin)).map((page) => [page.chemin, page] as const))(
    "%s asks for the right that its route asks",
    (chemin, page) => {
      const declaration = GETS.find((route) => route.chemin === chemin)?.declaration;
      expect(declaration).toMatchObject({ ressource: page.ressource, action: page.action ?? "lire" });
    },
  );

  it("every page of a territory stands in a room, but those of all rooms", () => {
    const ailleurs = GETS.map(({ chemin }) => chemin)
      .filter((chemin) => !/\.[a-z]+$|\.[a-z]+[)}]|:fichier|avancement$/.test(chemin))
      .filter((chemin) => findLieu(chemin) === null);
    expect(ailleurs.sort()).toEqual([
      "a-faire",
      "a-faire/toutes",
      "aide",
      "aide/:chapitre",
      "aide/:chapitre/:section",
      "definitions",
      "demarrage",
      "methode",
      "recherche",
      "reprendre",
    ]);
  });

  it("seven rooms, at most seven pages in each, and no address twice", () => {
    expect(SALLES).toHaveLength(7);
    expect(SALLES.filter(({ pages }) => pages.length > 7).map(({ code }) => code)).toEqual([]);
    expect(new Set(PAGES.map(({ chemin }) => chemin)).size).toBe(PAGES.length);
  });
});

describe("where an address stands", () => {
  test.each([
    ["bilan", "objectifs", "bilan", null, true],
    ["bilan/paires", "objectifs", "bilan", null, false],
    ["bilans-bailleurs/3", "objectifs", "bilans-bailleurs", null, false],
    ["relogement", "relogement", "relogement", null, true],
    ["relogement/menages/IBI-001", "relogement", "relogement/menages", null, false],
    ["relogement/immeubles/3", "relogement", "relogement", null, false],
    ["demandes/doublons/4", "attributions", "demandes", "demandes/doublons", false],
    ["demandes/cotation", "attributions", "demandes/cotation", null, true],
    ["observatoire/packs/2018-T3", "observatoire", "observatoire/packs", null, false],
    ["cil", "instances", "commission/reunions", "commission", false],
    ["donnees/lots/6", "donnees", "donnees", null, false],
  ])("%s", (chemin, salle, page, vue, exact) => {
    const lieu = findLieu(chemin);
    expect([lieu?.salle.code, lieu?.page.chemin, lieu?.vue?.chemin ?? null, lieu?.exact]).toEqual([
      salle,
      page,
      vue,
      exact,
    ]);
  });

  it("of no page: null, even where it begins like one", () => {
    expect(findLieu("bilanciel")).toBeNull();
    expect(findLieu("methode")).toBeNull();
  });
});

describe("what is open to a person", () => {
  const sallesOf = (role: RoleHabilite) => openSalles(acteurOf(1, role), EPCI);

  it("a member of a commission has the rooms of what they sit for, and no file of the platform", () => {
    const salles = sallesOf("membre-cal");
    expect(opensPage(salles, "cal")).toBe(true);
    expect(opensPage(salles, "donnees")).toBe(false);
    expect(opensPage(salles, "habilitations")).toBe(false);
  });

  it.each([
    // Nothing ties a published lease to a réservataire by name.
    ["reservataire", "bilan"],
    ["reservataire", "cal"],
    ["reservataire", "plans"],
    // A right to what a session shows opens that session, not the lists of others.
    ["membre-cal", "liberations"],
    ["membre-cal", "contingents"],
    ["membre-cal", "relogement/menages"],
    ["secretaire-cal", "relogement"],
    // Sums, of which the list of dwellings has none.
    ["commune", "liberations/vacants"],
    ["membre-coordination", "liberations/delais"],
    ["membre-coordination", "demandes"],
    // What is published alone: meetings never are.
    ["dpo", "commission/reunions"],
    ["guichet", "programme/conventions"],
  ] as const)("%s is not offered %s, where nothing would ever be for them", (role, chemin) => {
    expect(opensPage(sallesOf(role), chemin)).toBe(false);
  });

  it("and still is what its rights fill", () => {
    expect(opensPage(sallesOf("membre-cal"), "demandes")).toBe(true);
    expect(opensPage(sallesOf("agent-epci"), "examens-occupation")).toBe(true);
    expect(opensPage(sallesOf("membre-coordination"), "liberations/salaries")).toBe(true);
    expect(opensPage(sallesOf("reservataire"), "liberations/vacants")).toBe(true);
    expect(opensPage(sallesOf("dpo"), "cal")).toBe(true);
  });

  it("nobody has an empty room, and whoever is no member has none", () => {
    for (const role of ["agent-epci", "guichet", "dpo", "etat", "reservataire"] as const) {
      expect(sallesOf(role).filter(({ code, pages }) => code !== "accueil" && pages.length === 0)).toEqual([]);
    }
    expect(openSalles(acteurOf(1, "agent-epci", { epci: "200000999" }), EPCI)).toEqual([]);
  });

  it("the form of a case is a page for those alone who do not read the cases", () => {
    expect(opensPage(sallesOf("agent-epci"), "commission/cas/nouveau")).toBe(false);
    expect(opensPage(sallesOf("agent-bailleur"), "commission/cas/nouveau")).toBe(
      !opensPage(sallesOf("agent-bailleur"), "commission/cas"),
    );
  });
});

import { describe, expect, it, test } from "vitest";
import type { HabilitationActive } from "#socle/regles/habilitation/acteur.ts";
import { ADMINISTRATEUR, ROLES_HABILITES, type RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { ACTES_PLAN } from "#socle/regles/plan/actes-plan.ts";
import { findLieu } from "#socle/regles/plan/lieu.ts";
import { listSite } from "./cherchables-site.ts";
import { ancreOf, DEFINITIONS } from "./definitions-table.ts";

const EPCI = "200000001";

function listAs(role: RoleHabilite) {
  const habilitation: HabilitationActive = {
    id: 1,
    role,
    epci: EPCI,
    organisation: 1,
    siren: null,
    nomOrganisation: "Essai",
    communes: [],
    sensible: false,
  };
  return listSite({ nom: "essai", compte: 1, demandeurs: [], habilitations: [habilitation], motif: null }, EPCI);
}

const actesAs = (role: RoleHabilite) => listAs(role).flatMap(({ genre, titre }) => (genre === "acte" ? [titre] : []));

describe("acts", () => {
  test.each<[RoleHabilite, readonly string[], readonly string[]]>([
    [
      "agent-epci",
      ["Déposer un fichier", "Convoquer une réunion"],
      ["Enregistrer une demande", "Accorder une habilitation"],
    ],
    ["gestionnaire-epci", ["Accorder une habilitation"], ["Déposer un fichier", "Signaler un cas bloqué"]],
    ["guichet", ["Enregistrer une demande", "Signaler un cas bloqué"], ["Déposer un fichier", "Convoquer une réunion"]],
    [
      "reservataire",
      ["Signaler un cas bloqué", "Déposer un fichier"],
      ["Enregistrer une demande", "Préparer une convention"],
    ],
    ["membre-cal", [], ["Préparer une séance de commission", "Signaler un cas bloqué"]],
    ["secretaire-cal", ["Préparer une séance de commission"], ["Accorder une habilitation"]],
  ])("%s", (role, offerts, tus) => {
    const actes = actesAs(role);
    expect(actes).toEqual(expect.arrayContaining([...offerts]));
    expect(actes.filter((titre) => tus.includes(titre))).toEqual([]);
  });

  it("each is somebody's", () => {
    const offerts = new Set(ROLES_HABILITES.filter((role) => role !== ADMINISTRATEUR).flatMap(actesAs));
    expect(ACTES_PLAN.map(({ libelle }) => libelle).filter((libelle) => !offerts.has(libelle))).toEqual([]);
  });
});

describe("definitions", () => {
  it("twenty-five words at most, each a page of the menu, in order, none twice", () => {
    expect(DEFINITIONS.filter(({ sens }) => sens.split(/\s+/).length > 25)).toEqual([]);
    expect(DEFINITIONS.filter(({ chemin }) => findLieu(chemin)?.exact !== true)).toEqual([]);
    const mots = DEFINITIONS.map(({ mot }) => mot);
    expect(mots).toEqual(mots.toSorted(new Intl.Collator("fr", { ignorePunctuation: true }).compare));
    expect(new Set(DEFINITIONS.map(ancreOf)).size).toBe(DEFINITIONS.length);
    expect(DEFINITIONS.length).toBeGreaterThanOrEqual(60);
  });
});

test("nobody is shown a page of a room that is not theirs", () => {
  const pages = listAs("gestionnaire-epci").flatMap(({ genre, titre }) => (genre === "page" ? [titre] : []));
  expect(pages).toContain("Habilitations");
  expect(pages).not.toContain("Bilan");
  expect(pages).not.toContain("Demandes");
});

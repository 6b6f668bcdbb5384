import { expect, test } from "vitest";
import { droitsOf } from "#socle/regles/habilitation/matrice.ts";
import { LIBELLE_RESSOURCE, RESSOURCES } from "#socle/regles/habilitation/ressource.ts";
import { LIBELLE_ROLE, ROLES, ROLES_HABILITES } from "#socle/regles/habilitation/role.ts";
import { CADRE, expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import { describeDroit, FAMILLES, renderDroitsPage } from "./droits-page.tsx";
import { describeRole } from "./libelles.ts";

const plain = (text: string) => text.replace(/[\s\u00a0]+/g, " ");

test("each resource is in one family", () => {
  expect(FAMILLES.flatMap(({ ressources }) => ressources).sort()).toEqual([...RESSOURCES].sort());
});

test("the parts of the matrix say every right of it, each in its row", () => {
  FAMILLES.forEach(({ code, ressources }) => {
    const html = renderDroitsPage({ cadre: CADRE, role: null, ressource: null, famille: code });
    expectSoundPage(html);
    const tables = html.split("<table").slice(1);
    expect(tables).toHaveLength(1);
    for (const { code: autre } of FAMILLES) expect(html).toContain(`famille=${autre}`);
    const rows = (tables[0] ?? "")
      .split(/<tr[^>]*>/)
      .slice(2)
      .map(textOf);
    ROLES.forEach((role, place) => {
      const cells = ressources.map((ressource) => {
        const droits = droitsOf(role, ressource);
        return droits.length === 0 ? "– aucun droit" : droits.map(describeDroit).map(plain).join(" ");
      });
      // The last row is followed by the text after the table.
      expect(rows[place]?.startsWith(`${LIBELLE_ROLE[role]} ${cells.join(" ")}`), `${role}: ${rows[place]}`).toBe(true);
    });
  });
});

test.each(ROLES)("what %s can", (role) => {
  const html = renderDroitsPage({ cadre: CADRE, role, ressource: null, famille: null });
  expectSoundPage(html);
  const text = textOf(html);
  for (const ressource of RESSOURCES) expect(text).toContain(plain(LIBELLE_RESSOURCE[ressource]));
});

test.each([
  [{ actions: ["lire"], portee: "soi", niveau: "nominatif" }, "lire : ce qui me concerne"],
  [
    { actions: ["lire", "creer"], portee: "territoire", niveau: "pseudonyme" },
    "lire, créer : le territoire de l’habilitation (sans nom)",
  ],
] as const)("describes a right", (droit, expected) => {
  expect(plain(describeDroit(droit))).toBe(expected);
});

test("each role that can be given has its sentence", () => {
  for (const role of ROLES_HABILITES) expect(describeRole(role)).toMatch(/^[A-Z].+\.$/);
  expect(plain(describeRole("gestionnaire-epci"))).toBe(
    "N’ouvre aucun dossier de ménage en clair ; crée ou modifie : habilitations.",
  );
  expect(plain(describeRole("dpo"))).toContain("télécharge : habilitations, journal");
});

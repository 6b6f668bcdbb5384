import { describe, expect, it } from "vitest";
import { CAS_BLOQUES } from "../../demo/cas-bloques.ts";
import { SIGNATAIRES } from "../../demo/convention.ts";
import { contactOf, INSTANCES } from "../../demo/gouvernance.ts";

const instanceOf = (genre: string) => {
  const found = INSTANCES.find((instance) => instance.genre === genre);
  if (!found) throw new Error(`no ${genre}`);
  return found;
};

describe("the instances of the demonstration, as the signed document describes them", () => {
  it("gathers every signatory in the commission, and nobody else with a voice", () => {
    const { membres, frequenceMois, creeeLe } = instanceOf("commission-coordination");
    const voix = membres.filter(({ fonction }) => fonction !== "invite").map(({ organisation }) => organisation);
    expect(new Set(voix)).toEqual(new Set(SIGNATAIRES.map(({ organisation }) => organisation)));
    expect(voix).toHaveLength(7);
    expect(membres.filter(({ fonction }) => fonction === "invite").map(({ nom }) => nom)).toEqual(["Vitry Habitat"]);
    expect({ frequenceMois, creeeLe }).toEqual({ frequenceMois: 3, creeeLe: "2018-10-05" });
  });

  it("gives no day where the document gives a month, or nothing", () => {
    const sansJour = INSTANCES.filter(({ creeeLe }) => creeeLe === null).map(({ genre }) => genre);
    expect(sansJour).toEqual(["cil", "groupe-travail", "comite-relogement"]);
    expect(instanceOf("cil").source).toContain(
      "créée en avril 2016 par arrêté préfectoral, installée en septembre 2016",
    );
  });

  // CCH L. 441-1-5: mayors, bailleurs, département, réservataires, tenants, insertion bodies and associations; the préfet and the president.
  it("gives the conférence the colleges of the law, presided by the préfet and the president together", () => {
    const { membres } = instanceOf("cil");
    expect(new Set(membres.map(({ college }) => college))).toEqual(
      new Set(["etat", "collectivites", "bailleurs", "reservataires", "locataires", "associations"]),
    );
    expect(membres.filter(({ fonction }) => fonction === "copresidence").map(({ college }) => college)).toEqual([
      "etat",
      "collectivites",
    ]);
    expect(membres.filter(({ college }) => college === "bailleurs")).toHaveLength(5);
  });

  it("writes to addresses that nobody can have, under the name of nobody", () => {
    const contacts = INSTANCES.flatMap(({ membres }) => membres.map(contactOf)).filter((contact) => contact !== null);
    expect(contacts.length).toBeGreaterThan(20);
    for (const { nom, courriel } of contacts) {
      expect(nom).toMatch(/^Contact de démonstration — /);
      expect(courriel).toMatch(/^[a-z-]+@exemple\.invalid$/);
    }
  });

  it("has blocked cases of both natures, opened before the first commission and told to be invented", () => {
    expect(new Set(CAS_BLOQUES.map(({ nature }) => nature))).toEqual(new Set(["nouvelle-demande", "mutation"]));
    for (const { ouvertLe, complement, propositions } of CAS_BLOQUES) {
      expect(ouvertLe < "2018-10-05").toBe(true);
      expect(complement).toMatch(/^Cas de démonstration, inventé : /);
      for (const { le } of propositions) expect(le > ouvertLe && le < "2018-10-05").toBe(true);
    }
  });
});

import { expect, it } from "vitest";
import { BILAN_2017 } from "../../../../test/fixtures/bilan-2017.ts";
import { SECTIONS } from "./ports.ts";
import { sectionsConnues } from "./sections-connues.ts";

/** As if the file had no column for these axes. */
const sans = (...axes: readonly string[]) => ({
  ...BILAN_2017,
  ventilations: BILAN_2017.ventilations.map((one) =>
    axes.includes(one.axe)
      ? { ...one, lignes: one.lignes.slice(0, 1).map((ligne) => ({ ...ligne, code: "inconnu" })) }
      : one,
  ),
});
const absentes = (bilan: typeof BILAN_2017, convention = true) =>
  SECTIONS.filter((section) => !sectionsConnues(bilan, convention).includes(section));

it("keeps the parts that say something", () => {
  const connus = sectionsConnues(BILAN_2017, true);
  for (const section of ["synthese", "objectifs", "bailleurs", "mesures", "methode"]) expect(connus).toContain(section);
});

it("leaves out those of which every value is unknown", () => {
  const tus = absentes(sans("contingent", "prioritaire", "dalo"));
  for (const section of ["contingents", "publics-prioritaires", "flux"]) expect(tus).toContain(section);
  expect(absentes(sans("contingent"))).not.toContain("publics-prioritaires");
  expect(absentes({ ...BILAN_2017, parc: null, controles: [] }, false)).toEqual(
    expect.arrayContaining(["convention", "parc", "controles"]),
  );
});

import { describe, expect, it } from "vitest";
import { BILAN_2017 } from "../../../test/fixtures/bilan-2017.ts";
import { renderCascadeBailleurs } from "./cascade-bailleurs.ts";

const draw = (bilan: typeof BILAN_2017) => renderCascadeBailleurs(bilan)?.draw("100%") ?? null;

describe("the gap by bailleur", () => {
  it("adds up to the territory's, of the objective or else of the floor", () => {
    const { cible, plancher, realise, assiette } = BILAN_2017.horsQpv;
    const gap = realise - (cible?.taux ?? plancher) * assiette;
    const said = gap.toFixed(1).replace(".", ",").replace("-", "−");
    expect(draw(BILAN_2017)).toMatch(new RegExp(`<title>Ensemble : \\+?${said}`));
    expect(draw(BILAN_2017)).not.toContain("Bailleur inconnu");
  });

  it("says what no bailleur is known to have signed", () => {
    const horsQpv = { ...BILAN_2017.horsQpv, assiette: BILAN_2017.horsQpv.assiette + 4 };
    expect(draw({ ...BILAN_2017, horsQpv })).toContain("Bailleur inconnu");
  });

  it("keeps the sign of a settled verdict within its bounds", () => {
    const inconnus = { ...BILAN_2017.horsQpv.inconnus, total: 3 };
    const under = { ...BILAN_2017.horsQpv, cible: null, plancher: 0.25, realise: 5, assiette: 100, inconnus };
    const svg = draw({ ...BILAN_2017, horsQpv: { ...under, bornes: [0.04, 0.08] } });
    expect(svg).toContain("Ensemble : −20,0, entre −21,6 et −17,0");
  });

  it("is not drawn for one bailleur", () => {
    const [first] = BILAN_2017.bailleurs;
    expect(draw({ ...BILAN_2017, bailleurs: first ? [first] : [] })).toBeNull();
    expect(draw({ ...BILAN_2017, bailleur: first?.siren ?? "1" })).toBeNull();
  });
});

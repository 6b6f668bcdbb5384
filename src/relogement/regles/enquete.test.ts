import { expect, test } from "vitest";
import { type EnqueteRelogement, isSatisfait } from "./enquete.ts";

const ENQUETE: EnqueteRelogement = {
  le: "2030-03-20",
  logement: "plutot",
  quartier: "peu",
  accompagnement: null,
  effort: null,
};

test("a household that was not asked, or did not say, is unknown and never unsatisfied", () => {
  expect(isSatisfait(null, "logement")).toBe("inconnu");
  expect(isSatisfait(ENQUETE, "accompagnement")).toBe("inconnu");
  expect(isSatisfait(ENQUETE, "logement")).toBe("oui");
  expect(isSatisfait(ENQUETE, "quartier")).toBe("non");
});

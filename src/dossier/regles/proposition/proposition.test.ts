import { expect, test } from "vitest";
import { checkRepondable, checkTerme, etatProposee, premierTerme } from "./proposition.ts";

test("an offer of dwelling leaves ten days, a visit what was agreed", () => {
  expect(premierTerme("logement", "2026-02-20")).toBe("2026-03-02");
  expect(() => checkTerme("logement", "2026-02-20", "2026-03-01")).toThrow(/dix jours/);
  expect(() => checkTerme("logement", "2026-02-20", "2026-03-02")).not.toThrow();
  expect(() => checkTerme("visite", "2026-02-20", "2026-02-20")).not.toThrow();
  expect(() => checkTerme("visite", "2026-02-20", "2026-02-19")).toThrow(/passé/);
});

test("the last day is in time, the next one is a refusal, and an answer is given once", () => {
  const attente = { repondreAvant: "2026-03-02", reponse: null };
  expect(etatProposee(attente, "2026-03-02")).toBe("attendue");
  expect(etatProposee(attente, "2026-03-03")).toBe("sans-reponse");
  expect(() => checkRepondable(attente, "2026-03-02")).not.toThrow();
  expect(() => checkRepondable(attente, "2026-03-03")).toThrow(/délai/);
  expect(() => checkRepondable({ ...attente, reponse: "refusee" }, "2026-03-01")).toThrow(/déjà une réponse/);
});

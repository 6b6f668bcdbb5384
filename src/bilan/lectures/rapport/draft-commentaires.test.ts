import { expect, it } from "vitest";
import { BILAN_2017 } from "../../../../test/fixtures/bilan-2017.ts";
import { draftCommentaires } from "./draft-commentaires.ts";
import { SECTIONS, SECTIONS_ANNEXES } from "./ports.ts";

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

it("starts every section with a true sentence", () => {
  const drafts = draftCommentaires(BILAN_2017);
  const own = SECTIONS.filter((section) => !SECTIONS_ANNEXES.some((annexe) => annexe === section));
  expect(own).toHaveLength(11);
  for (const section of own) expect(drafts[section], section).toMatch(/^\p{Lu}|^\d/u);
  expect(plain(drafts.synthese)).toBe(
    "Hors quartier prioritaire : 66 sur 360 (entre 17,5 % et 19,2 %), il manque 24 attributions pour 25 %. En quartier prioritaire : 247 sur 391 (entre 62,5 % et 64,7 %), l’objectif de 50 % est atteint. 21 attributions ne sont pas localisées.",
  );
});

it("agrees in number", () => {
  const one = {
    ...BILAN_2017,
    nonLocalisees: { ...BILAN_2017.nonLocalisees, total: 1, premierQuartile: 0, autres: 1 },
    horsQpv: { ...BILAN_2017.horsQpv, manque: 1 },
  };
  expect(plain(draftCommentaires(one).synthese)).toContain("il manque 1 attribution pour");
  expect(plain(draftCommentaires(one).synthese)).toContain("1 attribution n’est pas localisée.");
});

it("never says that an undecidable objective is missed", () => {
  const undecided = { ...BILAN_2017, horsQpv: { ...BILAN_2017.horsQpv, verdict: "indecidable" as const } };
  expect(draftCommentaires(undecided).synthese).toContain("indécidable");
});

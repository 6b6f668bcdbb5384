import { expect, test } from "vitest";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { ChampsRevenus } from "./champs-ressources.tsx";

/** Names of the ticked boxes and choices. */
function tickedOf(saisie: SaisieFormulaire): readonly string[] {
  const html = String(
    ChampsRevenus({
      etat: { saisie, refus: { erreurs: [] } },
      contexte: { communes: [], secteurs: [], bailleurs: [] },
    } as unknown as Parameters<typeof ChampsRevenus>[0]),
  );
  const ticked = [...html.matchAll(/<input(?=[^>]* checked)[^>]*>/g)].map(([input]) => input);
  return ticked.map((input) => /name="([^"]*)"/.exec(input)?.[1] ?? "");
}

test("not knowing is ticked by whoever said so, and by nobody else", () => {
  expect(tickedOf({})).toEqual([]);
  expect(tickedOf({ mensuel_inconnu: ["oui"] })).toEqual(["mensuel_inconnu"]);
  expect(tickedOf({ mensuel: ["1250"] })).toEqual([]);
});

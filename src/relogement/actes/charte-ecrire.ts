import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import type { Base } from "#socle/lectures/base.ts";
import { interdit } from "#socle/regles/shared/refus.ts";
import { cleanTexte } from "../lectures/prose.ts";
import { readConfiees } from "../lectures/suivi-couverture.ts";
import { findPrincipeEcrit } from "../regles/charte.ts";
import { checkPast } from "../regles/regle-offre.ts";

export type PointANoter = {
  readonly epci: string;
  readonly operation: number;
  readonly code: string;
  readonly reponse: Reponse;
  readonly le: string;
  readonly texte: string;
  readonly relu: boolean;
  readonly aujourdhui: string;
};

/**
 * Writes the officer's answer to one point of the charte. Refuses `droit-absent`, `charte-point-inconnu`, `charte-point-calcule`,
 * `relogement-date`, and the refusals of the text.
 */
export async function noterCharte(base: Base, demande: PointANoter): Promise<void> {
  const { epci, operation, code, reponse, le, aujourdhui } = demande;
  findPrincipeEcrit(code);
  checkPast("Date", le, aujourdhui);
  const texte = cleanTexte(demande.texte, "Précision", demande.relu);
  if (!(await readConfiees(base, epci, aujourdhui)).has(operation)) {
    throw interdit("droit-absent", "Les points de la charte sont renseignés par qui l’immeuble est confié.");
  }
  await base.transaction(async (tx) => {
    await tx.relogements.setCharte(epci, operation, { code, reponse, le, texte });
    await tx.journal.ecrire({
      acte: "charte-notee",
      ressource: "relogement",
      epci,
      objet: `operation:${operation} charte:${code}`,
    });
  });
}

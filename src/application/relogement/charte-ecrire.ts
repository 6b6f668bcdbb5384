import type { Reponse } from "#domain/attribution/attribution.ts";
import { findPrincipeEcrit } from "#domain/relogement/charte.ts";
import { checkPast } from "#domain/relogement/regle-offre.ts";
import { Refus } from "#domain/shared/refus.ts";
import type { Base } from "../base.ts";
import { cleanTexte } from "./prose.ts";
import { readConfiees } from "./suivi-couverture.ts";

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
 * What the officer of the building answers to one point. Refuses `droit-absent`, `charte-point-inconnu`, `charte-point-calcule`,
 * `relogement-date`, those of the text.
 */
export async function noterCharte(base: Base, demande: PointANoter): Promise<void> {
  const { epci, operation, code, reponse, le, aujourdhui } = demande;
  findPrincipeEcrit(code);
  checkPast("Date", le, aujourdhui);
  const texte = cleanTexte(demande.texte, "Précision", demande.relu);
  if (!(await readConfiees(base, epci, aujourdhui)).has(operation)) {
    throw new Refus("droit-absent", "Les points de la charte sont renseignés par qui l’immeuble est confié.");
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

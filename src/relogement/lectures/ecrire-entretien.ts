import type { Base } from "#socle/lectures/base.ts";
import { ecrireDossier } from "../actes/ecrire-dossier.ts";
import { checkPast } from "../regles/regle-offre.ts";
import { moveDossier } from "./move-dossier.ts";
import type { ModeEntretien } from "./ports.ts";
import { cleanTexte } from "./prose.ts";

export type EntretienAEcrire = {
  readonly epci: string;
  readonly id: number;
  readonly le: string;
  readonly mode: ModeEntretien;
  readonly texte: string;
  /** true: the person read the warnings on the text, and keeps it. */
  readonly relu: boolean;
  readonly aujourdhui: string;
};

/**
 * Returns the `id`. The first interview moves the file to « diagnostic » on that day. Refuses `relogement-date`, the refusals of the text
 * (`relogement-a-relire`…), `relogement-inconnu`, `droit-absent`.
 */
export async function ecrireEntretien(base: Base, demande: EntretienAEcrire): Promise<number> {
  const { epci, id, le, mode, aujourdhui } = demande;
  checkPast("Date de l’entretien", le, aujourdhui);
  const texte = cleanTexte(demande.texte, "Ce qui a été convenu", demande.relu);
  const objet = (entretien: number) => `entretien:${entretien}`;
  return ecrireDossier(base, { epci, id, acte: "entretien-ecrit", action: "modifier", objet }, async (tx, dossier) => {
    const entretien = await tx.relogements.addEntretien(epci, id, { le, mode, texte });
    if (dossier.etat === "a-rencontrer") await moveDossier(tx, epci, dossier, { vers: "diagnostic", le });
    return entretien;
  });
}

import type { Base } from "#socle/lectures/base.ts";
import { conflit } from "#socle/regles/shared/refus.ts";
import type { DossierRelogement } from "../lectures/ports.ts";
import { unknownDossier } from "./ecrire-dossier.ts";

/** Text that changes with anything written in the file: fields, state, offers and their replies, decisions, interviews. */
export function stampOf(
  { revision, etat, offres, decisions }: Pick<DossierRelogement, "revision" | "etat" | "offres" | "decisions">,
  entretiens: number,
): string {
  const replies = offres.map(({ reponse, visiteeLe, bailSigneLe }) => [
    reponse.slice(0, 3),
    visiteeLe ? "v" : "",
    bailSigneLe ? "b" : "",
  ]);
  return [revision, etat, replies.flat().join(""), offres.length, decisions.length, entretiens].join(".");
}

export type EcritureLue = {
  readonly epci: string;
  readonly id: number;
  /** `stampOf` the file that the form showed. */
  readonly etatLu: string;
};

/**
 * Runs the act only if the file is unchanged since the form was shown: a concurrent officer, or a form sent twice, is refused and
 * writes nothing. Refuses `relogement-change`, `relogement-inconnu`, and what the act refuses.
 */
export function ecrireSiInchange<T>(
  base: Base,
  { epci, id, etatLu }: EcritureLue,
  act: (tx: Base) => Promise<T>,
): Promise<T> {
  return base.transaction(async (tx) => {
    await tx.relogements.lock(epci, id);
    const dossier = await tx.relogements.find(epci, id);
    if (!dossier) throw unknownDossier();
    const entretiens = await tx.relogements.entretiens(epci, id);
    if (stampOf(dossier, entretiens.length) === etatLu) return act(tx);
    throw conflit(
      "relogement-change",
      "Le dossier a changé depuis l’affichage de ce formulaire : une autre personne y a écrit, ou le même envoi est parti deux fois. " +
        "Rien de cet envoi n’est enregistré. Relisez le dossier, puis envoyez de nouveau si c’est encore utile.",
    );
  });
}

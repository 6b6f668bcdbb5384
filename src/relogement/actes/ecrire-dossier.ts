import type { Base } from "#socle/lectures/base.ts";
import { peut } from "#socle/regles/habilitation/peut.ts";
import type { Action } from "#socle/regles/habilitation/ressource.ts";
import type { Acte } from "#socle/regles/journal/acte.ts";
import { conflit, interdit, introuvable, type Refus } from "#socle/regles/shared/refus.ts";
import type { DossierRelogement } from "../lectures/ports.ts";
import type { OffreSuivie } from "../regles/regle-offre.ts";

type Ecriture<T> = {
  readonly epci: string;
  readonly id: number;
  readonly acte: Acte;
  readonly action: Action & ("modifier" | "valider");
  /** Object of the act for the journal, besides the file: « offre:12 ». */
  readonly objet?: (written: T) => string;
};

/**
 * Runs an act on a file: locks it and reads it again, so that two concurrent officers act one after the other; the journal
 * is written last, in the same transaction. Refuses `droit-absent`, `relogement-inconnu`.
 */
export function ecrireDossier<T>(
  base: Base,
  { epci, id, acte, action, objet }: Ecriture<T>,
  work: (tx: Base, dossier: DossierRelogement) => Promise<T>,
): Promise<T> {
  if (!peut(base.acteur, "relogement", action, epci)) throw withoutRight();
  return base.transaction(async (tx) => {
    const locked = await tx.relogements.lock(epci, id);
    const dossier = await tx.relogements.find(epci, id);
    if (!dossier) throw unknownDossier();
    if (!locked) throw withoutRight();
    const written = await work(tx, dossier);
    const demandeur = await tx.relogements.demandeur(epci, id);
    await tx.journal.ecrire({
      acte,
      ressource: "relogement",
      epci,
      objet: [`relogement:${id}`, objet?.(written)].filter((part) => part !== undefined).join(" "),
      ...(demandeur === null ? {} : { demandeur }),
    });
    return written;
  });
}

/** Refuses `offre-inconnue`. */
export function findOffre(dossier: DossierRelogement, id: number): OffreSuivie {
  const offre = dossier.offres.find((one) => one.id === id);
  if (offre) return offre;
  throw unknownOffre();
}

export function unknownOffre(): Refus {
  return introuvable("offre-inconnue", "Cette offre n’existe pas dans ce dossier. Choisissez-la sur sa page.");
}

export function unknownDossier(): Refus {
  return introuvable("relogement-inconnu", "Ce dossier de relogement n’existe pas. Choisissez-le dans la liste.");
}

export function withoutRight(): Refus {
  return interdit(
    "droit-absent",
    "Votre habilitation permet de lire ce dossier, pas d’y écrire : c’est au chargé de relogement de l’immeuble.",
  );
}

/** Refusal: another person changed the file in between. */
export function changedDossier(): Refus {
  return conflit(
    "relogement-change",
    "Ce dossier vient d’être modifié par une autre personne. Rechargez la page : rien de ce que vous venez d’écrire n’est enregistré.",
  );
}

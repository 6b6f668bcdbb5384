import { joinFrench } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { type EtatRelogement, LIBELLE_ETAT_RELOGEMENT, TRANSITIONS_RELOGEMENT } from "./etat.ts";

export function canMove(de: EtatRelogement, vers: EtatRelogement): boolean {
  return TRANSITIONS_RELOGEMENT[de].includes(vers);
}

/** Returns the state asked for when the table allows it. Refuses `relogement-transition`, listing the allowed states. */
export function moveEtat(de: EtatRelogement, vers: EtatRelogement): EtatRelogement {
  if (canMove(de, vers)) return vers;
  const possibles = TRANSITIONS_RELOGEMENT[de].map((etat) => `« ${LIBELLE_ETAT_RELOGEMENT[etat]} »`);
  const suite =
    possibles.length === 0 ? "Il est clos et ne change plus d’état." : `Sont possibles : ${joinFrench(possibles)}.`;
  throw new Refus(
    "relogement-transition",
    `Le dossier est à l’état « ${LIBELLE_ETAT_RELOGEMENT[de]} » : il ne passe pas à « ${LIBELLE_ETAT_RELOGEMENT[vers]} ». ${suite}`,
    { de, vers },
  );
}

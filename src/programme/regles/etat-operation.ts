import { type EtatOperation, LIBELLE_ETAT_OPERATION } from "#donnees/regles/programme/operation.ts";
import { conflit } from "#socle/regles/shared/refus.ts";

/**
 * How a state is left: `depot`, the bailleur submits; `examen`, the EPCI or the State answers; `suivi`, the operation's bailleur or the EPCI updates
 * it.
 */
export type VoieTransition = "depot" | "examen" | "suivi";

type Transition = { readonly de: EtatOperation; readonly vers: EtatOperation; readonly par: VoieTransition };

/** All allowed transitions; any other is refused. */
const TRANSITIONS: readonly Transition[] = [
  { de: "deposee", vers: "prevue", par: "examen" },
  { de: "deposee", vers: "a-completer", par: "examen" },
  { de: "deposee", vers: "refusee", par: "examen" },
  { de: "a-completer", vers: "refusee", par: "examen" },
  { de: "a-completer", vers: "deposee", par: "depot" },
  { de: "refusee", vers: "deposee", par: "depot" },
  { de: "prevue", vers: "engagee", par: "suivi" },
  // Some works have no financing decision of their own.
  { de: "prevue", vers: "en-cours", par: "suivi" },
  { de: "engagee", vers: "en-cours", par: "suivi" },
  { de: "en-cours", vers: "terminee", par: "suivi" },
  { de: "deposee", vers: "abandonnee", par: "suivi" },
  { de: "a-completer", vers: "abandonnee", par: "suivi" },
  { de: "prevue", vers: "abandonnee", par: "suivi" },
  { de: "engagee", vers: "abandonnee", par: "suivi" },
  { de: "en-cours", vers: "abandonnee", par: "suivi" },
];

/** States that may follow by that way, in the order of the table. */
export function etatsApres(de: EtatOperation, par: VoieTransition): readonly EtatOperation[] {
  return TRANSITIONS.filter((transition) => transition.de === de && transition.par === par).map(({ vers }) => vers);
}

/** Refuses `operation-etat`. */
export function checkTransition(de: EtatOperation, vers: EtatOperation, par: VoieTransition): void {
  const possibles = etatsApres(de, par);
  if (possibles.includes(vers)) return;
  const suites = possibles.map((etat) => `« ${LIBELLE_ETAT_OPERATION[etat]} »`).join(", ");
  throw conflit(
    "operation-etat",
    `De « ${LIBELLE_ETAT_OPERATION[de]} », on ne passe pas ainsi à « ${LIBELLE_ETAT_OPERATION[vers]} ». ` +
      (possibles.length > 0 ? `Suites possibles\u00A0: ${suites}.` : "Aucune suite n’est possible par cette voie."),
    { de, vers },
  );
}

/** Answers of the EPCI or the State to a submission (action 7: « la porte d’entrée des opérations d’investissement »). */
export const AVIS_EXAMEN = ["favorable", "a-completer", "non-retenue"] as const;
export type AvisExamen = (typeof AVIS_EXAMEN)[number];

export const LIBELLE_AVIS_EXAMEN: Readonly<Record<AvisExamen, string>> = {
  favorable: "Favorable, au programme",
  "a-completer": "À compléter",
  "non-retenue": "Non retenue",
};

const ETAT_APRES_AVIS: Readonly<Record<AvisExamen, EtatOperation>> = {
  favorable: "prevue",
  "a-completer": "a-completer",
  "non-retenue": "refusee",
};

/** State after an answer. Refuses `operation-etat`. */
export function etatAfterExamen(de: EtatOperation, avis: AvisExamen): EtatOperation {
  const vers = ETAT_APRES_AVIS[avis];
  checkTransition(de, vers, "examen");
  return vers;
}

/** Is the operation in the programme? Not before it is accepted, nor once refused or given up. */
export function isAuProgramme(etat: EtatOperation): boolean {
  return etat === "prevue" || etat === "engagee" || etat === "en-cours" || etat === "terminee";
}

export const ETATS_FINANCEMENT = ["sollicite", "accorde", "notifie"] as const;
export type EtatFinancement = (typeof ETATS_FINANCEMENT)[number];

export const LIBELLE_ETAT_FINANCEMENT: Readonly<Record<EtatFinancement, string>> = {
  sollicite: "Sollicité",
  accorde: "Accordé",
  notifie: "Notifié",
};

import { parametre } from "#droit/regles/parametre.ts";

/** Why a demande of the national file needs attention (CIA of 2018, action 4: nobody « passe entre les mailles du filet »). */
export const MOTIFS_VEILLE = ["sans-suite", "plus-de-9-mois", "refus-repetes", "mutation-bloquee", "salarie"] as const;
export type MotifVeille = (typeof MOTIFS_VEILLE)[number];

export const LIBELLE_MOTIF_VEILLE: Readonly<Record<MotifVeille, string>> = {
  "sans-suite": "Que personne ne suit",
  "plus-de-9-mois": "Anciennes, non pourvues",
  "refus-repetes": "Refus répétés",
  "mutation-bloquee": "Mutations bloquées",
  salarie: "Salariés",
};

/** Criteria of each list. The counts are shown with the delays of the parameters in force. */
export const DEFINITION_MOTIF_VEILLE: Readonly<Record<MotifVeille, string>> = {
  "sans-suite": "Aucune proposition, et aucun évènement depuis le délai.",
  "plus-de-9-mois": "Faite plus de neuf mois avant l’extraction, et toujours en cours.",
  "refus-repetes": "Au moins deux propositions, et un refus du demandeur, du bailleur ou de sa commission.",
  "mutation-bloquee": "Déjà locataire du parc social, et en attente depuis plus de neuf mois.",
  salarie: "Salarié d’une entreprise assujettie : bénéficiaire possible d’Action Logement.",
};

export const ISSUES_VEILLE = ["contactee", "proposition", "radiee", "sans-suite"] as const;
export type IssueVeille = (typeof ISSUES_VEILLE)[number];

export const LIBELLE_ISSUE_VEILLE: Readonly<Record<IssueVeille, string>> = {
  contactee: "Le ménage a été contacté",
  proposition: "Un logement lui est proposé",
  radiee: "La demande est radiée",
  "sans-suite": "Rien n’a pu être fait",
};

export const DELAI_VEILLE = parametre.nombre("delai-veille");

/** At least two proposals and a refusal: a third one would add nothing. */
export const REFUS_REPETES = 2;

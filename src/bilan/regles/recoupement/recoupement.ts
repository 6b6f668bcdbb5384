/** What became of a lease signed in Blaise once the SNE's file of its day is published, and the reverse. */
export const ETATS_RECOUPEMENT = ["a-departager", "ecart", "absent", "attendu", "fichier", "concordant"] as const;
export type EtatRecoupement = (typeof ETATS_RECOUPEMENT)[number];

export const LIBELLE_ETAT_RECOUPEMENT: Readonly<Record<EtatRecoupement, string>> = {
  "a-departager": "À départager",
  ecart: "Dans les deux, avec un écart",
  absent: "Dans Blaise seulement",
  attendu: "Fichier attendu",
  fichier: "Dans le fichier seulement",
  concordant: "Dans les deux, d’accord",
};

/** What each state means for the counts, and what to do. */
export const SENS_ETAT_RECOUPEMENT: Readonly<Record<EtatRecoupement, string>> = {
  "a-departager":
    "Une ligne lui ressemble sans numéro qui le prouve\u00A0: il élargit les bornes tant que personne n’a répondu.",
  ecart: "Compté une fois, comme l’écrit le fichier\u00A0; les faits nommés diffèrent de ceux de Blaise.",
  absent: "Le fichier de ce jour est publié et ne le contient pas\u00A0: il compte, provisoire.",
  attendu: "Aucun fichier de ce jour n’est publié\u00A0: il compte, provisoire.",
  fichier: "Signé hors de Blaise, ou jamais saisi ici\u00A0: il compte, comme l’écrit le fichier.",
  concordant: "Compté une fois\u00A0; rien de connu ne diffère.",
};

/** States of leases that a person must look at: what is told first. */
export const A_REGARDER: readonly EtatRecoupement[] = ["a-departager", "ecart", "absent", "attendu"];

import { conflit, introuvable } from "#socle/regles/shared/refus.ts";

export const refusCotation = {
  inconnue: () =>
    introuvable("grille-inconnue", "Cette grille de cotation n’existe pas, ou n’est pas ouverte à votre habilitation."),
  changee: () =>
    conflit(
      "grille-changee",
      "Une autre personne a modifié cette grille depuis que vous l’avez ouverte, ou elle n’est plus un projet. Relisez-la, puis recommencez.",
    ),
  publiee: () =>
    conflit(
      "grille-publiee",
      "Une grille publiée ne change plus : les points déjà donnés s’expliquent par elle. Copiez-la pour préparer la version suivante.",
    ),
  introuvable: () =>
    introuvable("grille-element-inconnu", "Cette rubrique ou ce critère n’est plus dans la grille. Relisez-la."),
};

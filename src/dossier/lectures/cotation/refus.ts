import { Refus } from "#socle/regles/shared/refus.ts";

export const refusCotation = {
  inconnue: () =>
    new Refus("grille-inconnue", "Cette grille de cotation n’existe pas, ou n’est pas ouverte à votre habilitation."),
  changee: () =>
    new Refus(
      "grille-changee",
      "Une autre personne a modifié cette grille depuis que vous l’avez ouverte, ou elle n’est plus un projet. Relisez-la, puis recommencez.",
    ),
  publiee: () =>
    new Refus(
      "grille-publiee",
      "Une grille publiée ne change plus : les points déjà donnés s’expliquent par elle. Copiez-la pour préparer la version suivante.",
    ),
  introuvable: () =>
    new Refus("grille-element-inconnu", "Cette rubrique ou ce critère n’est plus dans la grille. Relisez-la."),
};

import type { MethodeFigure } from "#socle/lectures/observatoire/figure.ts";

const SOURCE = "Règles et chiffres de communes saisis par l’EPCI, registre des opérations, parc publié (RPLS)";

export const METHODE_REGLES: MethodeFigure = {
  definition: [
    "Chaque règle est une donnée du territoire, valable à partir d’un jour, avec la phrase du texte dont elle vient. Sans règle saisie, il n’y a rien à juger\u00A0: « aucune règle ».",
    "« Au programme » compte les opérations au programme, financées, en cours et terminées\u00A0; « Terminé », celles qui sont terminées seulement. Une opération déposée, à compléter, non retenue ou abandonnée n’est dans aucune des deux lectures.",
    "Les comparaisons se font en nombres entiers. Ce qui n’est pas connu est compté à part et donne deux bornes\u00A0; si le verdict changeait selon l’inconnu, il est « indécidable ».",
  ],
  source: SOURCE,
  reserves: [
    "Une opération dont la situation n’est pas connue peut être hors quartier prioritaire\u00A0: elle ne fait qu’élargir les bornes.",
    "Le texte ne dit pas si la reconstitution compte aussi dans les opérations neuves hors quartier prioritaire\u00A0: les genres comptés sont un paramètre de la règle.",
  ],
};

export const METHODE_COMMUNES: MethodeFigure = {
  definition: [
    "La première tranche du texte qui convient à la population et au taux de l’année de référence est la règle de la commune. « 4 % » se lit\u00A0: quatre points de taux.",
    "« Plus de » et « moins de » sont stricts. Sur une borne (500 ou 1 000 habitants, 10 ou 20 %), les deux côtés sont essayés\u00A0: s’ils ne disent pas la même chose, le texte n’a pas de règle.",
    "À réaliser\u00A0: le plus petit nombre de logements dont la part dans les résidences principales de la dernière année connue atteint le taux visé, moins ceux de l’année de référence, dans la limite d’une part de la construction neuve de la période.",
    "Réalisés\u00A0: logements sociaux du dernier parc publié moins ceux de l’année de référence. Reste après le programme\u00A0: ce qu’il manque, moins les constructions et plus les démolitions qui ne sont pas dans ce parc.",
  ],
  source: SOURCE,
  reference: "Programme local de l’habitat, tranches saisies par l’EPCI",
  confiance: "B",
  reserves: [
    "L’écrêtement à « environ » 50 % est appliqué à la moitié exacte, arrondie à l’entier inférieur\u00A0: à confirmer.",
    "Les logements sociaux de l’année de référence et ceux du parc publié ne viennent pas du même recensement.",
    "L’obligation de l’article L. 302-5 du CCH (SRU) est une autre règle, avec ses propres communes\u00A0: elle n’est pas jugée ici.",
  ],
};

export const METHODE_PRODUCTION: MethodeFigure = {
  definition: [
    "Logements des opérations de construction et de reconstitution, dans l’année de leur livraison\u00A0: réelle si elle est écrite, prévue sinon quand l’opération n’est pas terminée.",
  ],
  source: "Registre des opérations",
  reserves: [
    "Une opération dont la taille n’est pas connue n’ajoute rien ici\u00A0: elle est comptée dans la dernière colonne.",
  ],
};

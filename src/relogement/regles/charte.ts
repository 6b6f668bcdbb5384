import { introuvable, Refus } from "#socle/regles/shared/refus.ts";

/** Parts of ANRU's general regulations on rehousing, as the signed document sets them out (action 11). */
export const PARTIES_CHARTE = ["principes", "objectifs", "modalites"] as const;
export type PartieCharte = (typeof PARTIES_CHARTE)[number];

export const LIBELLE_PARTIE_CHARTE: Readonly<Record<PartieCharte, string>> = {
  principes: "Principes généraux",
  objectifs: "Objectifs",
  modalites: "Modalités",
};

/**
 * A point of the charte, checked for each building. `calcul`: the counters answer it; otherwise the officer in charge of the
 * building does, and `aide` says what a yes means.
 */
export type PrincipeCharte = {
  readonly code: string;
  readonly partie: PartieCharte;
  readonly titre: string;
  readonly aide: string;
  readonly calcul: boolean;
};

const point = (partie: PartieCharte, code: string, titre: string, aide: string, calcul = false): PrincipeCharte => ({
  code,
  partie,
  titre,
  aide,
  calcul,
});

/** In the order of the table of the signed document: « Règlement général de l’ANRU » beside « spécificités du territoire ». */
export const PRINCIPES_CHARTE: readonly PrincipeCharte[] = [
  point(
    "principes",
    "mixite-equilibre",
    "Mixité sociale et équilibre entre les territoires",
    "Les relogements suivent les objectifs du PLH : rééquilibrer l’offre sur tout le territoire.",
  ),
  point(
    "principes",
    "projet-urbain",
    "Cohérence avec le projet urbain",
    "Le calendrier du relogement suit celui des démolitions et des livraisons.",
  ),
  point(
    "principes",
    "cooperation",
    "Coopération des porteurs de projet, des bailleurs et des réservataires",
    "Qui propose quoi, et à qui, est convenu entre eux.",
  ),
  point(
    "objectifs",
    "parcours-positif",
    "Parcours résidentiel positif : neuf ou conventionné depuis moins de 5 ans",
    "Calculé : l’objectif de relogements dans le neuf, sur les logements occupés.",
    true,
  ),
  point(
    "objectifs",
    "ordre-des-offres",
    "À défaut de neuf, l’ordre des offres est suivi",
    "Récemment réhabilité ou résidentialisé, loyer diminué d’abord ; puis PRU 1.",
  ),
  point(
    "objectifs",
    "action-logement",
    "Droits d’Action Logement mis à disposition de ses ressortissants, en priorité",
    "Les souhaits des ressortissants sont transmis, les logements sur ses droits leur sont proposés d’abord.",
  ),
  point(
    "objectifs",
    "insertion",
    "Insertion : accompagnement individualisé par un chargé de relogement",
    "Souhaits, capacités financières et parcours possibles recueillis avec chaque ménage.",
  ),
  point(
    "objectifs",
    "services-sociaux",
    "Liens avec les services sociaux pour les situations difficiles",
    "Un interlocuteur est connu, et saisi quand il le faut (celui d’Action Logement pour ses ressortissants).",
  ),
  point(
    "modalites",
    "reste-a-charge",
    "Reste à charge maîtrisé",
    "Calculé : aucun relogement au-delà de la limite de la charte, quand elle en a une.",
    true,
  ),
  point(
    "modalites",
    "trois-offres",
    "Trois offres de relogement",
    "Calculé : aucun ménage n’est bloqué, ni renvoyé à la commission, avant sa troisième offre.",
    true,
  ),
  point(
    "modalites",
    "suivi-evaluation",
    "Accompagnement, pilotage, suivi et évaluation",
    "Le comité de suivi se réunit, les ménages relogés sont revus, le bilan est partagé.",
  ),
];

/** A point that persons answer. Throws `charte-point-inconnu`, `charte-point-calcule`. */
export function findPrincipeEcrit(code: string): PrincipeCharte {
  const found = PRINCIPES_CHARTE.find((one) => one.code === code);
  if (!found)
    throw introuvable("charte-point-inconnu", "Ce point de la charte n’existe pas. Choisissez-le dans la liste.");
  if (!found.calcul) return found;
  throw new Refus("charte-point-calcule", `« ${found.titre} » est calculé sur les compteurs : il ne s’écrit pas.`);
}

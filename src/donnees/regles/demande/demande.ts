import type { PositionPlafond } from "#droit/regles/position-plafond.ts";
/** Author of a demande's last refusal. The SNE interface has no such list (formats of January 2026): both lists are ours, and closed. */
export const REFUS_PAR = ["bailleur", "demandeur", "aucun", "inconnu"] as const;
/** `bailleur`: the bailleur or its commission. `aucun`: the file says that there was no refusal. */
export type RefusPar = (typeof REFUS_PAR)[number];

export const LIBELLE_REFUS_PAR: Readonly<Record<RefusPar, string>> = {
  bailleur: "Refus du bailleur ou de sa commission",
  demandeur: "Refus du demandeur",
  aucun: "Aucun refus",
  inconnu: "Non renseigné",
};

export const MOTIFS_REFUS = [
  "ressources",
  "plafond",
  "composition",
  "dossier",
  "impayes",
  "localisation",
  "logement",
  "loyer",
  "sans-reponse",
  "autre",
  "inconnu",
] as const;
export type MotifRefus = (typeof MOTIFS_REFUS)[number];

export const LIBELLE_MOTIF_REFUS: Readonly<Record<MotifRefus, string>> = {
  ressources: "Ressources insuffisantes pour ce loyer",
  plafond: "Ressources au-dessus du plafond",
  composition: "Logement inadapté à la taille du ménage",
  dossier: "Dossier incomplet",
  impayes: "Dette de loyer",
  localisation: "Quartier ou commune refusés",
  logement: "Logement refusé (taille, étage, état)",
  loyer: "Loyer ou charges trop élevés",
  "sans-reponse": "Sans réponse à la proposition",
  autre: "Autre motif",
  inconnu: "Non renseigné",
};

export const LIBELLE_POSITION_PLAFOND: Readonly<Record<PositionPlafond, string>> = {
  plai: "Sous le plafond PLAI",
  plus: "Entre les plafonds PLAI et PLUS",
  pls: "Entre les plafonds PLUS et PLS",
  "au-dela": "Au-dessus du plafond PLS",
  inconnue: "Non renseignée",
};

/** « Motif de la demande », list of the SNE interface. */
export const LIBELLE_MOTIF_DEMANDE: Readonly<Record<string, string>> = {
  "01": "Sans logement, hébergé ou en logement temporaire",
  "02": "Démolition",
  "03": "Logement non décent, insalubre ou dangereux, local impropre à l’habitation",
  "04": "Logement repris ou mis en vente par son propriétaire",
  "05": "En procédure d’expulsion",
  "06": "Violences familiales",
  "07": "Handicap",
  "08": "Raisons de santé",
  "09": "Logement trop cher",
  "10": "Logement trop grand",
  "11": "Divorce, séparation",
  "12": "Décohabitation",
  "13": "Logement trop petit",
  "14": "Futur mariage, concubinage, PACS",
  "15": "Regroupement familial",
  "16": "Assistant maternel ou familial",
  "17": "Problèmes d’environnement ou de voisinage",
  "18": "Mutation professionnelle",
  "19": "Rapprochement du lieu de travail",
  "20": "Rapprochement des équipements et services",
  "21": "Rapprochement de la famille",
  "22": "Accédant à la propriété en difficulté",
  "23": "Autre motif particulier",
};

/** They reveal a person's health or safety (RGPD, art. 9): counted like the others, never shown beside one demande. */
export const MOTIFS_PROTEGES: readonly string[] = ["06", "07", "08"];

/** Label of the reason beside one demande. */
export function labelMotifProtege(code: string): string {
  if (MOTIFS_PROTEGES.includes(code)) return "Motif protégé (santé, handicap ou violences)";
  return LIBELLE_MOTIF_DEMANDE[code] ?? "Motif non renseigné";
}

const CODE_DU_MOTIF = new Map(Object.entries(LIBELLE_MOTIF_DEMANDE).map(([code, libelle]) => [fold(libelle), code]));

/** Code of a reason written as a code or a label; "inconnu" when empty, "autre-libelle" for words on no list. */
export function readMotifDemande(texte: string | null): string {
  if (texte === null) return "inconnu";
  if (texte in LIBELLE_MOTIF_DEMANDE) return texte;
  return CODE_DU_MOTIF.get(fold(texte)) ?? "autre-libelle";
}

function fold(texte: string): string {
  return texte
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

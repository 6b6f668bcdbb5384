/**
 * Reading of one résidence's rate against the rest of the territory. « inconnu »: no answers; « effectif-faible »: fewer than the method's minimum,
 * so no rate is shown.
 */
export const CLASSES_ECART = [
  "ecart-etabli",
  "a-surveiller",
  "non-distinguable",
  "effectif-faible",
  "inconnu",
] as const;
export type ClasseEcart = (typeof CLASSES_ECART)[number];

export const LIBELLE_CLASSE: Readonly<Record<ClasseEcart, string>> = {
  "ecart-etabli": "Écart établi",
  "a-surveiller": "À surveiller",
  "non-distinguable": "Non distinguable",
  "effectif-faible": "Effectif trop faible",
  inconnu: "Sans réponse",
};

/** Above or under the rest of the territory; null without a reading. */
export type SensEcart = "sur" | "sous";

/** `etabli` and `surveiller`: probabilities, 0.5 < surveiller < etabli < 1. */
export type SeuilsClasse = { readonly etabli: number; readonly surveiller: number; readonly effectifMinimal: number };

export type Classement = { readonly classe: ClasseEcart; readonly sens: SensEcart | null };

/**
 * Class of a rate whose probability of being above the rest is `probabilite`: strictly over a threshold, or strictly under its complement.
 * `probabilite` null: nothing to compare with.
 */
export function classerEcart(probabilite: number | null, repondants: number, seuils: SeuilsClasse): Classement {
  if (repondants === 0) return { classe: "inconnu", sens: null };
  if (repondants < seuils.effectifMinimal) return { classe: "effectif-faible", sens: null };
  if (probabilite === null) return { classe: "non-distinguable", sens: null };
  const sens: SensEcart = probabilite >= 0.5 ? "sur" : "sous";
  const force = Math.max(probabilite, 1 - probabilite);
  if (force > seuils.etabli) return { classe: "ecart-etabli", sens };
  if (force > seuils.surveiller) return { classe: "a-surveiller", sens };
  return { classe: "non-distinguable", sens: null };
}

/**
 * Class of a résidence from its indicators': only those above the territory count, strongest first. Without any over the minimum, too few answers;
 * without any at all, unknown.
 */
export function classerUnite(ecarts: readonly Classement[]): ClasseEcart {
  const found = CLASSES_ECART.find((classe) =>
    ecarts.some(
      (ecart) =>
        ecart.classe === classe && (ecart.sens === "sur" || !["ecart-etabli", "a-surveiller"].includes(classe)),
    ),
  );
  const judged = ecarts.some(({ classe }) => classe !== "effectif-faible" && classe !== "inconnu");
  if (judged && (found === "effectif-faible" || found === undefined)) return "non-distinguable";
  return found ?? "inconnu";
}

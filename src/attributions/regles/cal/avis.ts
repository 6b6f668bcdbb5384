import { interdit, Refus } from "#socle/regles/shared/refus.ts";

/** What a commune says of a dwelling on its territory before the commission sits. */
export const AVIS_COMMUNE = ["favorable", "reserve", "defavorable", "sans-avis"] as const;
export type AvisCommune = (typeof AVIS_COMMUNE)[number];

export const LIBELLE_AVIS_COMMUNE: Readonly<Record<AvisCommune, string>> = {
  favorable: "Favorable",
  reserve: "Réservé",
  defavorable: "Défavorable",
  "sans-avis": "Sans avis",
};

/** Refuses `cal-avis-motif`, `cal-avis-commune`: a reserve says why, and a commune speaks of its own territory. `communes` empty: the whole EPCI. */
export function checkAvis(
  avis: { readonly sens: AvisCommune; readonly motif: string | null },
  commune: string,
  communes: readonly string[],
): void {
  if (communes.length > 0 && !communes.includes(commune)) {
    throw interdit(
      "cal-avis-commune",
      "Ce logement n’est pas sur votre commune : son avis n’est pas à vous de le donner.",
    );
  }
  if ((avis.sens === "reserve" || avis.sens === "defavorable") && avis.motif === null) {
    throw new Refus(
      "cal-avis-motif",
      "Avis réservé ou défavorable : dites pourquoi en une phrase, sans nommer personne.",
      {
        champ: "motif",
      },
    );
  }
}

import { conflit, Refus } from "#socle/regles/shared/refus.ts";

/** A résidence excluded from readings: its households are about to leave, and tell nothing of the future balance. */
export type ResidenceExclue = {
  readonly id: number;
  readonly cle: string;
  readonly motif: MotifExclusion;
  readonly depuis: string;
  /** Last day; null: still excluded. */
  readonly jusquA: string | null;
  /** Deciding act: convention, délibération. */
  readonly acte: string;
};

export const MOTIFS_EXCLUSION = ["demolition", "vente", "rehabilitation-lourde"] as const;
export type MotifExclusion = (typeof MOTIFS_EXCLUSION)[number];

export const LIBELLE_MOTIF_EXCLUSION: Readonly<Record<MotifExclusion, string>> = {
  demolition: "Démolition",
  vente: "Vente de l’immeuble",
  "rehabilitation-lourde": "Réhabilitation qui vide l’immeuble",
};

/** Whether it is excluded on that day. */
export function isExclue({ depuis, jusquA }: Pick<ResidenceExclue, "depuis" | "jusquA">, jour: string): boolean {
  return depuis <= jour && (jusquA === null || jour <= jusquA);
}

export type ExclusionSaisie = Omit<ResidenceExclue, "id" | "jusquA">;

/** Returns the exclusion with its act trimmed. Refuses `exclusion-acte`, `exclusion-existe`. `existantes`: of the territory. */
export function checkExclusion(saisie: ExclusionSaisie, existantes: readonly ResidenceExclue[]): ExclusionSaisie {
  const acte = saisie.acte.trim();
  if (acte.length < 5) {
    throw new Refus(
      "exclusion-acte",
      "Dites quel acte décide de la démolition, de la vente ou des travaux, et sa date.",
    );
  }
  if (existantes.some((existante) => existante.cle === saisie.cle && isExclue(existante, saisie.depuis))) {
    throw conflit(
      "exclusion-existe",
      "Cette résidence est déjà exclue à cette date. Fermez d’abord l’exclusion en cours.",
    );
  }
  return { ...saisie, acte };
}

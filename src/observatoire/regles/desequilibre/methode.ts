import type { IndicateurOccupation } from "#donnees/regles/occupation/indicateur.ts";
import type { Confiance } from "#socle/regles/shared/confiance.ts";
import { Refus } from "#socle/regles/shared/refus.ts";

/** An indicator of the method. `poids` 0: shown and tested, but neither counted nor weighted. */
export type IndicateurMethode = { readonly indicateur: IndicateurOccupation; readonly poids: number };

export type SeuilsMethode = {
  /** Probabilities of being above the rest of the territory. */
  readonly etabli: number;
  readonly surveiller: number;
  /** Benjamini–Hochberg: accepted share of false alarms among confirmed deviations. */
  readonly q: number;
  /** Least number of answers for a reading. */
  readonly effectifMinimal: number;
  /** The signed diagnosis's simple rule: rate / rate of the territory. */
  readonly ratio: number;
  /** Number of established over-representations, among all occupants, from which a résidence is proposed for the convention's list. */
  readonly enjeuMixite: number;
};

/** A published version: never changed, only replaced by another. */
export type MethodeDesequilibre = {
  readonly version: number;
  /** First day of application. */
  readonly depuis: string;
  readonly indicateurs: readonly IndicateurMethode[];
  readonly seuils: SeuilsMethode;
  /** Where it was decided and published. */
  readonly acte: string;
  readonly confiance: Confiance;
};

/**
 * The version shipped with the software. Criteria: document-cadre of 5 October 2018, action 12 (APL, resources, family, age of the leaseholder).
 * Thresholds and weights: ours, to be confirmed by the conférence; the minimum of 11 is that of the GIP SNE's cartography. Resources under 20 % of
 * the ceiling are inside « sous PLAI », and ages alone are no fragility: half a weight each.
 */
export const METHODE_INITIALE: MethodeDesequilibre = {
  version: 1,
  depuis: "2015-01-01",
  indicateurs: [
    { indicateur: "apl", poids: 1 },
    { indicateur: "ressources-sous-plai", poids: 1 },
    { indicateur: "ressources-moins-20", poids: 0.5 },
    { indicateur: "famille-monoparentale", poids: 1 },
    { indicateur: "famille-nombreuse", poids: 1 },
    { indicateur: "titulaire-moins-25", poids: 0.5 },
    { indicateur: "titulaire-65-plus", poids: 0.5 },
  ],
  seuils: { etabli: 0.9, surveiller: 0.7, q: 0.1, effectifMinimal: 11, ratio: 1.25, enjeuMixite: 2 },
  acte: "Méthode livrée avec Blaise ; critères, seuils et poids à confirmer par la conférence intercommunale du logement",
  confiance: "B",
};

/** The version in force on a day: the last one begun. `versions`: in any order, not empty. */
export function findMethode(versions: readonly MethodeDesequilibre[], jour: string): MethodeDesequilibre {
  const begun = versions.filter(({ depuis }) => depuis <= jour).sort((a, b) => a.version - b.version);
  return begun.at(-1) ?? METHODE_INITIALE;
}

export type MethodeSaisie = Omit<MethodeDesequilibre, "version" | "confiance">;

/**
 * Checks a version that follows `precedentes`, and returns it numbered. Refuses `methode-depuis`, `methode-poids`, `methode-seuils`, `methode-acte`.
 */
export function checkMethode(
  saisie: MethodeSaisie,
  precedentes: readonly MethodeDesequilibre[],
  aujourdhui: string,
): MethodeDesequilibre {
  const last = precedentes.reduce((a, b) => (b.version > a.version ? b : a), METHODE_INITIALE);
  if (saisie.depuis < aujourdhui || saisie.depuis <= last.depuis) {
    throw new Refus(
      "methode-depuis",
      "Une version s’applique à partir d’aujourd’hui ou d’un jour à venir, et après la version qu’elle suit : une version publiée ne se réécrit pas.",
    );
  }
  checkPoids(saisie.indicateurs);
  checkSeuils(saisie.seuils);
  const acte = saisie.acte.trim();
  if (acte.length < 5) {
    throw new Refus("methode-acte", "Dites quel acte publie la méthode : instance, date, et où on la lit.");
  }
  return { ...saisie, acte, version: last.version + 1, confiance: "S" };
}

const POIDS_MAX = 10;

function checkPoids(indicateurs: readonly IndicateurMethode[]): void {
  const codes = new Set(indicateurs.map(({ indicateur }) => indicateur));
  const valid = indicateurs.every(({ poids }) => Number.isFinite(poids) && poids >= 0 && poids <= POIDS_MAX);
  if (!valid || codes.size !== indicateurs.length || !indicateurs.some(({ poids }) => poids > 0)) {
    throw new Refus(
      "methode-poids",
      `Donnez à chaque indicateur un poids entre 0 et ${POIDS_MAX}, l’un au moins au-dessus de 0.`,
    );
  }
}

function checkSeuils({ etabli, surveiller, q, effectifMinimal, ratio, enjeuMixite }: SeuilsMethode): void {
  const ordered = surveiller > 0.5 && surveiller < etabli && etabli < 1;
  const plain = q > 0 && q < 0.5 && ratio > 1 && ratio <= 5;
  const whole = [effectifMinimal - 11, enjeuMixite - 1].every((count) => Number.isInteger(count) && count >= 0);
  if (ordered && plain && whole) return;
  throw new Refus(
    "methode-seuils",
    "Seuils hors limites : « à surveiller » entre 50 et 100 %, « écart établi » au-dessus de lui et sous 100 %, part de fausses alertes entre 0 et 50 %, rapport simple entre 1 et 5, 11 réponses au moins, une sur-représentation au moins pour la liste.",
  );
}

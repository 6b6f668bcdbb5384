import { findValeur, parametre } from "#droit/regles/parametre.ts";
import type { Valeur } from "#droit/regles/valeur.ts";
import { Refus } from "#socle/regles/shared/refus.ts";

/**
 * « Un objectif de 20 % de relogement dans un logement neuf ou conventionné de moins de 5 ans est fixé par les signataires », out of the occupied
 * dwellings (222 → 45). The signatories set the share: another territory adds its own value, with its source.
 */
const PART_RELOGEMENT_NEUF = parametre.taux("part-relogement-neuf");

/** Largest increase of a rehoused household's cost, a month: in euros, and as a share of the former cost (0.1 is 10 %). null: no such limit. */
export type LimiteReste = { readonly euros: number | null; readonly part: number | null };

/**
 * « Le suivi des relogements encadré par la charte de relogement prend en compte cet objectif » (action 11): the signed document gives no figure. No
 * limit until a territory writes one, shown « à confirmer ».
 */
const LIMITE_RESTE_A_CHARGE = parametre.structure<LimiteReste>("limite-reste-a-charge");

/** Numbers that a territory's charte may set. Shares are between 0 and 1; euros are a month. */
export const CODES_VALEUR_CHARTE = ["part-neuf", "hausse-euros", "hausse-part"] as const;
export type CodeValeurCharte = (typeof CODES_VALEUR_CHARTE)[number];

export const LIBELLE_VALEUR_CHARTE: Readonly<Record<CodeValeurCharte, string>> = {
  "part-neuf": "Part des relogements en logement neuf ou conventionné depuis moins de 5 ans",
  "hausse-euros": "Hausse mensuelle du reste à charge admise, en euros",
  "hausse-part": "Hausse du reste à charge admise, en part de ce qui était payé",
};

/** The territory's value, from a day on. `valeur` null: this limit no longer exists. */
export type ValeurCharte = {
  readonly code: CodeValeurCharte;
  readonly depuis: string;
  readonly valeur: number | null;
  readonly source: string;
};

/** The charte's values on a day, with their sources. */
export type CharteEnVigueur = {
  readonly partNeuf: Valeur<number>;
  readonly limite: Valeur<LimiteReste>;
};

/**
 * The territory's own values on the day, else the signed document's: 20 % of new dwellings, no limit of the reste à charge (to be confirmed). Throws
 * `parametre-absent` before the first of them.
 */
export function findCharte(valeurs: readonly ValeurCharte[], jour: string): CharteEnVigueur {
  const last = (code: CodeValeurCharte) =>
    valeurs
      .filter((one) => one.code === code && one.depuis <= jour)
      .reduce<ValeurCharte | null>((latest, one) => (latest && latest.depuis > one.depuis ? latest : one), null);
  const [part, euros, share] = [last("part-neuf"), last("hausse-euros"), last("hausse-part")];
  return {
    partNeuf:
      part?.valeur == null
        ? findValeur(PART_RELOGEMENT_NEUF, jour)
        : { depuis: part.depuis, valeur: part.valeur, source: part.source, confiance: "S" },
    limite: euros || share ? limiteOf(euros, share) : findValeur(LIMITE_RESTE_A_CHARGE, jour),
  };
}

function limiteOf(euros: ValeurCharte | null, share: ValeurCharte | null): Valeur<LimiteReste> {
  const given = [euros, share].filter((one) => one !== null);
  return {
    depuis: given.map(({ depuis }) => depuis).toSorted()[0] ?? "",
    valeur: { euros: euros?.valeur ?? null, part: share?.valeur ?? null },
    source: [...new Set(given.map(({ source }) => source))].join(" ; "),
    confiance: "S",
  };
}

/** Refuses `charte-valeur`, `charte-source`. */
export function checkValeurCharte({ code, valeur, source }: ValeurCharte): void {
  const max = code === "hausse-euros" ? 10_000 : 1;
  const known = valeur === null ? code !== "part-neuf" : valeur >= 0 && valeur <= max;
  if (!known) {
    throw new Refus(
      "charte-valeur",
      code === "hausse-euros"
        ? `${LIBELLE_VALEUR_CHARTE[code]} : écrivez un montant entre 0 et 10 000 €, ou laissez vide s’il n’y en a pas.`
        : `${LIBELLE_VALEUR_CHARTE[code]} : écrivez une part entre 0 et 100 %.`,
      { code },
    );
  }
  if (source.trim().length >= 5) return;
  throw new Refus(
    "charte-source",
    "Source : dites quel document fixe cette valeur (charte, convention, délibération).",
  );
}

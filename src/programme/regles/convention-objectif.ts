import type { Operation } from "#donnees/regles/programme/operation.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";

/** Parties to a convention d'objectifs (signed document, action 6: « à formaliser avec chacun des bailleurs »). */
export const PARTIES_CONVENTION = ["epci", "bailleur"] as const;
export type PartieConvention = (typeof PARTIES_CONVENTION)[number];

export type EtatConventionObjectif = "projet" | "signee";

export const LIBELLE_ETAT_CONVENTION_OBJECTIF: Readonly<Record<EtatConventionObjectif, string>> = {
  projet: "Projet, à signer",
  signee: "Signée",
};

/** `propre`: the objective is the bailleur’s own; otherwise the territory’s. */
export function labelPropre(propre: boolean): string {
  return propre ? "du bailleur" : "du territoire";
}

/** ISO day of each signature; null: the party has not signed. */
export type SignaturesConvention = Readonly<Record<PartieConvention, string | null>>;

export function etatOfSignatures(signatures: SignaturesConvention): EtatConventionObjectif {
  return PARTIES_CONVENTION.every((partie) => signatures[partie] !== null) ? "signee" : "projet";
}

/** Refuses `convention-objectif-signee` (that party has signed already), `signature-future`, `signature-avant`. */
export function checkSignature(
  { signatures, etablieLe }: { readonly signatures: SignaturesConvention; readonly etablieLe: string },
  { partie, le }: { readonly partie: PartieConvention; readonly le: string },
  aujourdhui: string,
): void {
  const deja = signatures[partie];
  if (deja !== null) {
    throw conflit(
      "convention-objectif-signee",
      `Cette partie a déjà signé, le ${formatJour(deja)}. Une signature ne se change pas\u00A0: pour d’autres engagements, établissez une nouvelle convention.`,
    );
  }
  if (le > aujourdhui) {
    throw new Refus("signature-future", "Signée le\u00A0: cette date est à venir. Corrigez-la.");
  }
  if (le < etablieLe) {
    throw new Refus(
      "signature-avant",
      `Signée le\u00A0: on ne signe pas avant que la convention soit établie, le ${formatJour(etablieLe)}. Corrigez la date.`,
    );
  }
}

/** Maximum years, two PLH of six years each (CCH, art. L. 302-1): a longer period is a typing error. */
const DUREE_MAX = 12;

/** Refuses `convention-periode`. */
export function checkPeriode(anneeDebut: number, anneeFin: number): void {
  if (anneeFin >= anneeDebut && anneeFin - anneeDebut < DUREE_MAX) return;
  throw new Refus(
    "convention-periode",
    `La période va d’une année à une autre, la même ou une suivante, sur ${DUREE_MAX} ans au plus. Corrigez les années.`,
  );
}

/**
 * Does a step of the operation, or its rehousing, take place between these years? null: unknown, when nothing is dated, or when a step began
 * before without a known end. Steps without any date are ignored when others have one.
 */
export function isInPeriode(
  { etapes, aReloger }: Pick<Operation, "etapes" | "aReloger">,
  anneeDebut: number,
  anneeFin: number,
): boolean | null {
  const durees = etapes.map(dureeOf).filter(({ de, a }) => de !== null || a !== null);
  if (aReloger?.depuis) durees.push({ de: aReloger.depuis, a: aReloger.depuis });
  const verdicts = durees.map((duree) => meets(duree, anneeDebut, anneeFin));
  if (verdicts.includes(true)) return true;
  return verdicts.length === 0 || verdicts.includes(null) ? null : false;
}

/** Years; null: unknown. */
type Duree = { readonly de: number | null; readonly a: number | null };

function dureeOf({ debutPrevu, debutReel, finPrevue, finReelle }: Operation["etapes"][number]): Duree {
  const anneesOf = (...jours: readonly (string | null)[]) =>
    jours.flatMap((jour) => (jour === null ? [] : [Number(jour.slice(0, 4))]));
  const [debuts, fins] = [anneesOf(debutPrevu, debutReel), anneesOf(finPrevue, finReelle)];
  return {
    de: debuts.length === 0 ? null : Math.min(...debuts),
    a: fins.length === 0 ? null : Math.max(...fins),
  };
}

function meets({ de, a }: Duree, debut: number, fin: number): boolean | null {
  if ((de !== null && de > fin) || (a !== null && a < debut)) return false;
  const dedans = [de, a].some((annee) => annee !== null && annee >= debut && annee <= fin);
  return dedans || (de !== null && a !== null) ? true : null;
}

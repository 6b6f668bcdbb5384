import type { Operation } from "#donnees/regles/programme/operation.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";

/** Who signs a convention d'objectifs (action 6: « à formaliser avec chacun des bailleurs »). */
export const PARTIES_CONVENTION = ["epci", "bailleur"] as const;
export type PartieConvention = (typeof PARTIES_CONVENTION)[number];

export type EtatConventionObjectif = "projet" | "signee";

export const LIBELLE_ETAT_CONVENTION_OBJECTIF: Readonly<Record<EtatConventionObjectif, string>> = {
  projet: "Projet, à signer",
  signee: "Signée",
};

/** Whose objective a line of the convention is. */
export function labelPropre(propre: boolean): string {
  return propre ? "du bailleur" : "du territoire";
}

/** Day of each signature; null: not known, or not given. */
export type SignaturesConvention = Readonly<Record<PartieConvention, string | null>>;

/** Signed once both parties have. */
export function etatOfSignatures(signatures: SignaturesConvention): EtatConventionObjectif {
  return PARTIES_CONVENTION.every((partie) => signatures[partie] !== null) ? "signee" : "projet";
}

/** Refuses `convention-objectif-signee` (that party has already), `signature-future`, `signature-avant`. */
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
    throw new Refus("signature-future", "Signée le\u00A0: cette date n’est pas encore passée. Corrigez-la.");
  }
  if (le < etablieLe) {
    throw new Refus(
      "signature-avant",
      `Signée le\u00A0: on ne signe pas avant que la convention soit établie, le ${formatJour(etablieLe)}. Corrigez la date.`,
    );
  }
}

/** Longer than two programmes of a PLH is a slip. */
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
 * Whether an operation has something planned or done in these years, its rehousing included. null: nothing of it is dated, so nobody
 * knows.
 */
export function isInPeriode(
  { etapes, aReloger }: Pick<Operation, "etapes" | "aReloger">,
  anneeDebut: number,
  anneeFin: number,
): boolean | null {
  const annees = etapes.flatMap(({ debutPrevu, finPrevue, debutReel, finReelle }) =>
    [debutPrevu, finPrevue, debutReel, finReelle].flatMap((jour) => (jour === null ? [] : [Number(jour.slice(0, 4))])),
  );
  if (aReloger?.depuis) annees.push(aReloger.depuis);
  if (annees.length === 0) return null;
  return Math.min(...annees) <= anneeFin && Math.max(...annees) >= anneeDebut;
}

import { findValeur, hasValeur } from "#droit/regles/parametre.ts";
import { SEUIL_SECRET } from "#droit/regles/seuil-secret.ts";
import { quantileEffectifs } from "#socle/calculs/quantile/quantile-effectifs.ts";
import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import type { Bilan } from "../bilan.ts";
import type { BauxParAttente } from "../ports.ts";

/** In whole months elapsed; `quartiles` null: too few known leases. */
export type DelaiLu = {
  readonly baux: number;
  readonly connus: number;
  readonly moisUnAn: number;
  readonly quartiles: readonly [number, number, number] | null;
};

/** What leases waited, from the SNE's delay; under `minimum` known leases nothing is told of them. */
export function readDelai(attentes: readonly BauxParAttente[], minimum: number): DelaiLu {
  const sum = (own: readonly BauxParAttente[]) => own.reduce((total, one) => total + one.nombre, 0);
  const connues = attentes.flatMap(({ mois, nombre: n }) => (mois === null ? [] : [{ mois, nombre: n }]));
  const connus = sum(connues);
  const effectifs = Array.from({ length: Math.max(0, ...connues.map(({ mois }) => mois + 1)) }, () => 0);
  for (const one of connues) effectifs[one.mois] = (effectifs[one.mois] ?? 0) + one.nombre;
  const quantile = (p: number) => quantileEffectifs(effectifs, connus, p) ?? 0;
  return {
    baux: sum(attentes),
    connus,
    moisUnAn: sum(connues.filter(({ mois }) => mois < 12)),
    quartiles: connus < minimum ? null : [quantile(0.25), quantile(0.5), quantile(0.75)],
  };
}

/** Smallest number of known leases whose delay is told. */
export function minimumDelai(jour: string): number {
  return findValeur(SEUIL_SECRET, jour).valeur;
}

/** `quels`: « de 2017 », « de la période ». null: no delay may be told. */
export function sayDelai({ connus, quartiles, baux }: DelaiLu, quels: string): string | null {
  if (quartiles === null) return null;
  const [, mediane, trois] = quartiles;
  const reste =
    connus < baux ? ` ; le délai de ${formatCompte(baux - connus, "bail est inconnu", "baux est inconnu")}` : "";
  return `Baux ${quels} : la moitié des ménages ont attendu ${formatCompte(mediane, "mois", "mois")} au plus depuis leur demande, trois quarts ${formatCompte(trois, "mois", "mois")} au plus, sur ${formatCompte(connus, "bail de délai connu", "baux de délai connu")}${reste}.`;
}

/**
 * The delay of the bilan's leases. Those that no file has, or whose rows the reader may not read, are unknown ones. Absent without a lease, on a table
 * of counts, or before the smallest number was set.
 */
export function tellDelai(
  attentes: readonly BauxParAttente[],
  { total, jour, surTable }: { readonly total: number; readonly jour: string; readonly surTable: boolean },
): Pick<Bilan, "delai"> {
  if (surTable || total === 0 || !hasValeur(SEUIL_SECRET, jour)) return {};
  const lus = attentes.reduce((sum, { nombre }) => sum + nombre, 0);
  const manque = { mois: null, nombre: Math.max(0, total - lus) };
  const lu = readDelai([...attentes, manque], minimumDelai(jour));
  return { delai: { ...lu, phrase: sayDelai(lu, "de la période") ?? sayTropPeu(lu) } };
}

function sayTropPeu({ baux, connus }: DelaiLu): string {
  const combien =
    connus === 0
      ? `d’aucun des ${formatCompte(baux, "bail", "baux")}`
      : `que de ${formatCompte(connus, "bail", "baux")} sur ${formatNombre(baux)}, trop peu pour être dit`;
  return `De la demande au bail : le délai n’est connu ${combien}.`;
}

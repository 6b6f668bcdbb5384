import { formatCompte, formatFraction, formatNombre, joinFrench } from "#socle/regles/shared/format.ts";

type Compte = { readonly realise: number; readonly assiette: number };

/** « Méthode de l’État (localisations déclarées seules) : 32 sur 122 ; Blaise situe aussi … »; null when both count the same. */
export function sayEtat({ etat, assiette }: Compte & { readonly etat: Compte | null }): string | null {
  if (etat === null) return null;
  const more = assiette - etat.assiette;
  const added = formatCompte(more, "attribution de plus est située", "attributions de plus sont situées");
  return `Méthode de l’État (localisations déclarées seules) : ${formatFraction(etat.realise, etat.assiette)} ; ici, ${added} de ce côté, d’après les périmètres et le parc publiés.`;
}

/** Sentences on deduced situations, retained or only likely; null: none. */
export function sayDeductions({
  deduites,
  nonLocalisees,
}: {
  readonly deduites: number;
  readonly nonLocalisees: { readonly probablesQpv: number; readonly probablesHorsQpv: number };
}): string | null {
  const { probablesQpv, probablesHorsQpv } = nonLocalisees;
  const likely = [
    ...(probablesHorsQpv > 0 ? [`${formatNombre(probablesHorsQpv)} hors quartier`] : []),
    ...(probablesQpv > 0 ? [`${formatNombre(probablesQpv)} en quartier`] : []),
  ];
  const told = [
    ...(deduites > 0
      ? [formatCompte(deduites, "autre est située par déduction", "autres sont situées par déduction")]
      : []),
    ...(likely.length > 0 ? [`probablement ${joinFrench(likely)}, ce qui ne change pas les bornes`] : []),
  ];
  return told.length === 0 ? null : told.join(" ; ");
}

/** Null when every lease is in the territory. Names codes of communes: this room does not know their names. */
export function sayHorsTerritoire(
  communes: readonly { readonly commune: string; readonly baux: number }[],
): string | null {
  const total = communes.reduce((sum, { baux }) => sum + baux, 0);
  if (total === 0) return null;
  const codes = joinFrench(communes.map(({ commune, baux }) => `${commune} (${formatNombre(baux)})`));
  return `${formatCompte(total, "bail mis de côté", "baux mis de côté")} : commune hors du territoire, ${codes}. ${total > 1 ? "Ils ne sont" : "Il n’est"} dans aucun compte.`;
}

/** One sentence per extraction; a contradiction comes last, since it cancels our verdict. */
export function sayExtractions(
  extractions: readonly { readonly phrase: string; readonly contredit: boolean; readonly contreditCible?: boolean }[],
): readonly string[] {
  const phrases = extractions.map(({ phrase }) => phrase);
  if (!extractions.some(({ contredit, contreditCible }) => contredit || contreditCible)) return phrases;
  return [
    ...phrases,
    "Les deux extractions se contredisent : le verdict est indécidable tant que l’écart n’est pas expliqué (voir les contrôles).",
  ];
}

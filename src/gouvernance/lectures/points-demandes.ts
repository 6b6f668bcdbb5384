import { computeDemandes } from "#observatoire/lectures/demande/compute-demandes.ts";
import type { Demandes } from "#observatoire/lectures/demande/demandes.ts";
import type { LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { requireLecture, type SourcePoints } from "./points-source.ts";
import type { PointPropose } from "./ports.ts";

/** Demandes older than the delay (9 months, action 12) in the last published stock. */
export const POINTS_DEMANDES: SourcePoints = {
  nom: "les demandes anciennes",
  natures: ["demandes-anciennes"],
  async read(base, { epci, prises }) {
    requireLecture(base, "indicateur-interne", epci);
    const question = { epci, stock: null, delai: null, silence: null, commune: null, typologie: null };
    const demandes = await computeDemandes(base, question);
    return demandes === null ? [] : pointsOfDemandes(demandes, await prises(base, epci));
  },
};

type DemandesLues = Pick<Demandes, "stock" | "reference" | "delai" | "phrases"> & {
  readonly figures: { readonly "non-pourvues": readonly { readonly lignes: readonly LigneLue[] }[] };
};
type LigneLue = Pick<LigneFigure, "total" | "cellules">;

/** Pure. Same figure and sentence as the page. */
export function pointsOfDemandes(
  { stock, reference, delai, phrases, figures }: DemandesLues,
  prises = 0,
): readonly PointPropose[] {
  const total = figures["non-pourvues"][0]?.lignes.find((ligne) => ligne.total)?.cellules.anciennes;
  if (!total || total.valeur === 0) return [];
  return [
    {
      nature: "demandes-anciennes",
      reference: stock,
      titre: `Demandes de plus de ${delai} mois`,
      constat: `Au ${formatJour(reference)} : ${phrases.at(-1) ?? ""}${prises > 0 ? ` ${formatCompte(prises, "est confiée", "sont confiées")} en veille à un organisme.` : ""}`,
      chemin: "observatoire/demandes?vue=non-pourvues",
    },
  ];
}

import type { Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { colonne, figureOf } from "../cellule.ts";
import { countAll, countBy, nombreOf, partOf } from "./compter.ts";
import type { CompteDemande } from "./ports.ts";

/** One published stock, within the page's filter. */
export type StockCompte = { readonly reference: string; readonly comptes: readonly CompteDemande[] };

/** The published stocks compared, oldest first; null when there is only one. */
export function figureEvolution(
  stocks: readonly StockCompte[],
  { delai, filtre }: { readonly delai: number; readonly filtre: string },
): Figure | null {
  if (stocks.length < 2) return null;
  const lignes = stocks.toSorted((a, b) => a.reference.localeCompare(b.reference)).map((stock) => ligneOf(stock));
  return figureOf({
    code: "demandes-evolution",
    titre: `Évolution des demandes en cours${filtre}`,
    maille: "epci",
    lignesDe: "Stock",
    colonnes: [
      colonne("nombre", "demandes", "Demandes", "Demandes en cours ce jour-là"),
      colonne("taux", "mutations", "Mutations", "Part des demandes dont l’origine est connue"),
      colonne("taux", "plai", "Sous le plafond PLAI", "Part des demandes dont la position est connue"),
      colonne("taux", "anciennes", `Plus de ${delai} mois`, "Part des demandes dont la date est connue"),
    ],
    lignes,
    methode: {
      definition: ["Chaque stock publié, avec les mêmes règles et le même filtre."],
      source: "SNE, extractions « stock » publiées",
      reserves: ["Deux extractions d’un même jour peuvent différer : chaque ligne est celle du lot publié."],
    },
    graphique: { genre: "courbes", colonnes: ["demandes"] },
  });
}

function ligneOf({ reference, comptes }: StockCompte): LigneFigure {
  const total = countAll(comptes);
  const share = (axe: "origine" | "plafond", cle: string) => {
    const counts = countBy(comptes, axe);
    const inconnus = counts.get("inconnu") ?? 0;
    return partOf(counts.get(cle) ?? 0, total - inconnus, inconnus);
  };
  const old = countAll(comptes, ({ ancienne }) => ancienne === "oui");
  const sansDate = countAll(comptes, ({ ancienne }) => ancienne === "inconnu");
  return {
    cle: reference,
    libelle: formatJour(reference),
    cellules: {
      demandes: nombreOf(total),
      mutations: share("origine", "mutation"),
      plai: share("plafond", "plai"),
      anciennes: partOf(old, total - sansDate, sansDate),
    },
  };
}

import type { CelluleFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { addMonths } from "#socle/regles/shared/calendrier.ts";
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
  const nouvelles = new Map(stocks.map(({ reference, comptes }) => [reference, countNouvelles(comptes)]));
  const lignes = stocks
    .toSorted((a, b) => a.reference.localeCompare(b.reference))
    .map((stock) => ligneOf(stock, nouvelles));
  return figureOf({
    code: "demandes-evolution",
    titre: `Évolution des demandes en cours${filtre}`,
    maille: "epci",
    lignesDe: "Stock",
    colonnes: [
      colonne("nombre", "demandes", "Demandes", "Demandes en cours ce jour-là"),
      colonne(
        "nombre",
        "nouvelles",
        "Nouvelles demandes",
        "Demandes de ménages qui ne sont pas déjà locataires du parc social",
      ),
      colonne(
        "taux",
        "variation_nouvelles",
        "Nouvelles, en deux ans",
        "Nouvelles demandes rapportées à celles du stock de deux ans avant, moins un",
      ),
      colonne("taux", "mutations", "Mutations", "Part des demandes dont l’origine est connue"),
      colonne("taux", "plai", "Sous le plafond PLAI", "Part des demandes dont la position est connue"),
      colonne("taux", "anciennes", `Plus de ${delai} mois`, "Part des demandes dont la date est connue"),
    ],
    lignes,
    methode: {
      definition: ["Chaque stock publié, avec les mêmes règles et le même filtre."],
      source: "SNE, extractions « stock » publiées",
      reserves: [
        "Une demande d’origine inconnue est peut-être nouvelle : elle élargit les bornes.",
        "Deux extractions d’un même jour peuvent différer : chaque ligne est celle du lot publié.",
      ],
    },
    graphique: { genre: "courbes", colonnes: ["demandes"] },
  });
}

/** Certain, then at most: an unknown origin may be one. */
type Nouvelles = readonly [certaines: number, auPlus: number];

function countNouvelles(comptes: readonly CompteDemande[]): Nouvelles {
  const counts = countBy(comptes, "origine");
  const certaines = counts.get("nouvelle-entree") ?? 0;
  return [certaines, certaines + (counts.get("inconnu") ?? 0)];
}

/** Between the extremes that both unknowns allow. */
function variationOf([min, max]: Nouvelles, avant: Nouvelles | undefined): CelluleFigure {
  if (avant === undefined) return { valeur: null, manque: "inconnu" };
  const [avantMin, avantMax] = avant;
  if (avantMin === 0) return { valeur: null, manque: avantMax > 0 ? "inconnu" : "sans-objet" };
  const valeur = min / avantMin - 1;
  return min === max && avantMin === avantMax
    ? { valeur }
    : { valeur, bornes: [min / avantMax - 1, max / avantMin - 1] };
}

function ligneOf({ reference, comptes }: StockCompte, nouvelles: ReadonlyMap<string, Nouvelles>): LigneFigure {
  const propres = countNouvelles(comptes);
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
      nouvelles: nombreOf(propres[0], propres[1] - propres[0]),
      variation_nouvelles: variationOf(propres, nouvelles.get(addMonths(reference, -24))),
      mutations: share("origine", "mutation"),
      plai: share("plafond", "plai"),
      anciennes: partOf(old, total - sansDate, sansDate),
    },
  };
}

import type { CelluleFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { colonne, compteBorne, figureOf, INCONNUE, PAS_DANS_LE_FICHIER } from "../cellule.ts";
import { countBy, nombreOf, sumNombre } from "./compter.ts";
import { sayNonLues } from "./mois-publies.ts";
import type { CompteBail, CompteDemande } from "./ports.ts";

export type Flux = {
  readonly annee: number;
  /** Day of the stock. */
  readonly fin: string;
  /** Stock of that day, and leases since 1 January: for the whole territory. */
  readonly comptes: readonly CompteDemande[];
  readonly baux: readonly CompteBail[];
  /** Months since 1 January with unpublished leases. */
  readonly moisTus: number;
  /** Lines of the other months' files that were not read, each perhaps one more exit. */
  readonly nonLues: number;
  /** Size of the stock on the last day of the previous year; null when it is unpublished. */
  readonly stockAvant: number | null;
  readonly source: string;
};

/**
 * Entries and exits of a year, from two extractions: those who came and are still there, or came and were housed. Those who came and left otherwise
 * in the same year are in neither file.
 */
export function figureFlux({ annee, fin, comptes, baux, moisTus, nonLues, stockAvant, source }: Flux): Figure {
  const creees = countBy(comptes, "annee");
  const logees = baux.filter((bail) => bail.axe === "annee");
  const dates = (cle: string) => sumNombre(logees.filter((bail) => bail.cle === cle));
  const sansDate = (creees.get("inconnu") ?? 0) + dates("inconnu");
  const entrees = (creees.get(String(annee)) ?? 0) + dates(String(annee));
  const sorties = sumNombre(logees);
  const stock = sumNombre(comptes.filter(({ axe }) => axe === "annee"));
  const ligne = (cle: string, libelle: string, demandes: CelluleFigure): LigneFigure => ({
    cle,
    libelle,
    cellules: { demandes },
  });
  return figureOf({
    code: "demandes-flux",
    titre: `Entrées et sorties, du 1er janvier au ${formatJour(fin)}`,
    lecture: `${formatCompte(entrees, "entrée connue", "entrées connues")} depuis le 1er janvier, ${formatCompte(sorties, "sortie par attribution", "sorties par attribution")}.`,
    maille: "epci",
    lignesDe: "Mouvement",
    colonnes: [colonne("nombre", "demandes", "Demandes", "Demandes, ou baux signés pour les sorties")],
    lignes: [
      ligne(
        "stock-avant",
        `En cours au 31 décembre ${annee - 1}`,
        stockAvant === null ? PAS_DANS_LE_FICHIER : nombreOf(stockAvant),
      ),
      ligne(
        "entrees",
        "Entrées connues (encore en cours, ou déjà logées)",
        compteBorne(entrees, stock + sorties - sansDate, sansDate + nonLues),
      ),
      ligne(
        "attributions",
        `Sorties par attribution (baux signés${moisTus > 0 ? " et publiés" : ""})`,
        nombreOf(sorties, nonLues),
      ),
      ligne(
        "autres",
        "Autres sorties (abandon, non-renouvellement…)",
        autresSorties({ avant: stockAvant, entrees, sorties, stock, sansDate, moisTus, nonLues }),
      ),
      ligne("stock", `En cours au ${formatJour(fin)}`, nombreOf(stock)),
    ],
    methode: {
      definition: [
        `Entrées connues : demandes créées en ${annee} encore en cours, et baux signés en ${annee} dont la demande est de ${annee} (date du bail moins le délai d’attribution).`,
        "Autres sorties : stock de l’année d’avant, plus les entrées connues, moins les attributions et moins le stock.",
      ],
      source,
      reserves: [...reservesOf({ annee, moisTus, stockAvant }), ...sayNonLues(nonLues)],
    },
  });
}

function reservesOf({ annee, moisTus, stockAvant }: Pick<Flux, "annee" | "moisTus" | "stockAvant">): readonly string[] {
  return [
    "Une demande créée puis abandonnée ou radiée dans l’année n’est dans aucun des deux fichiers : entrées et autres sorties sont au moins celles-ci.",
    ...(moisTus > 0
      ? [
          `Les baux de ${formatCompte(moisTus, "mois", "mois")} ne sont pas publiés : entrées et sorties par attribution sont au moins celles-ci, les autres sorties sont inconnues.`,
        ]
      : []),
    ...(stockAvant === null
      ? [`Aucun stock au 31 décembre ${annee - 1} n’est publié : les autres sorties ne se calculent pas.`]
      : []),
  ];
}

type Mouvements = Readonly<Record<"entrees" | "sorties" | "stock" | "sansDate" | "moisTus" | "nonLues", number>> & {
  readonly avant: number | null;
};

function autresSorties({ avant, entrees, sorties, stock, sansDate, moisTus, nonLues }: Mouvements): CelluleFigure {
  if (avant === null) return PAS_DANS_LE_FICHIER;
  if (moisTus > 0 || (sansDate > 0 && stock + sorties === sansDate)) return INCONNUE;
  // A lease of a demande that was never in this stock makes the balance negative: other exits are then invisible.
  const solde = avant + entrees - sorties - stock;
  const valeur = Math.max(0, solde);
  // A rejected line is perhaps an exit of a demande that no file counts as an entry.
  return nonLues === 0
    ? nombreOf(valeur, sansDate)
    : { valeur, bornes: [Math.max(0, solde - nonLues), valeur + sansDate] };
}

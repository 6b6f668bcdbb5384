import { CONTINGENTS, LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import { ANALYSE_MAX } from "#socle/regles/texte-libre/verify-texte-libre.ts";
import type { FiguresBailleur, Precision } from "./bilan-bailleur.ts";

const COMMENTAIRE_MAX = ANALYSE_MAX;

const PARTENAIRE_MAX = 100;

const PRECISIONS_MAX = 40;

/** Trimmed; null when empty. Refuses `commentaire-trop-long`, `texte-nir`, `commentaire-a-relire`. */
export function checkCommentaire(texte: string, relu: boolean): string | null {
  const commentaire = texte.trim().replaceAll("\r\n", "\n");
  if (commentaire === "") return null;
  if (commentaire.length > COMMENTAIRE_MAX) {
    throw new Refus("commentaire-trop-long", `Le commentaire dépasse ${COMMENTAIRE_MAX} caractères. Raccourcissez-le.`);
  }
  checkPersonnes("Commentaire", commentaire, relu);
  return commentaire;
}

/** A bilan is about figures: words about a person's health, origin or morals need a confirmation. It has its own maximum length. */
function checkPersonnes(champ: string, texte: string, relu: boolean): void {
  relireTexte(texte, `${champ} :`, { relu, aRelire: "commentaire-a-relire", longueurPropre: true });
}

/**
 * The bailleur's precisions, sorted in the order of the contingents. Refuses `precision-incomplete`, `precisions-en-trop` (more than the leases of
 * the contingent), `texte-nir`, `commentaire-a-relire`.
 */
export function checkPrecisions(
  precisions: readonly Precision[],
  figures: Pick<FiguresBailleur, "origines">,
  relu: boolean,
): readonly Precision[] {
  if (precisions.length > PRECISIONS_MAX) {
    throw new Refus(
      "precision-incomplete",
      `Au plus ${PRECISIONS_MAX} partenaires par bilan. Regroupez les plus petits.`,
    );
  }
  const kept = precisions.map((precision) => checkPrecision(precision, relu));
  for (const contingent of CONTINGENTS) checkSomme(kept, contingent, figures);
  return kept.toSorted((a, b) => CONTINGENTS.indexOf(a.contingent) - CONTINGENTS.indexOf(b.contingent));
}

function checkPrecision({ contingent, partenaire, nombre }: Precision, relu: boolean): Precision {
  const nom = partenaire.trim().replaceAll("\r\n", "\n");
  if (nom === "" || nom.length > PARTENAIRE_MAX || !Number.isInteger(nombre) || nombre < 1) {
    throw new Refus(
      "precision-incomplete",
      `Origine précisée, « ${nom.slice(0, PARTENAIRE_MAX) || "sans nom"} » : écrivez le nom du partenaire (${PARTENAIRE_MAX} caractères au plus) et un nombre entier d’au moins 1.`,
    );
  }
  checkPersonnes(`Partenaire « ${nom} »`, nom, relu);
  return { contingent, partenaire: nom, nombre };
}

function checkSomme(
  precisions: readonly Precision[],
  contingent: Precision["contingent"],
  figures: Pick<FiguresBailleur, "origines">,
): void {
  const precise = countPrecise(precisions, contingent);
  const baux = countBaux(figures, contingent);
  if (precise <= baux) return;
  throw new Refus(
    "precisions-en-trop",
    `« ${LIBELLE_CONTINGENT[contingent]} » : vous précisez l’origine de ${formatCompte(precise, "demandeur")}, pour ${formatCompte(baux, "bail signé", "baux signés")} sur ce contingent. Diminuez les nombres.`,
    { contingent, precise, baux },
  );
}

export function countBaux(
  { origines }: Pick<FiguresBailleur, "origines">,
  contingent: Precision["contingent"],
): number {
  return origines.filter((ligne) => ligne.contingent === contingent).reduce((total, ligne) => total + ligne.total, 0);
}

function countPrecise(precisions: readonly Precision[], contingent: Precision["contingent"]): number {
  return precisions.filter((row) => row.contingent === contingent).reduce((total, row) => total + row.nombre, 0);
}

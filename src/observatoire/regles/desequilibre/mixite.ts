import type { IndicateurOccupation } from "#donnees/regles/occupation/indicateur.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";

/**
 * « Pour chaque bailleur social, une liste fixant les résidences à enjeu prioritaire de mixité sociale, annexée à la convention et adressée tous les
 * trois ans. Cette liste est établie en fonction des conditions d’occupation de ces résidences, selon des critères définis par décret en Conseil
 * d’Etat » (CCH L. 441-1-6, 3° bis). The decree was not found: the method only proposes, people decide.
 */
export const ARTICLE_MIXITE = "CCH, article L. 441-1-6, 3° bis";

export type EtatListe = "projet" | "arretee";

export const LIBELLE_ETAT_LISTE: Readonly<Record<EtatListe, string>> = { projet: "Projet", arretee: "Arrêtée" };

/** Sources of the list, printed on it for good. */
export type SourceListe = {
  readonly methode: number;
  /** null: no survey was published. */
  readonly enquete: string | null;
  readonly millesime: string;
};

export type ListeMixite = SourceListe & {
  readonly id: number;
  readonly etat: EtatListe;
  readonly etablieLe: string;
  /** null for a project. */
  readonly arreteeLe: string | null;
  readonly acte: string | null;
  readonly lignes: readonly LigneMixite[];
};

export type LigneMixite = ResidenceListee & {
  /** Proposed by the method, or added by hand. */
  readonly origine: "methode" | "ajout";
  /** false: proposed, then removed by hand: it stays on the project with its reason, but not on the annex. */
  readonly retenue: boolean;
  /** Reason of a manual addition or removal; null for an unchanged proposal. */
  readonly motif: string | null;
};

export type ResidenceListee = {
  readonly cle: string;
  readonly nom: string;
  readonly commune: string;
  readonly bailleur: string | null;
  readonly bailleurNom: string | null;
  /** Established over-representations among all occupants on that day. */
  readonly indicateurs: readonly IndicateurOccupation[];
};

/** An adopted list is the convention's annex: another may follow, but it is never rewritten. Refuses `liste-arretee`. */
export function checkOuverte(liste: Pick<ListeMixite, "etat" | "arreteeLe">): void {
  if (liste.etat === "projet") return;
  throw conflit(
    "liste-arretee",
    "Cette liste est arrêtée : elle ne change plus. Proposez une nouvelle liste, elle lui succédera.",
  );
}

/** Returns the trimmed act. Refuses `liste-arretee`, `liste-vide`, `liste-acte`, `liste-date`. */
export function checkArret(
  liste: ListeMixite,
  { acte, arreteeLe, aujourdhui }: { readonly acte: string; readonly arreteeLe: string; readonly aujourdhui: string },
): string {
  checkOuverte(liste);
  if (!liste.lignes.some(({ retenue }) => retenue)) {
    throw new Refus("liste-vide", "Aucune résidence n’est retenue : il n’y a rien à arrêter.");
  }
  if (arreteeLe > aujourdhui || arreteeLe < liste.etablieLe) {
    throw new Refus("liste-date", "La liste est arrêtée un jour passé, après son projet.");
  }
  const trimmed = acte.trim();
  if (trimmed.length < 5) {
    throw new Refus("liste-acte", "Dites quel acte arrête la liste : conférence, convention ou avenant, et sa date.");
  }
  return trimmed;
}

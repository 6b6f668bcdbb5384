import type { TypologieCherchee } from "#dossier/regles/reponses.ts";
import type { Contingent, Quartile, Reponse } from "#droit/regles/attribution/attribution.ts";
import type { PositionPlafond } from "#droit/regles/position-plafond.ts";
import type { Typologie } from "#droit/regles/typologie.ts";
import type { Confiance } from "#socle/regles/shared/confiance.ts";
import type { FinancementLogement } from "../liberation/liberation.ts";
import type { AccesLogement } from "../logement/logement-suivi.ts";
import type { CotationExamen } from "./examen.ts";

/** Facts of a demande, without a name. null: unknown, not zero. Euros a month, a year for `rfr`. */
export type DemandeExaminee = {
  readonly demandeur: string;
  readonly reference: string | null;
  readonly ancienneteLe: string | null;
  readonly nature: "acces" | "mutation" | "inconnue";
  /** SIREN. */
  readonly bailleurActuel: string | null;
  readonly typologies: readonly TypologieCherchee[];
  readonly piecesMin: number | null;
  readonly personnes: number | null;
  readonly adultes: number | null;
  readonly enfants: number | null;
  readonly quartile: Quartile;
  /** Retained income: year N-2, or N-1 when it fell by a tenth. */
  readonly rfr: number | null;
  /** 1 to 6, plus one for each person beyond. */
  readonly categoriePlafond: number | null;
  readonly positionPlafond: PositionPlafond;
  readonly revenuMensuel: number | null;
  readonly uniteConso: number | null;
  /** Housing aid for the current dwelling. */
  readonly aide: number | null;
  /** Alimony paid. */
  readonly chargesDeclarees: number;
  /** INSEE codes. */
  readonly communes: readonly string[];
  readonly secteurs: readonly string[];
  /** Accepts other communes; null: not asked. */
  readonly elargir: boolean | null;
  readonly priorite: Reponse;
  readonly salarie: Reponse;
  readonly actionLogement: Reponse;
  readonly agentEtat: Reponse;
  readonly urgence: "ordinaire" | "mobilite";
  readonly relogement: Reponse;
  readonly besoinAcces: AccesLogement;
  readonly cotation: CotationExamen | null;
};

/** Fields of a freed dwelling that the filters read. */
export type LogementExamine = {
  readonly commune: string;
  readonly secteur: string | null;
  readonly typologie: Typologie | null;
  readonly surface: number | null;
  readonly loyer: number | null;
  readonly charges: number | null;
  readonly acces: AccesLogement;
  readonly financement: FinancementLogement;
  readonly contingent: Contingent;
  readonly bailleurSiren: string | null;
};

/** Thresholds of a bailleur, or of the territory, from a day on. null: none is written, and nobody is excluded by it. */
export type SeuilsRapprochement = {
  readonly depuis: string;
  /** Thousandths of the resources. */
  readonly effortMax: number | null;
  /** Euros a day and a consumption unit. */
  readonly resteAVivre: number | null;
  /** Euros a month, where water or heating is individual. */
  readonly forfaits: Readonly<Partial<Record<Typologie, number>>>;
  readonly reference: string;
  readonly confiance: Confiance;
  /** true: the bailleur's own; false: the territory's. */
  readonly propre: boolean;
};

type LogementALouer = Pick<LogementExamine, "contingent"> & {
  readonly logement: Omit<LogementExamine, "contingent" | "bailleurSiren">;
  readonly bailleur: { readonly siren: string | null };
};

export function logementExamine({ logement, contingent, bailleur }: LogementALouer): LogementExamine {
  const { commune, secteur, typologie, surface, loyer, charges, acces, financement } = logement;
  const lu = { commune, secteur, typologie, surface, loyer, charges, acces, financement };
  return { ...lu, contingent, bailleurSiren: bailleur.siren };
}

/** Flat rate of the dwelling; 0 when none is written for its kind. */
export function forfaitOf({ typologie }: LogementExamine, seuils: SeuilsRapprochement | null): number {
  return (typologie === null ? null : seuils?.forfaits[typologie]) ?? 0;
}

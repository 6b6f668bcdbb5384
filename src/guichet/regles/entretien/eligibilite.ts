import { computePiecesMin, ENFANTS_PAR_CHAMBRE } from "#dossier/regles/pieces-min.ts";
import type { TypologieCherchee } from "#dossier/regles/reponses.ts";
import { findValeur } from "#droit/regles/parametre.ts";
import {
  anneesPlafonds,
  type CategoriePlafond,
  categoriesPossibles,
  type PlafondsMenage,
  positionPlafond,
} from "#droit/regles/plafonds-ressources.ts";
import type { PositionPlafond } from "#droit/regles/position-plafond.ts";
import type { ZonePlafond } from "#droit/regles/zone-plafond.ts";
import type { ReponsesEntretien } from "./entretien.ts";
import { toPersonnes } from "./verser.ts";

/**
 * Indicative, never a decision (the commission decides). One line for each category that the missing answers leave
 * possible; none when the household is unknown. An interview does not ask about disability, which would raise the category by one (`handicap`).
 */
export type EligibiliteEntretien = {
  readonly annee: number;
  readonly lignes: readonly {
    readonly categorie: CategoriePlafond;
    readonly position: PositionPlafond;
    readonly plafonds: PlafondsMenage | null;
  }[];
  /** Position whatever the category; « inconnue » when the answers do not settle it. */
  readonly position: PositionPlafond;
};

export function eligibiliteEntretien(
  reponses: ReponsesEntretien,
  { annee: demandee, zone }: { readonly annee: number; readonly zone: ZonePlafond | null },
): EligibiliteEntretien {
  const connues = anneesPlafonds();
  const annee = connues.includes(demandee) ? demandee : (connues.at(-1) ?? demandee);
  const rfr = reponses.budget?.rfr ?? null;
  const lignes = categoriesOf(reponses, `${annee}-01-01`).map((categorie) => ({
    categorie,
    ...positionPlafond({ rfr, categorie, zone, annee }),
  }));
  const positions = new Set(lignes.map(({ position }) => position));
  const [seule] = positions;
  return { annee, lignes, position: positions.size === 1 && seule ? seule : "inconnue" };
}

function categoriesOf({ situation, composition }: ReponsesEntretien, jour: string): readonly CategoriePlafond[] {
  const { adultes, enfants, jeuneCouple } = composition ?? {};
  if (adultes === undefined || adultes === null || enfants === undefined || enfants === null) return [];
  const familiale = situation?.familiale ?? null;
  const enCouple = familiale === null ? null : ["marie", "pacse", "concubin"].includes(familiale);
  const ages = { oui: [25, 25], non: [55, 55], inconnu: null } as const;
  const couple = jeuneCouple === "oui" ? true : enCouple;
  return categoriesPossibles(
    { adultes, personnesACharge: enfants, couple, ages: ages[jeuneCouple ?? "inconnu"], handicap: false },
    jour,
  );
}

/** Smallest dwelling offered to that household; null: unknown household. */
export function typologieConseillee(reponses: ReponsesEntretien, jour: string): TypologieCherchee | null {
  const { composition } = reponses;
  if (!composition || composition.adultes === null || composition.enfants === null) return null;
  const pieces = computePiecesMin(toPersonnes(reponses), () => null, findValeur(ENFANTS_PAR_CHAMBRE, jour).valeur);
  const TAILLES = ["T1", "T2", "T3", "T4", "T5"] as const;
  return TAILLES[pieces - 1] ?? "T6+";
}

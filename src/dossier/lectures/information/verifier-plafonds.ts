import { type PlafondPli, readPlafondsPli } from "#droit/regles/plafonds-pli.ts";
import {
  type CategoriePlafond,
  categoriesPossibles,
  type MenagePlafond,
  type PlafondsMenage,
  positionPlafond,
  type RessourcesPlafond,
  type RessourcesRetenues,
  retenirRessources,
} from "#droit/regles/plafonds-ressources.ts";
import type { PositionPlafond } from "#droit/regles/position-plafond.ts";
import type { ZoneLocativeLue } from "#droit/regles/zone-locative.ts";
import type { ZonePlafond } from "#droit/regles/zone-plafond.ts";

export type QuestionConditions = {
  readonly menage: MenagePlafond;
  readonly ressources: RessourcesPlafond;
  readonly zone: ZonePlafond | null;
  /** Class of the rental market; null when the commune is not given, or its class unknown. */
  readonly zoneLocative: ZoneLocativeLue | null;
  readonly annee: number;
};

/** One category, or the two that the missing answer would choose between. */
export type CasConditions = {
  readonly categorie: CategoriePlafond;
  readonly position: PositionPlafond;
  readonly plafonds: PlafondsMenage | null;
};

export type ReponseConditions = {
  readonly annee: number;
  readonly zone: ZonePlafond | null;
  readonly retenues: RessourcesRetenues;
  readonly cas: readonly CasConditions[];
  /** Same result whatever the missing answer; `inconnue` when that answer would change it. */
  readonly position: PositionPlafond;
  /** Ceilings of the logement intermédiaire, by zone; empty: not entered for that year or that household. */
  readonly intermediaire: readonly PlafondPli[];
  readonly zoneLocative: ZoneLocativeLue | null;
};

/** Which dwellings a household may ask for, from its own answers. Nothing is kept. */
export function verifierConditions(question: QuestionConditions): ReponseConditions {
  const { menage, ressources, zone, zoneLocative, annee } = question;
  const jour = `${annee}-01-01`;
  const retenues = retenirRessources(ressources, jour);
  const cas = categoriesPossibles(menage, jour).map((categorie) => ({
    categorie,
    ...positionPlafond({ rfr: retenues.montant, categorie, zone, annee }),
  }));
  const positions = new Set(cas.map(({ position }) => position));
  const [seule] = positions.size === 1 ? positions : [];
  const intermediaire = readPlafondsPli(menage, annee).filter(
    (pli) => (pli.zone === "outre-mer") === (zone === "outre-mer"),
  );
  return { annee, zone, retenues, cas, position: seule ?? "inconnue", intermediaire, zoneLocative };
}

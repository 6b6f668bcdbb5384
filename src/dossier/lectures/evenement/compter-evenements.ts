import type { Base } from "#socle/lectures/base.ts";
import { addMonths } from "#socle/regles/shared/calendrier.ts";
import type { AuteurEvenement, GenreEvenement } from "../../regles/evenement.ts";
import type { CompteEvenements } from "./ports.ts";

export type LigneEvenements = {
  /** Month, « 2026-03 ». */
  readonly mois: string;
  readonly par: string;
  readonly genre: GenreEvenement;
  readonly nombre: number;
};

export type EvenementsComptes = {
  readonly epci: string;
  /** Months with an event, the latest first. */
  readonly mois: readonly string[];
  readonly lignes: readonly LigneEvenements[];
};

/** Months counted, this one included. */
const MOIS = 12;

/** Counts of the shared events: who writes, what, when. No file is opened and no name is read. */
export async function compterEvenements(base: Base, epci: string, aujourdhui: string): Promise<EvenementsComptes> {
  const du = `${addMonths(`${aujourdhui.slice(0, 7)}-01`, 1 - MOIS).slice(0, 7)}-01`;
  const [comptes, noms] = await Promise.all([
    base.evenements.compter(epci, du, aujourdhui),
    base.registres.guichets(epci),
  ]);
  const lignes = comptes.map((compte): LigneEvenements => {
    const { mois, genre, nombre } = compte;
    return { mois, par: parOf(compte, noms), genre, nombre };
  });
  return { epci, mois: [...new Set(lignes.map(({ mois }) => mois))].toSorted().reverse(), lignes };
}

const LIBELLE_AUTEUR: Readonly<Record<AuteurEvenement, string>> = {
  menage: "Les demandeurs",
  mandataire: "Les mandataires",
  organisme: "Un organisme fermé depuis",
  systeme: "Les délais",
};

function parOf({ auteur, organisation }: CompteEvenements, noms: ReadonlyMap<number, string>): string {
  return (organisation === null ? undefined : noms.get(organisation)) ?? LIBELLE_AUTEUR[auteur];
}

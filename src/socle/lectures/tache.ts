import { addDays } from "../regles/shared/calendrier.ts";
import type { Base } from "./base.ts";

/** A person's task, in words: what and how many, why, until when, and the one page where it is done. */
export type Tache = {
  /** Stable: « lot-a-publier ». */
  readonly code: string;
  readonly titre: string;
  readonly pourquoi: string;
  readonly action: string;
  /** Address under the territory, query and anchor included; from the root of the site when it starts with « / ». */
  readonly chemin: string;
  /** ISO day; null: no deadline. */
  readonly echeance: string | null;
  /** The task takes place on that very day, and cannot be done before. */
  readonly leJour?: true;
};

/** `maintenant`: an ISO instant of the day `aujourdhui`. */
export type QuestionTaches = { readonly epci: string; readonly aujourdhui: string; readonly maintenant: string };

/** The tasks of one context for the actor. Each source checks the rights that make a task theirs, and reads nothing without them. */
export type SourceTaches = {
  /** « les réunions »: names the tasks in the message when they could not be read. */
  readonly quoi: string;
  readonly list: (base: Base, question: QuestionTaches) => Promise<readonly Tache[]>;
};

/** « bilan?annee=2017 »; null parameters are left out. */
export function cheminOf(page: string, parametres: Readonly<Record<string, string | number | null>> = {}): string {
  const query = new URLSearchParams();
  for (const [nom, valeur] of Object.entries(parametres)) {
    if (valeur !== null) query.set(nom, String(valeur));
  }
  return query.size > 0 ? `${page}?${query}` : page;
}

/** Most characters of a longer text that `pourquoi` quotes. */
const LONGUEUR = 160;

export function abreger(texte: string): string {
  if (texte.length <= LONGUEUR) return texte;
  const coupe = texte.slice(0, LONGUEUR);
  return `${coupe.slice(0, Math.max(coupe.lastIndexOf(" "), 1))}…`;
}

/** The earliest day; null when none is known. */
export function firstJour(jours: readonly (string | null)[]): string | null {
  return jours.flatMap((jour) => jour ?? []).toSorted()[0] ?? null;
}

export function daysBefore(jour: string, jours: number): string {
  return addDays(jour, -jours);
}

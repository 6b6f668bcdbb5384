import { addDays } from "../regles/shared/calendrier.ts";
import type { Base } from "./base.ts";

/** Something a person has to do, in words: what and how many, why, until when, and the one page that does it. */
export type Tache = {
  /** Stable: « lot-a-publier ». */
  readonly code: string;
  readonly titre: string;
  readonly pourquoi: string;
  readonly action: string;
  /** Address under the territory, query and anchor included; of the site itself when it starts with « / ». */
  readonly chemin: string;
  /** ISO day; null when nothing sets one. */
  readonly echeance: string | null;
  /** It takes place on that very day, and is not to be done before it. */
  readonly leJour?: true;
};

/** `maintenant` is an ISO instant of `aujourdhui`. */
export type QuestionTaches = { readonly epci: string; readonly aujourdhui: string; readonly maintenant: string };

/** One context's tasks for whoever asks. Each knows the rights that make a task theirs, and asks nothing of the database without them. */
export type SourceTaches = {
  /** « les réunions »: said when they could not be read. */
  readonly quoi: string;
  readonly list: (base: Base, question: QuestionTaches) => Promise<readonly Tache[]>;
};

/** `bilan?annee=2017`; what is null is left out. */
export function cheminOf(page: string, parametres: Readonly<Record<string, string | number | null>> = {}): string {
  const query = new URLSearchParams();
  for (const [nom, valeur] of Object.entries(parametres)) {
    if (valeur !== null) query.set(nom, String(valeur));
  }
  return query.size > 0 ? `${page}?${query}` : page;
}

/** What `pourquoi` holds of a longer text. */
const LONGUEUR = 160;

/** Cut between two words. */
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

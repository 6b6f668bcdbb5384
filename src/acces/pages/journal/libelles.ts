import type { EntreeLue } from "#socle/lectures/journal/ports.ts";
import { LIBELLE_RESSOURCE, RESSOURCES, type Ressource } from "#socle/regles/habilitation/ressource.ts";
import { ACTES, type Acte, LIBELLE_ACTE } from "#socle/regles/journal/acte.ts";
import { LIBELLE_MOYEN } from "../connexion/libelles.ts";

const instant = new Intl.DateTimeFormat("fr-FR", { timeZone: "Europe/Paris", dateStyle: "short", timeStyle: "medium" });

/** ISO instant → « 05/03/2026 09:12:41 », in Paris. */
export function formatInstant(iso: string): string {
  return instant.format(new Date(iso));
}

/** An act unknown to this version is shown as written. */
export function libelleActe(code: string): string {
  const known = ACTES.find((acte) => acte === code);
  return known ? LIBELLE_ACTE[known] : code;
}

export function libelleRessource(code: string): string {
  const known = RESSOURCES.find((ressource): ressource is Ressource => ressource === code);
  return known ? LIBELLE_RESSOURCE[known] : code;
}

/** « lot:12 » → « lot 12 »; an account by its name, when the reader may know it. */
export function formatObjet(
  objet: string,
  personnes: readonly { readonly compte: number; readonly nom: string }[],
): string {
  const compte = /^compte:(\d+)$/.exec(objet)?.[1];
  const personne = personnes.find((candidate) => String(candidate.compte) === compte);
  return personne?.nom ?? objet.replace(":", " ");
}

/** The typed reason; for a login, the way of logging in. */
export function formatMotif({ acte, motif }: Pick<EntreeLue, "acte" | "motif">): string {
  if (motif === null) return "–";
  if (acte !== "connexion") return motif;
  const moyens: Readonly<Record<string, string>> = LIBELLE_MOYEN;
  return moyens[motif] ?? motif;
}

/** Sorted by French label. */
export const ACTES_TRIES: readonly Acte[] = ACTES.toSorted((a, b) =>
  LIBELLE_ACTE[a].localeCompare(LIBELLE_ACTE[b], "fr"),
);

import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { cheminDemande } from "./registre/chemins.ts";

/** Pages of the steps: the household's own (`guichet` null), or those of a file that a desk opened (`guichet`: its identifier). */
export type LieuEtapes = { readonly epci: string; readonly guichet: string | null };

export function hrefEtape({ epci, guichet }: LieuEtapes, etape = ""): string {
  const chemin = etape === "" ? "etapes" : `etapes/${etape}`;
  return guichet === null ? hrefDemande(epci, chemin) : hrefTerritoire(epci, cheminDemande(guichet, chemin));
}

/** Page shown to a person who stops for the day. */
export function hrefPause({ epci, guichet }: LieuEtapes): string {
  return guichet === null
    ? hrefDemande(epci, "pause")
    : hrefTerritoire(epci, cheminDemande(guichet), { fait: "etapes" });
}

/** At the desk, the pieces are on the page of the file. */
export function hrefDocuments({ epci, guichet }: LieuEtapes): string {
  return guichet === null ? hrefDemande(epci, "etapes/documents") : hrefTerritoire(epci, cheminDemande(guichet));
}

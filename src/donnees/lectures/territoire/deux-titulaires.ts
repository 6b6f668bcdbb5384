import { formatJour } from "#socle/regles/shared/format.ts";
import { conflit } from "#socle/regles/shared/refus.ts";
import type { Territoire } from "#socle/regles/shared/territoire.ts";
import type { Sejour } from "../../regles/territoire/perimetre.ts";
import type { CommuneTerritoire } from "./ports.ts";

export type DeuxTitulaires = Pick<CommuneTerritoire, "commune" | "nom"> & {
  readonly titulaire: Pick<Territoire, "epci" | "nom">;
  readonly communs: Sejour;
};

const EXEMPLES = 3;

/** Throws `commune-deux-titulaires`, naming the communes, the other territory and the days: a lease belongs to one territory. */
export function refuseDeuxTitulaires(trouves: readonly DeuxTitulaires[]): void {
  if (trouves.length === 0) return;
  const dits = trouves
    .slice(0, EXEMPLES)
    .map(({ commune, nom, titulaire, communs }) => `${nom} (${commune}), de ${titulaire.nom} ${sayJours(communs)}`);
  const reste = trouves.length - dits.length;
  throw conflit(
    "commune-deux-titulaires",
    `Une commune n’est que d’un territoire à la fois\u00A0: ${dits.join("\u00A0; ")}${reste > 0 ? `, et ${reste} autres` : ""}. Sa sortie de l’autre territoire est à écrire d’abord, par lui.`,
    { communes: trouves.map(({ commune }) => commune) },
  );
}

function sayJours({ depuis, jusque }: Sejour): string {
  if (depuis !== null && jusque !== null) return `du ${formatJour(depuis)} au ${formatJour(jusque)}`;
  if (jusque !== null) return `jusqu’au ${formatJour(jusque)}`;
  return depuis === null ? "aujourd’hui, sans dates" : `depuis le ${formatJour(depuis)}`;
}

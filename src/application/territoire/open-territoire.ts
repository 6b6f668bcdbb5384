import { Refus } from "#domain/shared/refus.ts";
import type { Base } from "../base.ts";
import type { CommuneTerritoire, Territoire } from "./ports.ts";

/** The official code book, given by the composition root: codes and names of any EPCI of France. */
export type CodeOfficiel = {
  findEpci(epci: string): { readonly nom: string; readonly communes: readonly CommuneTerritoire[] } | null;
};

/** Opens a territory from its SIREN; doing it again refreshes its name and communes. Refuses `epci-inconnu`. */
export async function openTerritoire(
  base: Pick<Base, "territoires">,
  code: CodeOfficiel,
  epci: string,
  options: { readonly demonstration?: boolean } = {},
): Promise<Territoire & { readonly communes: number }> {
  const found = /^\d{9}$/.test(epci) ? code.findEpci(epci) : null;
  if (!found) {
    throw new Refus(
      "epci-inconnu",
      `Aucun EPCI ne porte le SIREN « ${epci} » dans le code officiel géographique. Vérifiez les neuf chiffres.`,
      { epci },
    );
  }
  const territoire = { epci, nom: found.nom, demonstration: options.demonstration ?? false };
  await base.territoires.add(territoire, found.communes);
  return { ...territoire, communes: found.communes.length };
}

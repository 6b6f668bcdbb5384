import type { Base } from "#socle/lectures/base.ts";
import type { ClePage, Contenu, RubriqueInformation } from "../../regles/information/contenu.ts";
import { matchesRecherche } from "../../regles/information/contenu.ts";
import { contenusPublics } from "../../regles/information/contenus-fournis.ts";
import type { GuichetEcrit } from "./ports.ts";

/** What the public reads of a part: the EPCI's own contents, or the shipped ones. */
async function readContenus(base: Base, epci: string, rubrique: RubriqueInformation): Promise<readonly Contenu[]> {
  return contenusPublics(rubrique, await base.information.publies(epci, rubrique));
}

/** The text of a page, and its easy-to-read version when the EPCI wrote one. */
export type TextePage = { readonly ordinaire: Contenu | null; readonly falc: Contenu | null };

export async function readTextePage(base: Base, epci: string, cle: ClePage): Promise<TextePage> {
  const contenus = (await readContenus(base, epci, "page")).filter((contenu) => contenu.cle === cle);
  return {
    ordinaire: contenus.find(({ falc }) => !falc) ?? null,
    falc: contenus.find(({ falc }) => falc) ?? null,
  };
}

export async function searchContenus(
  base: Base,
  { epci, rubrique, recherche }: { epci: string; rubrique: RubriqueInformation; recherche: string },
): Promise<readonly Contenu[]> {
  return (await readContenus(base, epci, rubrique)).filter((contenu) => matchesRecherche(contenu, recherche));
}

/** Telephone shown for help: that of the first registering desk that has one, else of any desk. */
export function aideOf(guichets: readonly Pick<GuichetEcrit, "niveau" | "telephone">[]): {
  readonly telephone: string | null;
} {
  const joignables = guichets.filter(({ telephone }) => telephone !== null);
  const first = joignables.find(({ niveau }) => niveau === "enregistrement") ?? joignables[0];
  return { telephone: first?.telephone ?? null };
}

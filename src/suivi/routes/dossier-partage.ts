import type { Context } from "hono";
import { cheminDemande } from "#dossier/pages/registre/chemins.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { introuvable } from "#socle/regles/shared/refus.ts";
import type { Territoire } from "#socle/regles/shared/territoire.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Suite } from "#socle/routes/page-actes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import type { DossierSuivi } from "../lectures/ports.ts";

/** Path under the territory. */
export const DOSSIER = "demandes/:demandeur{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}";

export type DossierPartage = {
  readonly epci: string;
  readonly demandeur: string;
  readonly cadre: Cadre & { readonly territoire: Territoire };
  readonly dossier: DossierSuivi;
};

/**
 * Runs on the file that the agent opened, with its purpose, in the last half hour; otherwise redirects to the page that asks for the purpose. Throws
 * `demande-inconnue`, the same for a file that does not exist and for one that the agent may not see.
 */
export async function onDossier<T>(
  site: Site,
  c: Context<Env>,
  work: (ouvert: DossierPartage) => Promise<T>,
): Promise<T | Response> {
  const { epci, cadre } = await openCadre(site, c);
  const demandeur = c.req.param("demandeur") ?? "";
  const [dossier, ouverture] = await Promise.all([
    c.var.base.suivis.dossier(epci, demandeur),
    c.var.base.registres.ouverture(demandeur, site.deps.horloge.maintenant()),
  ]);
  if (dossier === null)
    throw introuvable("demande-inconnue", "Cette demande n’existe pas, ou ne vous est pas ouverte.");
  return ouverture === null ? versFiche(c) : work({ epci, demandeur, cadre, dossier });
}

/** Redirects to the page of the file, which asks for the purpose. */
function versFiche(c: Context<Env>): Response {
  return c.redirect(hrefTerritoire(c.req.param("epci") ?? "", cheminDemande(c.req.param("demandeur") ?? "")), 303);
}

/** Redirection after an act. */
export function versEvenements(demandeur: string, fait?: string): Suite {
  return new Suite({ chemin: cheminDemande(demandeur, "evenements"), fait });
}

import type { Context } from "hono";
import { unknownDemande } from "#dossier/lectures/registre/guichets.ts";
import { cheminDemande } from "#dossier/pages/registre/chemins.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import type { Env } from "#socle/routes/deps.ts";
import type { Site } from "#socle/routes/site.ts";
import type { FicheRegistre } from "../../lectures/registre/ports.ts";

/** The file of the address. null: the purpose has to be said first. Throws `demande-inconnue`. */
export async function openFiche({ deps }: Site, c: Context<Env>): Promise<FicheRegistre | null> {
  const { registres } = c.var.base;
  const demandeur = c.req.param("demandeur") ?? "";
  const fiche = await registres.fiche(c.req.param("epci") ?? "", demandeur);
  if (!fiche) throw unknownDemande();
  return (await registres.ouverture(demandeur, deps.horloge.maintenant())) === null ? null : fiche;
}

/** Where the purpose is said. */
export function toFiche(c: Context<Env>): Response {
  return c.redirect(hrefTerritoire(c.req.param("epci") ?? "", cheminDemande(c.req.param("demandeur") ?? "")), 303);
}

import type { Context } from "hono";
import { unknownDemande } from "#application/registre/guichets.ts";
import type { FicheRegistre } from "#application/registre/ports.ts";
import { hrefTerritoire } from "#web/design/cadre.ts";
import { cheminDemande } from "#web/registre/chemins.ts";
import type { Env } from "../deps.ts";
import type { Site } from "../site.ts";

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

import type { Context, MiddlewareHandler } from "hono";
import { unknownDemande } from "#dossier/lectures/registre/guichets.ts";
import type { FicheRegistre } from "#dossier/lectures/registre/ports.ts";
import { CHEMIN_DEMANDES, cheminDemande } from "#dossier/pages/registre/chemins.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import type { Env } from "#socle/routes/deps.ts";
import type { Lieu } from "#socle/routes/page-actes.ts";
import type { Site } from "#socle/routes/site.ts";

/** Path of a file, under the territory. */
export const DEMANDE = `${CHEMIN_DEMANDES}/:demandeur{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}`;

/** Territory and file of the URL. */
export function surDemande(c: Context<Env>) {
  return { epci: c.req.param("epci") ?? "", demandeur: c.req.param("demandeur") ?? "" };
}

/** Territory and file of the URL, with today's day. */
export function surFiche({ c, aujourdhui }: Lieu) {
  return { ...surDemande(c), aujourdhui };
}

/** Throws `demande-inconnue`. */
export async function findFiche(c: Context<Env>): Promise<FicheRegistre> {
  const { epci, demandeur } = surDemande(c);
  const fiche = await c.var.base.registres.fiche(epci, demandeur);
  if (!fiche) throw unknownDemande();
  return fiche;
}

/** Purpose for which the actor opened the file in the last half-hour; null: not opened, or expired. */
export async function motifOuvert({ deps }: Site, c: Context<Env>): Promise<string | null> {
  const ouverture = await c.var.base.registres.ouverture(surDemande(c).demandeur, deps.horloge.maintenant());
  return ouverture?.motif ?? null;
}

/** Redirects to the page that asks for the purpose. */
export function toFiche(c: Context<Env>): Response {
  const { epci, demandeur } = surDemande(c);
  return c.redirect(hrefTerritoire(epci, cheminDemande(demandeur)), 303);
}

/** Redirects to the page of the purpose when none was stated. Throws `demande-inconnue`. */
export function seuilOuverte(isOuverte: (c: Context<Env>) => Promise<boolean>): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (await isOuverte(c)) return next();
    await findFiche(c);
    return toFiche(c);
  };
}

import type { Context } from "hono";
import { clearCookie, readCookie, writeCookie } from "#socle/routes/connexion/cookie.ts";
import type { Env } from "#socle/routes/deps.ts";
import type { Site } from "#socle/routes/site.ts";
import { type EntreeDossier, fermerVisite } from "../lectures/acces.ts";

/** Replaces the visit of this browser by a new one. */
export async function entrer(
  site: Site,
  c: Context<Env>,
  { jeton, demandeur }: EntreeDossier,
  epci: string,
): Promise<void> {
  const { connexion, bases, horloge } = site.deps;
  const former = readCookie(c, connexion, "dossier");
  if (former !== "") await fermerVisite({ queries: bases.connexions, horloge }, former);
  writeCookie(c, connexion, "dossier", jeton);
  choisir(site, c, { id: demandeur, epci });
}

/** Chooses the file of the next pages; it gives no right. */
export function choisir({ deps }: Site, c: Context<Env>, { id, epci }: { id: string; epci: string }): void {
  writeCookie(c, deps.connexion, "demande-choisie", `${epci}.${id}`);
}

export function oublierChoix({ deps }: Site, c: Context<Env>): void {
  clearCookie(c, deps.connexion, "demande-choisie");
}

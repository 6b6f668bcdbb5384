import type { Context } from "hono";
import { z } from "zod";
import type { IdentiteDonnee, IdentiteFranceConnect } from "#acces/lectures/connexion/identite-franceconnect.ts";
import { clearCookie, readCookie, writeCookie } from "#socle/routes/connexion/cookie.ts";
import type { Env } from "#socle/routes/deps.ts";
import type { Site } from "#socle/routes/site.ts";
import { lierFranceConnect } from "../actes/franceconnect.ts";
import { type EntreeDossier, menageOf } from "../lectures/acces.ts";
import type { Coffre } from "../lectures/coffre.ts";
import { lireDossier } from "../lectures/lire-dossier.ts";
import { renderSortieFranceConnect } from "../pages/franceconnect.tsx";
import { epciOf, readCommun } from "./commun.ts";

/** Usages that seal the cookies (see `Coffre`). */
const USAGE_IDENTITE = "franceconnect-identite";
const USAGE_SORTIE = "franceconnect-sortie";
const DUREE_IDENTITE_MS = 30 * 60_000;
/** Maximum characters: browsers drop a longer cookie. */
const COOKIE_MAX = 3800;

const identiteSchema = z.object({
  sujet: z.string(),
  nom: z.string().nullable(),
  nomUsage: z.string().nullable(),
  prenom: z.string().nullable(),
  naissance: z.string().nullable(),
  jusqua: z.string(),
});

/** Keeps the identity sealed in the browser until « Commencer », so that a person who does not begin leaves no name on the server. */
export function writeIdentite(
  { deps }: Site,
  c: Context<Env>,
  { idToken: _, ...identite }: IdentiteFranceConnect,
): void {
  const jusqua = new Date(Date.parse(deps.horloge.maintenant()) + DUREE_IDENTITE_MS).toISOString();
  const scelle = deps.coffre.sceller(JSON.stringify({ ...identite, jusqua }), USAGE_IDENTITE);
  writeCookie(c, deps.connexion, "identite-franceconnect", Buffer.from(scelle).toString("base64url"));
}

/** Identity that FranceConnect gave in this browser, half an hour ago at most. */
export function readIdentite({ deps }: Site, c: Context<Env>): IdentiteDonnee | null {
  const text = openCookie(deps.coffre, readCookie(c, deps.connexion, "identite-franceconnect"), USAGE_IDENTITE);
  if (text === null) return null;
  const { jusqua, ...identite } = identiteSchema.parse(JSON.parse(text));
  return deps.horloge.maintenant() < jusqua ? identite : null;
}

/** Writes on the new draft the identity kept in the browser, if any. */
export async function garderIdentite(site: Site, c: Context<Env>, { demandeur, lien }: EntreeDossier): Promise<void> {
  const { bases, horloge, coffre, connexion } = site.deps;
  const identite = readIdentite(site, c);
  clearCookie(c, connexion, "identite-franceconnect");
  if (identite === null) return;
  const base = bases.pour(menageOf(demandeur, lien));
  const dossier = await lireDossier(base, coffre, demandeur);
  await lierFranceConnect(base, { queries: bases.connexions, horloge }, { dossier, identite });
}

/** The token closes the session at FranceConnect; it is sealed, since it names the person. */
export function writeSortie({ deps }: Site, c: Context<Env>, idToken: string): void {
  const valeur = Buffer.from(deps.coffre.sceller(idToken, USAGE_SORTIE)).toString("base64url");
  if (valeur.length <= COOKIE_MAX) writeCookie(c, deps.connexion, "sortie-franceconnect", valeur);
}

/**
 * Logs out of FranceConnect a person who came by it. By a header, not a redirection, since browsers apply `form-action` to all
 * redirections of a form. null: the person came otherwise, or FranceConnect does not answer; Blaise logs them out all the same.
 */
export async function quitterFranceConnect(site: Site, c: Context<Env>): Promise<Response | null> {
  const { connexion, coffre } = site.deps;
  const idToken = openCookie(coffre, readCookie(c, connexion, "sortie-franceconnect"), USAGE_SORTIE);
  clearCookie(c, connexion, "sortie-franceconnect");
  clearCookie(c, connexion, "identite-franceconnect");
  if (idToken === null || connexion.franceConnect === null) return null;
  const adresse = await connexion.franceConnect.closeAddress(idToken, epciOf(c)).catch(() => null);
  if (adresse === null) return null;
  c.header("refresh", `0; url=${adresse}`);
  return c.html(renderSortieFranceConnect(await readCommun(site, c), adresse));
}

/** null: not sealed here for that usage. */
function openCookie(coffre: Coffre, valeur: string, usage: string): string | null {
  if (valeur === "") return null;
  try {
    return coffre.ouvrir(Buffer.from(valeur, "base64url"), usage);
  } catch {
    return null;
  }
}

import type { Context } from "hono";
import { findGrille } from "#application/cotation/editer-grille.ts";
import { controlGrille } from "#application/cotation/publier-grille.ts";
import { grilleOn } from "#domain/cotation/version-grille.ts";
import { peut, peutPartout } from "#domain/habilitation/peut.ts";
import type { Refus } from "#domain/shared/refus.ts";
import { renderGrillePage } from "#web/cotation/grille-page.tsx";
import type { Env } from "../deps.ts";
import { readNumero } from "../gouvernance/saisie-refusee.ts";
import { statusOf } from "../serveur/status.ts";
import { openCadre, type Site } from "../site.ts";

/** What the page says after an act: a closed list, so that an address cannot make it say anything else. */
export const ANNONCES: Readonly<Record<string, string>> = {
  creee: "Le projet est créé. Adaptez-le, puis simulez-le.",
  modifiee: "La grille est modifiée.",
  publiee: "La grille est publiée. Les points seront recalculés.",
  abandonnee: "Le projet est abandonné.",
};

export async function showGrille(site: Site, c: Context<Env>, refus?: Refus): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const aujourdhui = site.deps.horloge.aujourdhui();
  const version = await findGrille(base, epci, readNumero(c, "grille"));
  const enVigueur = grilleOn([version], version.nature, aujourdhui) !== null;
  const ecrire = version.etat === "projet" && peutPartout(acteur, "cotation", "modifier", epci);
  const page = renderGrillePage({
    cadre,
    epci,
    version,
    enVigueur,
    controle: ecrire ? controlGrille(version, aujourdhui) : null,
    simuler: peutPartout(acteur, "cotation", "creer", epci) && peut(acteur, "attribution", "lire", epci),
    annonce: refus ? null : (ANNONCES[c.req.query("fait") ?? ""] ?? null),
    erreur: refus?.message ?? null,
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

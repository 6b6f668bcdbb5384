import type { Context } from "hono";
import { peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import type { Refus } from "#socle/regles/shared/refus.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { findGrille } from "../../actes/cotation/editer-grille.ts";
import { controlGrille } from "../../actes/cotation/publier-grille.ts";
import { renderGrillePage } from "../../pages/cotation/grille-page.tsx";
import { grilleOn } from "../../regles/cotation/version-grille.ts";

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

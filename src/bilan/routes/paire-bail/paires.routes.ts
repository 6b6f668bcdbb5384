import type { Context } from "hono";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { reprendreDecision, trancherPaire } from "../../actes/paire-bail/trancher-paire.ts";
import { lirePaires } from "../../lectures/paire-bail/lire-paires.ts";
import { CHEMIN_PAIRES, renderPairesPage } from "../../pages/paire-bail/paires-page.tsx";
import { DECISIONS_PAIRE } from "../../regles/paire-bail/paire-bail.ts";

const BASE = `/t/:epci/${CHEMIN_PAIRES}`;

/** Closed: an address announces nothing else. */
const ANNONCES: Readonly<Record<string, string>> = {
  meme: "C’est retenu\u00A0: le même bail, compté une fois.",
  distincts: "C’est retenu\u00A0: deux baux, comptés tous les deux.",
  reprise: "La réponse est reprise\u00A0: le bilan ne la suit plus.",
};

/** `/t/:epci/bilan/paires`: read by whoever reads the bilan, settled by whoever modifies the attributions of that bailleur. */
export function pairesRoutes(site: Site): Routes {
  return new Routes()
    .get(BASE, garde("bilan", "lire"), (c) => show(site, c, null))
    .post(`${BASE}/:paire{[1-9][0-9]{0,14}}`, garde("attribution", "modifier"), (c) => settle(site, c))
    .post(`${BASE}/decisions/:decision{[1-9][0-9]{0,14}}`, garde("attribution", "modifier"), (c) => takeBack(site, c));
}

async function show(site: Site, c: Context<Env>, refus: Refus | null): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const paires = await lirePaires(c.var.base, epci);
  const annonce = ANNONCES[c.req.query("fait") ?? ""] ?? null;
  const erreur = refus?.message ?? null;
  return c.html(renderPairesPage({ cadre, paires, annonce, erreur }), refus ? statusOf(refus.code) : 200);
}

async function settle(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const lecture = new Lecture(saisieOf(await c.req.parseBody({ all: true })));
  const decision = lecture.choice("decision", "Votre réponse", DECISIONS_PAIRE);
  const [erreur] = lecture.erreurs;
  if (erreur) return show(site, c, new Refus("saisie-a-corriger", erreur.message));
  return act(site, c, decision, () => trancherPaire(c.var.base, { epci, id: Number(c.req.param("paire")), decision }));
}

async function takeBack(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  return act(site, c, "reprise", () => reprendreDecision(c.var.base, epci, Number(c.req.param("decision"))));
}

/** Somebody else may have answered meanwhile: the page says so, as it is now. */
const SIMULTANES: readonly string[] = [
  "paire-tranchee",
  "paire-inconnue",
  "decision-paire-reprise",
  "decision-paire-inconnue",
];

async function act(site: Site, c: Context<Env>, fait: string, work: () => Promise<void>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refus) || !SIMULTANES.includes(error.code)) throw error;
    return show(site, c, error);
  }
  return c.redirect(hrefTerritoire(epci, CHEMIN_PAIRES, { fait }), 303);
}

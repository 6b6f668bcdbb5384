import type { Context } from "hono";
import { z } from "zod";
import { computePortrait, listPortraits } from "#application/portrait/compute-portrait.ts";
import { MAILLES_PORTRAIT, type Portrait } from "#application/portrait/portrait.ts";
import { CHEMIN_PORTRAITS, cheminPortrait } from "#domain/observatoire/chemin-portrait.ts";
import { Refus } from "#domain/shared/refus.ts";
import { renderPortraitPdf } from "#reports/portrait-document.ts";
import { hrefTerritoire } from "#web/design/cadre.ts";
import { renderPortraitPage } from "#web/portrait/portrait-page.tsx";
import { renderPortraitsPage } from "#web/portrait/portraits-page.tsx";
import { garde } from "../acces/garde.ts";
import type { Env } from "../deps.ts";
import { figureRoutes } from "../observatoire/figures.ts";
import { cacheAnswers } from "../serveur/answer-cache.ts";
import { parseInput } from "../serveur/input.ts";
import { Routes } from "../serveur/routes.ts";
import { sendDocument } from "../serveur/send-document.ts";
import { openCadre, type Site } from "../site.ts";

const CHEMIN = `${CHEMIN_PORTRAITS}/:maille/:code`;
const LIRE = garde("indicateur-interne", "lire");

/** `/t/:epci/observatoire/portraits`: a commune, a neighbourhood or a bailleur beside the territory, its files and its document. */
export function portraitRoutes(site: Site): Routes {
  const cache = cacheAnswers(site.deps);
  const app = new Routes()
    .get(`/t/:epci/${CHEMIN_PORTRAITS}`, LIRE, cache, (c) => choose(site, c))
    .get(`/t/:epci/${CHEMIN}`, LIRE, cache, async (c) => {
      const { epci, cadre } = await openCadre(site, c);
      const portrait = await readPortrait(site, c, epci);
      return c.html(renderPortraitPage({ cadre, portrait }));
    })
    .get(`/t/:epci/${CHEMIN}/portrait.pdf`, LIRE, cache, async (c) => {
      const { epci } = await openCadre(site, c);
      const portrait = await readPortrait(site, c, epci);
      const nom = `portrait-${portrait.maille}-${portrait.sujet.code}-${epci}`;
      return sendDocument(c, { nom, type: "pdf", contenu: await renderPortraitPdf(portrait) });
    });
  return figureRoutes(app, site, {
    chemin: CHEMIN,
    read: async (c, epci) => {
      const { sections } = await readPortrait(site, c, epci);
      return { figures: sections.map(({ figure }) => figure), fond: null };
    },
  });
}

const choixSchema = z.object({
  commune: z.string().max(20).optional(),
  qpv: z.string().max(40).optional(),
  bailleur: z.string().max(20).optional(),
});

/** The form of one unit is a question whose answer is an address. */
async function choose(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const asked = parseInput(choixSchema, c.req.query());
  const maille = MAILLES_PORTRAIT.find((one) => asked[one]);
  const code = maille ? asked[maille] : undefined;
  if (maille && code) return c.redirect(hrefTerritoire(epci, cheminPortrait(maille, code)), 303);
  return c.html(renderPortraitsPage({ cadre, epci, choix: await listPortraits(c.var.base, epci) }));
}

/** Throws `page-introuvable`. */
function readPortrait({ deps, memoire }: Site, c: Context<Env>, epci: string): Promise<Portrait> {
  const maille = MAILLES_PORTRAIT.find((one) => one === c.req.param("maille"));
  if (!maille) throw new Refus("page-introuvable", "Ce portrait n’existe pas. Choisissez-en un dans la liste.");
  const code = c.req.param("code") ?? "";
  return computePortrait(c.var.base, memoire, { epci, maille, code, aujourdhui: deps.horloge.aujourdhui() });
}

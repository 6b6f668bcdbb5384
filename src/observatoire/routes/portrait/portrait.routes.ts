import type { Context } from "hono";
import { z } from "zod";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { pageIntrouvable } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { cacheAnswers } from "#socle/routes/serveur/answer-cache.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { renderPortraitPdf } from "../../documents/portrait-document.ts";
import { computePortrait, listPortraits } from "../../lectures/portrait/compute-portrait.ts";
import { MAILLES_PORTRAIT, type Portrait } from "../../lectures/portrait/portrait.ts";
import { renderPortraitPage } from "../../pages/portrait/portrait-page.tsx";
import { renderPortraitsPage } from "../../pages/portrait/portraits-page.tsx";
import { CHEMIN_PORTRAITS, cheminPortrait } from "../../regles/chemin-portrait.ts";
import { figureRoutes, readFondDuJour } from "../figures.ts";

const CHEMIN = `${CHEMIN_PORTRAITS}/:maille/:code`;
const LIRE = garde("indicateur-interne", "lire");

/** `/t/:epci/observatoire/portraits`: a commune, QPV or bailleur beside the territory, with its files and document. */
export function portraitRoutes(site: Site): Routes {
  const cache = cacheAnswers(site.deps);
  const app = new Routes()
    .get(`/t/:epci/${CHEMIN_PORTRAITS}`, LIRE, cache, (c) => choose(site, c))
    .get(`/t/:epci/${CHEMIN}`, LIRE, cache, async (c) => {
      const { epci, cadre } = await openCadre(site, c);
      const [portrait, fond] = await Promise.all([readPortrait(site, c, epci), readFondDuJour(site, c, epci)]);
      return c.html(renderPortraitPage({ cadre, portrait, fond }));
    })
    .get(`/t/:epci/${CHEMIN}/portrait.pdf`, LIRE, cache, async (c) => {
      const { epci } = await openCadre(site, c);
      const [portrait, fond] = await Promise.all([readPortrait(site, c, epci), readFondDuJour(site, c, epci)]);
      const nom = `portrait-${portrait.maille}-${portrait.sujet.code}-${epci}`;
      return sendDocument(c, { nom, type: "pdf", contenu: await renderPortraitPdf(portrait, fond) });
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

/** Redirects the form to the portrait's address. */
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
  if (!maille) throw pageIntrouvable("Ce portrait n’existe pas. Choisissez-en un dans la liste.");
  const code = c.req.param("code") ?? "";
  return computePortrait(c.var.base, memoire, { epci, maille, code, aujourdhui: deps.horloge.aujourdhui() });
}

import type { Context } from "hono";
import { z } from "zod";
import { readFond } from "#donnees/lectures/territoire/fond.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { cacheAnswers } from "#socle/routes/serveur/answer-cache.ts";
import { ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { computeParc, listBailleursParc, type QuestionParc } from "../../lectures/parc/compute-parc.ts";
import { MAILLE_THEME, MAILLES_PARC, THEMES_PARC } from "../../lectures/parc/ports.ts";
import type { ParMultiples } from "../../pages/multiples.tsx";
import { CHEMIN_PARC, renderParcPage, renderParcVide } from "../../pages/parc/parc-page.tsx";
import { drawAhead } from "../draw-ahead.ts";
import { type Declinaison, figureRoutes } from "../figures.ts";

/** `/t/:epci/observatoire/parc`: the stock, and the files of its figures. */
export function parcRoutes(site: Site): Routes {
  const cache = cacheAnswers(site.deps);
  const app = new Routes().get(`/t/:epci/${CHEMIN_PARC}`, garde("indicateur-interne", "lire"), cache, async (c) => {
    const { epci, cadre } = await openCadre(site, c);
    const { comparer, ...question } = readQuestion(c, epci);
    const parc = await computeParc(c.var.base, question);
    if (!parc) return c.html(renderParcVide(cadre));
    const fond = await readFond(site, c.var.base, epci, Number(parc.millesime.slice(0, 4)));
    await drawAhead(parc.figures, fond, { comparer });
    return c.html(renderParcPage({ cadre, parc, fond, comparer }));
  });
  return figureRoutes(app, site, {
    chemin: CHEMIN_PARC,
    read: async (c, epci) => {
      const parc = await computeParc(c.var.base, readQuestion(c, epci));
      const annee = Number((parc?.millesime ?? "").slice(0, 4));
      return parc
        ? { figures: parc.figures, fond: await readFond(site, c.var.base, epci, annee) }
        : { figures: [], fond: null };
    },
    decline: (c, epci, par) => declineParc(c, epci, par),
  });
}

async function declineParc(c: Context<Env>, epci: string, par: ParMultiples): Promise<readonly Declinaison[]> {
  const { base } = c.var;
  const question = readQuestion(c, epci);
  const declinaison = (nom: string, reste: Partial<QuestionParc>): Declinaison => ({
    nom,
    read: async () => (await computeParc(base, { ...question, ...reste }))?.figures ?? [],
  });
  if (par === "annee")
    return (await base.parc.millesimes(epci)).map((millesime) => declinaison(millesime, { millesime }));
  const bailleurs = await listBailleursParc(base, epci, question.millesime);
  return bailleurs.map(({ nom, bailleur }) => declinaison(nom, { bailleur }));
}

const questionSchema = z.object({
  millesime: ouRien(z.string().regex(/^\d{4}[\w-]{0,6}$/)),
  theme: ouRien(z.enum(THEMES_PARC)),
  maille: ouRien(z.enum(MAILLES_PARC)),
  commune: ouRien(z.string().regex(/^(\d{5}|2[AB]\d{3})$/)),
  comparer: ouRien(z.string().max(200)),
});

/** Throws `saisie-invalide`. */
function readQuestion(c: Context<Env>, epci: string): QuestionParc & { readonly comparer: string | null } {
  const asked = parseInput(questionSchema, c.req.query());
  const theme = asked.theme ?? "repartition";
  return { ...asked, epci, theme, maille: asked.maille ?? MAILLE_THEME[theme] };
}

import type { Context } from "hono";
import { z } from "zod";
import { computeParc, type QuestionParc } from "#application/parc/compute-parc.ts";
import { MAILLE_THEME, MAILLES_PARC, THEMES_PARC } from "#application/parc/ports.ts";
import { CHEMIN_PARC, renderParcPage, renderParcVide } from "#web/parc/parc-page.tsx";
import { garde } from "../acces/garde.ts";
import type { Env } from "../deps.ts";
import { drawAhead } from "../observatoire/draw-ahead.ts";
import { figureRoutes } from "../observatoire/figures.ts";
import { cacheAnswers } from "../serveur/answer-cache.ts";
import { parseInput } from "../serveur/input.ts";
import { Routes } from "../serveur/routes.ts";
import { openCadre, readFond, type Site } from "../site.ts";

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
  });
}

const vide = z.literal("").transform(() => undefined);

const questionSchema = z.object({
  millesime: vide.or(z.string().regex(/^\d{4}[\w-]{0,6}$/)).optional(),
  theme: vide.or(z.enum(THEMES_PARC)).optional(),
  maille: vide.or(z.enum(MAILLES_PARC)).optional(),
  commune: vide.or(z.string().regex(/^(\d{5}|2[AB]\d{3})$/)).optional(),
  comparer: vide.or(z.string().max(200)).optional(),
});

/** Throws `saisie-invalide`. */
function readQuestion(c: Context<Env>, epci: string): QuestionParc & { readonly comparer: string | null } {
  const asked = parseInput(questionSchema, c.req.query());
  const theme = asked.theme ?? "repartition";
  return {
    epci,
    millesime: asked.millesime ?? null,
    theme,
    maille: asked.maille ?? MAILLE_THEME[theme],
    commune: asked.commune ?? null,
    comparer: asked.comparer ?? null,
  };
}

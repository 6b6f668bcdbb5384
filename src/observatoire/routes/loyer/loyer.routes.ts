import type { Context } from "hono";
import { z } from "zod";
import { readFond } from "#donnees/lectures/territoire/fond.ts";
import { pageIntrouvable } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { cacheAnswers } from "#socle/routes/serveur/answer-cache.ts";
import { ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { computeLoyers, type Loyers, type QuestionLoyers } from "../../lectures/loyer/compute-loyers.ts";
import { MAILLES_LOYER, PARTIES_LOYER } from "../../lectures/loyer/ports.ts";
import { listBailleursParc } from "../../lectures/parc/compute-parc.ts";
import { CHEMIN_LOYERS, renderLoyersPage, renderLoyersVide } from "../../pages/loyer/loyers-page.tsx";
import type { ParMultiples } from "../../pages/multiples.tsx";
import { TYPES_MENAGE } from "../../regles/loyer/menage.ts";
import { drawAhead } from "../draw-ahead.ts";
import { type Declinaison, figureRoutes } from "../figures.ts";

/** `/t/:epci/observatoire/loyers`: rents of the stock, and their affordability, under hypotheses kept in the address. */
export function loyerRoutes(site: Site): Routes {
  const cache = cacheAnswers(site.deps);
  const app = new Routes().get(`/t/:epci/${CHEMIN_LOYERS}`, garde("indicateur-interne", "lire"), cache, (c) =>
    showLoyers(site, c),
  );
  return figureRoutes(app, site, {
    chemin: CHEMIN_LOYERS,
    read: async (c, epci) => {
      const loyers = await computeLoyers(c.var.base, readQuestion(epci, c.req.query()));
      if (loyers === null) throw pageIntrouvable("Aucun parc n’est publié : il n’y a pas encore de loyers.");
      return { figures: loyers.figures, fond: await fondOf(site, c, loyers) };
    },
    decline: (c, epci, par) => declineLoyers(c, epci, par),
  });
}

async function declineLoyers(c: Context<Env>, epci: string, par: ParMultiples): Promise<readonly Declinaison[]> {
  const { base } = c.var;
  const question = readQuestion(epci, c.req.query());
  const declinaison = (nom: string, reste: Partial<QuestionLoyers>): Declinaison => ({
    nom,
    read: async () => (await computeLoyers(base, { ...question, ...reste }))?.figures ?? [],
  });
  if (par === "annee") {
    const millesimes = await base.loyers.millesimes(epci);
    return millesimes.map(({ millesime }) => declinaison(millesime, { millesime }));
  }
  const bailleurs = await listBailleursParc(base, epci, question.millesime);
  return bailleurs.map(({ nom, bailleur }) => declinaison(nom, { bailleur }));
}

async function showLoyers(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const question = readQuestion(epci, c.req.query());
  const loyers = await computeLoyers(c.var.base, question);
  if (loyers === null) return c.html(renderLoyersVide(cadre, epci));
  const comparer = parseInput(comparerSchema, c.req.query("comparer"));
  const fond = await fondOf(site, c, loyers);
  await drawAhead(loyers.figures, fond, { comparer });
  return c.html(renderLoyersPage({ cadre, loyers, fond, comparer }));
}

/** Reads contours only when a figure has a map. */
async function fondOf(site: Site, c: Context<Env>, { question, figures }: Loyers) {
  if (figures.every(({ carte }) => carte === null)) return null;
  return readFond(site, c.var.base, question.epci, Number(question.millesime.slice(0, 4)));
}

/** Accepts « 2,5 » as 2.5. */
function between(min: number, max: number) {
  const nombre = z.string().regex(/^-?\d{1,6}([.,]\d{1,2})?$/);
  return ouRien(nombre.transform((texte) => Number(texte.replace(",", "."))).pipe(z.number().min(min).max(max)));
}

function whole(min: number, max: number) {
  return ouRien(z.coerce.number().int().min(min).max(max));
}

const comparerSchema = ouRien(z.string().max(200));

const questionSchema = z.object({
  millesime: ouRien(z.string().regex(/^\d{4}$/)),
  maille: ouRien(z.enum(MAILLES_LOYER)),
  partie: ouRien(z.enum(PARTIES_LOYER)),
  secteur: ouRien(z.string().max(200)),
  commune: ouRien(z.string().regex(/^\d[\dAB]\d{3}$/)),
  bailleur: ouRien(z.string().regex(/^\d{9}$/)),
  annee: whole(2000, 2100),
  ressources: whole(0, 100_000),
  charges: between(0, 10),
  effort: between(1, 100),
  pieces: whole(0, 5),
  mobilite: between(0, 100),
  revision: between(-50, 50),
  seuil: between(0, 50),
  menage: ouRien(z.enum(TYPES_MENAGE.map(({ code }) => code))),
});

function readQuestion(epci: string, parametres: Readonly<Record<string, unknown>>): QuestionLoyers {
  const { maille, partie, ...question } = parseInput(questionSchema, parametres);
  return { ...question, epci, maille: maille ?? "grand-territoire", partie: partie ?? "loyers" };
}

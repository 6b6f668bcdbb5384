import type { Context } from "hono";
import { z } from "zod";
import type { EffetSurAnnee } from "#bilan/pages/effet-bilan.tsx";
import type { CommuneDehors } from "#donnees/lectures/rattachement/ports.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  annulerRattachement,
  previewRattachement,
  rattacherCommune,
} from "../../actes/rattachement/rattacher-commune.ts";
import { renderRattachementPage } from "../../pages/rattachement/rattachement-page.tsx";

const PAGE = "donnees/hors-territoire";
const ANNONCES: Readonly<Record<string, string>> = {
  rattachee: "La commune est comptée avec le territoire. Le bilan en tient compte.",
  annule: "La commune est de nouveau mise à part, hors de tout compte.",
};

const commune = z.string().regex(/^[0-9AB]{5}$/);
const saisieSchema = z.object({ commune, motif: z.string().max(300), relu: z.literal("oui").optional() });

/** A commune is counted, or not, for all the bailleurs at once. */
const RATTACHER = garde("lot", "creer", { partout: true });

/** `/t/:epci/donnees/hors-territoire`: leases of communes that the perimeter does not hold. */
export function rattachementRoutes(site: Site): Routes {
  return new Routes()
    .get(`/t/:epci/${PAGE}`, RATTACHER, (c) => show(site, c, c.req.query("commune"), null))
    .post(`/t/:epci/${PAGE}`, RATTACHER, (c) => record(site, c))
    .post(`/t/:epci/${PAGE}/:id/annuler`, RATTACHER, async (c) => {
      const { epci } = await openCadre(site, c);
      const id = parseInput(z.coerce.number().int().positive(), c.req.param("id"));
      await annulerRattachement(c.var.base, { epci, id });
      return c.redirect(hrefTerritoire(epci, PAGE, { fait: "annule" }), 303);
    });
}

type Refusee = { readonly refus: Refus; readonly motif: string };

async function show(
  site: Site,
  c: Context<Env>,
  asked: string | undefined,
  refusee: Refusee | null,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { rattachements } = c.var.base;
  const [dehors, historique] = await Promise.all([rattachements.dehors(epci), rattachements.list(epci)]);
  const courante = dehors.find((one) => one.commune === asked) ?? dehors[0] ?? null;
  // Counts the year again, twice: for the one that is asked.
  const effet = courante && courante.commune === asked ? await preview(c, epci, courante) : null;
  const page = renderRattachementPage({
    cadre,
    dehors,
    courante,
    effet,
    historique,
    annonce: ANNONCES[c.req.query("fait") ?? ""] ?? null,
    erreur: refusee?.refus.message ?? null,
    saisie: { motif: refusee?.motif ?? "", aRelire: refusee?.refus.code === "motif-a-relire" },
  });
  return c.html(page, refusee ? statusOf(refusee.refus.code) : 200);
}

async function preview(
  c: Context<Env>,
  epci: string,
  { commune, annees }: CommuneDehors,
): Promise<EffetSurAnnee | null> {
  const annee = annees.at(-1);
  return annee === undefined ? null : { annee, ...(await previewRattachement(c.var.base, { epci, commune, annee })) };
}

async function record(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const saisie = parseInput(saisieSchema, await c.req.parseBody());
  try {
    await rattacherCommune(c.var.base, { epci, ...saisie, relu: saisie.relu === "oui" });
    return c.redirect(hrefTerritoire(epci, PAGE, { fait: "rattachee" }), 303);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return show(site, c, saisie.commune, { refus: error, motif: saisie.motif });
  }
}

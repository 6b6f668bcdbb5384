import type { Context } from "hono";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statutOf } from "#socle/routes/serveur/statut.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { publierDiffusion, unknownDiffusion } from "../../actes/diffusion/publier-diffusion.ts";
import { renderDiffusionPage, renderDiffusionsPage } from "../../pages/diffusion/diffusion-page.tsx";
import { Preparations } from "./preparations.ts";

const PAGE = "observatoire/diffusion";
const LIRE = garde("indicateur-interne", "lire");

/** `/t/:epci/observatoire/diffusion`: releases to the public, prepared and published by the officers of the EPCI. */
export function diffusionRoutes(site: Site): Routes {
  const preparations = new Preparations(site.deps);
  const vue: Vue = { site, preparations };
  return new Routes()
    .get(`/t/:epci/${PAGE}`, LIRE, (c) => showListe(vue, c, null))
    .post(`/t/:epci/${PAGE}`, garde("indicateur-publie", "creer", { partout: true }), (c) => prepare(vue, c))
    .get(`/t/:epci/${PAGE}/avancement`, LIRE, async (c) => {
      const { epci } = await openCadre(site, c);
      const travail = preparations.of(epci);
      return c.json(
        travail ? { statut: "lecture", octetsLus: travail.fait, taille: travail.total } : { statut: "fini" },
      );
    })
    .get(`/t/:epci/${PAGE}/:id`, LIRE, (c) => showOne(vue, c, null))
    .post(`/t/:epci/${PAGE}/:id/publier`, garde("indicateur-publie", "valider", { partout: true }), (c) =>
      publish(vue, c),
    );
}

type Vue = { readonly site: Site; readonly preparations: Preparations };

async function showListe({ site, preparations }: Vue, c: Context<Env>, refus: Refus | null): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const [diffusions, publique] = await Promise.all([base.diffusions.list(epci), base.diffusions.publique(epci)]);
  const travail = preparations.of(epci);
  const page = renderDiffusionsPage({
    cadre,
    diffusions,
    travail,
    droits: {
      preparer: peutPartout(acteur, "indicateur-publie", "creer", epci),
      publier: peutPartout(acteur, "indicateur-publie", "valider", epci),
    },
    annonce: null,
    erreur: refus?.message ?? (travail ? null : preparations.takeEchec(epci)),
    publique: publique !== null,
  });
  return c.html(page, refus ? statutOf(refus) : 200);
}

async function prepare(vue: Vue, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(vue.site, c);
  try {
    vue.preparations.start(c.var.base, epci, vue.site.deps.horloge.aujourdhui());
    return c.redirect(hrefTerritoire(epci, PAGE), 303);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return showListe(vue, c, error);
  }
}

async function showOne({ site }: Vue, c: Context<Env>, refus: Refus | null): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const diffusion = await base.diffusions.find(epci, readId(c.req.param("id") ?? ""));
  if (!diffusion) throw unknownDiffusion();
  const page = renderDiffusionPage({
    cadre,
    diffusion,
    publier: peutPartout(acteur, "indicateur-publie", "valider", epci),
    annonce: c.req.query("fait") === "publiee" ? "La diffusion est publiée." : null,
    erreur: refus?.message ?? null,
  });
  return c.html(page, refus ? statutOf(refus) : 200);
}

async function publish(vue: Vue, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(vue.site, c);
  const id = readId(c.req.param("id") ?? "");
  try {
    await publierDiffusion(c.var.base, { epci, id });
    return c.redirect(hrefTerritoire(epci, `${PAGE}/${id}`, { fait: "publiee" }), 303);
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "diffusion-inconnue") throw error;
    return showOne(vue, c, error);
  }
}

/** As one that does not exist: an address that nobody wrote tells nothing. */
function readId(value: string): number {
  if (!/^[1-9]\d{0,14}$/.test(value)) throw unknownDiffusion();
  return Number(value);
}

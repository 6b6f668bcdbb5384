import type { Context } from "hono";
import type { Base } from "#application/base.ts";
import { PUBLIC } from "#domain/habilitation/acteur.ts";
import { Refus } from "#domain/shared/refus.ts";
import { renderCatalogue, type TerritoireCatalogue } from "#reports/dcat.ts";
import { renderTableSchema } from "#reports/table-schema.ts";
import {
  renderDiffusionPubliquePage,
  renderJeuPublicPage,
  renderTerritoiresPublicsPage,
} from "#web/diffusion/publique-pages.tsx";
import { garde } from "../acces/garde.ts";
import type { Env } from "../deps.ts";
import { sendFigure } from "../observatoire/figures.ts";
import { paramOf, Routes } from "../serveur/routes.ts";
import { shareAnswers } from "../serveur/share-answers.ts";
import { emptyCadre, readFond, type Site } from "../site.ts";

const LIRE = garde("indicateur-publie", "lire");

/** `/observatoire…` and `/catalogue.jsonld`: what everyone reads, without an account. The frame is nobody's, so that answers can be shared. */
export function publiqueRoutes(site: Site): Routes {
  const cadre = emptyCadre(site);
  const partage = shareAnswers(site.deps.version);
  return new Routes()
    .get("/observatoire", LIRE, partage, async (c) => {
      const base = c.var.bases.pour(PUBLIC);
      const [territoires, conferences] = await Promise.all([base.diffusions.territoires(), base.cil.territoires()]);
      return c.html(renderTerritoiresPublicsPage(cadre, territoires, conferences));
    })
    .get("/catalogue.jsonld", LIRE, partage, async (c) => {
      const territoires = await c.var.base.diffusions.territoires();
      const all = await Promise.all(territoires.map(({ epci }) => readTerritoire(c.var.base, epci)));
      return c.body(renderCatalogue(site.deps.connexion.origine, all), 200, {
        "content-type": "application/ld+json; charset=utf-8",
      });
    })
    .get("/observatoire/:epci", LIRE, partage, async (c) => {
      const territoire = await readTerritoire(c.var.base, paramOf(c, "epci"));
      return c.html(renderDiffusionPubliquePage({ cadre, ...territoire }));
    })
    .get("/observatoire/:epci/:jeu", LIRE, partage, (c) => sendJeu(site, c));
}

/** Throws `page-introuvable`, the same whether the territory is not here or publishes nothing. */
async function readTerritoire(base: Base, epci: string): Promise<TerritoireCatalogue> {
  const [territoire, diffusion] = await Promise.all([base.territoires.find(epci), base.diffusions.publique(epci)]);
  if (!territoire || !diffusion) throw unknownPage();
  return { epci, nom: territoire.nom, demonstration: territoire.demonstration, diffusion };
}

function unknownPage(): Refus {
  return new Refus(
    "page-introuvable",
    "Cette page n’existe pas, ou ce territoire ne publie rien. Voyez la liste des observatoires.",
  );
}

/** « attributions-2017 » is its page, « attributions-2017.csv » and the like its files. */
async function sendJeu(site: Site, c: Context<Env, "/observatoire/:epci/:jeu">): Promise<Response> {
  const { epci, jeu: asked } = c.req.param();
  const { base } = c.var;
  const territoire = await readTerritoire(base, epci);
  const [code = ""] = asked.split(".");
  const jeu = territoire.diffusion.jeux.find(({ figure }) => figure.code === code);
  if (!jeu) throw unknownPage();
  if (asked === `${code}.schema.json`) {
    const adresse = `${site.deps.connexion.origine}/observatoire/${epci}/${code}`;
    return c.body(renderTableSchema(jeu.figure, adresse), 200, { "content-type": "application/json; charset=utf-8" });
  }
  const maps = asked === code || /\.(svg|geojson)$/.test(asked);
  const annee = Number(territoire.diffusion.publieLe.slice(0, 4));
  const fond = maps && jeu.figure.carte ? await readFond(site, base, epci, annee) : null;
  if (asked === code) return c.html(renderJeuPublicPage({ cadre: emptyCadre(site), ...territoire, jeu, fond }));
  const suffixe = `${epci}-${territoire.diffusion.numero}`;
  return sendFigure(c, { figures: [jeu.figure], fond, fichier: asked, suffixe });
}

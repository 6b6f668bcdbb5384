import type { Context } from "hono";
import { z } from "zod";
import { readFond } from "#donnees/lectures/territoire/fond.ts";
import { renderTableSchema } from "#socle/documents/table-schema.ts";
import type { Base } from "#socle/lectures/base.ts";
import { PUBLIC } from "#socle/regles/habilitation/acteur.ts";
import { pageIntrouvable, type Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import { paramOf, Routes } from "#socle/routes/serveur/routes.ts";
import { OUVERT } from "#socle/routes/serveur/security.ts";
import { shareAnswers } from "#socle/routes/serveur/share-answers.ts";
import { emptyCadre, type Site } from "#socle/routes/site.ts";
import { renderCatalogue, type TerritoireCatalogue } from "../../documents/dcat.ts";
import { countTogether } from "../../lectures/diffusion/ensembles.ts";
import { foldAttentes } from "../../lectures/diffusion/jeux-attentes.ts";
import {
  renderDiffusionPubliquePage,
  renderJeuPublicPage,
  renderTerritoiresPublicsPage,
} from "../../pages/diffusion/publique-pages.tsx";
import { sendFigure } from "../figures.ts";

const LIRE = garde("indicateur-publie", "lire");

/** `/observatoire…` and `/catalogue.jsonld`, without an account. The frame names nobody, so answers can be shared. */
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
      c.header(...OUVERT);
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

/** Throws `page-introuvable`, alike for a missing territory and one without a release. */
async function readTerritoire(base: Base, epci: string): Promise<TerritoireCatalogue> {
  const [territoire, diffusion] = await Promise.all([base.territoires.find(epci), base.diffusions.publique(epci)]);
  if (!territoire || !diffusion) throw unknownPage();
  return { epci, nom: territoire.nom, demonstration: territoire.demonstration, diffusion };
}

function unknownPage(): Refus {
  return pageIntrouvable("Cette page n’existe pas, ou ce territoire ne publie rien. Voyez la liste des observatoires.");
}

const comparerSchema = ouRien(z.string().max(200));

/** « attributions-2017 » is a page; « attributions-2017.csv » and the like are its files. */
async function sendJeu(site: Site, c: Context<Env, "/observatoire/:epci/:jeu">): Promise<Response> {
  const { epci, jeu: asked } = c.req.param();
  const { base } = c.var;
  const territoire = await readTerritoire(base, epci);
  const [code = ""] = asked.split(".");
  const jeu = territoire.diffusion.jeux.find(({ figure }) => figure.code === code);
  if (!jeu) throw unknownPage();
  if (asked !== code) c.header(...OUVERT);
  if (asked === `${code}.schema.json`) {
    const adresse = `${site.deps.connexion.origine}/observatoire/${epci}/${code}`;
    return c.body(renderTableSchema(jeu.figure, adresse), 200, { "content-type": "application/json; charset=utf-8" });
  }
  const maps = asked === code || /\.(svg|png|geojson)$/.test(asked);
  const annee = Number(territoire.diffusion.publieLe.slice(0, 4));
  const fond = maps && jeu.figure.carte ? await readFond(site, base, epci, annee) : null;
  if (asked === code) {
    return c.html(
      renderJeuPublicPage({
        cadre: emptyCadre(site),
        ...territoire,
        jeu,
        fond,
        together: countTogether(jeu.figure) ?? foldAttentes(jeu.figure),
        detail: c.req.query("detail") === "oui",
        origine: site.deps.connexion.origine,
        comparer: parseInput(comparerSchema, c.req.query("comparer")),
      }),
    );
  }
  const suffixe = `${epci}-${territoire.diffusion.numero}`;
  const lieu = { territoire, jour: territoire.diffusion.publieLe, pour: null };
  return sendFigure(c, { figures: [jeu.figure], fond, fichier: asked, suffixe, lieu });
}

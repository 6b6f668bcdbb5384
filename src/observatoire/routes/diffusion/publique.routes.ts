import type { Context } from "hono";
import { z } from "zod";
import { readFond } from "#donnees/lectures/territoire/fond.ts";
import { renderTableSchema } from "#socle/documents/table-schema.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
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
import type { FondObservatoire } from "../../pages/adresses.ts";
import {
  renderDiffusionPubliquePage,
  renderJeuPublicPage,
  renderTerritoiresPublicsPage,
} from "../../pages/diffusion/publique-pages.tsx";
import { MULTIPLES_MAX, type Regard } from "../../pages/multiples.tsx";
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

const regardSchema = z.object({
  multiples: ouRien(z.enum(["annee"])),
  territoire: ouRien(z.string().regex(/^\d{9}$/)),
});

type Regardee = { readonly territoire: TerritoireCatalogue; readonly figure: Figure; readonly fond: FondObservatoire };

/** Beside the map of a published figure: those of the other years, or the same of another territory, as each has been published. */
async function readRegardPublic(site: Site, c: Context<Env>, { territoire, figure, fond }: Regardee): Promise<Regard> {
  const { base } = c.var;
  const asked = parseInput(regardSchema, c.req.query());
  const annees = listAnnees(figure);
  const autres = (await base.diffusions.territoires()).filter(({ epci }) => epci !== territoire.epci);
  const rien = {
    par: null,
    variantes: [],
    omises: Math.max(0, annees.length - MULTIPLES_MAX),
    parOffertes: annees.length > 1 ? (["annee"] as const) : [],
    territoires: autres.map(({ epci, nom }) => ({ code: epci, nom })),
    territoire: asked.territoire,
  };
  if (asked.territoire !== null) {
    const autre = await readTerritoire(base, asked.territoire);
    const jeu = autre.diffusion.jeux.find((one) => one.figure.code === figure.code);
    const ailleurs = jeu ? [{ nom: autre.nom, figure: jeu.figure, fond: await readFondPublie(site, base, autre) }] : [];
    return { ...rien, par: "territoire", variantes: [{ nom: territoire.nom, figure, fond }, ...ailleurs] };
  }
  if (asked.multiples === null || annees.length < 2) return rien;
  const variantes = annees.slice(-MULTIPLES_MAX).map((une) => ({ ...une, fond }));
  return { ...rien, par: "annee", variantes };
}

/** The same map of each year that the figure has a column of. */
function listAnnees({ colonnes, lignes, carte, ...figure }: Figure): readonly Declinee[] {
  const annees = colonnes.filter(({ code }) => ANNEE.test(code));
  if (!carte || !ANNEE.test(carte.colonne)) return [];
  return annees.map((colonne) => ({
    nom: colonne.libelle,
    figure: {
      ...figure,
      carte: { ...carte, colonne: DE_L_ANNEE },
      colonnes: [{ ...colonne, code: DE_L_ANNEE, libelle: figure.titre }],
      lignes: lignes.map((ligne) => {
        const cellule = ligne.cellules[colonne.code];
        return { ...ligne, cellules: cellule ? { [DE_L_ANNEE]: cellule } : {} };
      }),
    },
  }));
}

type Declinee = { readonly nom: string; readonly figure: Figure };

const ANNEE = /^\d{4}$/;
const DE_L_ANNEE = "de_l_annee";

function readFondPublie(site: Site, base: Base, { epci, diffusion }: TerritoireCatalogue): Promise<FondObservatoire> {
  return readFond(site, base, epci, Number(diffusion.publieLe.slice(0, 4)));
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
  const fond = maps && jeu.figure.carte ? await readFondPublie(site, base, territoire) : null;
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
        regard: fond ? await readRegardPublic(site, c, { territoire, figure: jeu.figure, fond }) : null,
      }),
    );
  }
  const suffixe = `${epci}-${territoire.diffusion.numero}`;
  const lieu = { territoire, jour: territoire.diffusion.publieLe, pour: null };
  return sendFigure(c, { figures: [jeu.figure], fond, fichier: asked, suffixe, lieu });
}

import type { Context } from "hono";
import { z } from "zod";
import { createMemoire } from "#socle/lectures/memoire.ts";
import { RECHERCHE_MAX } from "#socle/pages/design/champ-recherche.tsx";
import { openSalles, opensPage } from "#socle/regles/plan/ouvert.ts";
import { gardeMembre, ouverte } from "#socle/routes/acces/garde.ts";
import { brut } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readEnvoi } from "#socle/routes/page-actes.ts";
import { rightsOf } from "#socle/routes/serveur/answer-cache.ts";
import { ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { emptyCadre, openCadre, type Site } from "#socle/routes/site.ts";
import { rechercher } from "../lectures/recherche/rechercher.ts";
import { renderDefinitionsPage } from "../pages/recherche/definitions-page.tsx";
import { renderRaccourcis, renderRaccourcisPage } from "../pages/recherche/raccourcis-page.tsx";
import { renderRecherchePage } from "../pages/recherche/recherche-page.tsx";
import { renderResultats } from "../pages/recherche/resultats.tsx";
import { listSite } from "../regles/recherche/cherchables-site.ts";
import { GENRES_CHERCHES } from "../regles/recherche/genre.ts";
import type { IndexMots } from "../regles/recherche/index-mots.ts";

/** Rights × territories × publications whose places are kept; some megabytes each at the scale of an EPCI. */
const LIEUX_MAX = 12;
/** Persons whose meetings, cases and files are kept while nobody writes; some hundreds of kB each. */
const VIVANTS_MAX = 32;

const questionSchema = z.object({ dans: ouRien(z.enum(GENRES_CHERCHES)).catch(null) });

type Chercher = (c: Context<Env>, texte: string, confidentiel: boolean) => Promise<Response>;

/** `/t/:epci/recherche`, and what the search leads to that has no other room: the words of the trade, the keys. */
export function chercherRoutes(site: Site): Routes {
  const chercher = openChercher(site);
  return (
    new Routes()
      .get("/t/:epci/recherche", gardeMembre(), (c) => chercher(c, c.req.query("q") ?? "", false))
      // What is typed is in no address: the palette asks so, and whoever looks for a number unique.
      .post("/t/:epci/recherche", gardeMembre(), async (c) => chercher(c, (await readEnvoi(c, { q: brut() })).q, true))
      .get("/t/:epci/definitions", gardeMembre(), async (c) => {
        const { epci, cadre } = await openCadre(site, c);
        const salles = openSalles(c.var.acteur, epci);
        const mot = c.req.query("mot") ?? null;
        return c.html(renderDefinitionsPage({ cadre, epci, mot, opens: (chemin) => opensPage(salles, chemin) }));
      })
      .get("/raccourcis", ouverte("touches du clavier"), (c) =>
        c.html(isPart(c) ? renderRaccourcis() : renderRaccourcisPage(emptyCadre(site, c))),
      )
  );
}

function openChercher(site: Site): Chercher {
  const [lieux, vivants] = [createMemoire<IndexMots>(LIEUX_MAX), createMemoire<IndexMots>(VIVANTS_MAX)];
  const { version, hash, horloge } = site.deps;
  return async (c, saisi, confidentiel) => {
    const { base, acteur } = c.var;
    const { epci, cadre } = await openCadre(site, c);
    const [etat, instantane] = await Promise.all([base.territoires.etat(epci), base.territoires.instantane()]);
    const commun = [version, horloge.aujourdhui(), epci];
    const gardes = {
      fixes: { memoire: lieux, cle: JSON.stringify([...commun, etat, rightsOf(acteur, epci)]) },
      vivants: { memoire: vivants, cle: JSON.stringify([...commun, instantane, acteur]) },
      listSite: () => listSite(acteur, epci),
    };
    const { dans: genre } = parseInput(questionSchema, c.req.query());
    const question = { epci, texte: readTexte(saisi), genre, hash, confidentiel };
    const recherche = await rechercher(base, gardes, question);
    return c.html(isPart(c) ? renderResultats({ epci, recherche }) : renderRecherchePage({ cadre, epci, recherche }));
  };
}

/** Asked by a script of ours: the part that changes, without its page. */
function isPart(c: Context<Env>): boolean {
  return c.req.query("part") === "1";
}

/** Whatever a person or a machine sends: no character that cannot be written, one line, a length that is read. */
function readTexte(saisi: string): string {
  return saisi
    .replaceAll(/[\p{C}\s]+/gu, " ")
    .slice(0, RECHERCHE_MAX)
    .trim();
}

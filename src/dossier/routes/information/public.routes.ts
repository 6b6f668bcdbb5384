import type { Context, MiddlewareHandler } from "hono";
import { readCommunesDessinees } from "#donnees/lectures/territoire/fond.ts";
import { hrefPublic } from "#socle/pages/design/page-publique.tsx";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { cacheAnswers } from "#socle/routes/serveur/answer-cache.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { shareAnswers } from "#socle/routes/serveur/share-answers.ts";
import { emptyCadre, type Site } from "#socle/routes/site.ts";
import { renderPlaquettePdf } from "../../documents/plaquette.ts";
import { readChiffresCommunes } from "../../lectures/information/read-communes.ts";
import { readTextePage, searchContenus } from "../../lectures/information/read-information.ts";
import { readReservesPubliques } from "../../lectures/information/read-reserves.ts";
import { renderAccueilPubliquePage, renderTerritoiresPage } from "../../pages/information/accueil-page.tsx";
import { renderCommunesPage } from "../../pages/information/communes-page.tsx";
import { renderGuichetsPage } from "../../pages/information/guichets-page.tsx";
import { renderReservesPage } from "../../pages/information/reserves-page.tsx";
import { renderAidePage, renderGlossairePage, renderQuestionsPage } from "../../pages/information/textes-pages.tsx";
import type { RubriqueInformation } from "../../regles/information/contenu.ts";
import { showConditions } from "./conditions.ts";
import { openVitrine, publicBase } from "./vitrine.ts";

const LIRE = garde("information", "lire");
const RACINE = "/logement-social/:epci";

/**
 * `/logement-social…`: public pages, before and without a demande. Read without an actor and in a public frame, so that answers can be
 * cached and shared: an agent sees exactly what the public does.
 */
export function informationPubliqueRoutes(site: Site): Routes {
  const partage = shareWithoutQuestion(shareAnswers(site.deps.version));
  return new Routes()
    .get("/logement-social", LIRE, partage, async (c) => {
      const territoires = await publicBase(c).territoires.list();
      const [first, ...others] = territoires;
      if (first && others.length === 0) return c.redirect(hrefPublic(first.epci), 302);
      return c.html(renderTerritoiresPage(emptyCadre(site), territoires));
    })
    .get(RACINE, LIRE, partage, async (c) => {
      const { base, vitrine } = await openVitrine(site, c);
      const texte = await readTextePage(base, vitrine.epci, "accueil");
      return c.html(renderAccueilPubliquePage({ vitrine, texte }));
    })
    .get(`${RACINE}/plaquette.pdf`, LIRE, partage, cacheAnswers(site.deps), (c) => sendPlaquette(site, c))
    .get(`${RACINE}/conditions`, LIRE, partage, async (c) => showConditions(site, c, await openVitrine(site, c)))
    .get(`${RACINE}/guichets`, LIRE, partage, (c) => showGuichets(site, c))
    .get(`${RACINE}/communes`, LIRE, partage, async (c) => {
      const { base, vitrine } = await openVitrine(site, c);
      return c.html(renderCommunesPage({ vitrine, chiffres: await readChiffresCommunes(base, vitrine.epci) }));
    })
    .get(`${RACINE}/reserves`, LIRE, partage, async (c) => {
      const { base, vitrine } = await openVitrine(site, c);
      return c.html(renderReservesPage({ vitrine, reserves: await readReservesPubliques(base, vitrine.epci) }));
    })
    .get(`${RACINE}/questions`, LIRE, partage, async (c) =>
      c.html(renderQuestionsPage(await readListe(site, c, "question"))),
    )
    .get(`${RACINE}/glossaire`, LIRE, partage, async (c) =>
      c.html(renderGlossairePage(await readListe(site, c, "glossaire"))),
    )
    .get(`${RACINE}/aide`, LIRE, partage, async (c) => {
      const { base, vitrine } = await openVitrine(site, c);
      return c.html(renderAidePage({ vitrine, texte: await readTextePage(base, vitrine.epci, "aide") }));
    });
}

/** A URL with a query holds one person's answers: it is left out of the shared caches. */
function shareWithoutQuestion(share: MiddlewareHandler<Env>): MiddlewareHandler<Env> {
  return (c, next) => (new URL(c.req.url).search === "" ? share(c, next) : next());
}

/** The same for all who ask on that day, like the pages that it prints. */
async function sendPlaquette(site: Site, c: Context<Env>): Promise<Response> {
  const { base, vitrine } = await openVitrine(site, c);
  const { epci, nom, cadre } = vitrine;
  const [guichets, communes, texte, chiffres] = await Promise.all([
    base.information.guichetsPublies(epci),
    base.territoires.communes(epci),
    readTextePage(base, epci, "accueil"),
    readChiffresCommunes(base, epci),
  ]);
  const contenu = await renderPlaquettePdf({
    nom,
    demonstration: cadre.territoire?.demonstration === true,
    jour: site.deps.horloge.aujourdhui(),
    site: `${site.deps.connexion.origine}${hrefPublic(epci)}`,
    texte: texte.ordinaire,
    guichets,
    communes: new Map(communes.map((commune) => [commune.commune, commune.nom])),
    chiffres,
  });
  return sendDocument(c, { nom: `plaquette-${epci}`, type: "pdf", contenu });
}

async function showGuichets(site: Site, c: Context<Env>): Promise<Response> {
  const { base, vitrine } = await openVitrine(site, c);
  const { epci } = vitrine;
  const [guichets, communes, contours, texte] = await Promise.all([
    base.information.guichetsPublies(epci),
    base.territoires.communes(epci),
    readCommunesDessinees(base, site.deps.codeOfficiel, epci),
    readTextePage(base, epci, "guichets"),
  ]);
  return c.html(
    renderGuichetsPage({
      vitrine,
      texte,
      guichets,
      contours,
      communes: new Map(communes.map(({ commune, nom }) => [commune, nom])),
      aujourdhui: site.deps.horloge.aujourdhui(),
    }),
  );
}

async function readListe(site: Site, c: Context<Env>, rubrique: RubriqueInformation) {
  const { base, vitrine } = await openVitrine(site, c);
  const recherche = (c.req.query("q") ?? "").trim().slice(0, 80);
  return { vitrine, recherche, contenus: await searchContenus(base, { epci: vitrine.epci, rubrique, recherche }) };
}

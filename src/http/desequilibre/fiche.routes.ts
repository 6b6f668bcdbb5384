import type { Context } from "hono";
import { buildFiche } from "#application/desequilibre/fiche.ts";
import { readDesequilibres } from "#application/desequilibre/read-analyse.ts";
import { nameAbsentsRpls } from "#application/parc/champs.ts";
import { TOUTES_REMONTEES } from "#application/remontee/ports.ts";
import { peut } from "#domain/habilitation/peut.ts";
import { isClose, type Remontee } from "#domain/remontee/remontee.ts";
import { Refus } from "#domain/shared/refus.ts";
import { renderFichePdf } from "#reports/fiche-residence.ts";
import { renderFichePage } from "#web/desequilibre/fiche-page.tsx";
import { hrefTerritoire } from "#web/design/cadre.ts";
import { garde } from "../acces/garde.ts";
import type { Env } from "../deps.ts";
import { figureRoutes } from "../observatoire/figures.ts";
import type { Routes } from "../serveur/routes.ts";
import { sendDocument } from "../serveur/send-document.ts";
import { openCadre, readFond, type Site } from "../site.ts";
import { readVueDemandee } from "./question.ts";

const CHEMIN = "observatoire/residences/:cle";

/** The page of one résidence, its document and the files of its figures. */
export function ficheRoutes(app: Routes, site: Site): void {
  app.get(`/t/:epci/${CHEMIN}`, garde("indicateur-interne", "lire"), (c) => showFiche(site, c));
  app.get(`/t/:epci/${CHEMIN}/fiche.pdf`, garde("indicateur-interne", "lire"), (c) => sendFiche(site, c));
  figureRoutes(app, site, {
    chemin: CHEMIN,
    read: async (c, epci) => ({ figures: (await readFiche(site, c, epci, await currentCle(c, epci))).fiche.figures }),
  });
}

/** An address kept from before: its owner was in it, or the résidence goes on under another key. */
async function currentCle(c: Context<Env>, epci: string): Promise<string> {
  const asked = c.req.param("cle") ?? "";
  return (await c.var.base.parc.residenceCourante(epci, asked)) ?? asked;
}

/** Throws `residence-inconnue`. */
async function readFiche({ deps, memoire }: Site, c: Context<Env>, epci: string, cle: string) {
  const { question, adresse } = readVueDemandee(epci, c.req.query(), deps.horloge.aujourdhui());
  const { analyse } = await readDesequilibres(c.var.base, memoire, question);
  const fiche = analyse && buildFiche(analyse, cle);
  if (!fiche) {
    throw new Refus(
      "residence-inconnue",
      "Cette résidence n’est pas dans le parc publié. Choisissez-la dans la page des déséquilibres.",
    );
  }
  const figures = await nameAbsentsRpls(c.var.base, { epci, millesime: fiche.millesime }, fiche.figures);
  // The rest of the address belongs to the page of all résidences.
  const { methode, millesime, enquete } = adresse;
  return {
    fiche: { ...fiche, figures },
    question: { methode: methode ?? null, millesime: millesime ?? null, enquete: enquete ?? null },
  };
}

/** Remontées that a page shows at most: a résidence rarely has ten open. */
const OUVERTES_MAX = 50;

async function readRemontees(c: Context<Env>, epci: string, cle: string): Promise<readonly Remontee[] | null> {
  const { base, acteur } = c.var;
  if (!peut(acteur, "remontee", "lire", epci)) return null;
  const found = await base.remontees.list(epci, { ...TOUTES_REMONTEES, residence: cle }, OUVERTES_MAX);
  return found.filter(({ etat }) => !isClose(etat));
}

async function readVue(site: Site, c: Context<Env>, epci: string, cle: string) {
  const annee = Number(site.deps.horloge.aujourdhui().slice(0, 4));
  const [{ fiche, question }, fond] = await Promise.all([
    readFiche(site, c, epci, cle),
    readFond(site, c.var.base, epci, annee),
  ]);
  return { fiche, question, fond, remontees: await readRemontees(c, epci, fiche.unite.cle) };
}

async function showFiche(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const cle = await currentCle(c, epci);
  if (cle !== (c.req.param("cle") ?? "")) {
    return c.redirect(hrefTerritoire(epci, `observatoire/residences/${cle}`), 301);
  }
  return c.html(renderFichePage({ cadre, epci, ...(await readVue(site, c, epci, cle)) }));
}

async function sendFiche(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const vue = await readVue(site, c, epci, await currentCle(c, epci));
  const contenu = await renderFichePdf({
    ...vue,
    territoire: cadre.territoire,
    editeLe: site.deps.horloge.aujourdhui(),
  });
  return sendDocument(c, {
    nom: `residence-${vue.fiche.unite.cle.replaceAll(/[^A-Za-z0-9.-]/g, "-")}`,
    type: "pdf",
    contenu,
  });
}

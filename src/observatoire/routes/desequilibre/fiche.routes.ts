import type { Context } from "hono";
import { readFond } from "#donnees/lectures/territoire/fond.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { introuvable } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { renderFichePdf } from "../../documents/fiche-residence.ts";
import { buildFiche } from "../../lectures/desequilibre/fiche.ts";
import { readDesequilibres } from "../../lectures/desequilibre/read-analyse.ts";
import { nameAbsentsRpls } from "../../lectures/parc/champs.ts";
import { TOUTES_REMONTEES } from "../../lectures/remontee/ports.ts";
import { renderFichePage } from "../../pages/desequilibre/fiche-page.tsx";
import { isClose, type Remontee } from "../../regles/remontee/remontee.ts";
import { figureRoutes } from "../figures.ts";
import { readVueDemandee } from "./question.ts";

const CHEMIN = "observatoire/residences/:cle";

export function ficheRoutes(app: Routes, site: Site): void {
  app.get(`/t/:epci/${CHEMIN}`, garde("indicateur-interne", "lire"), (c) => showFiche(site, c));
  app.get(`/t/:epci/${CHEMIN}/fiche.pdf`, garde("indicateur-interne", "lire"), (c) => sendFiche(site, c));
  figureRoutes(app, site, {
    chemin: CHEMIN,
    read: async (c, epci) => ({ figures: (await readFiche(site, c, epci, await currentCle(c, epci))).fiche.figures }),
  });
}

/** Redirects a former key (which held the owner, or was merged) to the present one. */
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
    throw introuvable(
      "residence-inconnue",
      "Cette résidence n’est pas dans le parc publié. Choisissez-la dans la page des déséquilibres.",
    );
  }
  const figures = await nameAbsentsRpls(c.var.base, { epci, millesime: fiche.millesime }, fiche.figures);
  // The other parameters belong to the page of all résidences.
  const { methode, millesime, enquete } = adresse;
  return {
    fiche: { ...fiche, figures },
    question: { methode: methode ?? null, millesime: millesime ?? null, enquete: enquete ?? null },
  };
}

/** A résidence rarely has ten. */
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

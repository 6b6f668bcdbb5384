import type { Context } from "hono";
import { type RefusFormulaire, SANS_REFUS } from "#socle/pages/design/formulaire.tsx";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { remettreCode } from "../../actes/registre/remettre-code.ts";
import { renderCodeRemisPage, renderRemettreCodePage } from "../../pages/registre/code-page.tsx";
import { openFiche, toFiche } from "./fiche-ouverte.ts";

const MODIFIER = garde("demande-identite", "modifier");

/** Another code for a household that has lost its own, handed over at the desk: in a file that is open for a purpose. */
export function codeRoutes(site: Site, demande: string): Routes {
  return new Routes()
    .get(`${demande}/code`, MODIFIER, (c) => show(site, c, SANS_REFUS))
    .post(`${demande}/code`, MODIFIER, (c) => send(site, c));
}

async function show(site: Site, c: Context<Env>, refus: RefusFormulaire): Promise<Response> {
  const { cadre } = await openCadre(site, c);
  const fiche = await openFiche(site, c);
  if (fiche === null) return toFiche(c);
  const page = renderRemettreCodePage({ cadre, fiche, etat: { saisie: {}, refus } });
  return c.html(page, refus === SANS_REFUS ? 200 : statusOf("saisie-a-corriger"));
}

/** The page that answers the form is the only one that ever shows the code: no address leads back to it. */
async function send(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const fiche = await openFiche(site, c);
  if (fiche === null) return toFiche(c);
  const lecture = new Lecture(saisieOf(await c.req.parseBody({ all: true })));
  if (!lecture.several("identite", ["vue"]).includes("vue")) {
    lecture.fail("identite", "Voyez la pièce d’identité de la personne, puis cochez.");
  }
  if (lecture.erreurs.length > 0) return show(site, c, { message: null, erreurs: lecture.erreurs });
  const { bases } = site.deps;
  const deps = { ...site.deps, queries: bases.connexions };
  const remis = await remettreCode(c.var.base, deps, { epci, demandeur: fiche.demandeur });
  c.header("cache-control", "no-store");
  return c.html(renderCodeRemisPage({ cadre, fiche, ...remis }));
}

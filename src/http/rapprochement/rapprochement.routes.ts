import type { Context } from "hono";
import { droitsOn } from "#application/liberation/compute-vue.ts";
import { findLiberation } from "#application/liberation/ouvrir-liberation.ts";
import { chercherCandidats } from "#application/rapprochement/chercher-candidats.ts";
import { examinerDemande } from "#application/rapprochement/examiner-demande.ts";
import { renderCandidatsPage } from "#web/rapprochement/candidats-page.tsx";
import { renderExamenPage } from "#web/rapprochement/examen-page.tsx";
import { garde } from "../acces/garde.ts";
import type { Env } from "../deps.ts";
import { UNE_LIBERATION } from "../liberation/vue.routes.ts";
import { Routes } from "../serveur/routes.ts";
import { openCadre, type Site } from "../site.ts";
import { seuilsRoutes } from "./seuils.routes.ts";

const DEMANDEUR = ":demandeur{[\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}}";

/** Who could live in a freed dwelling, among the demandes that the person reads. Nothing is written: naming a candidate is another act. */
export function rapprochementRoutes(site: Site): Routes {
  const lire = garde("demande-menage", "lire");
  return new Routes()
    .get(`${UNE_LIBERATION}/candidats`, lire, (c) => showCandidats(site, c))
    .get(`${UNE_LIBERATION}/candidats/${DEMANDEUR}`, lire, (c) => showExamen(site, c))
    .route("/", seuilsRoutes(site));
}

async function showCandidats(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const id = Number(c.req.param("id"));
  const liberation = await findLiberation(base, epci, id);
  const jour = site.deps.horloge.aujourdhui();
  const ailleurs = c.req.query("ailleurs") === "oui";
  const [recherche, candidatures] = await Promise.all([
    chercherCandidats(base, { epci, liberation: id, jour, ailleurs }),
    base.candidatures.ofLiberation(epci, id),
  ]);
  const { designer } = droitsOn(base, liberation);
  return c.html(renderCandidatsPage({ cadre, epci, liberation, recherche, candidatures, designer }));
}

async function showExamen(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const [id, demandeur] = [Number(c.req.param("id")), c.req.param("demandeur") ?? ""];
  const liberation = await findLiberation(base, epci, id);
  const jour = site.deps.horloge.aujourdhui();
  const [examen, seuils] = await Promise.all([
    examinerDemande(base, { epci, liberation: id, demandeur, jour }),
    base.rapprochements.seuils(epci, liberation.bailleur.organisation, jour),
  ]);
  return c.html(renderExamenPage({ cadre, epci, liberation, demandeur, examen, seuils }));
}

import type { Context } from "hono";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { findLiberation } from "../../actes/liberation/ouvrir-liberation.ts";
import { droitsOn } from "../../lectures/liberation/compute-vue.ts";
import { chercherCandidats } from "../../lectures/rapprochement/chercher-candidats.ts";
import { examinerDemande } from "../../lectures/rapprochement/examiner-demande.ts";
import { renderCandidatsPage } from "../../pages/rapprochement/candidats-page.tsx";
import { renderExamenPage } from "../../pages/rapprochement/examen-page.tsx";
import { UNE_LIBERATION } from "../liberation/vue.routes.ts";
import { seuilsRoutes } from "./seuils.routes.ts";

const DEMANDEUR = ":demandeur{[\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}}";

/** Routes of the candidates of a freed dwelling, among the demandes that the actor reads. Writes nothing. */
export function rapprochementRoutes(site: Site): Routes {
  const lire = garde("demande-menage", "lire");
  return new Routes()
    .get(`/t/:epci/${UNE_LIBERATION}/candidats`, lire, (c) => showCandidats(site, c))
    .get(`/t/:epci/${UNE_LIBERATION}/candidats/${DEMANDEUR}`, lire, (c) => showExamen(site, c))
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

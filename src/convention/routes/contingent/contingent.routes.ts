import type { Context } from "hono";
import { z } from "zod";
import { addDroit, unknownDroit, updateDroit } from "#engagements/actes/contingent/ecrire-droit.ts";
import { bailleursLus } from "#engagements/lectures/contingent/lignes-visibles.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { computeContingents } from "../../lectures/contingent/compute-contingents.ts";
import { renderContingentsPage } from "../../pages/contingent/contingents-page.tsx";
import { type DroitPageProps, renderDroitPage, type SaisieDroit } from "../../pages/contingent/droit-page.tsx";
import { bilanFluxRoutes } from "./bilan-flux.routes.ts";
import { conventionFluxRoutes } from "./convention-flux.routes.ts";
import {
  droitOf,
  identifiant,
  partiesOf,
  readAnnee,
  readChoixParties,
  readSaisieDroit,
  SAISIE_DROIT,
} from "./saisie.ts";

/** What the page says after an act: a closed list, so that an address cannot make it say anything else. */
const ANNONCES: Readonly<Record<string, string>> = {
  ajoute: "Le droit est enregistré.",
  modifie: "Le droit est modifié.",
};

/** `/t/:epci/contingents`: rights of reservation, conventions of flux, yearly bilan. */
export function contingentRoutes(site: Site): Routes {
  return new Routes()
    .route("/", bilanFluxRoutes(site))
    .route("/", conventionFluxRoutes(site))
    .get("/t/:epci/contingents", garde("contingent", "lire"), (c) => showContingents(site, c))
    .get("/t/:epci/contingents/ajouter", garde("contingent", "creer"), (c) => showAjouter(site, c, SAISIE_DROIT, null))
    .post("/t/:epci/contingents/ajouter", garde("contingent", "creer"), (c) => saveAjouter(site, c))
    .get("/t/:epci/contingents/:id{[0-9]+}", garde("contingent", "modifier"), (c) => showModifier(site, c, null, null))
    .post("/t/:epci/contingents/:id{[0-9]+}", garde("contingent", "modifier"), (c) => saveModifier(site, c));
}

async function showContingents(site: Site, c: Context<Env>): Promise<Response> {
  const { base, acteur } = c.var;
  const { epci, cadre } = await openCadre(site, c);
  const aujourdhui = site.deps.horloge.aujourdhui();
  const { annee, annees } = await readAnnee(base, epci, c.req.query(), aujourdhui);
  const [contingents, transmis] = await Promise.all([
    computeContingents(base, { epci, annee }, aujourdhui),
    base.contingents.transmis(epci),
  ]);
  const bilan = bailleursLus(acteur, epci)?.length !== 0;
  const annonce = ANNONCES[c.req.query("fait") ?? ""] ?? null;
  return c.html(renderContingentsPage({ cadre, contingents, annees, transmis, bilan, annonce }));
}

async function showAjouter(site: Site, c: Context<Env>, saisie: SaisieDroit, refus: Refus | null): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const choix = await readChoixParties(c.var.base, epci);
  return answerForm(c, { cadre, droit: null, saisie, choix, absents: [] }, refus);
}

function answerForm(
  c: Context<Env>,
  props: Omit<DroitPageProps, "erreur">,
  refus: Refus | null,
): Response | Promise<Response> {
  const page = renderDroitPage({ ...props, erreur: refus?.message ?? null });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

/** A refused form comes back as it was typed, with its reason above. */
async function saveAjouter(site: Site, c: Context<Env>): Promise<Response> {
  const epci = c.req.param("epci") ?? "";
  const saisie = readSaisieDroit(await c.req.parseBody());
  try {
    await addDroit(c.var.base, epci, {
      ...droitOf(saisie),
      ...(await partiesOf(c.var.base, epci, saisie)),
    });
    return c.redirect(hrefTerritoire(epci, "contingents", { fait: "ajoute" }), 303);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return showAjouter(site, c, saisie, error);
  }
}

async function showModifier(
  site: Site,
  c: Context<Env>,
  typed: SaisieDroit | null,
  refus: Refus | null,
): Promise<Response> {
  const { base } = c.var;
  const { epci, cadre } = await openCadre(site, c);
  const id = parseInput(identifiant, c.req.param("id"));
  const droit = (await base.contingents.droits(epci)).find((one) => one.id === id);
  if (!droit) throw unknownDroit();
  const written: SaisieDroit = {
    bailleur: String(droit.bailleur),
    reservataire: String(droit.reservataire),
    contingent: droit.contingent,
    mode: droit.mode,
    nombre: String(droit.nombre),
    depuis: droit.depuis,
    jusque: droit.jusque ?? "",
    justification: droit.justification ?? "",
    exception: droit.exception ?? "",
    logements: droit.logements.join("\n"),
    revision: String(droit.revision),
  };
  // Changed by somebody else: what is saved next is over what is read now.
  const saisie = typed === null || refus?.code === "contingent-change" ? written : typed;
  const absents = await base.contingents.absents(epci, droit.logements);
  return answerForm(c, { cadre, droit, saisie, choix: { bailleurs: [], reservataires: [] }, absents }, refus);
}

async function saveModifier(site: Site, c: Context<Env>): Promise<Response> {
  const epci = c.req.param("epci") ?? "";
  const id = parseInput(identifiant, c.req.param("id"));
  const saisie = readSaisieDroit(await c.req.parseBody());
  try {
    const revision = parseInput(z.coerce.number().int().min(0), saisie.revision);
    await updateDroit(c.var.base, epci, { id, revision }, droitOf(saisie));
    return c.redirect(hrefTerritoire(epci, "contingents", { fait: "modifie" }), 303);
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "contingent-inconnu") throw error;
    return showModifier(site, c, saisie, error);
  }
}

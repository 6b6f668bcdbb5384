import { type Context, Hono } from "hono";
import { declarantOf } from "#application/logement/declarer-logement.ts";
import { ecrireSeuils } from "#application/rapprochement/ecrire-seuils.ts";
import { Refus } from "#domain/shared/refus.ts";
import { hrefTerritoire } from "#web/design/cadre.ts";
import { type RefusFormulaire, SANS_REFUS, type SaisieFormulaire } from "#web/design/formulaire.tsx";
import { CHEMIN_SEUILS } from "#web/rapprochement/chemins.ts";
import { CHAMPS_FORFAIT, renderSeuilsPage } from "#web/rapprochement/seuils-page.tsx";
import { garde } from "../acces/garde.ts";
import type { Env } from "../deps.ts";
import { placeOf } from "../liberation/place.ts";
import { isRelu } from "../liberation/vue.routes.ts";
import { Lecture, saisieOf } from "../serveur/lecture.ts";
import { statusOf } from "../serveur/status.ts";
import { openCadre, type Site } from "../site.ts";

const SEUILS = "/t/:epci/liberations/seuils";

/** The marks that a bailleur gives itself for the budget of candidates. */
export function seuilsRoutes(site: Site): Hono<Env> {
  const modifier = garde("logement-prive", "modifier");
  return new Hono<Env>()
    .get(SEUILS, modifier, (c) => showSeuils(site, c, { depuis: [site.deps.horloge.aujourdhui()] }, null))
    .post(SEUILS, modifier, (c) => send(site, c));
}

async function send(site: Site, c: Context<Env>): Promise<Response> {
  const epci = c.req.param("epci") ?? "";
  const aujourdhui = site.deps.horloge.aujourdhui();
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lu = new Lecture(saisie);
  const effort = lu.amount("effort_max", "Taux d’effort", { positif: true });
  const valeurs = {
    depuis: lu.dayOrNull("depuis", "À partir du") ?? "",
    // A tenth of a percent is the smallest that is kept.
    effortMax: effort === null ? null : Math.round(effort * 10),
    resteAVivre: lu.amount("reste_a_vivre", "Reste à vivre", { positif: true }),
    forfaits: Object.fromEntries(
      CHAMPS_FORFAIT.flatMap(([champ, typologie]) => {
        const euros = lu.amount(champ, `Forfait ${typologie}`, { positif: true });
        return euros === null ? [] : [[typologie, euros]];
      }),
    ),
    reference: lu.textOrNull("reference", 200) ?? "",
  };
  if (valeurs.depuis === "" && lu.erreurs.length === 0) lu.fail("depuis", "À partir du : donnez un jour.");
  if (lu.erreurs.length > 0) {
    return showSeuils(site, c, saisie, { code: "saisie-a-corriger", message: null, erreurs: lu.erreurs });
  }
  try {
    await ecrireSeuils(c.var.base, { ...valeurs, epci, aujourdhui, relu: isRelu(lu) });
    return c.redirect(hrefTerritoire(epci, CHEMIN_SEUILS), 303);
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "droit-absent") throw error;
    return showSeuils(site, c, saisie, { code: error.code, ...placeOf(error) });
  }
}

async function showSeuils(
  site: Site,
  c: Context<Env>,
  saisie: SaisieFormulaire,
  refuse: (RefusFormulaire & { readonly code: string }) | null,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const organisation = declarantOf(base, epci) ?? 0;
  const seuils = await base.rapprochements.seuils(epci, organisation, site.deps.horloge.aujourdhui());
  const page = renderSeuilsPage({ cadre, epci, seuils, etat: { saisie, refus: refuse ?? SANS_REFUS } });
  return c.html(page, refuse ? statusOf(refuse.code) : 200);
}

import type { Context } from "hono";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type RefusFormulaire, SANS_REFUS, type SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { declarantOf } from "../../actes/logement/declarer-logement.ts";
import { ecrireSeuils, type PorteurSeuils } from "../../actes/rapprochement/ecrire-seuils.ts";
import { CHEMIN_REPERES } from "../../pages/rapprochement/chemins.ts";
import { renderReperesPage } from "../../pages/rapprochement/reperes-page.tsx";
import { CHAMPS_FORFAIT, renderSeuilsPage } from "../../pages/rapprochement/seuils-page.tsx";
import { placeOf } from "../liberation/place.ts";
import { isRelu } from "../liberation/vue.routes.ts";

const SEUILS = "/t/:epci/liberations/seuils";
const REPERES = "/t/:epci/liberations/reperes";

/** The marks for the budget of candidates: those that a bailleur gives itself, and those of the territory for the others. */
export function seuilsRoutes(site: Site): Routes {
  const bailleur = garde("logement-prive", "modifier");
  const territoire = garde("programme", "modifier", { partout: true });
  const begin = () => ({ depuis: [site.deps.horloge.aujourdhui()], confiance: ["B"] });
  return new Routes()
    .get(REPERES, garde("logement-prive", "lire"), (c) => showReperes(site, c))
    .get(SEUILS, bailleur, (c) => showSeuils(site, c, "bailleur", { saisie: begin(), refuse: null }))
    .post(SEUILS, bailleur, (c) => send(site, c, "bailleur"))
    .get(`${REPERES}/nouvelle`, territoire, (c) => showSeuils(site, c, "territoire", { saisie: begin(), refuse: null }))
    .post(`${REPERES}/nouvelle`, territoire, (c) => send(site, c, "territoire"));
}

async function showReperes(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const organisation = declarantOf(base, epci);
  const [versions, propres] = await Promise.all([
    base.rapprochements.versionsSeuils(epci, null),
    organisation === null ? null : base.rapprochements.versionsSeuils(epci, organisation),
  ]);
  const modifier = peutPartout(base.acteur, "programme", "modifier", epci);
  const aujourdhui = site.deps.horloge.aujourdhui();
  return c.html(renderReperesPage({ cadre, epci, aujourdhui, versions, propres, modifier }));
}

async function send(site: Site, c: Context<Env>, porteur: PorteurSeuils): Promise<Response> {
  const epci = c.req.param("epci") ?? "";
  const aujourdhui = site.deps.horloge.aujourdhui();
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lu = new Lecture(saisie);
  const valeurs = readValeurs(lu);
  if (lu.erreurs.length > 0) {
    return showSeuils(site, c, porteur, {
      saisie,
      refuse: { code: "saisie-a-corriger", message: null, erreurs: lu.erreurs },
    });
  }
  try {
    await ecrireSeuils(c.var.base, { ...valeurs, epci, aujourdhui, porteur, relu: isRelu(lu) });
    return c.redirect(hrefTerritoire(epci, CHEMIN_REPERES), 303);
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "droit-absent") throw error;
    return showSeuils(site, c, porteur, { saisie, refuse: { code: error.code, ...placeOf(error) } });
  }
}

function readValeurs(lu: Lecture) {
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
    confiance: lu.choice("confiance", "Ce qui les fonde", ["S", "B"]),
    reference: lu.textOrNull("reference", 200) ?? "",
  };
  if (valeurs.depuis === "" && lu.erreurs.length === 0) lu.fail("depuis", "À partir du : donnez un jour.");
  return valeurs;
}

type Etat = {
  readonly saisie: SaisieFormulaire;
  readonly refuse: (RefusFormulaire & { readonly code: string }) | null;
};

async function showSeuils(
  site: Site,
  c: Context<Env>,
  porteur: PorteurSeuils,
  { saisie, refuse }: Etat,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const aujourdhui = site.deps.horloge.aujourdhui();
  const organisation = porteur === "territoire" ? null : (declarantOf(base, epci) ?? 0);
  const [seuils, versions] = await Promise.all([
    base.rapprochements.seuils(epci, organisation ?? 0, aujourdhui),
    base.rapprochements.versionsSeuils(epci, organisation),
  ]);
  const etat = { saisie, refus: refuse ?? SANS_REFUS };
  const page = renderSeuilsPage({ cadre, epci, porteur, aujourdhui, seuils, versions, etat });
  return c.html(page, refuse ? statusOf(refuse.code) : 200);
}

import type { Context } from "hono";
import { garde } from "#socle/routes/acces/garde.ts";
import { numeroCache } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, Suite, typedOver } from "#socle/routes/page-actes.ts";
import { readPartie } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { addDroit, unknownDroit, updateDroit } from "../../actes/contingent/ecrire-droit.ts";
import { computeContingents } from "../../lectures/contingent/compute-contingents.ts";
import { bailleursLus } from "../../lectures/contingent/lignes-visibles.ts";
import { PARTIES_CONTINGENTS, renderContingentsPage } from "../../pages/contingent/contingents-page.tsx";
import { renderDroitPage, type SaisieDroit } from "../../pages/contingent/droit-page.tsx";
import { bilanFluxRoutes } from "./bilan-flux.routes.ts";
import { conventionFluxRoutes } from "./convention-flux.routes.ts";
import { CHAMPS_DROIT, CHAMPS_PARTIES, checkParties, readAnnee, readChoixParties } from "./saisie.ts";

/** `/t/:epci/contingents`: rights of reservation, conventions of flux, yearly bilan. */
export function contingentRoutes(site: Site): Routes {
  return new Routes()
    .route("/", bilanFluxRoutes(site))
    .route("/", conventionFluxRoutes(site))
    .route(
      "/",
      pageActes(site, {
        chemin: PAGE,
        droit: garde("contingent", "lire"),
        show: showContingents,
        actes: {},
        annonces: { ajoute: AJOUTER.annonce, modifie: MODIFIER.annonce },
      }),
    )
    .route(
      "/",
      pageActes(site, {
        chemin: `${PAGE}/ajouter`,
        droit: AJOUTER.droit,
        show: showAjouter,
        actes: { ajoute: AJOUTER },
        dits: ["contingent-d-un-autre"],
      }),
    )
    .route(
      "/",
      pageActes(site, {
        chemin: `${PAGE}/:id{[0-9]+}`,
        droit: MODIFIER.droit,
        show: showModifier,
        actes: { modifie: MODIFIER },
        dits: ["contingent-d-un-autre"],
      }),
    );
}

const PAGE = "contingents";
const SUR_DROITS = new Suite({ chemin: PAGE, parametres: { partie: "droits" } });

async function showContingents(site: Site, c: Context<Env>, { annonce }: EtatPage): Promise<string> {
  const { base, acteur } = c.var;
  const { epci, cadre } = await openCadre(site, c);
  const aujourdhui = site.deps.horloge.aujourdhui();
  const { annee, annees } = await readAnnee(base, epci, c.req.query(), aujourdhui);
  const [contingents, transmis] = await Promise.all([
    computeContingents(base, { epci, annee }, aujourdhui),
    base.contingents.transmis(epci),
  ]);
  const bilan = bailleursLus(acteur, epci)?.length !== 0;
  const partie = readPartie(c.req.query(), PARTIES_CONTINGENTS);
  return renderContingentsPage({ cadre, partie, contingents, annees, transmis, bilan, annonce });
}

const SAISIE_DROIT: SaisieDroit = {
  bailleur: "",
  reservataire: "",
  contingent: "COLACT",
  mode: "flux",
  nombre: "",
  depuis: "",
  jusque: "",
  justification: "",
  exception: "",
  logements: "",
  revision: "0",
};

async function showAjouter(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const choix = await readChoixParties(c.var.base, epci);
  const saisie = typedOver(SAISIE_DROIT, etat);
  return renderDroitPage({ cadre, droit: null, saisie, choix, absents: [], erreur: erreurOf(etat) });
}

const AJOUTER = defineActe({
  chemin: "",
  droit: garde("contingent", "creer"),
  annonce: "Le droit est enregistré.",
  champs: { ...CHAMPS_PARTIES, ...CHAMPS_DROIT },
  run: async ({ base, epci }, droit) => {
    await checkParties(base, epci, droit);
    await addDroit(base, epci, droit);
    return SUR_DROITS;
  },
});

async function showModifier(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { base } = c.var;
  const { epci, cadre } = await openCadre(site, c);
  const id = readNumero(c, "id");
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
  return renderDroitPage({
    cadre,
    droit,
    // Changed by somebody else: the form shows the new values, which the next save replaces.
    saisie: etat.code === "contingent-change" ? written : typedOver(written, etat),
    choix: { bailleurs: [], reservataires: [] },
    absents: await base.contingents.absents(epci, droit.logements),
    erreur: erreurOf(etat),
  });
}

const MODIFIER = defineActe({
  chemin: "",
  droit: garde("contingent", "modifier"),
  annonce: "Le droit est modifié.",
  champs: { ...CHAMPS_DROIT, revision: numeroCache() },
  run: async ({ base, epci, numero }, { revision, ...droit }) => {
    await updateDroit(base, epci, { id: numero("id"), revision }, droit);
    return SUR_DROITS;
  },
});

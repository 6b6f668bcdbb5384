import type { Context } from "hono";
import { z } from "zod";
import { cheminImmeuble } from "#attributions/pages/relogement/chemins.ts";
import { readDemande } from "#socle/pages/design/adresse.ts";
import { peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { introuvable } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { jour, numeroCache } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { idOuRien, ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { confierImmeuble, retirerImmeuble } from "../actes/confier-immeuble.ts";
import { ALERTES_MENAGE } from "../lectures/fiche-alertes.ts";
import { type LigneImmeuble, listImmeubles, sayChiffres } from "../lectures/fiche-immeubles.ts";
import { listMenages } from "../lectures/fiche-menages.ts";
import { sayCompteur } from "../lectures/suivi-phrases.ts";
import { renderConfierPage } from "../pages/confier-page.tsx";
import { renderImmeublePage } from "../pages/immeuble-page.tsx";
import { renderImmeublesPage } from "../pages/immeubles-page.tsx";
import { renderMenagesPage } from "../pages/menages-page.tsx";
import { ETATS_RELOGEMENT } from "../regles/etat.ts";
import { ensembleRoutes } from "./ensemble.routes.ts";
import { menageRoutes } from "./menage.routes.ts";
import { listOfficiers } from "./officiers.ts";

const LIRE = garde("relogement", "lire");
const CONFIER = garde("programme", "modifier", { partout: true });
const IMMEUBLE = "relogement/immeubles/:id{[1-9][0-9]{0,14}}";

/** `/t/:epci/relogement`: buildings to demolish, their households, and their files. */
export function relogementRoutes(site: Site): Routes {
  const actes = { confie: CONFIER_IMMEUBLE, retire: RETIRER_IMMEUBLE };
  return new Routes()
    .get("/t/:epci/relogement", LIRE, (c) => showImmeubles(site, c))
    .get("/t/:epci/relogement/menages", LIRE, (c) => showMenages(site, c))
    .route("/", pageActes(site, { chemin: IMMEUBLE, droit: LIRE, show: showImmeuble, actes: {}, annonces: actes }))
    .route("/", pageActes(site, { chemin: `${IMMEUBLE}/confier`, droit: CONFIER, show: showConfier, actes }))
    .route("/", ensembleRoutes(site))
    .route("/", menageRoutes(site));
}

async function showImmeubles(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const immeubles = await listImmeubles(c.var.base, { epci, jour: site.deps.horloge.aujourdhui() });
  const exporter = peut(c.var.acteur, "relogement", "exporter", epci);
  const fichier = { importer: mayOpen(c, epci), exporter };
  return c.html(renderImmeublesPage({ cadre, epci, immeubles, confier: mayEntrust(c, epci), fichier }));
}

/** An editor of the programme of the whole territory may entrust its buildings. */
function mayEntrust(c: Context<Env>, epci: string): boolean {
  return peutPartout(c.var.acteur, "programme", "modifier", epci);
}

/** An officer in charge of a building may open files. */
function mayOpen(c: Context<Env>, epci: string): boolean {
  return peut(c.var.acteur, "relogement", "creer", epci);
}

const questionSchema = z.object({
  operation: idOuRien(),
  etat: ouRien(z.enum(ETATS_RELOGEMENT)),
  alerte: ouRien(z.enum(ALERTES_MENAGE)),
});

async function showMenages(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const question = parseInput(questionSchema, c.req.query());
  const jour = site.deps.horloge.aujourdhui();
  const liste = await listMenages(c.var.base, { epci, jour, ...question, demande: readDemande(cadre.recherche ?? "") });
  const { acteur } = c.var;
  const able = {
    ouvrir: mayOpen(c, epci),
    planifier: peut(acteur, "relogement", "modifier", epci),
    confier: mayEntrust(c, epci),
    exporter: peut(acteur, "relogement", "exporter", epci),
  };
  return c.html(renderMenagesPage({ cadre, epci, liste, question, peut: able }));
}

/** Throws `operation-inconnue`. */
async function findImmeuble(site: Site, c: Context<Env>, epci: string): Promise<LigneImmeuble> {
  const { lignes } = await listImmeubles(c.var.base, { epci, jour: site.deps.horloge.aujourdhui() });
  const found = lignes.find(({ suivi }) => String(suivi.operation) === c.req.param("id"));
  if (found) return found;
  throw introuvable("operation-inconnue", "Cet immeuble n’est pas parmi les démolitions du programme.");
}

async function showImmeuble(site: Site, c: Context<Env>, { annonce }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const ligne = await findImmeuble(site, c, epci);
  const { operation, compteur, couverture } = ligne.suivi;
  const { etat } = parseInput(questionSchema.pick({ etat: true }), { etat: c.req.query("etat") });
  const jour = site.deps.horloge.aujourdhui();
  const liste = await listMenages(c.var.base, {
    epci,
    jour,
    operation,
    etat,
    alerte: null,
    demande: readDemande(cadre.recherche ?? ""),
  });
  return renderImmeublePage({
    cadre,
    epci,
    ligne,
    liste,
    etat,
    chiffres: compteur ? sayChiffres(compteur) : [],
    phrases: compteur ? sayCompteur(compteur) : [],
    ouvrir: mayOpen(c, epci) && couverture === "tout",
    confier: mayEntrust(c, epci),
    annonce,
  });
}

async function showConfier(site: Site, c: Context<Env>, { acte, saisie, refus }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { suivi } = await findImmeuble(site, c, epci);
  const aujourdhui = site.deps.horloge.aujourdhui();
  const [agents, missions] = await Promise.all([
    listOfficiers(c.var.base, epci),
    c.var.base.relogements.missions(epci),
  ]);
  return renderConfierPage({
    cadre,
    epci,
    aujourdhui,
    etat: { saisie: acte === null ? { du: [aujourdhui] } : saisie, refus },
    immeuble: { id: suivi.operation, nom: suivi.nom },
    agents,
    missions: missions.filter(({ operation }) => operation === suivi.operation),
  });
}

const CONFIER_IMMEUBLE = defineActe({
  chemin: "",
  droit: CONFIER,
  annonce: "L’immeuble est confié.",
  champDe: () => "compte",
  champs: {
    compte: numeroCache().refine(
      (compte) => compte > 0,
      "Chargé de relogement\u00A0: choisissez une personne dans la liste.",
    ),
    du: jour("À partir du"),
  },
  run: async ({ site, c, base, epci }, mission) => {
    const { operation } = (await findImmeuble(site, c, epci)).suivi;
    await confierImmeuble(base, { epci, operation, ...mission });
    return new Suite({ chemin: cheminImmeuble(operation) });
  },
});

const RETIRER_IMMEUBLE = defineActe({
  chemin: `/${IMMEUBLE}/retirer`,
  droit: CONFIER,
  annonce: "L’immeuble n’est plus confié à cette personne à partir de demain.",
  champs: { mission: numeroCache() },
  run: async ({ site, c, base, epci, aujourdhui: au }, { mission }) => {
    const { operation } = (await findImmeuble(site, c, epci)).suivi;
    await retirerImmeuble(base, { epci, mission, au });
    return new Suite({ chemin: cheminImmeuble(operation) });
  },
});

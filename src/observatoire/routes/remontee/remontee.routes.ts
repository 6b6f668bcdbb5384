import type { Context } from "hono";
import { z } from "zod";
import { readFond } from "#donnees/lectures/territoire/fond.ts";
import { PARTENAIRES } from "#socle/documents/a-propos.ts";
import { valeurDe } from "#socle/pages/design/formulaire.tsx";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, choix, jour, relu } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { lieuClasseur } from "#socle/routes/lieu-classeur.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { ouRien, parseInput, readPartie } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { ecrireRemontee, listLieux, ownSirens } from "../../actes/remontee/ecrire-remontee.ts";
import { readRemontee, suivreRemontee } from "../../actes/remontee/suivre-remontee.ts";
import { computeRemontees, REMONTEES_FICHIER, REMONTEES_PAGE } from "../../lectures/remontee/compute-remontees.ts";
import type { FiltreRemontees } from "../../lectures/remontee/ports.ts";
import { renderNouvellePage, SAISIE_VIDE, type SaisieRemontee } from "../../pages/remontee/nouvelle-page.tsx";
import { renderRemonteePage } from "../../pages/remontee/remontee-page.tsx";
import { CHEMIN_REMONTEES, PARTIES_REMONTEES, renderRemonteesPage } from "../../pages/remontee/remontees-page.tsx";
import { ETATS_REMONTEE, ETATS_SUITE, GRAVITES, RECURRENCES, TYPES_REMONTEE } from "../../regles/remontee/remontee.ts";
import { sendFigure } from "../figures.ts";

const BASE = `/t/:epci/${CHEMIN_REMONTEES}`;
const LIRE = garde("remontee", "lire");
const CREER = garde("remontee", "creer");

/** `/t/:epci/observatoire/remontees`: field reports, for signatories and never the public. */
export function remonteeRoutes(site: Site): Routes {
  const nouvelle = { chemin: `${CHEMIN_REMONTEES}/nouvelle`, droit: CREER, show: showNouvelle };
  const remontee = { chemin: `${CHEMIN_REMONTEES}/:id{[1-9][0-9]{0,14}}`, droit: LIRE, show: showRemontee };
  return new Routes()
    .get(BASE, LIRE, (c) => showRemontees(site, c))
    .get(`${BASE}/figures/:fichier`, LIRE, (c) => sendFichier(site, c))
    .route("/", pageActes(site, { ...nouvelle, actes: { ecrite: ECRIRE } }))
    .route("/", pageActes(site, { ...remontee, actes: { suivie: SUIVRE }, annonces: { ecrite: ECRIRE } }));
}

const code = ouRien(z.string().regex(/^[a-z0-9-]{1,200}$/i));
const filtreSchema: z.ZodType<FiltreRemontees> = z.object({
  type: ouRien(z.enum(TYPES_REMONTEE)),
  etat: ouRien(z.enum(ETATS_REMONTEE)),
  commune: code,
  bailleur: code,
  residence: code,
});

async function showRemontees(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const filtre = parseInput(filtreSchema, c.req.query());
  const [lues, fond] = await Promise.all([
    computeRemontees(base, { epci, filtre, limite: REMONTEES_PAGE }),
    readFond(site, base, epci, yearOf(site)),
  ]);
  const partie = readPartie(c.req.query(), PARTIES_REMONTEES);
  return c.html(renderRemonteesPage({ cadre, lues, fond, partie, ecrire: peut(acteur, "remontee", "creer", epci) }));
}

async function sendFichier(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const filtre = parseInput(filtreSchema, c.req.query());
  const fichier = c.req.param("fichier") ?? "";
  const [{ figures }, fond] = await Promise.all([
    computeRemontees(c.var.base, { epci, filtre, limite: REMONTEES_FICHIER }),
    readFond(site, c.var.base, epci, yearOf(site)),
  ]);
  const lieu = lieuClasseur(site, cadre, PARTENAIRES);
  return sendFigure(c, { figures, fond, fichier, suffixe: epci, lieu });
}

function yearOf(site: Site): number {
  return Number(site.deps.horloge.aujourdhui().slice(0, 4));
}

async function showNouvelle(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const communes = await base.territoires.communes(epci);
  const asked = etat.acte === null ? c.req.query("commune") : valeurDe(etat.saisie, "commune");
  const commune = communes.find((row) => row.commune === asked)?.commune ?? null;
  return renderNouvellePage({
    cadre,
    epci,
    communes,
    commune,
    lieux: commune === null ? [] : await listLieux(base, epci, commune),
    horsResidence: ownSirens(base, epci, "creer") === null,
    // The résidence comes from the address, from its page.
    saisie: etat.acte === null ? { ...SAISIE_VIDE, residence: c.req.query("residence") ?? "" } : remonteeOf(etat),
    aujourdhui: site.deps.horloge.aujourdhui(),
    erreur: erreurOf(etat),
    aRelire: etat.code === "remontee-a-relire",
  });
}

function remonteeOf({ saisie }: EtatPage): SaisieRemontee {
  return {
    residence: valeurDe(saisie, "residence"),
    observeeLe: valeurDe(saisie, "observee"),
    type: valeurDe(saisie, "type"),
    gravite: valeurDe(saisie, "gravite"),
    recurrente: valeurDe(saisie, "recurrente"),
    texte: valeurDe(saisie, "texte"),
  };
}

const ECRIRE = defineActe({
  chemin: `/${CHEMIN_REMONTEES}`,
  droit: CREER,
  annonce: "La remontée est enregistrée.",
  dits: ["remontee-sans-organisation"],
  champs: {
    commune: brut(),
    residence: brut(),
    observee: jour("Observée le"),
    type: choix("Nature du fait", TYPES_REMONTEE),
    gravite: choix("Gravité", GRAVITES),
    recurrente: choix("Le fait se répète", RECURRENCES),
    texte: brut(),
    relu: relu(),
  },
  run: async ({ base, epci, aujourdhui }, { observee: observeeLe, ...fait }) => {
    const id = await ecrireRemontee(base, { epci, ...fait, observeeLe, aujourdhui });
    return new Suite({ chemin: `${CHEMIN_REMONTEES}/${id}` });
  },
});

async function showRemontee(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const [suivie, communes, bailleurs] = await Promise.all([
    readRemontee(base, epci, readNumero(c, "id")),
    base.territoires.communes(epci),
    base.cubes.bailleurs(epci),
  ]);
  const { commune, bailleur } = suivie.remontee;
  const typed = (nom: string) => valeurDe(etat.saisie, nom);
  return renderRemonteePage({
    cadre,
    epci,
    suivie,
    commune: communes.find((row) => row.commune === commune)?.nom ?? commune,
    bailleur: bailleur === null ? null : (bailleurs.get(bailleur) ?? bailleur),
    saisie: { etat: typed("etat"), le: typed("le"), texte: typed("texte") },
    aujourdhui: site.deps.horloge.aujourdhui(),
    annonce: etat.annonce,
    erreur: erreurOf(etat),
    aRelire: etat.code === "remontee-a-relire",
  });
}

const SUIVRE = defineActe({
  chemin: "suite",
  droit: garde("remontee", "modifier"),
  annonce: "La suite est enregistrée.",
  dits: ["remontee-cloture", "remontee-d-un-autre", "remontee-sans-organisation"],
  champs: { etat: choix("État après cette suite", ETATS_SUITE), le: jour("Faite le"), texte: brut(), relu: relu() },
  run: ({ base, epci, aujourdhui, numero }, suite) =>
    suivreRemontee(base, { epci, id: numero("id"), ...suite, aujourdhui }),
});

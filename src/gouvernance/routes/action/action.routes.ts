import type { Context } from "hono";
import { z } from "zod";
import { sendFigure } from "#observatoire/routes/figures.ts";
import { PARTENAIRES } from "#socle/documents/a-propos.ts";
import { isMember, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { pageIntrouvable } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { choix } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { lieuClasseur } from "#socle/routes/lieu-classeur.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { cacheWhileUnwritten } from "#socle/routes/serveur/answer-cache.ts";
import { ouRien, parseInput, readPartie } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { retirerJalon } from "../../actes/action/ecrire-jalon.ts";
import { publierSuivi } from "../../actes/action/suivre-action.ts";
import { renderActionsPdf } from "../../documents/actions-document.ts";
import { computeIndicateurs } from "../../lectures/action/compute-indicateurs.ts";
import type { FiltreActions, ProgrammeActions } from "../../lectures/action/programme.ts";
import { readAction } from "../../lectures/action/read-action.ts";
import { readProgramme } from "../../lectures/action/read-programme.ts";
import { CHEMIN_ACTIONS, drawActions } from "../../pages/action/action-mots.tsx";
import { renderActionPage } from "../../pages/action/action-page.tsx";
import { PARTIES_ACTIONS, renderActionsPage } from "../../pages/action/actions-page.tsx";
import { ETATS_ACTION } from "../../regles/action/etat-action.ts";
import { knownIndicateurs } from "../../regles/action/indicateur.ts";
import { TRIS_ACTIONS } from "../../regles/action/lecture-action.ts";
import {
  ACTION,
  actionOf,
  FORMULAIRES,
  formulaireRoutes,
  JALON,
  jalonOf,
  MODIFIER,
  VALIDER,
} from "./action-formulaires.ts";
import { ANNONCES_FAIT, RETIRER_FAIT, realisationRoutes } from "./realisation.routes.ts";

const LIRE = garde("action", "lire");
const ACTIONS = `/t/:epci/${CHEMIN_ACTIONS}`;

/** `/t/:epci/actions`: the programme, one action, and its acts. A visitor without membership reads what is published. */
export function actionRoutes(site: Site): Routes {
  const action = {
    chemin: ACTION,
    droit: LIRE,
    show: showAction,
    actes: { retire: RETIRER, publie: PUBLIER, retireFait: RETIRER_FAIT },
    annonces: {
      ...Object.fromEntries(FORMULAIRES.map(({ fait, acte }) => [fait, acte])),
      ...ANNONCES_FAIT,
      prive: { annonce: "Le suivi n’est plus public." },
    },
  };
  return new Routes()
    .get(ACTIONS, LIRE, cacheWhileUnwritten(site.deps), (c) => showProgramme(site, c))
    .get(`${ACTIONS}/figures/:fichier`, LIRE, (c) => sendFichier(site, c))
    .get("/t/:epci/:fichier{actions\\.(pdf|svg)}", LIRE, (c) => sendProgramme(site, c))
    .route("/", pageActes(site, action))
    .route("/", realisationRoutes(site))
    .route("/", formulaireRoutes(site));
}

const filtreSchema = z.object({
  orientation: ouRien(z.coerce.number().int().min(1).max(99)),
  etat: ouRien(z.enum([...ETATS_ACTION, "sans-suivi"])),
  retard: ouRien(z.literal("oui")),
  tri: z.enum(TRIS_ACTIONS).default("retard"),
});

function readQuestion(c: Context<Env>) {
  const { tri, retard, ...rest } = parseInput(filtreSchema, c.req.query());
  const choisi: FiltreActions = { ...rest, retard: retard === "oui" };
  return { filtre: choisi, tri };
}

function read(site: Site, c: Context<Env>, epci: string): Promise<ProgrammeActions> {
  return readProgramme(c.var.base, {
    epci,
    aujourdhui: site.deps.horloge.aujourdhui(),
    faits: true,
    ...readQuestion(c),
  });
}

/** The public sees no live figure: each one is of a page closed to it. */
async function readIndicateurs(site: Site, c: Context<Env>, { territoire: epci, lignes }: ProgrammeActions) {
  if (!isMember(c.var.acteur, epci)) return new Map();
  const codes = knownIndicateurs(lignes.flatMap(({ indicateurs }) => indicateurs));
  return computeIndicateurs(c.var.base, { epci, aujourdhui: site.deps.horloge.aujourdhui(), codes });
}

async function showProgramme(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const programme = await read(site, c, epci);
  const indicateurs = await readIndicateurs(site, c, programme);
  const ecrire = peutPartout(c.var.acteur, "action", "creer", epci);
  const partie = readPartie(c.req.query(), PARTIES_ACTIONS);
  return c.html(renderActionsPage({ cadre, partie, programme, indicateurs, ecrire }));
}

async function sendFichier(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { figures } = await read(site, c, epci);
  const lieu = lieuClasseur(site, cadre, PARTENAIRES);
  return sendFigure(c, { figures, fond: null, fichier: c.req.param("fichier") ?? "", suffixe: epci, lieu });
}

async function sendProgramme(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const programme = await read(site, c, epci);
  const svg = drawActions(programme);
  const type = c.req.param("fichier")?.endsWith("svg") ? "svg" : "pdf";
  if (svg === null && type === "svg") {
    throw pageIntrouvable("Aucune action n’a de date\u00A0: il n’y a rien à dessiner.");
  }
  const indicateurs = type === "svg" ? new Map() : await readIndicateurs(site, c, programme);
  const contenu = type === "svg" ? (svg ?? "") : await renderActionsPdf(programme, { svg, indicateurs });
  // A published programme is public: the reading by a visitor without membership is not written in the journal.
  if (isMember(c.var.acteur, epci)) {
    const objet = `actions.${type}`;
    await c.var.base.journal.ecrire({ acte: "document-exporte", ressource: "action", epci, objet });
  }
  return sendDocument(c, { nom: `actions-${epci}`, type, contenu });
}

async function showAction(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const aujourdhui = site.deps.horloge.aujourdhui();
  const lue = await readAction(c.var.base, { epci, numero: readNumero(c, "numero"), aujourdhui });
  return renderActionPage({ cadre, lue, annonce: etat.annonce, erreur: erreurOf(etat) });
}

const RETIRER = defineActe({
  chemin: `${JALON}/retirer`,
  droit: MODIFIER,
  annonce: "Le jalon est retiré\u00A0: il reste dans l’historique.",
  champs: {},
  run: (lieu) => retirerJalon(lieu.base, jalonOf(lieu)),
});

const PUBLIER = defineActe({
  chemin: "suivis/:suivi{[1-9][0-9]{0,14}}/publication",
  droit: VALIDER,
  annonce: "Le suivi est public.",
  champs: { publie: choix("Public", ["oui", "non"]) },
  run: async (lieu, { publie }) => {
    await publierSuivi(lieu.base, { ...actionOf(lieu), suivi: lieu.numero("suivi"), publie: publie === "oui" });
    return new Suite({ fait: publie === "oui" ? "publie" : "prive" });
  },
});

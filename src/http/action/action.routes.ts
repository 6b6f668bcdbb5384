import type { Context } from "hono";
import { z } from "zod";
import { computeIndicateurs } from "#application/action/compute-indicateurs.ts";
import { retirerJalon } from "#application/action/ecrire-jalon.ts";
import type { FiltreActions, ProgrammeActions } from "#application/action/programme.ts";
import { readAction } from "#application/action/read-action.ts";
import { readProgramme } from "#application/action/read-programme.ts";
import { publierSuivi } from "#application/action/suivre-action.ts";
import { ETATS_ACTION } from "#domain/action/etat-action.ts";
import { knownIndicateurs } from "#domain/action/indicateur.ts";
import { TRIS_ACTIONS } from "#domain/action/lecture-action.ts";
import { isMember, peutPartout } from "#domain/habilitation/peut.ts";
import { Refus } from "#domain/shared/refus.ts";
import { renderActionsPdf } from "#reports/actions-document.ts";
import { CHEMIN_ACTIONS, cheminAction, drawActions } from "#web/action/action-mots.tsx";
import { renderActionPage } from "#web/action/action-page.tsx";
import { renderActionsPage } from "#web/action/actions-page.tsx";
import { hrefTerritoire } from "#web/design/cadre.ts";
import { garde } from "../acces/garde.ts";
import type { Env } from "../deps.ts";
import { sendFigure } from "../observatoire/figures.ts";
import { cacheWhileUnwritten } from "../serveur/answer-cache.ts";
import { parseInput } from "../serveur/input.ts";
import { Routes } from "../serveur/routes.ts";
import { sendDocument } from "../serveur/send-document.ts";
import { openCadre, type Site } from "../site.ts";
import { FORMULAIRES, sendFormulaire, showFormulaire } from "./action-formulaires.ts";
import { readJalon, readNumero } from "./adresse-action.ts";

/** What the page says after an act: a closed list, so that an address cannot make it say anything else. */
const ANNONCES: Readonly<Record<string, string>> = {
  creee: "L’action est écrite.",
  modifiee: "L’action est modifiée.",
  jalon: "Le jalon est enregistré.",
  atteint: "Le jalon est atteint.",
  retire: "Le jalon est retiré : il reste dans l’historique.",
  suivie: "Le suivi est enregistré.",
  close: "L’action est close.",
  rouverte: "L’action est rouverte.",
  publie: "Le suivi est public.",
  prive: "Le suivi n’est plus public.",
};

const LIRE = garde("action", "lire");
const MODIFIER = garde("action", "modifier", { partout: true });
const ACTIONS = `/t/:epci/${CHEMIN_ACTIONS}`;
const ACTION = `${ACTIONS}/:numero{[0-9]{1,2}}`;

/** `/t/:epci/actions`: the programme, one action, and its acts. Whoever is nobody here reads what is published. */
export function actionRoutes(site: Site): Routes {
  const app = new Routes()
    .get(ACTIONS, LIRE, cacheWhileUnwritten(site.deps), (c) => showProgramme(site, c))
    .get(`${ACTIONS}/figures/:fichier`, LIRE, (c) => sendFichier(site, c))
    .get("/t/:epci/:fichier{actions\\.(pdf|svg)}", LIRE, (c) => sendProgramme(site, c))
    .get(ACTION, LIRE, (c) => showAction(site, c))
    .post(`${ACTION}/jalons/:jalon{[1-9][0-9]{0,14}}/retirer`, MODIFIER, (c) => withdraw(site, c))
    .post(`${ACTION}/suivis/:suivi{[1-9][0-9]{0,14}}/publication`, garde("action", "valider", { partout: true }), (c) =>
      publish(site, c),
    );
  for (const formulaire of FORMULAIRES) {
    const { chemin, envoi = chemin, droit, partout } = formulaire;
    app.get(`${ACTIONS}${chemin}`, garde("action", droit, { partout }), (c) => showFormulaire(site, c, formulaire));
    app.post(`${ACTIONS}${envoi}`, garde("action", droit, { partout }), (c) => sendFormulaire(site, c, formulaire));
  }
  return app;
}

const vide = z.literal("").transform(() => null);
const filtreSchema = z.object({
  orientation: vide
    .or(z.coerce.number().int().min(1).max(99))
    .nullish()
    .transform((value) => value ?? null),
  etat: vide
    .or(z.enum([...ETATS_ACTION, "sans-suivi"]))
    .nullish()
    .transform((value) => value ?? null),
  retard: vide.or(z.literal("oui")).nullish(),
  tri: z.enum(TRIS_ACTIONS).default("retard"),
});

function readQuestion(c: Context<Env>) {
  const { tri, retard, ...rest } = parseInput(filtreSchema, c.req.query());
  const filtre: FiltreActions = { ...rest, retard: retard === "oui" };
  return { filtre, tri };
}

function read(site: Site, c: Context<Env>, epci: string): Promise<ProgrammeActions> {
  return readProgramme(c.var.base, { epci, aujourdhui: site.deps.horloge.aujourdhui(), ...readQuestion(c) });
}

/** The public is shown no live figure: each is of a page that it does not read. */
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
  return c.html(renderActionsPage({ cadre, programme, indicateurs, ecrire }));
}

async function sendFichier(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const { figures } = await read(site, c, epci);
  return sendFigure(c, { figures, fond: null, fichier: c.req.param("fichier") ?? "", suffixe: epci });
}

async function sendProgramme(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const programme = await read(site, c, epci);
  const svg = drawActions(programme);
  const type = c.req.param("fichier")?.endsWith("svg") ? "svg" : "pdf";
  if (svg === null && type === "svg") {
    throw new Refus("page-introuvable", "Aucune action n’a de date\u00A0: il n’y a rien à dessiner.");
  }
  const indicateurs = type === "svg" ? new Map() : await readIndicateurs(site, c, programme);
  const contenu = type === "svg" ? (svg ?? "") : await renderActionsPdf(programme, { svg, indicateurs });
  // What is published is public: whoever is nobody here leaves no line.
  if (isMember(c.var.acteur, epci)) {
    const objet = `actions.${type}`;
    await c.var.base.journal.ecrire({ acte: "document-exporte", ressource: "action", epci, objet });
  }
  return sendDocument(c, { nom: `actions-${epci}`, type, contenu });
}

async function showAction(site: Site, c: Context<Env>, refus: Refus | null = null): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const aujourdhui = site.deps.horloge.aujourdhui();
  const lue = await readAction(c.var.base, { epci, numero: readNumero(c), aujourdhui });
  const annonce = refus ? null : (ANNONCES[c.req.query("fait") ?? ""] ?? null);
  return c.html(renderActionPage({ cadre, lue, annonce, erreur: refus?.message ?? null }));
}

async function withdraw(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const numero = readNumero(c);
  const aujourdhui = site.deps.horloge.aujourdhui();
  await retirerJalon(c.var.base, { epci, numero, jalon: readJalon(c), aujourdhui });
  return c.redirect(hrefTerritoire(epci, cheminAction(numero), { fait: "retire" }), 303);
}

async function publish(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const numero = readNumero(c);
  const { publie } = parseInput(z.object({ publie: z.enum(["oui", "non"]) }), await c.req.parseBody());
  const aujourdhui = site.deps.horloge.aujourdhui();
  const suivi = Number(c.req.param("suivi"));
  await publierSuivi(c.var.base, { epci, numero, suivi, publie: publie === "oui", aujourdhui });
  return c.redirect(hrefTerritoire(epci, cheminAction(numero), { fait: publie === "oui" ? "publie" : "prive" }), 303);
}

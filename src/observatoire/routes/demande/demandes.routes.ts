import type { Context } from "hono";
import { z } from "zod";
import { readFond } from "#donnees/lectures/territoire/fond.ts";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { interdit, introuvable } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { renderSignaleesCsv } from "../../documents/signalees.ts";
import { computeDemandes } from "../../lectures/demande/compute-demandes.ts";
import type { QuestionDemandes } from "../../lectures/demande/demandes.ts";
import { listSignalees } from "../../lectures/demande/lister-signalees.ts";
import { VUES_DEMANDES } from "../../lectures/demande/ports.ts";
import {
  CHEMIN_DEMANDES,
  CHEMIN_LISTE,
  labelStock,
  renderDemandesPage,
  renderListePage,
} from "../../pages/demande/demandes-page.tsx";
import { type Declinaison, figureRoutes } from "../figures.ts";

const BASE = `/t/:epci/${CHEMIN_DEMANDES}`;

/** Rows on the page; the file has all of them. */
const LIGNES_PAGE = 100;

/** `/t/:epci/observatoire/demandes`: sums for every member; the list, without names, for readers of the territory's rows. */
export function demandesRoutes(site: Site): Routes {
  const app = new Routes()
    .get(BASE, garde("indicateur-interne", "lire"), (c) => showDemandes(site, c))
    .get(`/t/:epci/${CHEMIN_LISTE}`, garde("indicateur-interne", "lire"), (c) => showListe(site, c))
    .get(`/t/:epci/${CHEMIN_LISTE}.csv`, garde("attribution", "lire", { partout: true }), (c) => sendListe(site, c));
  return figureRoutes(app, site, {
    chemin: CHEMIN_DEMANDES,
    read: async (c, epci) => {
      const demandes = await computeDemandes(c.var.base, readQuestionDemandes(c, epci));
      if (demandes === null) return { figures: [] };
      return { figures: VUES_DEMANDES.flatMap((vue) => demandes.figures[vue]) };
    },
    // A demande is of no bailleur.
    par: ["annee"],
    decline: (c, epci, par) => (par === "annee" ? declineStocks(c, epci) : Promise.resolve([])),
  });
}

/** The same figures on each published stock, the latest first. */
async function declineStocks(c: Context<Env>, epci: string): Promise<readonly Declinaison[]> {
  const { base } = c.var;
  const question = readQuestionDemandes(c, epci);
  return (await base.demandes.stocks(epci)).map(({ periode }) => ({
    nom: labelStock(periode),
    read: async () => {
      const demandes = await computeDemandes(base, { ...question, stock: periode });
      return demandes ? VUES_DEMANDES.flatMap((vue) => demandes.figures[vue]) : [];
    },
  }));
}

const questionSchema = z.object({
  stock: ouRien(z.string().regex(/^\d{4}(-T[1-4])?$/)),
  delai: ouRien(z.coerce.number().int().min(1).max(120)),
  silence: ouRien(z.coerce.number().int().min(1).max(120)),
  commune: ouRien(z.string().regex(/^[0-9AB]{5}$/)),
  typologie: ouRien(z.string().regex(/^[A-Za-z0-9]{1,10}$/)),
});

function readQuestionDemandes(c: Context<Env>, epci: string): QuestionDemandes {
  return { epci, ...parseInput(questionSchema, c.req.query()) };
}

const vueSchema = z.object({ vue: z.enum(VUES_DEMANDES).catch("stock"), comparer: ouRien(z.string().max(40)) });

async function showDemandes(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const { vue, comparer } = parseInput(vueSchema, c.req.query());
  const demandes = await computeDemandes(base, readQuestionDemandes(c, epci));
  const mapped = vue === "pression" || vue === "non-pourvues";
  const fond = mapped && demandes ? await readFond(site, base, epci, Number(demandes.reference.slice(0, 4))) : null;
  const deposer = peut(acteur, "lot", "creer", epci);
  return c.html(renderDemandesPage({ cadre, epci, vue, demandes, fond, comparer, deposer }));
}

async function showListe(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const demandes = await computeDemandes(base, readQuestionDemandes(c, epci));
  const signalees = demandes ? await listSignalees(base, demandes, LIGNES_PAGE) : null;
  return c.html(renderListePage({ cadre, epci, demandes, signalees }));
}

/** Recorded in the journal. */
async function sendListe(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const { base } = c.var;
  const demandes = await computeDemandes(base, readQuestionDemandes(c, epci));
  const lignes = demandes ? await listSignalees(base, demandes, null) : null;
  if (demandes && !lignes) {
    throw interdit("droit-absent", "Votre habilitation ouvre les nombres, pas la liste des demandes.");
  }
  if (!demandes || !lignes)
    throw introuvable("stock-inconnu", "Aucun stock de demandes n’est publié : il n’y a pas de liste.");
  await base.transaction((tx) =>
    tx.journal.ecrire({
      acte: "document-exporte",
      ressource: "attribution",
      epci,
      objet: `demandes-sans-suite:${demandes.stock}`,
    }),
  );
  return sendDocument(c, {
    nom: `demandes-sans-suite-${epci}-${demandes.stock}`,
    type: "csv",
    contenu: renderSignaleesCsv(lignes),
  });
}

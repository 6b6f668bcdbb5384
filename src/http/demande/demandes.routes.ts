import type { Context } from "hono";
import { z } from "zod";
import { computeDemandes } from "#application/demande/compute-demandes.ts";
import type { QuestionDemandes } from "#application/demande/demandes.ts";
import { listSignalees } from "#application/demande/lister-signalees.ts";
import { VUES_DEMANDES } from "#application/demande/ports.ts";
import { peut } from "#domain/habilitation/peut.ts";
import { Refus } from "#domain/shared/refus.ts";
import { renderTableCsv } from "#reports/csv.ts";
import { CHEMIN_DEMANDES, renderDemandesPage } from "#web/demande/demandes-page.tsx";
import { garde } from "../acces/garde.ts";
import type { Env } from "../deps.ts";
import { figureRoutes } from "../observatoire/figures.ts";
import { parseInput } from "../serveur/input.ts";
import { Routes } from "../serveur/routes.ts";
import { sendDocument } from "../serveur/send-document.ts";
import { openCadre, readFond, type Site } from "../site.ts";

const BASE = `/t/:epci/${CHEMIN_DEMANDES}`;

/** Enough for a meeting; the file has them all. */
const LIGNES_PAGE = 100;
const LIGNES_FICHIER = 100_000;

/** `/t/:epci/observatoire/demandes`: sums for every member; the list, without names, for those who may read the rows of the territory. */
export function demandesRoutes(site: Site): Routes {
  const app = new Routes()
    .get(BASE, garde("indicateur-interne", "lire"), (c) => showDemandes(site, c))
    .get(`${BASE}/sans-suite.csv`, garde("attribution", "lire", { partout: true }), (c) => sendListe(site, c));
  return figureRoutes(app, site, {
    chemin: CHEMIN_DEMANDES,
    read: async (c, epci) => {
      const demandes = await computeDemandes(c.var.base, readQuestionDemandes(c, epci));
      if (demandes === null) return { figures: [] };
      return { figures: VUES_DEMANDES.flatMap((vue) => demandes.figures[vue]) };
    },
  });
}

const vide = z.literal("").transform(() => null);
const optional = <T>(schema: z.ZodType<T>) =>
  vide
    .or(schema)
    .nullish()
    .transform((value) => value ?? null);

const questionSchema = z.object({
  stock: optional(z.string().regex(/^\d{4}(-T[1-4])?$/)),
  delai: optional(z.coerce.number().int().min(1).max(120)),
  silence: optional(z.coerce.number().int().min(1).max(120)),
  commune: optional(z.string().regex(/^[0-9AB]{5}$/)),
  typologie: optional(z.string().regex(/^[A-Za-z0-9]{1,10}$/)),
});

function readQuestionDemandes(c: Context<Env>, epci: string): QuestionDemandes {
  return { epci, ...parseInput(questionSchema, c.req.query()) };
}

const vueSchema = z.object({ vue: z.enum(VUES_DEMANDES).catch("stock"), comparer: z.string().max(40).nullish() });

async function showDemandes(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const { vue, comparer = null } = parseInput(vueSchema, c.req.query());
  const demandes = await computeDemandes(base, readQuestionDemandes(c, epci));
  const mapped = vue === "pression" || vue === "non-pourvues";
  const [fond, signalees] = await Promise.all([
    mapped && demandes ? readFond(site, base, epci, Number(demandes.reference.slice(0, 4))) : null,
    demandes && vue === "non-pourvues" ? listSignalees(base, demandes, LIGNES_PAGE) : null,
  ]);
  const deposer = peut(acteur, "lot", "creer", epci);
  return c.html(
    renderDemandesPage({ cadre, epci, vue, demandes, signalees, fond, comparer: comparer ?? null, deposer }),
  );
}

const ENTETE = [
  "reference",
  "commune",
  "typologie",
  "quartile",
  "statut",
  "anciennete",
  "creee_le",
  "dernier_evenement",
  "motif",
];

/** The journal says who took the list away. */
async function sendListe(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const { base } = c.var;
  const demandes = await computeDemandes(base, readQuestionDemandes(c, epci));
  const lignes = demandes ? await listSignalees(base, demandes, LIGNES_FICHIER) : null;
  if (demandes && !lignes) {
    throw new Refus("droit-absent", "Votre habilitation ouvre les nombres, pas la liste des demandes.");
  }
  if (!demandes || !lignes)
    throw new Refus("stock-inconnu", "Aucun stock de demandes n’est publié : il n’y a pas de liste.");
  await base.transaction((tx) =>
    tx.journal.ecrire({
      acte: "document-exporte",
      ressource: "attribution",
      epci,
      objet: `demandes-sans-suite:${demandes.stock}`,
    }),
  );
  const rows = lignes.map((l) => [
    ...[
      l.reference,
      l.commune,
      l.typologie,
      l.quartile,
      l.origine,
      l.anciennete,
      l.creeLe,
      l.dernierEvenement,
      l.motif,
    ],
  ]);
  return sendDocument(c, {
    nom: `demandes-sans-suite-${epci}-${demandes.stock}`,
    type: "csv",
    contenu: renderTableCsv([ENTETE, ...rows], "tableur"),
  });
}

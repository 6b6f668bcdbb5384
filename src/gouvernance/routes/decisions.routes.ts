import type { Context } from "hono";
import { z } from "zod";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import {
  isRelu,
  type RefusFormulaire,
  SANS_REFUS,
  type SaisieFormulaire,
  valeurDe,
} from "#socle/pages/design/formulaire.tsx";
import { ETATS_DECISION_INSTANCE } from "#socle/regles/gouvernance/reunion.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { publierDecision, retirerDecision } from "../actes/publier-decision.ts";
import { suivreDecision } from "../actes/suivre-decision.ts";
import { renderDecisionsCsv, renderDecisionsXlsx } from "../documents/decisions-fichiers.ts";
import { type FiltreDecisions, readDecision, readDecisions } from "../lectures/decision-liste.ts";
import { CHEMIN_DECISIONS, renderDecisionsPage } from "../pages/decision-liste-page.tsx";
import { renderDecisionPage } from "../pages/decision-page.tsx";

/** What the page says after an act: a closed list, so that an address cannot make it say anything else. */
const ANNONCES: Readonly<Record<string, string>> = {
  suivi: "Le suivi est enregistré.",
  publier: "La décision est publiée.",
  retirer: "La décision est retirée du public.",
};

const DECISIONS = `/t/:epci/${CHEMIN_DECISIONS}`;
const DECISION = `${DECISIONS}/:decision{[0-9]+}`;
const LIRE = garde("instance", "lire");
const EXPORTER = garde("instance", "exporter", { partout: true });

/** `/t/:epci/commission/decisions`: what was decided, followed until it is closed, published or not. */
export function decisionsRoutes(site: Site): Routes {
  return new Routes()
    .get(DECISIONS, LIRE, (c) => showDecisions(site, c))
    .get("/t/:epci/commission/:fichier{decisions\\.(xlsx|csv)}", EXPORTER, (c) => send(site, c))
    .get(DECISION, LIRE, (c) => showDecision(site, c, {}, null))
    .post(`${DECISION}/suivi`, garde("instance", "modifier"), (c) => suivre(site, c))
    .post(`${DECISION}/publication`, garde("instance", "valider", { partout: true }), (c) => publier(site, c));
}

const vide = z.literal("").transform(() => null);
const filtreSchema: z.ZodType<FiltreDecisions> = z.object({
  etat: vide
    .or(z.enum(ETATS_DECISION_INSTANCE))
    .nullish()
    .transform((value) => value ?? null),
  instance: vide
    .or(z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER))
    .nullish()
    .transform((value) => value ?? null),
  responsable: vide
    .or(z.string().max(200))
    .nullish()
    .transform((value) => value ?? null),
  retard: z
    .string()
    .optional()
    .transform((value) => value === "oui"),
});

function readListe(site: Site, c: Context<Env>, epci: string) {
  const filtre = parseInput(filtreSchema, c.req.query());
  return readDecisions(c.var.base, { epci, aujourdhui: site.deps.horloge.aujourdhui(), filtre });
}

async function showDecisions(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  return c.html(renderDecisionsPage({ cadre, lues: await readListe(site, c, epci) }));
}

async function send(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const lues = await readListe(site, c, epci);
  const type = c.req.param("fichier")?.endsWith(".xlsx") ? "xlsx" : "csv";
  await c.var.base.journal.ecrire({
    acte: "document-exporte",
    ressource: "instance",
    epci,
    objet: `decisions.${type}`,
  });
  const contenu = type === "xlsx" ? await renderDecisionsXlsx(lues) : renderDecisionsCsv(lues, "tableur");
  return sendDocument(c, { nom: `decisions-${epci}`, type, contenu });
}

type Refuse = { readonly formulaire: RefusFormulaire; readonly code: string };

async function showDecision(
  site: Site,
  c: Context<Env>,
  saisie: SaisieFormulaire,
  refuse: Refuse | null,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const aujourdhui = site.deps.horloge.aujourdhui();
  const fiche = await readDecision(c.var.base, { epci, aujourdhui, id: Number(c.req.param("decision")) });
  const page = renderDecisionPage({
    cadre,
    epci,
    fiche,
    aujourdhui,
    saisie,
    refus: refuse?.formulaire ?? SANS_REFUS,
    annonce: refuse ? null : (ANNONCES[c.req.query("fait") ?? ""] ?? null),
    aRelire: refuse?.code === "gouvernance-a-relire",
  });
  return c.html(page, refuse ? statusOf(refuse.code) : 200);
}

async function suivre(site: Site, c: Context<Env>): Promise<Response> {
  const saisie = saisieOf(await c.req.parseBody());
  const aujourdhui = site.deps.horloge.aujourdhui();
  const lecture = new Lecture(saisie);
  const suivi = {
    etat: lecture.choice("etat", "Elle est", ETATS_DECISION_INSTANCE),
    le: lecture.day("le", "Le", aujourdhui),
    note: valeurDe(saisie, "note"),
    relu: isRelu(saisie),
  };
  if (lecture.erreurs.length > 0) {
    return showDecision(site, c, saisie, { formulaire: { message: null, erreurs: lecture.erreurs }, code: "saisie" });
  }
  return act(site, c, saisie, async (vise) => {
    await suivreDecision(c.var.base, { ...vise, ...suivi, aujourdhui });
    return "suivi";
  });
}

async function publier(site: Site, c: Context<Env>): Promise<Response> {
  const geste = valeurDe(saisieOf(await c.req.parseBody()), "geste");
  return act(site, c, {}, async (vise) => {
    if (geste === "retirer") {
      await retirerDecision(c.var.base, vise);
      return geste;
    }
    await publierDecision(c.var.base, { ...vise, aujourdhui: site.deps.horloge.aujourdhui() });
    return "publier";
  });
}

async function act(
  site: Site,
  c: Context<Env>,
  saisie: SaisieFormulaire,
  work: (vise: { readonly epci: string; readonly id: number }) => Promise<string>,
): Promise<Response> {
  const vise = { epci: c.req.param("epci") ?? "", id: Number(c.req.param("decision")) };
  try {
    const fait = await work(vise);
    return c.redirect(hrefTerritoire(vise.epci, `${CHEMIN_DECISIONS}/${vise.id}`, { fait }), 303);
  } catch (error) {
    if (!(error instanceof Refus) || ["droit-absent", "decision-inconnue"].includes(error.code)) throw error;
    return showDecision(site, c, saisie, { formulaire: { message: error.message, erreurs: [] }, code: error.code });
  }
}

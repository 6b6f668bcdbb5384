import type { Context } from "hono";
import { z } from "zod";
import { renderDocumentDocx, renderDocumentPdf } from "#socle/documents/rendre.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import type { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { annee, choix, relu } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { sendExport } from "#socle/routes/send-export.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { paramOf, Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { figerEvaluation, saveProjetEvaluation } from "../../actes/evaluation/figer-evaluation.ts";
import {
  evaluationInconnue,
  findEvaluation,
  publierEvaluation,
  retirerEvaluation,
} from "../../actes/evaluation/publier-evaluation.ts";
import { composeEvaluation } from "../../documents/evaluation-document.ts";
import { computeEvaluation } from "../../lectures/evaluation/compute-evaluation.ts";
import { listerEvaluations } from "../../lectures/evaluation/lister-evaluations.ts";
import type { EvaluationPubliee } from "../../lectures/evaluation/ports.ts";
import { TEXTE_MAX } from "../../lectures/evaluation/textes.ts";
import { CHEMIN_EVALUATIONS } from "../../pages/evaluation/chemins.ts";
import { renderEvaluationPage } from "../../pages/evaluation/evaluation-page.tsx";
import { renderEvaluationsPage } from "../../pages/evaluation/evaluations-page.tsx";
import { renderPreparerEvaluation } from "../../pages/evaluation/preparer-page.tsx";
import { renderPublicationPage } from "../../pages/evaluation/publication-page.tsx";
import { GENRES_EVALUATION, PARTIES_EVALUATION } from "../../regles/evaluation/evaluation.ts";

const LIRE = garde("instance", "lire");
const PREPARER = garde("instance", "creer", { partout: true });
const VALIDER = garde("instance", "valider", { partout: true });
const EXPORTER = garde("instance", "exporter", { partout: true });
const EVALUATIONS = `/t/:epci/${CHEMIN_EVALUATIONS}`;
const EVALUATION = `${CHEMIN_EVALUATIONS}/:numero{EVAL-[0-9-]+}`;

/** `/t/:epci/commission/evaluations`: prepared from frozen bilans, frozen, published. */
export function evaluationRoutes(site: Site): Routes {
  const preparer = {
    chemin: `${CHEMIN_EVALUATIONS}/preparer`,
    droit: PREPARER,
    show: showPreparer,
    actes: { projet: ENREGISTRER, figee: FIGER },
  };
  const evaluation = {
    chemin: EVALUATION,
    droit: LIRE,
    show: showEvaluation,
    actes: { retiree: RETIRER },
    annonces: { figee: FIGER, publiee: PUBLIER },
  };
  const publication = { chemin: `${EVALUATION}/publication`, droit: LIRE, show: showPublication };
  return new Routes()
    .get(EVALUATIONS, LIRE, (c) => showEvaluations(site, c))
    .get(`${EVALUATIONS}/:fichier{EVAL-[0-9-]+\\.(pdf|docx)}`, EXPORTER, sendFigee)
    .get(`/t/:epci/${EVALUATION}/public.pdf`, LIRE, sendPublique)
    .route("/", pageActes(site, preparer))
    .route("/", pageActes(site, evaluation))
    .route("/", pageActes(site, { ...publication, actes: { publiee: PUBLIER } }));
}

async function showEvaluations(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const partenaire = peutPartout(acteur, "instance", "lire", epci);
  const prepare = peutPartout(acteur, "instance", "creer", epci);
  const liste = await listerEvaluations(base, { epci, aujourdhui: site.deps.horloge.aujourdhui(), prepare });
  const page = renderEvaluationsPage({
    cadre,
    epci,
    aPreparer: liste.aPreparer,
    evaluations: partenaire ? liste.evaluations : null,
    publiees: partenaire ? [] : await base.evaluations.publiees(epci),
  });
  return c.html(page);
}

const questionSchema = z.object({
  genre: z.enum(GENRES_EVALUATION).catch("annuelle"),
  annee: z.coerce.number().int().min(2002).max(2100),
});

function textesOf(saisie: SaisieFormulaire): Readonly<Record<string, string>> {
  return Object.fromEntries(PARTIES_EVALUATION.map((partie) => [partie, valeurDe(saisie, partie)]));
}

/** Refused input, else the texts of the draft. */
async function showPreparer(
  site: Site,
  c: Context<Env>,
  { acte, saisie, refus, code, annonce }: EtatPage,
): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const asked = { genre: valeurDe(saisie, "genre"), annee: valeurDe(saisie, "annee") };
  const { genre, annee } = parseInput(questionSchema, acte === null ? c.req.query() : asked);
  const projets = await base.evaluations.projets(epci);
  const projet = projets.find((one) => one.genre === genre && one.anneeFin === annee);
  const textes = acte === null ? (projet?.textes ?? {}) : textesOf(saisie);
  const preparee = await computeEvaluation(base, {
    epci,
    genre,
    annee,
    textes,
    aujourdhui: site.deps.horloge.aujourdhui(),
    memoire: site.memoire,
  });
  return renderPreparerEvaluation({
    cadre,
    epci,
    preparee,
    limite: TEXTE_MAX,
    projet: projet?.modifieLe ?? null,
    annonce,
    saisie: Object.fromEntries(Object.entries(textes).map(([partie, texte]) => [partie, [texte]])),
    refus,
    aRelire: code === "evaluation-a-relire",
    fige: peutPartout(acteur, "instance", "valider", epci),
  });
}

const PREPARATION = {
  champs: { genre: choix("Genre", GENRES_EVALUATION), annee: annee("Année"), relu: relu() },
  /** A refusal of a text is shown beside it. */
  champDe: ({ details }: Refus) => PARTIES_EVALUATION.find((partie) => partie === details.partie),
};

const ENREGISTRER = defineActe({
  ...PREPARATION,
  chemin: "",
  droit: PREPARER,
  annonce: "Le projet est enregistré.",
  run: async ({ base, epci, aujourdhui }, { relu, ...question }, saisie) => {
    await saveProjetEvaluation(base, { epci, aujourdhui, relu, ...question, textes: textesOf(saisie) });
    return new Suite({ parametres: question });
  },
});

const FIGER = defineActe({
  ...PREPARATION,
  chemin: `/${CHEMIN_EVALUATIONS}`,
  droit: VALIDER,
  annonce: "L’évaluation est figée.",
  run: async ({ base, epci, aujourdhui, site: { memoire } }, lu, saisie) => {
    const demande = { epci, aujourdhui, memoire, ...lu, textes: textesOf(saisie) };
    return surEvaluation((await figerEvaluation(base, demande)).numero);
  },
});

const PUBLIER = defineActe({
  chemin: `/${EVALUATION}/publier`,
  droit: VALIDER,
  annonce: "L’évaluation est publiée\u00A0: tout le monde peut la lire.",
  champs: { relu: relu() },
  run: async ({ base, epci, aujourdhui, c }, { relu }) => {
    const numero = paramOf(c, "numero");
    await publierEvaluation(base, { epci, numero, aujourdhui, relu });
    return surEvaluation(numero);
  },
});

const RETIRER = defineActe({
  chemin: "retirer",
  droit: VALIDER,
  annonce: "L’évaluation n’est plus publiée.",
  champs: {},
  run: ({ base, epci, c }) => retirerEvaluation(base, { epci, numero: paramOf(c, "numero") }),
});

function surEvaluation(numero: string): Suite {
  return new Suite({ chemin: `${CHEMIN_EVALUATIONS}/${numero}` });
}

async function showEvaluation(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const numero = c.req.param("numero") ?? "";
  const may = (action: "exporter" | "creer" | "valider") => peutPartout(acteur, "instance", action, epci);
  const commun = { cadre, epci, numero, annonce: etat.annonce, erreur: erreurOf(etat) };
  const droits = { exporte: may("exporter"), prepare: may("creer"), publie: may("valider") };
  if (!peutPartout(acteur, "instance", "lire", epci)) {
    const { contenu, publieLe } = await findPubliee(c);
    return renderEvaluationPage({ ...commun, contenu, publieLe, entete: null, droits });
  }
  const { contenu, contenuPublic: _, ...entete } = await findEvaluation(base, epci, numero);
  return renderEvaluationPage({ ...commun, contenu, publieLe: entete.publieLe, entete, droits });
}

async function findPubliee(c: Context<Env>): Promise<EvaluationPubliee> {
  const numero = c.req.param("numero") ?? "";
  const found = await c.var.base.evaluations.publiee(c.req.param("epci") ?? "", numero);
  if (!found) throw evaluationInconnue(numero);
  return found;
}

async function showPublication(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const evaluation = await findEvaluation(c.var.base, epci, paramOf(c, "numero"));
  const publie = peutPartout(c.var.acteur, "instance", "valider", epci);
  return renderPublicationPage({ cadre, epci, evaluation, publie, erreur: erreurOf(etat) });
}

async function sendFigee(c: Context<Env>): Promise<Response> {
  const [epci, fichier] = [c.req.param("epci") ?? "", c.req.param("fichier") ?? ""];
  const [numero = "", extension] = fichier.split(".");
  const { contenu: figee, contenuPublic: _, ...entete } = await findEvaluation(c.var.base, epci, numero);
  const document = composeEvaluation(figee, { publique: false, ...entete });
  const type = extension === "docx" ? "docx" : "pdf";
  const contenu = type === "docx" ? await renderDocumentDocx(document) : await renderDocumentPdf(document);
  const sortie = { ressource: "instance", epci, objet: `evaluation.${type}:${numero}` } as const;
  return sendExport(c, sortie, { nom: `evaluation-${epci}-${numero}`, type, contenu });
}

async function sendPublique(c: Context<Env>): Promise<Response> {
  const { numero, contenu, publieLe } = await findPubliee(c);
  const document = composeEvaluation(contenu, { publique: true, numero, publieLe });
  const bytes = await renderDocumentPdf(document);
  return sendDocument(c, { nom: `evaluation-${contenu.territoire}-${numero}-public`, type: "pdf", contenu: bytes });
}

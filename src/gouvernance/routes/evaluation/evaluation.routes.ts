import type { Context } from "hono";
import { z } from "zod";
import { renderDocumentDocx, renderDocumentPdf } from "#socle/documents/rendre.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type RefusFormulaire, SANS_REFUS } from "#socle/pages/design/formulaire.tsx";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { paramOf, Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
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
import { CHEMIN_EVALUATIONS, hrefEvaluation } from "../../pages/evaluation/chemins.ts";
import { renderEvaluationPage } from "../../pages/evaluation/evaluation-page.tsx";
import { renderEvaluationsPage } from "../../pages/evaluation/evaluations-page.tsx";
import { renderPreparerEvaluation } from "../../pages/evaluation/preparer-page.tsx";
import { renderPublicationPage } from "../../pages/evaluation/publication-page.tsx";
import { GENRES_EVALUATION, PARTIES_EVALUATION } from "../../regles/evaluation/evaluation.ts";

/** What a page says after an act: a closed list, so that an address cannot make it say anything else. */
const ANNONCES: Readonly<Record<string, string>> = {
  projet: "Le projet est enregistré.",
  figee: "L’évaluation est figée.",
  publiee: "L’évaluation est publiée : tout le monde peut la lire.",
  retiree: "L’évaluation n’est plus publiée.",
};

const LIRE = garde("instance", "lire");
const PREPARER = garde("instance", "creer", { partout: true });
const VALIDER = garde("instance", "valider", { partout: true });
const EVALUATIONS = `/t/:epci/${CHEMIN_EVALUATIONS}`;
const EVALUATION = `${EVALUATIONS}/:numero{EVAL-[0-9-]+}`;

/** `/t/:epci/commission/evaluations`: prepared from frozen bilans, frozen, published. */
export function evaluationRoutes(site: Site): Routes {
  return new Routes()
    .get(EVALUATIONS, LIRE, (c) => showEvaluations(site, c))
    .get(`${EVALUATIONS}/preparer`, PREPARER, (c) => showPreparer(site, c, c.req.query(), null))
    .post(`${EVALUATIONS}/preparer`, PREPARER, (c) => save(site, c))
    .post(EVALUATIONS, VALIDER, (c) => freeze(site, c))
    .get(
      `${EVALUATIONS}/:fichier{EVAL-[0-9-]+\\.(pdf|docx)}`,
      garde("instance", "exporter", { partout: true }),
      sendFigee,
    )
    .get(EVALUATION, LIRE, (c) => showEvaluation(site, c))
    .get(`${EVALUATION}/public.pdf`, LIRE, sendPublique)
    .get(`${EVALUATION}/publication`, LIRE, (c) => showPublication(site, c, null))
    .post(`${EVALUATION}/publier`, VALIDER, (c) => publish(site, c))
    .post(`${EVALUATION}/retirer`, VALIDER, async (c) => {
      const [epci, numero] = [paramOf(c, "epci"), paramOf(c, "numero")];
      await retirerEvaluation(c.var.base, { epci, numero });
      return c.redirect(`${hrefEvaluation(epci, numero)}?fait=retiree`, 303);
    });
}

function annonceOf(c: Context<Env>): string | null {
  return ANNONCES[c.req.query("fait") ?? ""] ?? null;
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
    annonce: annonceOf(c),
    aPreparer: liste.aPreparer,
    evaluations: partenaire ? liste.evaluations : null,
    publiees: partenaire ? [] : await base.evaluations.publiees(epci),
  });
  return c.html(page);
}

const questionSchema = z.object({
  genre: z.enum(GENRES_EVALUATION).catch("annuelle"),
  annee: z.coerce.number().int().min(2002).max(2100),
  relu: z.string().catch(""),
});

const texteSchema = z.string().catch("");

function readTextes(body: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(PARTIES_EVALUATION.map((partie) => [partie, texteSchema.parse(body[partie])]));
}

/** `saisie`: what was typed, when it was refused; else the texts of the draft. */
async function showPreparer(
  site: Site,
  c: Context<Env>,
  parametres: Readonly<Record<string, unknown>>,
  refuse: { readonly refus: Refus; readonly textes: Readonly<Record<string, string>> } | null,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const { genre, annee } = parseInput(questionSchema, parametres);
  const projets = await base.evaluations.projets(epci);
  const projet = projets.find((one) => one.genre === genre && one.anneeFin === annee);
  const textes = refuse?.textes ?? projet?.textes ?? {};
  const preparee = await computeEvaluation(base, {
    epci,
    genre,
    annee,
    textes,
    aujourdhui: site.deps.horloge.aujourdhui(),
    memoire: site.memoire,
  });
  const page = renderPreparerEvaluation({
    cadre,
    epci,
    preparee,
    limite: TEXTE_MAX,
    projet: projet?.modifieLe ?? null,
    annonce: refuse ? null : annonceOf(c),
    saisie: Object.fromEntries(Object.entries(textes).map(([partie, texte]) => [partie, [texte]])),
    refus: refuse ? refusOf(refuse.refus) : SANS_REFUS,
    aRelire: refuse?.refus.code === "evaluation-a-relire",
    fige: peutPartout(acteur, "instance", "valider", epci),
  });
  return c.html(page, refuse ? statusOf(refuse.refus.code) : 200);
}

/** Beside the text that was refused, when it is one. */
function refusOf({ message, details }: Refus): RefusFormulaire {
  const champ = PARTIES_EVALUATION.find((partie) => partie === details.partie);
  return champ ? { message: null, erreurs: [{ champ, message }] } : { message, erreurs: [] };
}

type Saisie = Awaited<ReturnType<typeof readSaisie>>;

async function readSaisie(site: Site, c: Context<Env>) {
  const body = await c.req.parseBody();
  const { genre, annee, relu } = parseInput(questionSchema, body);
  const textes = readTextes(body);
  const epci = c.req.param("epci") ?? "";
  return { epci, genre, annee, textes, relu: relu === "oui", aujourdhui: site.deps.horloge.aujourdhui() };
}

/** The page comes back with what was typed. */
async function again(site: Site, c: Context<Env>, saisie: Saisie, work: () => Promise<string>): Promise<Response> {
  try {
    return c.redirect(await work(), 303);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    const { genre, annee, textes } = saisie;
    return showPreparer(site, c, { genre, annee }, { refus: error, textes });
  }
}

async function save(site: Site, c: Context<Env>): Promise<Response> {
  const saisie = await readSaisie(site, c);
  const { epci, genre, annee } = saisie;
  return again(site, c, saisie, async () => {
    await saveProjetEvaluation(c.var.base, saisie);
    return hrefTerritoire(epci, `${CHEMIN_EVALUATIONS}/preparer`, { genre, annee, fait: "projet" });
  });
}

async function freeze(site: Site, c: Context<Env>): Promise<Response> {
  const saisie = await readSaisie(site, c);
  return again(site, c, saisie, async () => {
    const { numero } = await figerEvaluation(c.var.base, { ...saisie, memoire: site.memoire });
    return `${hrefEvaluation(saisie.epci, numero)}?fait=figee`;
  });
}

/** Whole for the partners; for the others what is published. */
async function showEvaluation(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const numero = c.req.param("numero") ?? "";
  const may = (action: "exporter" | "creer" | "valider") => peutPartout(acteur, "instance", action, epci);
  const commun = { cadre, epci, numero, annonce: annonceOf(c) };
  const droits = { exporte: may("exporter"), prepare: may("creer"), publie: may("valider") };
  if (!peutPartout(acteur, "instance", "lire", epci)) {
    const { contenu, publieLe } = await findPubliee(c);
    return c.html(renderEvaluationPage({ ...commun, contenu, publieLe, entete: null, droits }));
  }
  const { contenu, contenuPublic: _, ...entete } = await findEvaluation(base, epci, numero);
  return c.html(renderEvaluationPage({ ...commun, contenu, publieLe: entete.publieLe, entete, droits }));
}

async function findPubliee(c: Context<Env>): Promise<EvaluationPubliee> {
  const numero = c.req.param("numero") ?? "";
  const found = await c.var.base.evaluations.publiee(c.req.param("epci") ?? "", numero);
  if (!found) throw evaluationInconnue(numero);
  return found;
}

async function showPublication(site: Site, c: Context<Env>, refus: Refus | null): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const evaluation = await findEvaluation(c.var.base, epci, c.req.param("numero") ?? "");
  const publie = peutPartout(c.var.acteur, "instance", "valider", epci);
  const page = renderPublicationPage({ cadre, epci, evaluation, publie, erreur: refus?.message ?? null });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

async function publish(site: Site, c: Context<Env>): Promise<Response> {
  const [epci, numero] = [c.req.param("epci") ?? "", c.req.param("numero") ?? ""];
  const { relu } = await c.req.parseBody();
  try {
    const aujourdhui = site.deps.horloge.aujourdhui();
    await publierEvaluation(c.var.base, { epci, numero, aujourdhui, relu: relu === "oui" });
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "evaluation-inconnue") throw error;
    return showPublication(site, c, error);
  }
  return c.redirect(`${hrefEvaluation(epci, numero)}?fait=publiee`, 303);
}

async function sendFigee(c: Context<Env>): Promise<Response> {
  const [epci, fichier] = [c.req.param("epci") ?? "", c.req.param("fichier") ?? ""];
  const [numero = "", type] = fichier.split(".");
  const { base } = c.var;
  const { contenu, contenuPublic: _, ...entete } = await findEvaluation(base, epci, numero);
  const document = composeEvaluation(contenu, { publique: false, ...entete });
  const word = type === "docx";
  const bytes = word ? await renderDocumentDocx(document) : await renderDocumentPdf(document);
  const objet = `evaluation.${word ? "docx" : "pdf"}:${numero}`;
  await base.journal.ecrire({ acte: "document-exporte", ressource: "instance", epci, objet });
  return sendDocument(c, { nom: `evaluation-${epci}-${numero}`, type: word ? "docx" : "pdf", contenu: bytes });
}

async function sendPublique(c: Context<Env>): Promise<Response> {
  const { numero, contenu, publieLe } = await findPubliee(c);
  const document = composeEvaluation(contenu, { publique: true, numero, publieLe });
  const bytes = await renderDocumentPdf(document);
  return sendDocument(c, { nom: `evaluation-${contenu.territoire}-${numero}-public`, type: "pdf", contenu: bytes });
}

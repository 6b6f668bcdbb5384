import type { Context } from "hono";
import { type RefusFormulaire, SANS_REFUS, type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import type { Site } from "#socle/routes/site.ts";
import { ecrireReponse } from "../actes/ecrire-reponse.ts";
import type { DossierOuvert } from "../lectures/lire-dossier.ts";
import { hrefDocuments, hrefEtape, hrefPause } from "../pages/chemins.ts";
import { renderQuestionPage } from "../pages/question-page.tsx";
import { resumeAt } from "../regles/completude.ts";
import {
  findQuestion,
  firstUnanswered,
  isPosee,
  nextQuestion,
  type Question,
  questionsPosees,
  revisionOf,
} from "../regles/question.ts";
import { contexteChamps, contexteLecture, lieuxDe, type Visite } from "./commun.ts";
import { PORTE_MENAGE, type Porte } from "./porte.ts";
import { DEFINITIONS } from "./questions.ts";

/** In a group: alternatives alone would match the head of a longer address. The step of the papers, and that where one reads everything again, have pages of their own. */
const ETAPE = ":etape{(?:vous|menage|revenus|logement-actuel|recherche)}";

export function etapesRoutes(site: Site, porte: Porte = PORTE_MENAGE): Routes {
  const { racine, ecrire, seuil } = porte;
  const chemin = `${racine}/etapes/${ETAPE}/:question{[a-z-]+}`;
  return new Routes()
    .get(`${racine}/etapes`, ecrire, seuil, async (c) => {
      const { commun, dossier } = await porte.ouvrir(site, c);
      return c.redirect(hrefEtape(commun, resumeAt(dossier) ?? "verifier"), 303);
    })
    .get(`${racine}/etapes/${ETAPE}`, ecrire, seuil, async (c) => {
      const { commun, dossier } = await porte.ouvrir(site, c);
      const posees = questionsPosees(dossier).filter((question) => question.startsWith(`${c.req.param("etape")}/`));
      const first = posees.find((question) => revisionOf(dossier.reponses, question) === 0) ?? posees[0];
      return c.redirect(hrefEtape(commun, first ?? "verifier"), 303);
    })
    .get(chemin, ecrire, seuil, async (c) => {
      const visite = await porte.ouvrir(site, c);
      const question = readQuestion(c, visite.dossier);
      const verifier = c.req.query("retour") === "verifier";
      const saisie = DEFINITIONS[question].saisie(visite.dossier);
      return show(site, c, { visite, question, saisie, refus: SANS_REFUS, verifier });
    })
    .post(chemin, ecrire, seuil, (c) => save(site, c, porte));
}

/** Throws `page-introuvable` for what is not asked of this household. */
function readQuestion(c: Context<Env>, dossier: DossierOuvert): Question {
  const question = findQuestion(c.req.param("etape") ?? "", c.req.param("question") ?? "");
  if (question && isPosee(question, dossier)) return question;
  throw new Refus("page-introuvable", "Cette question ne vous est pas posée. Revenez à vos réponses.");
}

type Vue = {
  readonly visite: Visite;
  readonly question: Question;
  readonly saisie: SaisieFormulaire;
  readonly refus: RefusFormulaire;
  readonly verifier: boolean;
  readonly code?: string;
};

const ANNONCES: Readonly<Record<string, string>> = {
  "personne-ajoutee": "La personne est ajoutée.",
  "personne-changee": "Les changements sont enregistrés.",
  "personne-retiree": "La personne est retirée.",
};

async function show(site: Site, c: Context<Env>, vue: Vue): Promise<Response> {
  const { visite, question, saisie, refus, verifier, code } = vue;
  const { dossier, commun } = visite;
  const posees = questionsPosees(dossier);
  const page = renderQuestionPage({
    commun,
    question,
    verifier,
    revision: revisionOf(dossier.reponses, question),
    etat: { saisie, refus },
    contexte: contexteChamps(await lieuxDe(c, question), visite, site.deps.horloge.aujourdhui()),
    precedente: posees[posees.indexOf(question) - 1] ?? null,
    annonce: ANNONCES[c.req.query("fait") ?? ""] ?? null,
  });
  return c.html(page, code === undefined ? 200 : statusOf(code));
}

/** These are of no form: the file is not there, or not theirs. */
const AU_DEHORS = ["dossier-inconnu", "droit-absent", "demande-radiee"];

async function save(site: Site, c: Context<Env>, porte: Porte): Promise<Response> {
  const { deps } = site;
  const visite = await porte.ouvrir(site, c);
  const { dossier } = visite;
  const question = readQuestion(c, dossier);
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const verifier = valeurDe(saisie, "retour") === "verifier";
  const lecture = new Lecture(saisie);
  const jour = deps.horloge.aujourdhui();
  const patch = DEFINITIONS[question].lire(lecture, contexteLecture(await lieuxDe(c, question), jour), dossier);
  if (lecture.erreurs.length > 0) {
    const refus = { message: null, erreurs: lecture.erreurs };
    return show(site, c, { visite, question, saisie, refus, verifier, code: "saisie-a-corriger" });
  }
  try {
    const revision = lecture.hidden("revision");
    await ecrireReponse(
      c.var.base,
      { coffre: deps.coffre, jour },
      { demandeur: dossier.id, question, revision, patch },
    );
  } catch (error) {
    if (!(error instanceof Refus) || AU_DEHORS.includes(error.code)) throw error;
    // Read again: what the other window wrote decides of the revision that the form now carries.
    const relue = { ...visite, dossier: (await porte.ouvrir(site, c)).dossier };
    const refus = { message: error.message, erreurs: [] };
    return show(site, c, { visite: relue, question, saisie, refus, verifier, code: error.code });
  }
  await porte.apres(site, c, { avant: dossier, question });
  if (valeurDe(saisie, "suite") === "plus-tard") return c.redirect(hrefPause(visite.commun), 303);
  return c.redirect(suiteOf(await porte.ouvrir(site, c), porte, { question, verifier }), 303);
}

function suiteOf(
  { commun, dossier }: Visite,
  { fin }: Porte,
  { question, verifier }: Pick<Vue, "question" | "verifier">,
): string {
  // An answer may open a question that was not asked before.
  if (verifier) return hrefEtape(commun, firstUnanswered(dossier) ?? "verifier");
  const suivante = nextQuestion(dossier, question);
  if (suivante !== null) return hrefEtape(commun, suivante);
  return fin === "documents" ? hrefDocuments(commun) : hrefEtape(commun, fin);
}

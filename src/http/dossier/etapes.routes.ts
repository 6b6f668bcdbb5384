import { type Context, Hono } from "hono";
import { ecrireReponse } from "#application/dossier/ecrire-reponse.ts";
import type { DossierOuvert } from "#application/dossier/lire-dossier.ts";
import { resumeAt } from "#domain/dossier/completude.ts";
import {
  findQuestion,
  firstUnanswered,
  isPosee,
  nextQuestion,
  type Question,
  questionsPosees,
  revisionOf,
} from "#domain/dossier/question.ts";
import { Refus } from "#domain/shared/refus.ts";
import { type RefusFormulaire, SANS_REFUS, type SaisieFormulaire, valeurDe } from "#web/design/formulaire.tsx";
import { hrefDemande } from "#web/design/page-publique.tsx";
import { renderQuestionPage } from "#web/dossier/question-page.tsx";
import { garde } from "../acces/garde.ts";
import type { Env } from "../deps.ts";
import { Lecture, saisieOf } from "../serveur/lecture.ts";
import { statusOf } from "../serveur/status.ts";
import type { Site } from "../site.ts";
import { contexteChamps, contexteLecture, epciOf, lieuxDe, ouvrirVisite, type Visite } from "./commun.ts";
import { envoyerLienSiVoulu } from "./lien-reprise.ts";
import { DEFINITIONS } from "./questions.ts";

/** In a group: alternatives alone would match the head of a longer address. The step of the papers, and that where one reads everything again, have pages of their own. */
const ETAPE = ":etape{(?:vous|menage|revenus|logement-actuel|recherche)}";
const QUESTION = `/ma-demande/:epci/etapes/${ETAPE}/:question{[a-z-]+}`;
/** Writing the household is what a mandate may do too; the rows say what of it. */
const ECRIRE = garde("demande-menage", "modifier");

export function etapesRoutes(site: Site): Hono<Env> {
  return new Hono<Env>()
    .get("/ma-demande/:epci/etapes", ECRIRE, async (c) => {
      const { dossier } = await ouvrirVisite(site, c);
      return c.redirect(hrefDemande(dossier.epci, `etapes/${resumeAt(dossier) ?? "verifier"}`), 303);
    })
    .get(`/ma-demande/:epci/etapes/${ETAPE}`, ECRIRE, async (c) => {
      const { dossier } = await ouvrirVisite(site, c);
      const posees = questionsPosees(dossier).filter((question) => question.startsWith(`${c.req.param("etape")}/`));
      const first = posees.find((question) => revisionOf(dossier.reponses, question) === 0) ?? posees[0];
      return c.redirect(hrefDemande(dossier.epci, `etapes/${first ?? "verifier"}`), 303);
    })
    .get(QUESTION, ECRIRE, async (c) => {
      const visite = await ouvrirVisite(site, c);
      const question = readQuestion(c, visite.dossier);
      const verifier = c.req.query("retour") === "verifier";
      const saisie = DEFINITIONS[question].saisie(visite.dossier);
      return show(site, c, { visite, question, saisie, refus: SANS_REFUS, verifier });
    })
    .post(QUESTION, ECRIRE, (c) => save(site, c));
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
    ...{ commun, question, verifier },
    revision: revisionOf(dossier.reponses, question),
    etat: { saisie, refus },
    contexte: contexteChamps(await lieuxDe(c, question), dossier, site.deps.horloge.aujourdhui()),
    precedente: posees[posees.indexOf(question) - 1] ?? null,
    annonce: ANNONCES[c.req.query("fait") ?? ""] ?? null,
  });
  return c.html(page, code === undefined ? 200 : statusOf(code));
}

/** These are of no form: the file is not there, or not theirs. */
const AU_DEHORS = ["dossier-inconnu", "droit-absent", "demande-radiee"];

async function save(site: Site, c: Context<Env>): Promise<Response> {
  const { deps } = site;
  const visite = await ouvrirVisite(site, c);
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
    const relue = { ...visite, dossier: (await ouvrirVisite(site, c)).dossier };
    const refus = { message: error.message, erreurs: [] };
    return show(site, c, { visite: relue, question, saisie, refus, verifier, code: error.code });
  }
  await envoyerLienSiVoulu(site, c, { avant: dossier, question });
  return c.redirect(await suiteOf(site, c, { question, saisie, verifier }), 303);
}

async function suiteOf(
  site: Site,
  c: Context<Env>,
  { question, saisie, verifier }: Pick<Vue, "question" | "saisie" | "verifier">,
): Promise<string> {
  const epci = epciOf(c);
  if (valeurDe(saisie, "suite") === "plus-tard") return hrefDemande(epci, "pause");
  const { dossier } = await ouvrirVisite(site, c);
  if (verifier) {
    // An answer may open a question that was not asked before.
    const ouverte = firstUnanswered(dossier);
    return hrefDemande(epci, `etapes/${ouverte ?? "verifier"}`);
  }
  return hrefDemande(epci, `etapes/${nextQuestion(dossier, question) ?? "documents"}`);
}

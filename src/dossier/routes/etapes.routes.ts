import type { Context } from "hono";
import { valeurDe } from "#socle/pages/design/formulaire.tsx";
import { pageIntrouvable } from "#socle/regles/shared/refus.ts";
import { brut, numeroCache } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
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
import { ANNONCES_PERSONNES } from "./personnes.routes.ts";
import { PORTE_MENAGE, type Porte } from "./porte.ts";
import { DEFINITIONS } from "./questions.ts";

/**
 * The group is needed: bare alternatives would match the head of a longer path. The steps of the pieces and of the final check have routes of their
 * own.
 */
const ETAPE = ":etape{(?:vous|menage|revenus|logement-actuel|recherche)}";

export function etapesRoutes(site: Site, porte: Porte = PORTE_MENAGE): Routes {
  const { racine, ecrire, seuil } = porte;
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
    .route(
      "/",
      pageActes(site, {
        racine,
        chemin: `etapes/${ETAPE}/:question{[a-z-]+}`,
        droit: ecrire,
        seuil,
        show: (_, c, etat) => showQuestion(site, c, porte, etat),
        actes: { repondue: repondre(porte) },
        annonces: ANNONCES_PERSONNES,
      }),
    );
}

/** Throws `page-introuvable` for a question not asked of this household. */
function readQuestion(c: Context<Env>, dossier: DossierOuvert): Question {
  const question = findQuestion(c.req.param("etape") ?? "", c.req.param("question") ?? "");
  if (question && isPosee(question, dossier)) return question;
  throw pageIntrouvable("Cette question ne vous est pas posée. Revenez à vos réponses.");
}

async function showQuestion(site: Site, c: Context<Env>, porte: Porte, etat: EtatPage): Promise<string> {
  // Opened again after a refusal, so that the form carries the revision that the other window wrote.
  const visite = await porte.ouvrir(site, c);
  const { commun, dossier } = visite;
  const question = readQuestion(c, dossier);
  const montre = etat.acte === null;
  const posees = questionsPosees(dossier);
  return renderQuestionPage({
    commun,
    question,
    verifier: (montre ? c.req.query("retour") : valeurDe(etat.saisie, "retour")) === "verifier",
    revision: revisionOf(dossier.reponses, question),
    etat: { saisie: montre ? DEFINITIONS[question].saisie(dossier) : etat.saisie, refus: etat.refus },
    contexte: contexteChamps(await lieuxDe(c, question), visite, site.deps.horloge.aujourdhui()),
    precedente: posees[posees.indexOf(question) - 1] ?? null,
    annonce: etat.annonce,
  });
}

const repondre = (porte: Porte) =>
  defineActe({
    chemin: "",
    droit: porte.ecrire,
    annonce: null,
    champs: async ({ site, c, aujourdhui }, saisie) => {
      const { dossier } = await porte.ouvrir(site, c);
      const question = readQuestion(c, dossier);
      const contexte = contexteLecture(await lieuxDe(c, question), aujourdhui);
      return {
        revision: numeroCache(),
        patch: DEFINITIONS[question].lire(saisie, contexte, dossier),
        retour: brut(),
        suite: brut(),
      };
    },
    run: async ({ base, aujourdhui: jour, site, c }, { revision, patch, retour, suite }) => {
      const { commun, dossier } = await porte.ouvrir(site, c);
      const question = readQuestion(c, dossier);
      const { coffre } = site.deps;
      await ecrireReponse(base, { coffre, jour }, { demandeur: dossier.id, question, revision, patch });
      await porte.apres(site, c, { avant: dossier, question });
      if (suite === "plus-tard") return c.redirect(hrefPause(commun), 303);
      const verifier = retour === "verifier";
      return c.redirect(suiteOf(await porte.ouvrir(site, c), porte, { question, verifier }), 303);
    },
  });

function suiteOf(
  { commun, dossier }: Visite,
  { fin }: Porte,
  { question, verifier }: { readonly question: Question; readonly verifier: boolean },
): string {
  // The answer may make a new question useful.
  if (verifier) return hrefEtape(commun, firstUnanswered(dossier) ?? "verifier");
  const suivante = nextQuestion(dossier, question);
  if (suivante !== null) return hrefEtape(commun, suivante);
  return fin === "documents" ? hrefDocuments(commun) : hrefEtape(commun, fin);
}

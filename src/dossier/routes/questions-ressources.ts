import { isSiret } from "#socle/regles/shared/siren.ts";
import type { Lecture } from "#socle/routes/serveur/lecture.ts";
import { revisionOf } from "../regles/question.ts";
import { MODES_LOGEMENT, SITUATIONS_PROFESSIONNELLES, SOURCES_REVENU, TRI } from "../regles/reponses.ts";
import { logementActuelOf, revenusOf } from "../regles/sections.ts";
import {
  type DefQuestion,
  lireChoix,
  lireEntier,
  lireEuros,
  lireEurosOuInconnu,
  saisieEuros,
  texte,
} from "./question.ts";
import { lireCommune } from "./questions-vous.ts";

const travail: DefQuestion = {
  saisie: ({ reponses }) => {
    const { profession, contratCourt } = revenusOf(reponses);
    if (revisionOf(reponses, "revenus/travail") === 0) return {};
    return { profession: [profession ?? "inconnu"], contrat_court: [contratCourt] };
  },
  lire: (lecture) => {
    const choix = lireChoix(lecture, "profession", "Situation", [...SITUATIONS_PROFESSIONNELLES, "inconnu"]);
    const profession = choix === "inconnu" ? null : choix;
    const contratCourt = lecture.choiceOrNull("contrat_court", "Contrat court", TRI) ?? "inconnu";
    return ({ reponses }) => ({ reponses: { revenus: { ...revenusOf(reponses), profession, contratCourt } } });
  },
};

const employeur: DefQuestion = {
  saisie: ({ reponses }) => {
    const { employeurSiret, employeurPlusDeDix } = revenusOf(reponses);
    if (revisionOf(reponses, "revenus/employeur") === 0) return {};
    return { siret: texte(employeurSiret), plus_de_dix: [employeurPlusDeDix] };
  },
  lire: (lecture) => {
    const employeurSiret = lireSiret(lecture);
    const employeurPlusDeDix = lireChoix(lecture, "plus_de_dix", "Nombre de salariés", TRI) ?? "inconnu";
    return ({ reponses }) => ({
      reponses: { revenus: { ...revenusOf(reponses), employeurSiret, employeurPlusDeDix } },
    });
  },
};

/** Its key is checked, La Poste's by its own: what is typed wrong would send the demande to nobody's employer. */
function lireSiret(lecture: Lecture): string | null {
  const siret = lecture.textOrNull("siret", 30)?.replaceAll(/[\s\u00a0\u202f.]/g, "") ?? null;
  if (siret === null || isSiret(siret)) return siret;
  lecture.fail(
    "siret",
    "SIRET : ce numéro n’est pas juste. Recopiez les 14 chiffres de la fiche de paie, ou laissez vide.",
  );
  return null;
}

const ressources: DefQuestion = {
  saisie: ({ reponses }) => {
    const { sources, mensuel, pensionVersee } = revenusOf(reponses);
    const repondue = revisionOf(reponses, "revenus/ressources") > 0;
    return { sources, ...saisieEuros("mensuel", mensuel, repondue), pension_versee: texte(pensionVersee) };
  },
  lire: (lecture) => {
    const sources = lecture.several("sources", SOURCES_REVENU);
    const mensuel = lireEurosOuInconnu(lecture, "mensuel", "Total par mois");
    const pensionVersee = lireEuros(lecture, "pension_versee", "Pension versée");
    return ({ reponses }) => ({ reponses: { revenus: { ...revenusOf(reponses), sources, mensuel, pensionVersee } } });
  },
};

const impots: DefQuestion = {
  saisie: ({ reponses }) => {
    const { rfr, rfrN1 } = revenusOf(reponses);
    const repondue = revisionOf(reponses, "revenus/impots") > 0;
    return { ...saisieEuros("rfr", rfr, repondue), rfr_n1: texte(rfrN1) };
  },
  lire: (lecture) => {
    const rfr = lireEurosOuInconnu(lecture, "rfr", "Revenu fiscal de référence");
    const rfrN1 = lireEuros(lecture, "rfr_n1", "Année suivante");
    return ({ reponses }) => ({ reponses: { revenus: { ...revenusOf(reponses), rfr, rfrN1 } } });
  },
};

const logement: DefQuestion = {
  saisie: ({ reponses }) => {
    const { mode, commune, proprietaireAilleurs } = logementActuelOf(reponses);
    // A desk may have written the first line of it already.
    if (revisionOf(reponses, "logement-actuel/logement") === 0) return { mode: texte(mode) };
    return {
      mode: [mode ?? "inconnu"],
      commune: [commune ?? "ailleurs"],
      proprietaire_ailleurs: [proprietaireAilleurs],
    };
  },
  lire: (lecture, contexte) => {
    const choix = lireChoix(lecture, "mode", "Votre logement", [...MODES_LOGEMENT, "inconnu"]);
    const mode = choix === "inconnu" ? null : choix;
    const commune = lireCommune(lecture, "commune", contexte);
    const proprietaireAilleurs = lecture.choiceOrNull("proprietaire_ailleurs", "Autre logement", TRI) ?? "inconnu";
    return ({ reponses }) => {
      const avant = logementActuelOf(reponses);
      // Who is no tenant of the social stock any more has no such landlord.
      const bailleurSiren = mode === "hlm" ? avant.bailleurSiren : null;
      return { reponses: { logementActuel: { ...avant, mode, commune, proprietaireAilleurs, bailleurSiren } } };
    };
  },
};

const bailleur: DefQuestion = {
  saisie: ({ reponses }) => {
    const { bailleurSiren, depuis } = logementActuelOf(reponses);
    if (revisionOf(reponses, "logement-actuel/bailleur") === 0) return {};
    return { bailleur: [bailleurSiren ?? "inconnu"], depuis: texte(depuis) };
  },
  lire: (lecture, { bailleurs, aujourdhui }) => {
    const choix = lireChoix(lecture, "bailleur", "Bailleur", [...bailleurs, "inconnu"]);
    const bailleurSiren = choix === "inconnu" ? null : choix;
    const depuis = lecture.dayOrNull("depuis", "Depuis quand");
    if (depuis !== null && depuis > aujourdhui) lecture.fail("depuis", "Depuis quand : cette date n’est pas passée.");
    return ({ reponses }) => ({
      reponses: { logementActuel: { ...logementActuelOf(reponses), bailleurSiren, depuis } },
    });
  },
};

const loyer: DefQuestion = {
  saisie: ({ reponses }) => {
    const actuel = logementActuelOf(reponses);
    const repondue = revisionOf(reponses, "logement-actuel/loyer") > 0;
    return {
      ...saisieEuros("loyer", actuel.loyer, repondue),
      charges: texte(actuel.charges),
      aide: texte(actuel.aide),
    };
  },
  lire: (lecture) => {
    const montant = lireEurosOuInconnu(lecture, "loyer", "Loyer");
    const charges = lireEuros(lecture, "charges", "Charges");
    const aide = lireEuros(lecture, "aide", "Aide au logement");
    return ({ reponses }) => ({
      reponses: { logementActuel: { ...logementActuelOf(reponses), loyer: montant, charges, aide } },
    });
  },
};

const taille: DefQuestion = {
  saisie: ({ reponses }) => {
    const { personnes, pieces, surface } = logementActuelOf(reponses);
    return { personnes: texte(personnes), pieces: texte(pieces), surface: texte(surface) };
  },
  lire: (lecture) => {
    const personnes = lireEntier(lecture, "personnes", "Personnes", 50);
    const pieces = lireEntier(lecture, "pieces", "Pièces", 30);
    const surface = lireEntier(lecture, "surface", "Surface", 1000);
    return ({ reponses }) => ({
      reponses: { logementActuel: { ...logementActuelOf(reponses), personnes, pieces, surface } },
    });
  },
};

export const QUESTIONS_RESSOURCES = { travail, employeur, ressources, impots } as const;
export const QUESTIONS_LOGEMENT = { logement, bailleur, loyer, taille } as const;

import { isSiret } from "#socle/regles/shared/siren.ts";
import { choix, choixOu, jourOuVide, plusieurs, texteOuVide } from "#socle/routes/champs.ts";
import { writeTexte } from "#socle/routes/serveur/saisie.ts";
import type { PatchReponses } from "../actes/ecrire-reponse.ts";
import { revisionOf } from "../regles/question.ts";
import { MODES_LOGEMENT, type Reponses, SITUATIONS_PROFESSIONNELLES, SOURCES_REVENU, TRI } from "../regles/reponses.ts";
import { logementActuelOf, revenusOf } from "../regles/sections.ts";
import {
  choixOuInconnu,
  communeOuVide,
  defineQuestion,
  entierOuVide,
  euros,
  eurosOuInconnu,
  saisieEuros,
} from "./question.ts";

/** Merges the answers of this page with those of the other pages on income. */
function revenus(reponses: Reponses, dits: Partial<Reponses["revenus"]>): PatchReponses {
  return { reponses: { revenus: { ...revenusOf(reponses), ...dits } } };
}

/** Merges the answers of this page with those of the other pages on the current dwelling. */
function logementActuel(reponses: Reponses, dit: Partial<Reponses["logementActuel"]>): PatchReponses {
  return { reponses: { logementActuel: { ...logementActuelOf(reponses), ...dit } } };
}

const travail = defineQuestion({
  saisie: ({ reponses }) => {
    const { profession, contratCourt } = revenusOf(reponses);
    if (revisionOf(reponses, "revenus/travail") === 0) return {};
    return { profession: [profession ?? "inconnu"], contrat_court: [contratCourt] };
  },
  champs: () => ({
    profession: choixOuInconnu("Situation", SITUATIONS_PROFESSIONNELLES),
    contrat_court: choixOu("Contrat court", TRI, "inconnu"),
  }),
  dire: ({ profession, contrat_court: contratCourt }, { reponses }) => revenus(reponses, { profession, contratCourt }),
});

const employeur = defineQuestion({
  saisie: ({ reponses }) => {
    const { employeurSiret, employeurPlusDeDix } = revenusOf(reponses);
    if (revisionOf(reponses, "revenus/employeur") === 0) return {};
    return { siret: writeTexte(employeurSiret), plus_de_dix: [employeurPlusDeDix] };
  },
  champs: () => ({ siret: SIRET, plus_de_dix: choix("Nombre de salariés", TRI) }),
  dire: ({ siret: employeurSiret, plus_de_dix: employeurPlusDeDix }, { reponses }) =>
    revenus(reponses, { employeurSiret, employeurPlusDeDix }),
});

/** Checks the Luhn key, and La Poste's own rule: a mistyped SIRET would name another employer. */
const SIRET = texteOuVide(30)
  .transform((ecrit) => ecrit?.replaceAll(/[\s\u00a0\u202f.]/g, "") ?? null)
  .refine(
    (siret) => siret === null || isSiret(siret),
    "SIRET\u00A0: ce numéro n’est pas juste. Recopiez les 14 chiffres de la fiche de paie, ou laissez vide.",
  );

const ressources = defineQuestion({
  saisie: ({ reponses }) => {
    const { sources, mensuel, pensionVersee } = revenusOf(reponses);
    const repondue = revisionOf(reponses, "revenus/ressources") > 0;
    return { sources, ...saisieEuros("mensuel", mensuel, repondue), pension_versee: writeTexte(pensionVersee) };
  },
  champs: (saisie) => ({
    sources: plusieurs(SOURCES_REVENU),
    mensuel: eurosOuInconnu(saisie, "mensuel", "Total par mois"),
    pension_versee: euros("Pension versée"),
  }),
  dire: ({ pension_versee: pensionVersee, ...dits }, { reponses }) => revenus(reponses, { ...dits, pensionVersee }),
});

const impots = defineQuestion({
  saisie: ({ reponses }) => {
    const { rfr, rfrN1 } = revenusOf(reponses);
    const repondue = revisionOf(reponses, "revenus/impots") > 0;
    return { ...saisieEuros("rfr", rfr, repondue), rfr_n1: writeTexte(rfrN1) };
  },
  champs: (saisie) => ({
    rfr: eurosOuInconnu(saisie, "rfr", "Revenu fiscal de référence"),
    rfr_n1: euros("Année suivante"),
  }),
  dire: ({ rfr, rfr_n1: rfrN1 }, { reponses }) => revenus(reponses, { rfr, rfrN1 }),
});

const logement = defineQuestion({
  saisie: ({ reponses }) => {
    const { mode, commune, proprietaireAilleurs } = logementActuelOf(reponses);
    // A desk may have written the first line already.
    if (revisionOf(reponses, "logement-actuel/logement") === 0) return { mode: writeTexte(mode) };
    return {
      mode: [mode ?? "inconnu"],
      commune: [commune ?? "ailleurs"],
      proprietaire_ailleurs: [proprietaireAilleurs],
    };
  },
  champs: (_, contexte) => ({
    mode: choixOuInconnu("Votre logement", MODES_LOGEMENT),
    commune: communeOuVide(contexte),
    proprietaire_ailleurs: choixOu("Autre logement", TRI, "inconnu"),
  }),
  dire: ({ mode, commune, proprietaire_ailleurs: proprietaireAilleurs }, { reponses }) => {
    // A household that leaves the social stock has no such landlord any more.
    const sansBailleur = mode === "hlm" ? {} : { bailleurSiren: null };
    return logementActuel(reponses, { mode, commune, proprietaireAilleurs, ...sansBailleur });
  },
});

const bailleur = defineQuestion({
  saisie: ({ reponses }) => {
    const { bailleurSiren, depuis } = logementActuelOf(reponses);
    if (revisionOf(reponses, "logement-actuel/bailleur") === 0) return {};
    return { bailleur: [bailleurSiren ?? "inconnu"], depuis: writeTexte(depuis) };
  },
  champs: (_, { bailleurs, aujourdhui }) => ({
    bailleur: choixOuInconnu("Bailleur", bailleurs),
    depuis: jourOuVide("Depuis quand").refine(
      (jour) => jour === null || jour <= aujourdhui,
      "Depuis quand\u00A0: cette date n’est pas passée.",
    ),
  }),
  dire: ({ bailleur: bailleurSiren, depuis }, { reponses }) => logementActuel(reponses, { bailleurSiren, depuis }),
});

const loyer = defineQuestion({
  saisie: ({ reponses }) => {
    const actuel = logementActuelOf(reponses);
    const repondue = revisionOf(reponses, "logement-actuel/loyer") > 0;
    return {
      ...saisieEuros("loyer", actuel.loyer, repondue),
      charges: writeTexte(actuel.charges),
      aide: writeTexte(actuel.aide),
    };
  },
  champs: (saisie) => ({
    loyer: eurosOuInconnu(saisie, "loyer", "Loyer"),
    charges: euros("Charges"),
    aide: euros("Aide au logement"),
  }),
  dire: (dit, { reponses }) => logementActuel(reponses, dit),
});

const taille = defineQuestion({
  saisie: ({ reponses }) => {
    const { personnes, pieces, surface } = logementActuelOf(reponses);
    return { personnes: writeTexte(personnes), pieces: writeTexte(pieces), surface: writeTexte(surface) };
  },
  champs: () => ({
    personnes: entierOuVide("Personnes", 50),
    pieces: entierOuVide("Pièces", 30),
    surface: entierOuVide("Surface", 1000),
  }),
  dire: (dit, { reponses }) => logementActuel(reponses, dit),
});

export const QUESTIONS_RESSOURCES = { travail, employeur, ressources, impots } as const;
export const QUESTIONS_LOGEMENT = { logement, bailleur, loyer, taille } as const;

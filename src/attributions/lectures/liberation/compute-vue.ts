import { findValeur, hasValeur } from "#droit/regles/parametre.ts";
import { exceptionsAt, verifyTroisCandidats } from "#droit/regles/trois-candidats.ts";
import type { MemoireAnalyses } from "#observatoire/lectures/desequilibre/analyse.ts";
import { buildFiche, type FicheResidence } from "#observatoire/lectures/desequilibre/fiche.ts";
import { readDesequilibres } from "#observatoire/lectures/desequilibre/read-analyse.ts";
import type { Base } from "#socle/lectures/base.ts";
import { habilitationFor, peut } from "#socle/regles/habilitation/peut.ts";
import { daysBetween } from "#socle/regles/shared/calendrier.ts";
import { findLiberation } from "../../actes/liberation/ouvrir-liberation.ts";
import { isEnLice } from "../../regles/candidature/candidature.ts";
import { DELAI_FILIERE_RAPIDE } from "../../regles/liberation/delais.ts";
import type { Liberation } from "./ports.ts";
import { proposerProfils } from "./profils.ts";
import { readContingentsVivants } from "./read-contingents.ts";
import { readObjectifsTouches } from "./read-objectifs.ts";
import type { CandidatLu, DroitsLiberation, LireRelogements, VueLiberation } from "./vue-liberation.ts";

export type QuestionVue = { readonly epci: string; readonly id: number; readonly aujourdhui: string };

type LecturesVue = { readonly memoire: MemoireAnalyses; readonly relogementsPossibles: LireRelogements };

/** Data of the page of one freed dwelling, on the day. Refuses `liberation-inconnue`. */
export async function computeVueLiberation(
  base: Base,
  { memoire, relogementsPossibles }: LecturesVue,
  { epci, id, aujourdhui }: QuestionVue,
): Promise<VueLiberation> {
  const liberation = await findLiberation(base, epci, id);
  const jour = liberation.closeLe ?? aujourdhui;
  const [objectifs, contingents, residence, relogements, candidats, designations, bail, annules] = await Promise.all([
    readObjectifsTouches(base, liberation, aujourdhui),
    readContingentsVivants(base, liberation, aujourdhui),
    readResidence(base, memoire, liberation, aujourdhui),
    relogementsPossibles(base, liberation),
    readCandidats(base, liberation),
    peut(base.acteur, "proposition", "lire", epci) ? base.designations.ofLiberation(epci, id) : [],
    peut(base.acteur, "attribution", "lire", epci) ? base.baux.ofLiberation(epci, id) : null,
    peut(base.acteur, "attribution", "lire", epci) ? base.baux.annules(epci, id) : [],
  ]);
  const ouverts = daysBetween(liberation.ouverteLe, jour) ?? 0;
  const enLice = candidats.filter(({ candidature }) => isEnLice(candidature)).length;
  return {
    liberation,
    jour: aujourdhui,
    joursOuverts: ouverts,
    objectifs,
    contingents,
    residence,
    relogements,
    joursRapides:
      liberation.filiere === "rapide" && hasValeur(DELAI_FILIERE_RAPIDE, liberation.ouverteLe)
        ? findValeur(DELAI_FILIERE_RAPIDE, liberation.ouverteLe).valeur - ouverts
        : null,
    profils: proposerProfils({ liberation, objectifs, contingents, relogements }),
    candidats,
    designations,
    bail,
    annules,
    exceptions: exceptionsAt(aujourdhui),
    troisCandidats: verifyTroisCandidats(enLice, liberation.exception, aujourdhui),
    droits: droitsOn(base, liberation),
  };
}

/** null: not in a résidence of the published stock, or no right to the indicators. */
async function readResidence(
  base: Base,
  memoire: MemoireAnalyses,
  { epci, logement }: Liberation,
  aujourdhui: string,
): Promise<FicheResidence | null> {
  if (!peut(base.acteur, "indicateur-interne", "lire", epci)) return null;
  const cle = await base.liberations.residence(epci, logement.cle);
  if (cle === null) return null;
  const question = { epci, millesime: null, enquete: null, methode: null, aujourdhui };
  const { analyse } = await readDesequilibres(base, memoire, question);
  return analyse && buildFiche(analyse, cle);
}

/** Candidates with their proposals; a reader without files sees the candidatures alone. */
async function readCandidats(base: Base, { epci, id }: Liberation): Promise<readonly CandidatLu[]> {
  if (!peut(base.acteur, "proposition", "lire", epci)) return [];
  const candidatures = await base.candidatures.ofLiberation(epci, id);
  return Promise.all(
    candidatures.map(async (candidature) => {
      const faites =
        candidature.demandeur === null ? [] : await base.propositions.ofDemandeur(epci, candidature.demandeur);
      return { candidature, propositions: faites.filter((one) => one.candidature === candidature.id) };
    }),
  );
}

/** What the actor may do on the dwelling. */
export function droitsOn({ acteur }: Pick<Base, "acteur">, liberation: Liberation): DroitsLiberation {
  const { epci, bailleur, reservataire, closeLe } = liberation;
  const ouverte = closeLe === null;
  const mien = habilitationFor(acteur, "logement-prive", "modifier", epci)?.organisation === bailleur.organisation;
  const creer = habilitationFor(acteur, "proposition", "creer", epci);
  const tour = creer !== null && creer.organisation === reservataire?.organisation;
  return {
    modifier: ouverte && mien,
    designer: ouverte && creer !== null && ((mien && creer.organisation === bailleur.organisation) || tour),
    repondre: ouverte && tour && !mien,
    signer: ouverte && mien && peut(acteur, "attribution", "creer", epci),
    annuler:
      !ouverte && habilitationFor(acteur, "attribution", "valider", epci)?.organisation === bailleur.organisation,
    reconnaitre: !ouverte && mien && peut(acteur, "attribution", "modifier", epci),
  };
}

import type { Coffre } from "#dossier/lectures/coffre.ts";
import { type CotationLue, lireCotation } from "#dossier/lectures/cotation/lire-cotation.ts";
import type { EvenementLu } from "#dossier/lectures/evenement/ports.ts";
import type { MessageLu } from "#dossier/lectures/message/ports.ts";
import type { PropositionFaite } from "#dossier/lectures/proposition/ports.ts";
import { isSecretaireCal, isSien, unknownDemande } from "#dossier/lectures/registre/guichets.ts";
import type { FicheRegistre, MenageRegistre } from "#dossier/lectures/registre/ports.ts";
import { direEvenement } from "#dossier/regles/dire-evenement.ts";
import type { TransitionDemande } from "#dossier/regles/etat.ts";
import type { PersonneDossier } from "#dossier/regles/reponses.ts";
import { peutTransiter, radiableLe, reactivableJusquAu } from "#dossier/regles/vie.ts";
import type { Base } from "#socle/lectures/base.ts";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { type DoublonDeFiche, doublonsDeFiche } from "../../actes/doublon/lire-doublons.ts";
import { type LigneLue, retardOf } from "../../actes/registre/lister.ts";
import type { Transmission } from "../sne-echange/ports.ts";

const EVENEMENTS_MAX = 100;

export const ACTES_FICHE = [
  "enregistrer",
  "complement",
  "attestation",
  "renouveler",
  "avertir",
  "lever",
  "radier",
  "reactiver",
  "irrecevabilite",
] as const;
export type ActeFiche = (typeof ACTES_FICHE)[number];

export type FicheLue = {
  readonly fiche: FicheRegistre;
  /** Number in clear; null: never typed nor imported. */
  readonly numero: string | null;
  readonly menage: MenageRegistre | null;
  readonly personnes: readonly PersonneDossier[];
  readonly communes: readonly string[];
  readonly retard: LigneLue["retard"];
  readonly evenements: readonly (EvenementLu & { readonly phrase: string })[];
  readonly messages: readonly MessageLu[];
  readonly propositions: readonly PropositionFaite[];
  readonly cotation: CotationLue | null;
  /** null: the reader may not see the duplicates. */
  readonly doublons: readonly DoublonDeFiche[] | null;
  /** What the national system has not accepted yet. */
  readonly transmissions: readonly Transmission[];
  readonly actes: readonly ActeFiche[];
  /** true: the desk of the reader holds the file, and may fill in the steps with the household. */
  readonly completable: boolean;
  /** `radiable`: ISO day from which a radiation is possible; `reactivable`: last day to undo one. */
  readonly radiable: string | null;
  readonly reactivable: string | null;
  readonly sensible: boolean;
  readonly aujourdhui: string;
};

/** All that the actor may read of a file they have opened. Refuses `demande-inconnue`. */
export async function lireFiche(
  base: Base,
  coffre: Coffre,
  { epci, demandeur, aujourdhui }: { readonly epci: string; readonly demandeur: string; readonly aujourdhui: string },
): Promise<FicheLue> {
  const { registres } = base;
  const [fiche, ligne, menage, personnes] = await Promise.all([
    registres.fiche(epci, demandeur),
    registres.ligne(epci, demandeur),
    registres.menage(epci, demandeur),
    registres.personnes(epci, demandeur),
  ]);
  if (!fiche || !ligne) throw unknownDemande();
  const suite = await readSuite(base, epci, demandeur);
  const noms = new Map((await base.territoires.perimetre(epci)).map(({ commune, nom }) => [commune, nom]));
  const attend = fiche.etat === "a-enregistrer" || fiche.etat === "a-completer";
  return {
    fiche,
    menage,
    personnes,
    aujourdhui,
    ...suite,
    numero: fiche.numeroChiffre === null ? null : coffre.ouvrir(fiche.numeroChiffre, "numero"),
    communes: ligne.communes.map((code) => noms.get(code) ?? code),
    retard: attend ? retardOf(fiche.deposeeLe, aujourdhui) : "aucun",
    actes: actesOn(base, epci, fiche, aujourdhui),
    completable: isCompletable(base, fiche),
    radiable: fiche.etat === "avertie" && fiche.avertiMotif ? radiableLe(fiche, fiche.avertiMotif, aujourdhui) : null,
    reactivable: reactivableJusquAu(fiche, aujourdhui),
    sensible: base.acteur.habilitations.some((one) => one.epci === epci && one.sensible),
  };
}

async function readSuite(base: Base, epci: string, demandeur: string) {
  const [evenements, messages, propositions, cotation, doublons, transmissions] = await Promise.all([
    base.evenements.ofDemandeur(epci, demandeur, EVENEMENTS_MAX),
    base.messages.ofDemandeur(epci, demandeur),
    peut(base.acteur, "proposition", "lire", epci) ? base.propositions.ofDemandeur(epci, demandeur) : [],
    lireCotation(base, epci, demandeur),
    doublonsDeFiche(base, epci, demandeur),
    base.transmissions.ofDemandeur(epci, demandeur),
  ]);
  const told = evenements.map((one) => ({ ...one, phrase: direEvenement(one.code, one.precisions) }));
  return { evenements: told, messages, propositions, cotation, doublons, transmissions };
}

function isCompletable(base: Base, fiche: FicheRegistre): boolean {
  const { etat } = fiche;
  return isSien(base, fiche) && etat !== "brouillon" && etat !== "radiee";
}

const TRANSITIONS: readonly (readonly [ActeFiche, TransitionDemande])[] = [
  ["enregistrer", "enregistrer"],
  ["complement", "demander-complement"],
  ["renouveler", "renouveler"],
  ["avertir", "avertir"],
  ["lever", "lever-avertissement"],
  ["radier", "radier"],
  ["reactiver", "reactiver"],
];

/** Acts shown to the actor now; the rule and the database check again. */
export function actesOn(base: Base, epci: string, fiche: FicheRegistre, aujourdhui: string): readonly ActeFiche[] {
  const { etat, avertiMotif } = fiche;
  const irrecevable =
    isSecretaireCal(base, epci) && (peutTransiter(etat, "avertir") || avertiMotif === "irrecevabilite");
  const commission: readonly ActeFiche[] = irrecevable && etat !== "radiee" ? ["irrecevabilite"] : [];
  if (!peut(base.acteur, "demande-identite", "modifier", epci)) return commission;
  const jusqu = reactivableJusquAu(fiche, aujourdhui);
  const allowed = TRANSITIONS.filter(([acte, transition]) => {
    if (acte === "lever" && avertiMotif === "irrecevabilite") return false;
    if (acte === "reactiver" && (jusqu === null || aujourdhui > jusqu)) return false;
    return peutTransiter(etat, transition);
  }).map(([acte]) => acte);
  const attestable = fiche.enregistreeLe !== null && etat !== "radiee";
  return [...allowed, ...(attestable ? (["attestation"] as const) : []), ...commission];
}

import type { ValeursMenage, ValeursOffre } from "../../formats/rime/valeurs.ts";
import type { IdentiteReloge } from "../../regles/menage.ts";
import type { DossierRelogement } from "../ports.ts";

type Offre = DossierRelogement["offres"][number];

/** « inconnu » is an empty cell. */
function known<T extends string, U extends T>(valeur: T, ...unknown: readonly U[]): Exclude<T, U> | null {
  return (unknown as readonly string[]).includes(valeur) ? null : (valeur as Exclude<T, U>); // just checked
}

function some<T>(liste: readonly T[]): readonly T[] | null {
  return liste.length === 0 ? null : [...liste].sort();
}

/** A file as a row of « Ménages ». `identite` null: without the columns that name persons. `references`: by file. */
export function valeursMenage(
  dossier: DossierRelogement,
  identite: IdentiteReloge | null,
  references: ReadonlyMap<number, string>,
): ValeursMenage {
  const { origine, souhait, prochaineEtape, blocage, decohabitationDe } = dossier;
  return {
    reference: dossier.reference,
    operation: dossier.operationNom,
    ...identiteOf(identite),
    personnes: dossier.personnes,
    quartile: known(dossier.quartile, "inconnu"),
    ressources: known(dossier.ressources, "absentes"),
    origineRpls: origine.identRpls,
    origineTypologie: origine.typologie,
    origineSurface: origine.surface,
    origineLoyer: origine.loyer,
    origineCharges: origine.charges,
    origineApl: origine.apl,
    souhaitTypologies: some(souhait.typologies),
    souhaitZone: known(souhait.zone, "inconnue"),
    souhaitCommunes: some(souhait.communes),
    besoinAcces: known(souhait.acces, "inconnu"),
    resteMax: souhait.resteAChargeMax,
    accession: known(souhait.accession, "inconnu"),
    actionLogement: known(dossier.beneficiaireActionLogement, "inconnu"),
    accompagnement: known(dossier.accompagnement, "inconnu"),
    decohabitationDe: decohabitationDe === null ? null : (references.get(decohabitationDe) ?? null),
    etat: dossier.etat,
    etatDepuis: dossier.etatDepuis,
    motifBlocage: blocage?.motif ?? null,
    etape: prochaineEtape?.quoi ?? null,
    etapeLe: prochaineEtape?.le ?? null,
  };
}

type Identite = Pick<
  ValeursMenage,
  | "nom"
  | "prenom"
  | "naissance"
  | "telephone"
  | "courriel"
  | "porte"
  | "adultes"
  | "enfants"
  | "revenuMensuel"
  | "uniteConso"
>;

function identiteOf(identite: IdentiteReloge | null): Identite {
  return {
    nom: identite?.nom ?? null,
    prenom: identite?.prenom ?? null,
    naissance: identite?.naissance ?? null,
    telephone: identite?.telephone ?? null,
    courriel: identite?.courriel ?? null,
    porte: identite?.porte ?? null,
    adultes: identite?.adultes ?? null,
    enfants: identite?.enfants ?? null,
    revenuMensuel: identite?.revenuMensuel ?? null,
    uniteConso: identite?.uniteConso ?? null,
  };
}

/** An offer as a row of « Offres ». `bailleurs`: written form of each organisation, its SIREN when known. */
export function valeursOffre(reference: string, offre: Offre, bailleurs: ReadonlyMap<number, string>): ValeursOffre {
  const { logement } = offre;
  return {
    reference,
    numero: offre.numero,
    proposeeLe: offre.proposeeLe,
    bailleur: bailleurs.get(logement.bailleur.organisation) ?? logement.bailleur.nom,
    adresse: logement.adresse,
    commune: logement.commune,
    secteur: logement.secteur,
    situation: known(logement.situation, "inconnue"),
    identRpls: logement.identRpls,
    typologie: logement.typologie,
    surface: logement.surface,
    loyer: logement.loyer,
    charges: logement.charges,
    apl: logement.apl,
    premiereLocationLe: logement.premiereLocationLe,
    conventionneLe: logement.conventionneLe,
    rehabilite: known(logement.rehabilite, "inconnu"),
    residentialise: known(logement.residentialise, "inconnu"),
    loyerBaisse: known(logement.loyerBaisse, "inconnu"),
    pru1: known(logement.pru1, "inconnu"),
    droitActionLogement: known(logement.droitActionLogement, "inconnu"),
    visiteeLe: offre.visiteeLe,
    reponse: offre.reponse,
    reponduLe: offre.reponduLe,
    motifRefus: offre.motifRefus,
    precision: offre.precision,
    raisonRang: offre.raisonRang,
    bailSigneLe: offre.bailSigneLe,
  };
}

/** Row of a household without any known value. */
export const MENAGE_VIDE: Omit<ValeursMenage, "reference"> = {
  operation: null,
  nom: null,
  prenom: null,
  naissance: null,
  telephone: null,
  courriel: null,
  porte: null,
  adultes: null,
  enfants: null,
  revenuMensuel: null,
  uniteConso: null,
  personnes: null,
  quartile: null,
  ressources: null,
  origineRpls: null,
  origineTypologie: null,
  origineSurface: null,
  origineLoyer: null,
  origineCharges: null,
  origineApl: null,
  souhaitTypologies: null,
  souhaitZone: null,
  souhaitCommunes: null,
  besoinAcces: null,
  resteMax: null,
  accession: null,
  actionLogement: null,
  accompagnement: null,
  decohabitationDe: null,
  etat: null,
  etatDepuis: null,
  motifBlocage: null,
  etape: null,
  etapeLe: null,
};

export const OFFRE_VIDE: Omit<ValeursOffre, "reference" | "numero"> = {
  proposeeLe: null,
  bailleur: null,
  adresse: null,
  commune: null,
  secteur: null,
  situation: null,
  identRpls: null,
  typologie: null,
  surface: null,
  loyer: null,
  charges: null,
  apl: null,
  premiereLocationLe: null,
  conventionneLe: null,
  rehabilite: null,
  residentialise: null,
  loyerBaisse: null,
  pru1: null,
  droitActionLogement: null,
  visiteeLe: null,
  reponse: null,
  reponduLe: null,
  motifRefus: null,
  precision: null,
  raisonRang: null,
  bailSigneLe: null,
};

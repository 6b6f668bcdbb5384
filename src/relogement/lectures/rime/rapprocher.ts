import { groupBy } from "#socle/regles/shared/group-by.ts";
import type { LigneRime, RimeLu } from "../../formats/rime/read-rime.ts";
import type { ValeursMenage, ValeursOffre } from "../../formats/rime/valeurs.ts";
import type { IdentiteReloge } from "../../regles/menage.ts";
import type { DossierRelogement } from "../ports.ts";
import { diffOf, laidOver, type MenageFusionne, type OffreFusionnee } from "./fusion.ts";
import type { BailleurConnu, DemolitionConfiee } from "./ports.ts";
import { findDemolition } from "./regles-menage.ts";
import { findBailleur } from "./regles-offres.ts";
import { MENAGE_VIDE, OFFRE_VIDE, valeursMenage, valeursOffre } from "./valeurs-dossier.ts";

/** State of the database, as the actor may read it. */
export type EtatBase = {
  readonly dossiers: readonly DossierRelogement[];
  readonly identites: ReadonlyMap<number, IdentiteReloge>;
  readonly demolitions: readonly DemolitionConfiee[];
  readonly bailleurs: readonly BailleurConnu[];
};

type Lue<V> = Extract<LigneRime<V>, { readonly lue: true }>;

function lues<V>(lignes: readonly LigneRime<V>[]): readonly Lue<V>[] {
  return lignes.filter((ligne): ligne is Lue<V> => ligne.lue);
}

/** Bailleur as written in the sheets: SIREN, else name. */
export function ecritureOf({ siren, nom }: BailleurConnu): string {
  return siren ?? nom;
}

/** Households of the file, by reference in the order of the file, merged with the known values. */
export function rapprocher(lu: RimeLu, etat: EtatBase): readonly MenageFusionne[] {
  const dossiers = new Map(etat.dossiers.map((dossier) => [dossier.reference, dossier]));
  const menages = new Map(lues(lu.menages).map((ligne) => [ligne.valeurs.reference, ligne]));
  const offres = groupBy(lues(lu.offres), ({ valeurs }) => valeurs.reference);
  const mots = {
    references: new Map(etat.dossiers.map(({ id, reference }) => [id, reference])),
    bailleurs: new Map(etat.bailleurs.map((one) => [one.organisation, ecritureOf(one)])),
  };
  const references = [...new Set([...menages.keys(), ...offres.keys()])];
  return references.map((reference) => {
    const dossier = dossiers.get(reference) ?? null;
    return fusionner(reference, {
      dossier,
      etat,
      mots,
      menage: menages.get(reference) ?? null,
      offres: offres.get(reference) ?? [],
    });
  });
}

type Parts = {
  readonly dossier: DossierRelogement | null;
  readonly menage: Lue<ValeursMenage> | null;
  readonly offres: readonly Lue<ValeursOffre>[];
  readonly etat: EtatBase;
  readonly mots: {
    readonly references: ReadonlyMap<number, string>;
    readonly bailleurs: ReadonlyMap<number, string>;
  };
};

function fusionner(reference: string, { dossier, menage, offres, etat, mots }: Parts): MenageFusionne {
  const identite = dossier ? (etat.identites.get(dossier.id) ?? null) : null;
  const avant = dossier ? valeursMenage(dossier, identite, mots.references) : null;
  const fusionnees = fusionnerOffres(reference, { dossier, offres, etat, mots });
  const dites = menage ? normalize(menage.valeurs, avant, etat.demolitions) : null;
  const posees = laidOver<ValeursMenage>(avant ?? { ...MENAGE_VIDE, reference }, dites);
  const apres = settle(posees, dites, avant, fusionnees);
  return {
    reference,
    existant: dossier,
    identite,
    avant,
    apres,
    offres: fusionnees,
    ligne: menage?.ligne ?? null,
    differences: diffOf("menages", avant, apres),
  };
}

/** The same demolition written otherwise is no change. */
function normalize(
  valeurs: ValeursMenage,
  avant: ValeursMenage | null,
  demolitions: readonly DemolitionConfiee[],
): ValeursMenage {
  if (valeurs.operation === null) return valeurs;
  const found = findDemolition(demolitions, valeurs.operation);
  const same = avant?.operation && findDemolition(demolitions, avant.operation)?.operation === found?.operation;
  return { ...valeurs, operation: (same ? avant?.operation : found?.nom) ?? valeurs.operation };
}

/**
 * Deduces the implied values: a signed lease sets the state « reloge », an offer sets « offres », and a state other than blocked
 * removes the motive. Without a day of change, that of the lease applies.
 */
function settle(
  posees: ValeursMenage,
  dites: ValeursMenage | null,
  avant: ValeursMenage | null,
  offres: readonly OffreFusionnee[],
): ValeursMenage {
  const bail = offres.find(({ apres }) => apres.bailSigneLe !== null)?.apres.bailSigneLe ?? null;
  const etat = dites?.etat ?? impliedEtat(avant?.etat ?? "a-rencontrer", { bail, offres: offres.length });
  const { adultes, enfants } = posees;
  return {
    ...posees,
    etat,
    personnes: posees.personnes ?? (avant === null ? countPersonnes(adultes, enfants) : null),
    etatDepuis: dites?.etatDepuis ?? impliedDepuis(etat, avant, bail),
    motifBlocage: etat === "bloque" ? posees.motifBlocage : (dites?.motifBlocage ?? null),
  };
}

function countPersonnes(adultes: number | null, enfants: number | null): number | null {
  return adultes === null || enfants === null ? null : adultes + enfants || null;
}

/** null: the day on which the file is read. */
function impliedDepuis(
  etat: NonNullable<ValeursMenage["etat"]>,
  avant: ValeursMenage | null,
  bail: string | null,
): string | null {
  if (etat === avant?.etat) return avant.etatDepuis;
  return etat === "reloge" ? bail : null;
}

function impliedEtat(
  avant: NonNullable<ValeursMenage["etat"]>,
  { bail, offres }: { readonly bail: string | null; readonly offres: number },
): NonNullable<ValeursMenage["etat"]> {
  if (bail !== null) return "reloge";
  const before = avant === "a-rencontrer" || avant === "diagnostic";
  return before && offres > 0 ? "offres" : avant;
}

function fusionnerOffres(
  reference: string,
  { dossier, offres, etat, mots }: Omit<Parts, "menage">,
): readonly OffreFusionnee[] {
  const existantes = new Map((dossier?.offres ?? []).map((offre) => [offre.numero, offre]));
  const dites = offres.map((ligne): OffreFusionnee => {
    const existante = existantes.get(ligne.valeurs.numero) ?? null;
    existantes.delete(ligne.valeurs.numero);
    const avant = existante ? valeursOffre(reference, existante, mots.bailleurs) : null;
    const bailleur = ligne.valeurs.bailleur === null ? null : findBailleur(etat.bailleurs, ligne.valeurs.bailleur);
    const valeurs = bailleur ? { ...ligne.valeurs, bailleur: ecritureOf(bailleur) } : ligne.valeurs;
    const vide = { ...OFFRE_VIDE, reference, numero: valeurs.numero };
    const apres = withAttendue(laidOver<ValeursOffre>(avant ?? vide, valeurs));
    return { ligne: ligne.ligne, avant, apres, existante, differences: diffOf("offres", avant, apres) };
  });
  const autres = [...existantes.values()].map((existante): OffreFusionnee => {
    const avant = valeursOffre(reference, existante, mots.bailleurs);
    return { ligne: null, avant, apres: avant, existante, differences: [] };
  });
  return [...dites, ...autres].sort((a, b) => a.apres.numero - b.apres.numero);
}

/** An offer without a written reply is « attendue ». */
function withAttendue(offre: ValeursOffre): ValeursOffre {
  return offre.reponse === null && offre.reponduLe === null ? { ...offre, reponse: "attendue" } : offre;
}

import { countRejetees, findManquants, type TrimestrePublie } from "#droit/regles/attribution/trimestre-publie.ts";
import { findValeur, hasValeur } from "#droit/regles/parametre.ts";
import { lastDayOfMonth } from "#socle/regles/shared/calendrier.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { computeAssiette, findPoste } from "../../regles/contingent/assiette.ts";
import { type CelluleFlux, computeCompteur, countImputees } from "../../regles/contingent/compteur.ts";
import { type AlerteContingent, ECHEANCE_FLUX } from "../../regles/contingent/droit.ts";
import { alertesPlafonds, isInForce } from "../../regles/contingent/flux.ts";
import { type Etendue, readEtendue } from "../effort/etendue.ts";
import type { CompteurConvention, LigneAssietteLue } from "./contingents.ts";
import type { ConventionEcrite, DroitEcrit, LigneAssietteEcrite } from "./ecrits/ports.ts";

/** Data for the counters. `lus`: SIREN of the bailleurs whose leases are readable; null: all. */
export type MatiereCompteurs = {
  readonly annee: number;
  readonly conventions: readonly ConventionEcrite[];
  /** In force on at least a part of the year. */
  readonly droits: readonly DroitEcrit[];
  readonly lignes: readonly LigneAssietteEcrite[];
  readonly cellules: readonly CelluleFlux[];
  readonly lus: readonly string[] | null;
  readonly communes: ReadonlyMap<string, string>;
  readonly etendue: Etendue;
  /** A past quarter is not wholly published: its leases are unknown. */
  readonly troue: boolean;
  /** Lines of the counted months that were not read, each perhaps a lease of any counter. */
  readonly nonLues: number;
};

/** The conventions in force that year, with their base and counter. */
export function readCompteurs(matiere: MatiereCompteurs): readonly CompteurConvention[] {
  const current = matiere.conventions.filter((convention) => isInForce(convention, matiere.annee));
  return current.map((convention) => {
    const lignes = matiere.lignes.filter((ligne) => ligne.convention === convention.id);
    const assiette = computeAssiette(lignes, matiere.annee);
    const partage = isPartage(convention, current, matiere.droits);
    return {
      convention,
      perimetre: describePerimetre(convention, matiere.communes),
      assiette,
      lignes: lignes.filter(({ annee }) => annee === matiere.annee).map(readLigne),
      compteur: compteurOf(matiere, convention, { assiette, seul: !partage }),
      partage,
      alertes: [...alerteSignature(convention, matiere.annee), ...alertesOf(convention, current, matiere.annee)],
    };
  });
}

function readLigne(ligne: LigneAssietteEcrite): LigneAssietteLue {
  const { libelle, sens, source, confiance } = findPoste(ligne.code);
  return { ...ligne, libelle, sens, source, aConfirmer: confiance === "B" };
}

function describePerimetre({ departement, commune }: ConventionEcrite, noms: ReadonlyMap<string, string>): string {
  return commune === null ? `Département ${departement}` : `Commune ${noms.get(commune) ?? commune}`;
}

function compteurOf(
  { annee, cellules, lus, etendue, troue, nonLues }: MatiereCompteurs,
  convention: ConventionEcrite,
  { assiette, seul }: { readonly assiette: ReturnType<typeof computeAssiette>; readonly seul: boolean },
): CompteurConvention["compteur"] {
  const { siren } = convention;
  const read = siren !== null && (lus === null || lus.includes(siren));
  const lues = read ? countImputees(cellules, siren, { ...convention, seul }, etendue.compteJusque) : null;
  const imputation = lues && { ...lues, possibles: lues.possibles + nonLues };
  return computeCompteur(convention, assiette, imputation, {
    annee,
    moisEcoules: wholeMonths(etendue),
    troue,
  });
}

/** How far the files cover the year, for any reader; `troue`: a quarter over by that day is not wholly published. */
export function readCouverture(
  {
    annee,
    trimestres,
    provisoire,
  }: { readonly annee: number; readonly trimestres: readonly TrimestrePublie[]; readonly provisoire: number },
  aujourdhui: string,
): Pick<MatiereCompteurs, "etendue" | "troue" | "nonLues"> {
  const manquants = findManquants(yearPeriode(annee), trimestres);
  const etendue = readEtendue({ annee, demande: null, provisoire }, trimestres);
  return {
    etendue,
    nonLues: countRejetees({ premierMois: 1, dernierMois: etendue.dernierMois }, trimestres),
    troue: manquants.some(({ trimestre }) => lastDayOfMonth(annee, trimestre * 3) < aujourdhui),
  };
}

/** Number of wholly published months; null when an earlier quarter is missing: unpublished leases make nobody late. */
function wholeMonths({ dernierMois, entame, lacune }: Etendue): number | null {
  if (lacune || dernierMois === 0) return lacune ? null : 0;
  return entame ? dernierMois - 1 : dernierMois;
}

/** Whether leases of the code that nobody attributes may belong to several of the réservataires that share it. */
function isPartage(
  convention: ConventionEcrite,
  conventions: readonly ConventionEcrite[],
  droits: readonly DroitEcrit[],
): boolean {
  return (
    conventions.some((other) => sharesCode(convention, other)) ||
    droits.some(
      (droit) =>
        droit.bailleur === convention.bailleur &&
        droit.contingent === convention.contingent &&
        droit.reservataire !== convention.reservataire,
    )
  );
}

/** The SNE has one code for all collectivités, and one for Défense, hospitals and others. */
function sharesCode(one: ConventionEcrite, other: ConventionEcrite): boolean {
  const sameArea = one.commune === null || other.commune === null || one.commune === other.commune;
  return (
    one.bailleur === other.bailleur &&
    one.contingent === other.contingent &&
    one.departement === other.departement &&
    one.reservataire !== other.reservataire &&
    sameArea
  );
}

function alertesOf(
  { bailleur, departement, contingent }: ConventionEcrite,
  current: readonly ConventionEcrite[],
  annee: number,
): readonly AlerteContingent[] {
  const same = current.filter((other) => other.bailleur === bailleur && other.departement === departement);
  return alertesPlafonds(same, annee).filter(({ code }) => CONCERNES[code]?.includes(contingent));
}

const CONCERNES: Readonly<Record<string, readonly string[]>> = {
  "plafond-etat": ["PPRIOR", "PFONCT"],
  "plafond-agents": ["PFONCT"],
  "plafond-collectivites": ["COLTER"],
};

/** Without a signature by the deadline, the réservataire's flux goes to the préfet (DHUP, gestion en flux). */
function alerteSignature({ signeeLe }: ConventionEcrite, annee: number): readonly AlerteContingent[] {
  const jour = `${annee}-12-31`;
  if (signeeLe !== null || !hasValeur(ECHEANCE_FLUX, jour)) return [];
  const { valeur } = findValeur(ECHEANCE_FLUX, jour);
  if (jour < valeur) return [];
  return [
    {
      code: "convention-non-signee",
      gravite: "alerte",
      texte: `Aucune signature enregistrée. Sans convention signée le ${formatJour(valeur)}, le flux du réservataire revient au préfet.`,
    },
  ];
}

import { CONTINGENTS, type Contingent, LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import {
  countRejetees,
  findManquants,
  sayEnCours,
  type TrimestrePublie,
} from "#droit/regles/attribution/trimestre-publie.ts";
import type { Base } from "#socle/lectures/base.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { introuvable } from "#socle/regles/shared/refus.ts";
import { findPoste } from "../../regles/contingent/assiette.ts";
import { type CodeReservataire, isDuring } from "../../regles/contingent/droit.ts";
import type { BilanFlux, ColonneFlux, PrevisionFlux } from "./bilan-flux.ts";
import { readCompteurs, readCouverture } from "./compteurs.ts";
import type { ConventionEcrite, LigneAssietteEcrite } from "./ecrits/ports.ts";
import { readFluxDepartements } from "./flux-departement.ts";
import { bailleursLus, readsLignes } from "./lignes-visibles.ts";
import type { CelluleBilanFlux } from "./ports.ts";
import { type Libelles, readDetails, ventileFlux } from "./ventile-flux.ts";

export type QuestionBilanFlux = {
  readonly epci: string;
  readonly annee: number;
  /** SIREN. */
  readonly bailleur: string | null;
  readonly contingent: CodeReservataire | null;
  /** Restricts to the convention's own area: what is transmitted under it. */
  readonly convention?: ConventionEcrite;
};

/**
 * Décret n° 2020-145: the bailleur gives each réservataire a yearly bilan of the dwellings of the flux. The day and the list of the cuts (typology,
 * financing, QPV, commune, construction) are [B] « à confirmer ».
 */
export function dueBilanFlux(annee: number): string {
  return `${annee + 1}-02-28`;
}

/** Throws `territoire-inconnu`. Every cut sums to `total`, unknown lines included. */
export async function computeBilanFlux(
  base: Base,
  question: QuestionBilanFlux,
  aujourdhui: string,
): Promise<BilanFlux> {
  const { epci, annee, bailleur, contingent } = question;
  const { contingents: queries, territoires } = base;
  const territoire = await territoires.find(epci);
  if (!territoire) throw introuvable("territoire-inconnu", "Ce territoire n’est pas ouvert dans Blaise.");
  const [rows, conventions, droits, lignes, cubes, communes, noms, trimestres, provisoire] = await Promise.all([
    queries.bilan(epci, annee, bailleur),
    queries.conventions(epci),
    queries.droits(epci),
    queries.lignesAssiette(epci),
    queries.cellules(epci, annee),
    territoires.perimetre(epci),
    base.cubes.bailleurs(epci),
    base.cubes.trimestres(epci, annee),
    base.cubes.dernierMoisProvisoire(epci, annee),
  ]);
  const libelles: Libelles = { communes: new Map(communes.map(({ commune, nom }) => [commune, nom])) };
  const cellules = rows.filter((row) => isAsked(row, question));
  const colonnes = colonnesOf(cellules, contingent);
  const asked = conventions.filter((convention) => isConcerned(convention, question));
  const compteurs = readCompteurs({
    annee,
    conventions: asked,
    droits: droits.filter((droit) => isDuring(droit, annee)),
    lignes,
    cellules: cubes,
    lus: bailleursLus(base.acteur, epci),
    communes: libelles.communes,
    ...readCouverture({ annee, trimestres, provisoire }, aujourdhui),
  });
  return {
    territoire: epci,
    nom: territoire.nom,
    demonstration: territoire.demonstration,
    annee,
    contingent,
    bailleur: bailleur === null ? null : { siren: bailleur, nom: noms.get(bailleur) ?? bailleur },
    titre: `Bilan annuel des flux de réservation, ${annee}`,
    etabliLe: aujourdhui,
    echeance: dueBilanFlux(annee),
    total: countAll(cellules),
    nonRapproches: countAll(cellules.filter(({ rapproche }) => !rapproche)),
    contingents: colonnes,
    ventilations: ventileFlux(cellules, colonnes, libelles),
    details: readDetails(cellules, libelles),
    compteurs,
    departements: await readFluxDepartements(base, { epci, annee }, aujourdhui, compteurs),
    prevision: previsionOf(annee + 1, asked, lignes),
    phrases: [
      ...explain(cellules, { annee, aujourdhui, parcLu: readsLignes(base.acteur, "logement-prive", epci) }),
      ...incomplete(annee, trimestres),
    ],
    aConfirmer: A_CONFIRMER,
  };
}

const A_CONFIRMER = [
  "La date du 28 février et la liste des détails demandés : lues dans un document de la DRIHL, pas dans le texte en vigueur.",
  "La liste des logements sortis de l’assiette du flux : annoncée par la foire aux questions de la DHUP, non lue en entier.",
  "Le découpage des périodes de construction : celui de Blaise, le texte n’en donne pas.",
] as const;

function isAsked({ contingent, commune }: CelluleBilanFlux, question: QuestionBilanFlux): boolean {
  if (question.contingent !== null && contingent !== question.contingent) return false;
  const { convention } = question;
  if (!convention || commune === null) return true;
  return convention.commune === null ? commune.startsWith(convention.departement) : commune === convention.commune;
}

function isConcerned(convention: ConventionEcrite, { bailleur, contingent, ...question }: QuestionBilanFlux): boolean {
  if (question.convention) return convention.id === question.convention.id;
  return (
    (bailleur === null || convention.siren === bailleur) &&
    (contingent === null || convention.contingent === contingent)
  );
}

function countAll(cellules: readonly CelluleBilanFlux[]): number {
  return cellules.reduce((sum, { nombre }) => sum + nombre, 0);
}

/** Contingents with a lease, and always the unknown one: 0 unknown is a figure. */
function colonnesOf(cellules: readonly CelluleBilanFlux[], asked: CodeReservataire | null): readonly ColonneFlux[] {
  const count = (code: Contingent) => countAll(cellules.filter(({ contingent }) => contingent === code));
  return CONTINGENTS.map((code) => ({ code, libelle: LIBELLE_CONTINGENT[code], nombre: count(code) })).filter(
    ({ code, nombre }) => (asked === null ? nombre > 0 || code === "inconnu" : code === asked),
  );
}

/** Dwellings that the conventions remove from the next year's base. */
function previsionOf(
  annee: number,
  conventions: readonly ConventionEcrite[],
  lignes: readonly LigneAssietteEcrite[],
): PrevisionFlux {
  return {
    annee,
    lignes: conventions.flatMap((convention) =>
      lignes
        .filter((ligne) => ligne.convention === convention.id && ligne.annee === annee)
        .map(({ code, nombre }) => ({ ...findPoste(code), nombre }))
        .filter(({ sens }) => sens === -1)
        .map(({ libelle, nombre }) => ({
          bailleur: convention.nomBailleur,
          reservataire: convention.nomReservataire,
          contingent: convention.contingent,
          libelle,
          nombre,
        })),
    ),
  };
}

type Explication = { readonly annee: number; readonly aujourdhui: string; readonly parcLu: boolean };

function explain(cellules: readonly CelluleBilanFlux[], { annee, aujourdhui, parcLu }: Explication): readonly string[] {
  const echeance = dueBilanFlux(annee);
  const total = countAll(cellules);
  const lost = countAll(cellules.filter(({ rapproche }) => !rapproche));
  const provisoires = countAll(cellules.filter(({ provisoire }) => provisoire));
  return [
    `${formatCompte(total, "bail signé", "baux signés")} en ${annee}. Chaque tableau les compte tous : ce que les fichiers ne disent pas a sa ligne.`,
    ...(provisoires === 0
      ? []
      : [
          `Dont ${formatCompte(provisoires, "bail signé dans Blaise, provisoire", "baux signés dans Blaise, provisoires")}\u00A0: aucun fichier publié du SNE ne les contient encore.`,
        ]),
    aujourdhui > echeance
      ? `Le bilan était à transmettre à chaque réservataire avant le ${formatJour(echeance)} (à confirmer).`
      : `Bilan à transmettre à chaque réservataire avant le ${formatJour(echeance)} (à confirmer).`,
    parcLu
      ? `Le financement et la période de construction viennent de RPLS ; ${formatCompte(lost, "logement n’y a pas été retrouvé", "logements n’y ont pas été retrouvés")}.`
      : "Votre habilitation n’ouvre pas le détail du parc : le financement et la période de construction y restent inconnus.",
  ];
}

/** Sentences on an unfinished year, whose shares are not final, and on lines that no table counts. */
function incomplete(annee: number, trimestres: readonly TrimestrePublie[]): readonly string[] {
  const periode = yearPeriode(annee);
  const nonLues = countRejetees(periode, trimestres);
  const rejetees =
    nonLues === 0
      ? null
      : `${formatCompte(nonLues, "ligne rejetée", "lignes rejetées")} des fichiers de l’année, dans aucun tableau : chacune est peut-être un bail de plus.`;
  return [sayEnCours(periode, findManquants(periode, trimestres)), rejetees].flatMap((phrase) => phrase ?? []);
}

import type { Base } from "#socle/lectures/base.ts";
import { formatCompte, formatEntre, MOIS } from "#socle/regles/shared/format.ts";
import { type CelluleFlux, countImputees } from "../../regles/contingent/compteur.ts";
import { isDuring, readDroit } from "../../regles/contingent/droit.ts";
import { PHRASE_ARRONDI } from "../../regles/contingent/flux.ts";
import { formatConnu } from "../../regles/contingent/format-compte.ts";
import type { Etendue } from "../effort/etendue.ts";
import { readCompteurs, readCouverture } from "./compteurs.ts";
import type { CompteurConvention, Contingents, DroitLu, LigneReservataire } from "./contingents.ts";
import { compareParc } from "./ecarts-parc.ts";
import { bailleursLus, readsLignes } from "./lignes-visibles.ts";

/** Rights, conventions and counters of a year, within what this person may read. */
export async function computeContingents(
  base: Base,
  { epci, annee }: { readonly epci: string; readonly annee: number },
  aujourdhui: string,
): Promise<Contingents> {
  const { contingents, territoires } = base;
  const [droits, conventions, lignes, cellules, trimestres, reserves, communes, noms, provisoire] = await Promise.all([
    contingents.droits(epci),
    contingents.conventions(epci),
    contingents.lignesAssiette(epci),
    contingents.cellules(epci, annee),
    base.cubes.trimestres(epci, annee),
    contingents.logementsReserves(epci, annee),
    territoires.perimetre(epci),
    base.cubes.bailleurs(epci),
    base.cubes.dernierMoisProvisoire(epci, annee),
  ]);
  const finie = annee < Number(aujourdhui.slice(0, 4));
  const jour = finie ? `${annee}-12-31` : aujourdhui;
  const { etendue, troue, nonLues } = readCouverture({ annee, trimestres, provisoire }, aujourdhui);
  const sirens = bailleursLus(base.acteur, epci);
  const lus = droits.map((droit): DroitLu => ({ ...droit, etat: readDroit(droit, jour) }));
  // Only for readers of leases: to others they are closed anyway.
  const lacune = etendue.lacune && sirens?.length !== 0 ? etendue.enCours : null;
  const compteurs = readCompteurs({
    annee,
    conventions,
    droits: droits.filter((droit) => isDuring(droit, annee)),
    lignes,
    cellules,
    etendue,
    troue,
    nonLues,
    lus: sirens,
    communes: new Map(communes.map(({ commune, nom }) => [commune, nom])),
  });
  const reservataires = sumReservataires(lus, compteurs, {
    cellules,
    sirens,
    dernierMois: etendue.compteJusque,
    nonLues,
  });
  return {
    annee,
    jour,
    dernierMois: etendue.dernierMois === 0 || sirens?.length === 0 ? null : etendue.dernierMois,
    lignesVisibles: readsLignes(base.acteur, "contingent", epci),
    reponse: answer({ reservataires, compteurs, annee, finie, arrete: describeArrete(etendue, sirens), lacune }),
    reservataires,
    droits: lus,
    conventions: compteurs,
    parc: reserves && { millesime: reserves.millesime, ecarts: compareParc(reserves, lus, noms) },
    phrases: explain(compteurs),
  };
}

/** One line per réservataire with a right in force, or a convention, that year. */
function sumReservataires(
  droits: readonly DroitLu[],
  compteurs: readonly CompteurConvention[],
  baux: BauxLus,
): readonly LigneReservataire[] {
  const titres = titresOf(droits, compteurs);
  const noms = new Map(
    [...droits, ...compteurs.map(({ convention }) => convention)].map((row) => [row.reservataire, row.nomReservataire]),
  );
  return [...noms]
    .map(([reservataire, nom]) =>
      sumReservataire(
        { reservataire, nom },
        droits.filter((droit) => droit.reservataire === reservataire && droit.etat.statut === "en-cours"),
        compteurs.filter(({ convention }) => convention.reservataire === reservataire),
        countBaux(reservataire, titres, baux),
      ),
    )
    .toSorted((a, b) => a.nom.localeCompare(b.nom, "fr"));
}

function sumReservataire(
  qui: Pick<LigneReservataire, "reservataire" | "nom">,
  droits: readonly DroitLu[],
  compteurs: readonly CompteurConvention[],
  baux: LigneReservataire["baux"],
): LigneReservataire {
  const rights = (mode: DroitLu["mode"]) =>
    droits.filter((droit) => droit.mode === mode).reduce((sum, { nombre }) => sum + nombre, 0);
  const alertes = [...droits.flatMap(({ etat }) => etat.alertes), ...compteurs.flatMap((one) => one.alertes)];
  return {
    ...qui,
    enStock: rights("stock"),
    enFlux: rights("flux"),
    baux,
    conventions: compteurs.length,
    objectif: sumKnown(compteurs.map(({ compteur }) => compteur.objectif)),
    attendu: sumKnown(compteurs.map(({ compteur }) => compteur.attendu)),
    imputees: sumKnown(compteurs.map(({ compteur }) => compteur.certaines)),
    possibles: sumKnown(compteurs.map(({ compteur }) => compteur.possibles)),
    reste: sumReste(compteurs),
    alertes: alertes.filter(({ gravite }) => gravite === "alerte").length,
  };
}

type BauxLus = {
  readonly cellules: readonly CelluleFlux[];
  /** SIREN of the bailleurs whose leases are readable; null: all. */
  readonly sirens: readonly string[] | null;
  readonly dernierMois: number;
  readonly nonLues: number;
};

/** A réservataire's code of the SNE with a bailleur. */
type Titre = Pick<DroitLu, "bailleur" | "siren" | "reservataire" | "contingent">;

function titresOf(droits: readonly DroitLu[], compteurs: readonly CompteurConvention[]): readonly Titre[] {
  const all = [
    ...droits.filter(({ etat }) => etat.statut === "en-cours"),
    ...compteurs.map(({ convention }) => convention),
  ];
  return [...new Map(all.map((one) => [`${one.bailleur} ${one.reservataire} ${one.contingent}`, one])).values()];
}

/** Leases of the year on its codes, whatever the right. null: one of its bailleurs' leases are not readable. */
function countBaux(
  reservataire: number,
  titres: readonly Titre[],
  { cellules, sirens, dernierMois, nonLues }: BauxLus,
): LigneReservataire["baux"] {
  const sum = { certaines: 0, possibles: nonLues };
  for (const { bailleur, siren, contingent } of titres.filter((one) => one.reservataire === reservataire)) {
    if (siren === null || (sirens !== null && !sirens.includes(siren))) return null;
    const seul = !titres.some(
      (one) => one.bailleur === bailleur && one.contingent === contingent && one.reservataire !== reservataire,
    );
    const perimetre = { contingent, reservataire, seul, departement: null, commune: null };
    const { certaines, possibles } = countImputees(cellules, siren, perimetre, dernierMois);
    sum.certaines += certaines;
    sum.possibles += possibles;
  }
  return sum;
}

/** null when one is unknown, and when the list is empty: without a convention there is no objective, not one of 0. */
function sumKnown(valeurs: readonly (number | null)[]): number | null {
  if (valeurs.length === 0) return null;
  return valeurs.reduce<number | null>((sum, valeur) => (sum === null || valeur === null ? null : sum + valeur), 0);
}

/** Sums lower and upper bounds; null when one is unknown. */
function sumReste(compteurs: readonly CompteurConvention[]): LigneReservataire["reste"] {
  const [low, high] = ([0, 1] as const).map((end) =>
    sumKnown(compteurs.map(({ compteur }) => compteur.reste?.[end] ?? null)),
  );
  return low == null || high == null ? null : [low, high];
}

type Matiere = {
  readonly reservataires: readonly LigneReservataire[];
  readonly compteurs: readonly CompteurConvention[];
  readonly annee: number;
  readonly finie: boolean;
  readonly arrete: string;
  /** Names the missing quarters, when an earlier one is missing; else null. */
  readonly lacune: string | null;
};

function answer({ reservataires, compteurs, annee, finie, arrete, lacune }: Matiere): readonly string[] {
  if (reservataires.length === 0) return [];
  const known = compteurs.filter(({ compteur }) => compteur.reste !== null);
  const unknown = compteurs.length - known.length;
  const behind = compteurs.filter(({ compteur }) => isBehind(compteur));
  const alertes = reservataires.reduce((sum, ligne) => sum + ligne.alertes, 0);
  const reste = sumReste(known);
  return [
    `${annee}, ${arrete} : ${compteurs.length === 0 ? "aucune convention de flux" : formatCompte(compteurs.length, "convention de flux", "conventions de flux")}` +
      (reste === null ? "." : `, ${sayReste(reste, finie)} sur les objectifs connus.`),
    ...(lacune === null ? [] : [lacune]),
    ...(behind.length > 0
      ? [`En retard sur le rythme de l’année (indicatif) : ${behind.map(nameConvention).join(" ; ")}.`]
      : []),
    ...(unknown > 0
      ? [`Pour ${formatCompte(unknown, "convention")}, l’objectif ou les baux ne sont pas connus ici.`]
      : []),
    ...(alertes > 0 ? [`${formatCompte(alertes, "alerte")} à examiner.`] : []),
  ];
}

/** « 5 à 8 logements restent à attribuer d’ici au 31 décembre »; for a past year, what was not attributed. */
function sayReste(reste: readonly [number, number], finie: boolean): string {
  const [, high] = reste;
  const [un, des] = finie ? ["n’a pas été attribué", "n’ont pas été attribués"] : ["reste", "restent"];
  const many = `${formatEntre(reste)} ${high > 1 ? `logements ${des}` : `logement ${un}`}`;
  return finie ? many : `${many} à attribuer d’ici au 31 décembre`;
}

/** Last day of the counts; a person who reads no lease is not told that there is none. */
function describeArrete({ dernierMois, compteJusque }: Etendue, lus: readonly string[] | null): string {
  if (lus?.length === 0) return "baux non ouverts à votre habilitation";
  const publies = dernierMois === 0 ? "aucun bail publié" : `baux publiés jusqu’en ${MOIS[dernierMois - 1]}`;
  return compteJusque > dernierMois ? `${publies}, et baux provisoires signés depuis dans Blaise` : publies;
}

function isBehind({ certaines, possibles, attendu }: CompteurConvention["compteur"]): boolean {
  return certaines !== null && possibles !== null && attendu !== null && certaines + possibles < attendu;
}

function nameConvention({ convention, compteur }: CompteurConvention): string {
  const done = `${formatConnu(compteur.certaines)} sur ${formatConnu(compteur.attendu)} attendus`;
  return `${convention.nomReservataire}, ${convention.nomBailleur} (${done})`;
}

function explain(compteurs: readonly CompteurConvention[]): readonly string[] {
  return [
    PHRASE_ARRONDI,
    "« Attendu à cette date » répartit l’objectif également sur les mois : les logements ne se libèrent pas si régulièrement, ce repère est indicatif.",
    "« Imputées » : baux signés dont le SNE dit le contingent. « Possibles » : baux dont le contingent ou la commune n’est pas connu ; le vrai compte est entre les imputées et la somme des deux.",
    ...(compteurs.some(({ partage }) => partage)
      ? [
          "Le SNE n’a qu’un code pour toutes les collectivités, et un pour la Défense, les hôpitaux et les autres : là où plusieurs le partagent chez un bailleur, un bail que rien n’attribue à l’un d’eux est « possible » pour chacun. Les logements identifiés d’un droit en stock, et les baux signés dans Blaise, disent lequel.",
        ]
      : []),
  ];
}

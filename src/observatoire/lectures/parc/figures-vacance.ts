import type { CelluleFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { GRANDS_TERRITOIRES } from "#socle/regles/observatoire/maille.ts";
import { formatTaux } from "#socle/regles/shared/format.ts";
import { CLASSES_PARC } from "../../regles/parc/classes.ts";
import { REFERENCE_ETAT } from "../../regles/parc/definitions.ts";
import { colonne, figureOf, INCONNUE, nombre, SANS_OBJET, taux, withoutSur } from "../cellule.ts";
import { cleZone, libelleGrandTerritoire, type MailleZone } from "../zones.ts";
import { isPlace, nameOf } from "./figures-stock.ts";
import {
  ANNEE_MOYENNE,
  anneeMoyenne,
  LOYER_M2,
  loyerM2,
  MOBILITE,
  mobilite,
  OFFERTS,
  partClasse,
  ROTATION,
  rotation,
  VACANCE,
  VACANCE_3_MOIS,
  VACANCE_PARC,
  vacance,
  vacanceParc,
  vacancePlus3Mois,
} from "./indicateurs.ts";
import { jourMillesime, methodeVacance, methodeVacanceAge, methodeZones } from "./methodes.ts";
import type { CelluleParc, CelluleRecents } from "./ports.ts";
import { groupParc, lignesOf, type SommeParc, sumParc, type VueParc } from "./sommes.ts";

const SECTEUR = colonne("texte", "secteur", "Secteur", "Secteur du territoire, écrit avec les contours des communes.");
const VACANTS = colonne("nombre", "vacants", "Vacants", "Logements proposés à la location et vacants (MODE 2).");
const VIDES = colonne("nombre", "vides", "Vides", "Logements vides pour travaux, vente ou démolition (MODE 3).");

/** « Vacance, vacance de plus de 3 mois et rotation par commune » of the signed document, for any unit. */
export function figureVacance(vue: VueParc, maille: MailleZone): Figure {
  const communes = maille === "commune";
  const lignes = lignesOf(vue, maille, ({ cle, somme }) => {
    const muet = somme.modeConnu === 0;
    return {
      ...(communes ? { secteur: secteurOf(vue, cle) } : {}),
      loues_ou_proposes: known(muet, somme.loues + somme.vacants),
      vacants: known(muet, somme.vacants),
      vacance: withoutSur(vacance(somme)),
      vacance_plus_3_mois: withoutSur(vacancePlus3Mois(somme)),
      mobilite: mobilite(somme),
      vides: known(muet, somme.vides),
      vacants_sur_parc: withoutSur(vacanceParc(somme)),
      rotation: rotation(somme),
    };
  });
  return {
    code: `vacance-par-${maille}`,
    titre: `Vacance et mobilité par ${nameOf(maille)} au ${jourMillesime(vue.millesime)}`,
    lecture: readVacance(vue),
    maille,
    colonnes: [
      ...(communes ? [SECTEUR] : []),
      OFFERTS,
      VACANTS,
      VACANCE,
      VACANCE_3_MOIS,
      MOBILITE,
      VIDES,
      VACANCE_PARC,
      ROTATION,
    ],
    lignes,
    methode: methodeVacance(vue),
    carte: isPlace(maille) ? { colonne: "vacance", genre: "aplats", seuils: null } : null,
    graphique: isPlace(maille) ? null : { genre: "barres", colonne: "vacance" },
  };
}

function known(muet: boolean, valeur: number): CelluleFigure {
  return muet ? INCONNUE : nombre(valeur);
}

function secteurOf({ zones }: VueParc, cle: string): CelluleFigure {
  if (cle === zones.epci) return SANS_OBJET;
  const secteur = zones.secteurs.get(cle);
  return secteur ? { valeur: secteur } : INCONNUE;
}

function readVacance(vue: VueParc): string | null {
  const groupes = groupParc(vue, "grand-territoire").flatMap(({ libelle, somme }) => {
    const { valeur } = vacance(somme);
    return typeof valeur === "number" ? [{ libelle, valeur }] : [];
  });
  const { valeur } = vacance(sumParc(vue.cellules));
  const [haut] = groupes.toSorted((a, b) => b.valeur - a.valeur);
  if (typeof valeur !== "number" || !haut) return null;
  return `${formatTaux(valeur)} des logements loués ou proposés sont vacants ; le plus haut des grands territoires est « ${haut.libelle} », avec ${formatTaux(haut.valeur)}.`;
}

/** « Comparaison des trois zones » of the signed document. */
export function figureGrandsTerritoires(vue: VueParc): Figure {
  return figureOf({
    code: "grands-territoires",
    titre: `Caractéristiques des grands territoires au ${jourMillesime(vue.millesime)}`,
    maille: "grand-territoire",
    colonnes: [
      colonne("nombre", "logements", "Logements", "Logements sociaux du parc."),
      colonne(
        "taux",
        "part_pli",
        "Part de PLI",
        "Logements financés en PLI sur logements dont le financement est écrit.",
      ),
      colonne(
        "taux",
        "part_collectif",
        "Part de collectif",
        "Logements collectifs sur logements dont le type est écrit.",
      ),
      ANNEE_MOYENNE,
      VACANCE,
      MOBILITE,
      ROTATION,
      LOYER_M2,
    ],
    lignes: lignesOf(vue, "grand-territoire", ({ somme }) => ({
      logements: nombre(somme.logements),
      part_pli: withoutSur(partClasse(somme.repartitions.financements, PLI)),
      part_collectif: withoutSur(partClasse(somme.repartitions.types, COLLECTIF)),
      annee_moyenne: anneeMoyenne(somme),
      vacance: withoutSur(vacance(somme)),
      mobilite: withoutSur(mobilite(somme)),
      rotation: rotation(somme),
      loyer_m2: withoutSur(loyerM2(somme)),
    })),
    methode: methodeZones(vue),
  });
}

const PLI = CLASSES_PARC.financements.findIndex(({ code }) => code === "pli");
const COLLECTIF = CLASSES_PARC.types.findIndex(({ code }) => code === "collectif");

/** « Part de logements vacants commercialement en fonction de l’année de construction et de la localisation », as a table. */
export function figureVacancePeriodes(vue: VueParc, residenceMin: number): Figure {
  const zones = [...GRANDS_TERRITOIRES, "inconnu"] as const;
  const groupes = zones
    .map((zone) => ({ zone, cellules: vue.cellules.filter((cellule) => zoneOf(vue, cellule) === zone) }))
    .filter(({ cellules }) => cellules.length > 0);
  const cut = [...groupes, { zone: "territoire", cellules: vue.cellules }].map(({ zone, cellules }) => ({
    code: `vacance_${zone.replaceAll("-", "_")}`,
    libelle: zone === "territoire" ? "Territoire" : libelleGrandTerritoire(vue.zones, zone as (typeof zones)[number]),
    somme: sumParc(cellules),
  }));
  const row = (cle: string, libelle: string, read: (rang: readonly number[]) => number): LigneFigure => ({
    cle,
    libelle,
    cellules: Object.fromEntries(cut.map(({ code, somme }) => [code, vacancePeriode(somme, read)])),
  });
  return figureOf({
    code: "vacance-par-periode-et-zone",
    titre: `Vacance selon la période de construction et le grand territoire au ${jourMillesime(vue.millesime)}`,
    maille: "epci",
    lignesDe: "Période de construction",
    colonnes: cut.map(({ code, libelle }) => colonne("taux", code, libelle, `${VACANCE.definition} ${libelle}.`)),
    lignes: [
      ...CLASSES_PARC.periodes.map(({ code, libelle }, rang) => row(code, libelle, (counts) => counts[rang] ?? 0)),
      { ...row("toutes", "Toutes périodes", (counts) => counts.reduce((sum, count) => sum + count, 0)), total: true },
    ],
    methode: methodeVacanceAge(vue, residenceMin),
  });
}

/** MODE is unknown by period: a period without let or offered dwellings is unknown when some MODE are. */
function vacancePeriode(somme: SommeParc, read: (rang: readonly number[]) => number): CelluleFigure {
  const { vacantsPeriodes, proposesPeriodes, repartitions, modeConnu, logements } = somme;
  const muets = read(proposesPeriodes) === 0 && modeConnu < logements && read(repartitions.periodes) > 0;
  return muets ? INCONNUE : taux(read(vacantsPeriodes), read(proposesPeriodes));
}

function zoneOf({ zones }: VueParc, cellule: CelluleParc): string {
  return cleZone(zones, "grand-territoire", cellule);
}

/** « 2,7 % sur le parc récent : 2 logements vacants sur 74 ; contre 8,8 % sur le collectif », by zone: type of construction × recent. */
export function figureVacanceRecente(vue: VueParc, recents: readonly CelluleRecents[]): Figure {
  const add = (own: readonly CelluleRecents[], read: (one: CelluleRecents) => readonly number[], rang: number) =>
    own.reduce((sum, one) => sum + (read(one)[rang] ?? 0), 0);
  const cellules = (own: readonly CelluleRecents[]) =>
    Object.fromEntries(
      CLASSES_PARC.types.flatMap(({ code }, rang) => {
        const proposes = add(own, (one) => one.proposes, rang);
        const vacants = add(own, (one) => one.vacants, rang);
        return [
          [`offerts_${code}`, nombre(proposes)],
          [`vacants_${code}`, nombre(vacants)],
          [`vacance_${code}`, withoutSur(taux(vacants, proposes))],
        ];
      }),
    );
  const zones = [...GRANDS_TERRITOIRES, "inconnu"] as const;
  const groupes = zones
    .map((zone) => ({
      zone,
      own: recents.filter((one) => cleZone(vue.zones, "grand-territoire", { ...one, bailleurNom: null }) === zone),
    }))
    .filter(({ own }) => own.length > 0);
  const muet = vue.cellules.every(({ modeConnu }) => modeConnu === 0);
  return figureOf({
    code: "vacance-du-parc-recent",
    titre: `Vacance du parc récent par type de construction au ${jourMillesime(vue.millesime)}`,
    lecture: muet ? "Le fichier publié ne dit pas la vacance." : null,
    maille: "epci",
    lignesDe: "Grand territoire",
    colonnes: CLASSES_PARC.types.flatMap(({ code, libelle }) => [
      colonne(
        "nombre",
        `offerts_${code}`,
        `${libelle}, offerts`,
        `${libelle}, de cinq ans au plus, loués ou proposés.`,
      ),
      colonne(
        "nombre",
        `vacants_${code}`,
        `${libelle}, vacants`,
        `${libelle}, de cinq ans au plus, proposés et vacants.`,
      ),
      colonne(
        "taux",
        `vacance_${code}`,
        `${libelle}, vacance`,
        `Vacants sur loués ou proposés : ${libelle.toLowerCase()}, de cinq ans au plus.`,
      ),
    ]),
    lignes: [
      ...groupes.map(
        ({ zone, own }): LigneFigure => ({
          cle: zone,
          libelle: libelleGrandTerritoire(vue.zones, zone),
          cellules: muet ? RECENTS_INCONNUS : cellules(own),
        }),
      ),
      { cle: "territoire", libelle: "Territoire", cellules: muet ? RECENTS_INCONNUS : cellules(recents), total: true },
    ],
    methode: {
      definition: [
        "Parc récent : logements dont l’année de construction a cinq ans au plus au millésime. Vacance : proposés et vacants (MODE 2) sur loués ou proposés (MODE 1 ou 2).",
      ],
      source: vue.source,
      reference: REFERENCE_ETAT,
      confiance: "R",
      reserves: ["Ces effectifs sont petits : comparez des nombres avant des parts."],
    },
  });
}

/** Written out, so that a file without the column says so. */
const RECENTS_INCONNUS = Object.fromEntries(
  CLASSES_PARC.types.flatMap(({ code }) =>
    ["offerts", "vacants", "vacance"].map((debut) => [`${debut}_${code}`, INCONNUE] as const),
  ),
);

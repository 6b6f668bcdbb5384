import { LIBELLE_OBJET, OBJETS } from "#donnees/regles/convention/objet.ts";
import {
  LIBELLE_CADRE_OPERATION,
  LIBELLE_ETAT_OPERATION,
  LIBELLE_GENRE_OPERATION,
  type Operation,
} from "#donnees/regles/programme/operation.ts";
import type { Valeur } from "#droit/regles/valeur.ts";
import { readEcrits } from "#engagements/lectures/convention/lire-ecrits.ts";
import { findCharte } from "#engagements/regles/charte/valeur-charte.ts";
import type { Porteur } from "#engagements/regles/convention/engagement.ts";
import { formatObjectif } from "#engagements/regles/convention/format-objectif.ts";
import { readObjectifAnnee } from "#engagements/regles/convention/objectif-annee.ts";
import type { ObjectifsEcrits } from "#engagements/regles/convention/tranches-annee.ts";
import type { Base } from "#socle/lectures/base.ts";
import {
  capitalize,
  formatBornes,
  formatCompte,
  formatJour,
  formatNombre,
  formatTauxCourt,
  joinFrench,
} from "#socle/regles/shared/format.ts";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import { introuvable } from "#socle/regles/shared/refus.ts";
import { ceilShare, share } from "#socle/regles/shared/taux.ts";
import { checkPeriode, isInPeriode } from "../regles/convention-objectif.ts";
import { isAuProgramme } from "../regles/etat-operation.ts";
import { aUnFinancement, formatMix, LIBELLE_SITUATION } from "../regles/format-operation.ts";
import { computeTotaux, type TotalGenre } from "../regles/totaux.ts";
import type { ConventionObjectif, GroupeConvenu, ObjectifConvenu, OperationConvenue } from "./convention-objectif.ts";

export type QuestionConvention = {
  readonly epci: string;
  readonly organisation: number;
  readonly anneeDebut: number;
  readonly anneeFin: number;
  readonly engagements: readonly string[];
  readonly aujourdhui: string;
};

/**
 * Convention d'objectifs with this bailleur as of today: its operations in the programme, its attribution objectives, the households it
 * must rehouse. Throws `territoire-inconnu`, `convention-periode`, `bailleur-inconnu`.
 */
export async function computeConventionObjectif(base: Base, question: QuestionConvention): Promise<ConventionObjectif> {
  const { epci, organisation, anneeDebut, anneeFin, engagements, aujourdhui } = question;
  checkPeriode(anneeDebut, anneeFin);
  const [territoire, bailleurs, toutes, communes, ecrit, valeurs] = await Promise.all([
    base.territoires.find(epci),
    base.operations.bailleurs(epci),
    base.operations.list(epci, { genre: null, etat: null, commune: null, bailleur: organisation }),
    base.territoires.perimetre(epci),
    readEcrits(base, epci),
    base.relogements.valeursCharte(epci),
  ]);
  if (!territoire) throw unknownTerritoire(epci);
  const bailleur = bailleurs.find((one) => one.organisation === organisation);
  if (!bailleur)
    throw introuvable(
      "bailleur-inconnu",
      "Ce bailleur n’est pas connu sur ce territoire. Choisissez-le dans la liste.",
    );
  const auProgramme = toutes.filter(({ etat }) => isAuProgramme(etat));
  const dedans = auProgramme.filter((operation) => isInPeriode(operation, anneeDebut, anneeFin) === true);
  const noms = new Map(communes.map(({ commune, nom }) => [commune, nom]));
  const totaux = computeTotaux(dedans);
  const annees = Array.from({ length: anneeFin - anneeDebut + 1 }, (_, rank) => anneeDebut + rank);
  const objectifs = objectifsOf(ecrit, annees, bailleur.siren);
  const periode = anneeDebut === anneeFin ? String(anneeDebut) : `${anneeDebut}-${anneeFin}`;
  return {
    territoire: epci,
    nom: territoire.nom,
    demonstration: territoire.demonstration,
    bailleur,
    anneeDebut,
    anneeFin,
    titre: `Convention d’objectifs ${periode}, ${bailleur.nom}`,
    etablieLe: aujourdhui,
    groupes: totaux.map((total) => groupeOf(total, dedans, noms)),
    sansDate: auProgramme.filter((one) => isInPeriode(one, anneeDebut, anneeFin) === null).map(({ nom }) => nom),
    programme: sayProgramme(totaux, dedans.length),
    objectifs,
    attribution: sayAttribution(objectifs, annees),
    relogement: sayRelogement(dedans, findCharte(valeurs, aujourdhui).partNeuf),
    engagements,
  };
}

function groupeOf(
  total: TotalGenre,
  operations: readonly Operation[],
  noms: ReadonlyMap<string, string>,
): GroupeConvenu {
  const { genre, logements, inconnues } = total;
  const own = operations.filter((operation) => operation.genre === genre);
  return {
    genre,
    titre: LIBELLE_GENRE_OPERATION[genre],
    logements,
    inconnues,
    operations: own.map((operation) => convenue(operation, noms)),
  };
}

function convenue(operation: Operation, noms: ReadonlyMap<string, string>): OperationConvenue {
  const { nom, commune, situation, cadre, logements, etat } = operation;
  const lieu = commune === null ? "commune inconnue" : (noms.get(commune) ?? commune);
  return {
    nom,
    logements,
    lieu: `${lieu}, ${LIBELLE_SITUATION[situation]}`,
    cadre: LIBELLE_CADRE_OPERATION[cadre],
    financements: formatMix(operation),
    calendrier: sayCalendrier(operation),
    etat: LIBELLE_ETAT_OPERATION[etat],
  };
}

/** First and last years of the dated steps. */
function sayCalendrier({ etapes, aReloger }: Operation): string {
  const jours = etapes.flatMap((etape) => [etape.debutReel ?? etape.debutPrevu, etape.finReelle ?? etape.finPrevue]);
  const annees = [
    ...jours.flatMap((jour) => (jour ? [Number(jour.slice(0, 4))] : [])),
    ...(aReloger?.depuis ? [aReloger.depuis] : []),
  ];
  const [debut, fin] = [Math.min(...annees), Math.max(...annees)];
  return debut === fin ? String(debut) : `${debut} à ${fin}`;
}

function sayProgramme(totaux: readonly TotalGenre[], operations: number): readonly string[] {
  if (operations === 0) return ["Aucune opération du bailleur n’est au programme pour cette période."];
  const parts = totaux.map(({ genre, logements, inconnues }) => {
    const plus = inconnues > 0 ? ` au moins (${formatCompte(inconnues, "opération")} sans nombre connu)` : "";
    return `${LIBELLE_GENRE_OPERATION[genre].toLowerCase()} : ${formatCompte(logements, "logement")}${plus}`;
  });
  return [
    `Le programme de la période compte ${formatCompte(operations, "opération")}. ${capitalize(parts.join(" ; "))}.`,
    ...totaux.flatMap((total) => sayPlai(total) ?? []),
  ];
}

function sayPlai({ genre, logements, inconnues, financements, sansFinancement }: TotalGenre): string | null {
  if (!aUnFinancement({ genre }) || logements === 0) return null;
  const { plai } = financements;
  const bas = share(plai, logements) ?? 0;
  const haut = share(plai + sansFinancement, logements) ?? 0;
  const reserve = inconnues > 0 ? ", sans compter les opérations dont le nombre est inconnu" : "";
  return `${LIBELLE_GENRE_OPERATION[genre]} : ${formatNombre(plai)} PLAI sur ${formatCompte(logements, "logement")}, soit ${formatBornes([bas, haut])}${reserve}.`;
}

/**
 * Objectives of the version in force at the end of each year, as the pages read them. Where the version writes nothing for the bailleur, the
 * territory's objective applies.
 */
function objectifsOf(
  lus: ObjectifsEcrits,
  annees: readonly number[],
  siren: string | null,
): readonly ObjectifConvenu[] {
  return annees.flatMap((annee) => {
    return OBJETS.flatMap((objet): ObjectifConvenu[] => {
      const of = (porteur: Porteur) => readObjectifAnnee(lus, annee, objet, porteur);
      const propre = siren === null ? null : of({ type: "bailleur", siren });
      const found = propre ?? of({ type: "epci" });
      if (!found) return [];
      const { taux, nombre, reference, acte } = found;
      const tauxDuNombre = nombre === null || reference === null ? null : share(nombre, reference.assiette);
      const ecrit = formatObjectif({ taux, nombre, tauxDuNombre });
      return [{ annee, objet: LIBELLE_OBJET[objet], propre: propre !== null, ecrit, acte }];
    });
  });
}

function sayAttribution(objectifs: readonly ObjectifConvenu[], annees: readonly number[]): readonly string[] {
  const avec = annees.filter((annee) => objectifs.some((objectif) => objectif.annee === annee && objectif.propre));
  const communes = annees.filter((annee) => !avec.includes(annee) && objectifs.some((one) => one.annee === annee));
  const sans = annees.filter((annee) => !objectifs.some((objectif) => objectif.annee === annee));
  return [
    ...(avec.length > 0
      ? [
          `Le bailleur reprend les objectifs que la convention intercommunale d’attribution lui donne en propre : ${joinFrench(avec.map(String))}.`,
        ]
      : ["La convention intercommunale d’attribution n’écrit, pour ces années, aucun objectif propre au bailleur."]),
    ...(communes.length > 0
      ? [`Il prend part à ceux de l’ensemble du territoire : ${joinFrench(communes.map(String))}.`]
      : []),
    ...(sans.length > 0 ? [`Aucun objectif n’est écrit pour ${joinFrench(sans.map(String))}.`] : []),
  ];
}

function sayRelogement(operations: readonly Operation[], partNeuf: Valeur<number>): readonly string[] {
  const demolitions = operations.filter(({ genre }) => genre === "demolition");
  if (demolitions.length === 0) {
    return [
      "Le bailleur ne démolit aucun logement dans la période. Il prend part au relogement des ménages des autres démolitions par les logements qu’il propose.",
    ];
  }
  const connus = demolitions.flatMap(({ aReloger }) => (aReloger?.occupes == null ? [] : [aReloger.occupes]));
  const occupes = connus.reduce((sum, one) => sum + one, 0);
  const inconnues = demolitions.length - connus.length;
  const jours = [...new Set(demolitions.flatMap(({ aReloger }) => aReloger?.occupesAu ?? []))];
  const quand = jours.length === 1 && jours[0] ? ` au ${formatJour(jours[0])}` : "";
  const sans = inconnues > 0 ? `, sans ${formatCompte(inconnues, "démolition")} dont l’occupation est inconnue` : "";
  return [
    `${formatCompte(demolitions.length, "démolition")} : ${formatCompte(occupes, "ménage")} à reloger, autant que de logements occupés${quand}${sans}.`,
    ...sayNeuf(occupes, partNeuf),
  ];
}

/** Share set by the charte of the territory, else by the signed document. */
function sayNeuf(occupes: number, { valeur, source, confiance }: Valeur<number>): readonly string[] {
  const attendu = ceilShare(occupes, valeur);
  const reserve = confiance === "B" ? " (à confirmer)" : "";
  return [
    `Au moins ${formatTauxCourt(valeur)} des relogements dans un logement neuf ou conventionné depuis moins de cinq ans, soit ${formatCompte(attendu, "ménage")}${reserve}. Source : ${source}.`,
    "Trois offres à chaque ménage, avec son reste à charge avant et après.",
  ];
}

import { type Succession, successionsAt } from "#donnees/regles/bailleur/succession.ts";
import { daysOf, dureeOfAnnee, meets } from "#donnees/regles/convention/duree-objectif.ts";
import { keyLieu } from "#donnees/regles/convention/lieu.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { keyTerritorialise, type ObjectifTerritorialise } from "./objectif-territorialise.ts";
import { carryObjectifs, nameActe, type Reprises, SANS_REPRISE, type Transmissible } from "./reprise.ts";
import { type ObjectifsEcrits, sliceAnnee, type TrancheAnnee, type VersionDatee } from "./tranches-annee.ts";

/** An objective of a part of the territory or of the year; `acte`: the version's title, or the source given by the file. */
export type TerritorialiseEcrit = { readonly objectif: ObjectifTerritorialise; readonly acte: string };

type VersionTerritorialisee = VersionDatee & { readonly territorialises: readonly ObjectifTerritorialise[] };

/**
 * Objectives whose months meet a year, in the year's last version; those that had ended when an avenant took effect stay the former version's. Then
 * carried by the acts on bailleurs.
 */
export function retainTerritorialises(
  { versions, reprises }: ObjectifsEcrits<VersionTerritorialisee>,
  annee: number,
): readonly TerritorialiseEcrit[] {
  const tranches = sliceAnnee({ versions, reprises: SANS_REPRISE }, annee);
  const linesOf = (
    { version }: TrancheAnnee<VersionTerritorialisee>,
    until: string | null,
  ): readonly TerritorialiseEcrit[] =>
    version.territorialises
      .filter((one) => meets(one, dureeOfAnnee(annee)) && (until === null || one.au <= until))
      .map((objectif) => ({ objectif, acte: version.titre }));
  const last = tranches.at(-1);
  const kept = tranches.slice(0, -1).flatMap((tranche) => linesOf(tranche, tranche.au));
  const all = [...(last ? linesOf(last, null) : []), ...kept];
  const unique = [...new Map(all.map((one) => [keyTerritorialise(one.objectif), one])).values()];
  return carryTerritorialises(unique, reprises).filter(({ objectif }) => meets(objectif, dureeOfAnnee(annee)));
}

type Ligne = ObjectifTerritorialise & Pick<Transmissible, "reprise"> & { readonly acte: string };

/** An objective on both sides of an act is cut at its day: a number is split in proportion to the days, each part rounded up. */
export function carryTerritorialises(
  ecrits: readonly TerritorialiseEcrit[],
  { successions, vue }: Reprises,
): readonly TerritorialiseEcrit[] {
  if (successions.length === 0) return ecrits;
  const lignes: readonly Ligne[] = ecrits.map(({ objectif, acte }) => ({ ...objectif, acte }));
  const ordered = successionsAt(successions, null);
  const carried =
    vue === "aujourdhui" ? carryObjectifs(lignes, ordered, keyLigne) : ordered.reduce(carryFromItsDay, lignes);
  return carried.map(({ acte, reprise, ...objectif }) => ({ objectif, acte: nameActe(acte, reprise) }));
}

function keyLigne({ objet, lieu, du, au }: Ligne): string {
  return [objet, keyLieu(lieu), du, au].join(" ");
}

function carryFromItsDay(lignes: readonly Ligne[], succession: Succession): readonly Ligne[] {
  const { siren, jour, objectifs, parts } = succession;
  if (objectifs === "inchanges") return lignes;
  const places = lignes.filter((one) => isOf(one, [siren])).map(placeOf);
  const concerned = [siren, ...parts.map(({ vers }) => vers)];
  const cut = lignes.flatMap((one) =>
    isOf(one, concerned) && places.includes(placeOf(one)) ? cutAt(one, jour) : [one],
  );
  const before = cut.filter(({ du }) => du < jour);
  return [
    ...before,
    ...carryObjectifs(
      cut.filter(({ du }) => du >= jour),
      [succession],
      keyLigne,
    ),
  ];
}

function isOf({ porteur }: Ligne, sirens: readonly string[]): boolean {
  return porteur.type === "bailleur" && sirens.includes(porteur.siren);
}

function placeOf({ objet, lieu }: Ligne): string {
  return `${objet} ${keyLieu(lieu)}`;
}

function cutAt(ligne: Ligne, jour: string): readonly Ligne[] {
  if (jour <= ligne.du || jour > ligne.au) return [ligne];
  return [
    { du: ligne.du, au: addDays(jour, -1) },
    { du: jour, au: ligne.au },
  ].map((jours) => ({ ...ligne, ...jours, nombre: shareByDays(ligne, jours), reference: null }));
}

function shareByDays(ligne: Ligne, jours: Pick<Ligne, "du" | "au">): number | null {
  return ligne.nombre === null ? null : Math.ceil((ligne.nombre * daysOf(jours)) / daysOf(ligne));
}

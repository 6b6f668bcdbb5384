import type { ObjectifRow } from "#donnees/formats/rows.ts";
import type { AnomaliesLot } from "#donnees/lectures/lot/anomalies-lot.ts";
import type { CleLot } from "#donnees/lectures/lot/ports.ts";
import { dureeOfAnnee, labelDuree } from "#donnees/regles/convention/duree-objectif.ts";
import { type GenreLieu, keyLieu, labelLieu } from "#donnees/regles/convention/lieu.ts";
import { LIBELLE_OBJET } from "#donnees/regles/convention/objet.ts";
import { sayEcart } from "#engagements/regles/convention/controles-territorialises.ts";
import { keyPorteur, labelPorteur, porteurOf } from "#engagements/regles/convention/engagement.ts";
import {
  keyTerritorialise,
  type ObjectifTerritorialise,
} from "#engagements/regles/convention/objectif-territorialise.ts";
import { findEcarts } from "#engagements/regles/convention/parts-et-tout.ts";
import type { Base } from "#socle/lectures/base.ts";
import { capitalize, formatJour, formatNombre, formatTauxCourt, joinFrench } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";

/** A staged line, with its number in the file. */
export type ObjectifDepose = ObjectifRow & { readonly ligne: number };

/**
 * Refuses a file with two different values of one objective, since the order of the lines cannot decide. Lines that take effect on
 * different days do not contradict each other. Throws `objectifs-contradictoires`, with every pair named.
 */
export async function checkObjectifs(
  base: Pick<Base, "lots" | "cubes" | "faits" | "territoires">,
  lot: CleLot,
  anomalies: AnomaliesLot,
): Promise<void> {
  const { epci } = lot;
  const rows = await base.lots.objectifsOf(lot);
  await warnLieux(base, { rows, epci }, anomalies);
  const pairs = findContradictions(rows);
  if (pairs.length === 0) {
    await warnParts(base, { rows, epci }, anomalies);
    return;
  }
  const shown = pairs.slice(0, EXEMPLES_MAX);
  const more = pairs.length > shown.length ? ` Il y en a ${formatNombre(pairs.length - shown.length)} autres.` : "";
  throw new Refus(
    "objectifs-contradictoires",
    `Ce fichier écrit deux fois le même objectif, et pas de la même façon. ${shown.map(sayPair).join(" ")}${more} Gardez une ligne par objectif, puis déposez de nouveau : rien n’a été enregistré.`,
    { lignes: pairs.flatMap((pair) => pair.map(({ ligne }) => ligne)) },
  );
}

const EXEMPLES_MAX = 5;

/** Warns of an objective on a place absent from the published data: it is never measured. */
async function warnLieux(
  base: Pick<Base, "cubes" | "faits" | "territoires">,
  { rows, epci }: { readonly rows: readonly ObjectifDepose[]; readonly epci: string },
  anomalies: AnomaliesLot,
): Promise<void> {
  if (!rows.some(({ lieu }) => lieu !== null)) return;
  const [communes, quartiers, secteurs] = await Promise.all([
    base.territoires.perimetre(epci),
    base.cubes.quartiers(epci),
    base.faits.secteurs(epci),
  ]);
  const known: Readonly<Record<GenreLieu, ReadonlySet<string | null>>> = {
    commune: new Set(communes.map(({ commune }) => commune)),
    qpv: new Set(quartiers.map(({ code }) => code)),
    secteur: new Set(secteurs.values()),
  };
  for (const { lieu, ligne } of rows) {
    if (lieu === null || known[lieu.genre].has(lieu.code)) continue;
    const message = `${capitalize(labelLieu(lieu, new Map()))} : rien de ce qui est publié ici n’a ce lieu. La ligne est gardée, mais rien ne la mesurera. Vérifiez-la.`;
    anomalies.add([
      { code: "lieu-hors-territoire", gravite: "AVE", ligne, colonne: lieu.genre, valeur: lieu.code, message },
    ]);
  }
}

/** Warns when the parts do not add up to the whole; both are kept. Acts of several days are checked separately. */
async function warnParts(
  base: Pick<Base, "cubes" | "territoires">,
  { rows, epci }: { readonly rows: readonly ObjectifDepose[]; readonly epci: string },
  anomalies: AnomaliesLot,
): Promise<void> {
  const acts = [...new Set(rows.map(({ depuis }) => depuis))];
  const ecarts = acts.flatMap((depuis) => findEcarts(rows.filter((row) => row.depuis === depuis).map(lineOf)));
  if (ecarts.length === 0) return;
  const [bailleurs, communes] = await Promise.all([base.cubes.bailleurs(epci), base.territoires.perimetre(epci)]);
  const noms = {
    bailleurs: Object.fromEntries(bailleurs),
    lieux: new Map(communes.map(({ commune, nom }) => [commune, nom])),
  };
  for (const ecart of ecarts) {
    const message = `${sayEcart(ecart, noms)} Les lignes sont gardées.`;
    anomalies.add([
      {
        code: "objectif-parts",
        gravite: "AVE",
        ligne: lineNumber(rows, ecart.tout),
        colonne: null,
        valeur: "",
        message,
      },
    ]);
  }
}

function lineOf(row: ObjectifDepose): ObjectifTerritorialise {
  const { annee, objet, lieu, du, au, taux, nombre } = row;
  const duree = du === null || au === null ? dureeOfAnnee(annee) : { du, au };
  return { objet, porteur: porteurOf(row), lieu, ...duree, taux, nombre, reference: null };
}

function lineNumber(rows: readonly ObjectifDepose[], tout: ObjectifTerritorialise): number {
  return rows.find((row) => keyTerritorialise(lineOf(row)) === keyTerritorialise(tout))?.ligne ?? 0;
}

type Paire = readonly [ObjectifDepose, ObjectifDepose];

function findContradictions(rows: readonly ObjectifDepose[]): readonly Paire[] {
  const first = new Map<string, ObjectifDepose>();
  return rows.flatMap((row): Paire[] => {
    const key = keyOf(row);
    const known = first.get(key);
    if (!known) first.set(key, row);
    return known && (known.taux !== row.taux || known.nombre !== row.nombre) ? [[known, row]] : [];
  });
}

function keyOf(row: ObjectifDepose): string {
  const { annee, objet, lieu, du, au, depuis } = row;
  return [annee, objet, keyPorteur(porteurOf(row)), keyLieu(lieu), du, au, depuis].join(" ");
}

/** « Lignes 3 et 7 : Hors QPV, SIREN 999000011, commune 52448, 3e trimestre 2018, à compter du 5 octobre 2018 : 25 %, puis 30 %. » */
function sayPair([a, b]: Paire): string {
  const { annee, objet, lieu, du, au, depuis } = a;
  const quoi = [
    LIBELLE_OBJET[objet],
    labelPorteur(porteurOf(a), {}),
    ...(lieu === null ? [] : [labelLieu(lieu, new Map())]),
    du === null || au === null ? String(annee) : labelDuree({ du, au }),
  ];
  return `Lignes ${a.ligne} et ${b.ligne}, ${quoi.join(", ")} (acte du ${formatJour(depuis)}) : ${sayEcrit(a)}, puis ${sayEcrit(b)}.`;
}

function sayEcrit({ taux, nombre }: ObjectifDepose): string {
  return joinFrench([
    ...(taux === null ? [] : [formatTauxCourt(taux)]),
    ...(nombre === null ? [] : [formatNombre(nombre)]),
  ]);
}

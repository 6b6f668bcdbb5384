import { dureeOfAnnee } from "#donnees/regles/convention/duree-objectif.ts";
import { joinFrench } from "#socle/regles/shared/format.ts";
import { type Engagement, porteurOf } from "./engagement.ts";
import { type ObjectifRetenu, retainObjectifs } from "./objectif-annee.ts";
import type { Reprises } from "./reprise.ts";
import type { VersionDatee } from "./tranches-annee.ts";

/**
 * Objectives of published files, where no version is in force, carried by the acts on bailleurs: `annee` and the next years ignore acts of later
 * years. Of several lines for a year and bearer, the last to take effect. Unchanged without acts.
 */
export function carryRetenus(
  lignes: readonly ObjectifRetenu[],
  { successions, vue }: Reprises,
  annee: number,
): readonly ObjectifRetenu[] {
  if (successions.length === 0) return lignes;
  const known = {
    vue,
    successions: successions.filter(({ jour }) => vue === "aujourdhui" || jour <= dureeOfAnnee(annee).au),
  };
  const last = new Map(lignes.map((ligne) => [keyOf(ligne), ligne]));
  const years = [...new Set(lignes.map((ligne) => ligne.annee))];
  return years.flatMap((year) => {
    const own = [...last.values()].filter((ligne) => ligne.annee === year);
    const carried = retainObjectifs({ versions: [versionOf(own, year)], reprises: known }, year, year);
    return carried.map((ligne) => {
      const written = last.get(keyOf(ligne));
      return written && isSame(written, ligne) ? written : ligne;
    });
  });
}

function keyOf({ annee, objet, bailleur }: ObjectifRetenu): string {
  return `${annee} ${objet} ${bailleur}`;
}

function isSame(written: ObjectifRetenu, carried: ObjectifRetenu): boolean {
  return carried.parts.length === 0 && carried.taux === written.taux && carried.nombre === written.nombre;
}

/** The files of a year as one version, in force all year. */
function versionOf(lignes: readonly ObjectifRetenu[], annee: number): VersionDatee {
  return {
    numero: 0,
    titre: joinFrench([...new Set(lignes.map(({ acte }) => acte))]),
    depuis: dureeOfAnnee(annee).du,
    application: null,
    engagements: lignes.map(
      ({ bailleur, objet, taux, nombre, reference }): Engagement => ({
        annee,
        objet,
        taux,
        nombre,
        reference,
        porteur: porteurOf({ bailleur, contingent: null }),
      }),
    ),
  };
}

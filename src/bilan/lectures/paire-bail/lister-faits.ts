import { LIBELLE_QUARTILE, LIBELLE_REPONSE, LIBELLE_SITUATION } from "#droit/regles/attribution/libelles.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { FaitsBail } from "../../regles/paire-bail/paire-bail.ts";
import { modalitesOf } from "../ventile.ts";

export type FaitMontre = { readonly nom: string; readonly valeurs: readonly [string | null, string | null] };

type Lire = (faits: FaitsBail) => string | null;

const nameOf = (noms: Readonly<Record<string, string>>, code: string | undefined) =>
  code === undefined ? null : (noms[code] ?? code);

const bandOf = (axe: "menage" | "age" | "contingent", code: string | undefined) =>
  code === undefined ? null : (modalitesOf(axe).find((one) => one.code === code)?.libelle ?? code);

/** Leaves out the facts unknown for both leases. */
export function listFaits(
  [un, autre]: readonly [FaitsBail, FaitsBail],
  communes: ReadonlyMap<string, string>,
): readonly FaitMontre[] {
  const champs: readonly (readonly [nom: string, lire: Lire])[] = [
    ["Jour du bail", ({ signeLe }) => (signeLe === undefined ? null : formatJour(signeLe))],
    ["Commune", ({ commune }) => (commune === undefined ? null : (communes.get(commune) ?? commune))],
    ["Secteur", ({ secteur }) => secteur ?? null],
    ["Localisation", ({ situation }) => nameOf(LIBELLE_SITUATION, situation)],
    ["Quartile de ressources", ({ quartile }) => nameOf(LIBELLE_QUARTILE, quartile)],
    ["Taille du ménage", ({ menage }) => bandOf("menage", menage)],
    ["Âge du titulaire", ({ age }) => bandOf("age", age)],
    ["Typologie", ({ typologie }) => typologie ?? null],
    ["Contingent", ({ contingent }) => bandOf("contingent", contingent)],
    ["Ménage relogé", ({ relogement }) => nameOf(LIBELLE_REPONSE, relogement)],
  ];
  return champs
    .map(([nom, lire]): FaitMontre => ({ nom, valeurs: [lire(un), lire(autre)] }))
    .filter(({ valeurs }) => valeurs.some((valeur) => valeur !== null));
}

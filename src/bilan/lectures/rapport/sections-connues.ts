import type { Axe, Bilan } from "../bilan.ts";
import { SECTIONS, type Section } from "./ports.ts";

/** What a part shows the values of. */
const AXES: Partial<Readonly<Record<Section, readonly Axe[]>>> = {
  carte: ["commune"],
  origine: ["origine"],
  contingents: ["contingent"],
  secteurs: ["secteur"],
  profils: ["prioritaire", "dalo", "menage", "age"],
  "publics-prioritaires": ["contingent", "prioritaire", "dalo"],
  flux: ["contingent"],
};

/** Parts in which something is known: nobody asked yet for one that would only say « inconnu ». `convention`: one is in force. */
export function sectionsConnues(bilan: Bilan, convention: boolean): readonly Section[] {
  const connu: Partial<Record<Section, boolean>> = {
    trimestres: bilan.trimestres.length > 0 && !bilan.surComptes,
    convention,
    parc: bilan.parc !== null,
    controles: bilan.controles.length > 0,
  };
  return SECTIONS.filter((section) => connu[section] ?? AXES[section]?.some((axe) => isSaid(bilan, axe)) ?? true);
}

function isSaid({ ventilations }: Bilan, axe: Axe): boolean {
  return ventilations.some((one) => one.axe === axe && one.lignes.some(({ code }) => code !== "inconnu"));
}

import { LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import { groupBy } from "#socle/regles/shared/group-by.ts";
import type { Axe, LigneVentilation, Ventilation } from "./bilan.ts";
import type { Cadre } from "./cadre.ts";
import { measure } from "./measure.ts";
import type { CompteGroupe } from "./ports.ts";

export const AXES: readonly Axe[] = [
  "commune",
  "secteur",
  "contingent",
  "origine",
  "prioritaire",
  "dalo",
  "menage",
  "age",
];

const TITRES: Readonly<Record<Axe, string>> = {
  commune: "Par commune",
  secteur: "Par secteur",
  contingent: "Par contingent (réservataire)",
  origine: "Origine des demandeurs",
  prioritaire: "Publics prioritaires",
  dalo: "Ménages reconnus au titre du DALO",
  menage: "Taille du ménage",
  age: "Âge du demandeur",
};

const LIBELLES: Partial<Record<Axe, Readonly<Record<string, string>>>> = {
  contingent: LIBELLE_CONTINGENT,
  origine: { mutation: "Mutation dans le parc social", "nouvelle-entree": "Nouvelle entrée" },
  prioritaire: { oui: "Ménage prioritaire", non: "Non prioritaire" },
  dalo: { oui: "Reconnu DALO", non: "Non reconnu DALO" },
  menage: {
    "1": "1 personne",
    "2": "2 personnes",
    "3": "3 personnes",
    "4": "4 personnes",
    "5+": "5 personnes et plus",
  },
  age: {
    "<25": "Moins de 25 ans",
    "25-34": "25 à 34 ans",
    "35-49": "35 à 49 ans",
    "50-64": "50 à 64 ans",
    "65+": "65 ans et plus",
  },
};

const INCONNU: Readonly<Record<Axe, string>> = {
  commune: "Commune inconnue",
  secteur: "Secteur inconnu",
  contingent: LIBELLE_CONTINGENT.inconnu,
  origine: "Origine inconnue",
  prioritaire: "Statut inconnu",
  dalo: "Statut inconnu",
  menage: "Taille inconnue",
  age: "Âge inconnu",
};

/** Modalities of the axis in written order, « inconnu » last; empty for places, whose names belong to the territory. */
export function modalitesOf(axe: Axe): readonly { readonly code: string; readonly libelle: string }[] {
  const known = Object.entries(LIBELLES[axe] ?? {}).filter(([code]) => code !== "inconnu");
  return [...known.map(([code, libelle]) => ({ code, libelle })), { code: "inconnu", libelle: INCONNU[axe] }];
}

/** `noms`: of the communes. Lines by decreasing total, unknown last; bands keep their order. */
export function buildVentilation(
  axe: Axe,
  groupes: readonly CompteGroupe[],
  cadre: Cadre,
  noms: ReadonlyMap<string, string>,
): Ventilation {
  const lignes = [...groupByCle(groupes)].map(([cle, comptes]): LigneVentilation => {
    const code = cle === "inconnue" ? "inconnu" : cle;
    const libelle = code === "inconnu" ? INCONNU[axe] : (LIBELLES[axe]?.[code] ?? noms.get(code) ?? code);
    return { code, libelle, ...measure(comptes, cadre, null) };
  });
  return { axe, titre: TITRES[axe], lignes: lignes.sort(orderOf(axe)) };
}

export function groupByCle(groupes: readonly CompteGroupe[]): ReadonlyMap<string, CompteGroupe[]> {
  return groupBy(groupes, ({ cle }) => cle);
}

function orderOf(axe: Axe): (a: LigneVentilation, b: LigneVentilation) => number {
  const bands = Object.keys(axe === "menage" || axe === "age" ? (LIBELLES[axe] ?? {}) : {});
  return (a, b) => {
    if (a.code === "inconnu" || b.code === "inconnu")
      return Number(a.code === "inconnu") - Number(b.code === "inconnu");
    // Object.keys puts whole-number keys first: the bands « 1 » to « 5+ » and « <25 » to « 65+ » keep their written order.
    if (bands.length > 0) return bands.indexOf(a.code) - bands.indexOf(b.code);
    return b.total - a.total || a.libelle.localeCompare(b.libelle, "fr");
  };
}

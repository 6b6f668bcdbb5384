import type { Constat, Extraction } from "#bilan/lectures/bilan.ts";
import { sayInconnus } from "#droit/regles/dire-causes.ts";
import { formatBornes, formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import type { Calage, GroupeLu } from "./calage.ts";

type Lu = Pick<Calage, "reference" | "parc" | "groupes">;

/** French sentences on the data that must be typed because none is published. */
export function tellManques({ reference, parc, groupes }: Lu): readonly string[] {
  return [
    ...(reference === null
      ? ["Aucune année d’attributions n’est publiée en entier : saisissez celles de l’année de référence."]
      : []),
    ...tellParc(parc),
    ...(groupes.length === 0
      ? [
          "Aucune démolition du registre du programme ne commence après l’année de référence : rien n’est à reloger ni à reconstituer.",
        ]
      : []),
    ...groupes.flatMap(tellGroupe),
  ];
}

function tellParc(parc: Calage["parc"]): readonly string[] {
  if (parc === null) {
    return ["Aucun parc (RPLS) n’est publié : la vacance n’est simulée que si vous saisissez le parc."];
  }
  const zones = [
    ["en QPV", parc.qpv],
    ["hors QPV", parc.horsQpv],
  ] as const;
  return zones.flatMap(([nom, { vacants }]) =>
    vacants === null
      ? [
          `Le parc publié ne dit pas quels logements sont vacants ${nom} : la vacance y est inconnue tant que vous ne les saisissez pas.`,
        ]
      : [],
  );
}

function tellGroupe({ libelle, logements, occupes, annee }: GroupeLu): readonly string[] {
  const absents = [
    ...(logements === null ? ["son nombre de logements"] : []),
    ...(occupes === null ? ["ses logements occupés"] : []),
    ...(annee === null ? ["l’année où le relogement commence"] : []),
  ];
  return absents.length === 0 ? [] : [`${libelle} : le programme ne dit pas ${absents.join(" ni ")}. À saisir.`];
}

type Laisses = Pick<Calage, "reference" | "parc"> & {
  /** Count of the demolitions begun in the year `from` or before. */
  readonly passees: number;
  readonly from: number;
  /** Says which quarters of the year of reference are not whole; null: all are. */
  readonly enCours: string | null;
  /** Doubts on the rate of that year. */
  readonly doutes: readonly string[];
};

/** French sentences on the data that the simulation leaves out. */
export function tellRemarques({ reference, enCours, doutes, parc, passees, from }: Laisses): readonly string[] {
  return [
    ...(enCours === null ? [] : [enCours]),
    ...doutes,
    ...(reference === null ? [] : tellReference(reference)),
    ...tellRestes(parc?.sansLieu ?? 0, passees, from),
  ];
}

/** The simulation starts from the certain count: says what is uncertain, and what another table counts. */
export function tellDoutes(
  { bornes, inconnus }: Pick<Constat, "bornes" | "inconnus">,
  extractions: readonly Extraction[],
): readonly string[] {
  const said = sayInconnus(inconnus);
  const ouvert = bornes !== null && bornes[0] !== bornes[1] && said !== null;
  return [
    ...(ouvert
      ? [
          `Hors quartier prioritaire, ${said} : le taux de départ est compris ${formatBornes(bornes)}, la simulation part de ce qui est compté.`,
        ]
      : []),
    ...extractions
      .filter(({ contredit }) => contredit)
      .map(({ phrase }) => `${phrase} Les deux se contredisent : la simulation part de la nôtre.`),
  ];
}

function tellReference({ annee, sansLieu, reloges }: NonNullable<Calage["reference"]>): readonly string[] {
  const unlocated =
    sansLieu === 1
      ? "n’est pas localisée : elle n’est comptée ni en QPV ni hors QPV"
      : "ne sont pas localisées : elles ne sont comptées ni en QPV ni hors QPV";
  return [
    ...(sansLieu > 0 ? [`${formatCompte(sansLieu, "attribution")} de ${annee} ${unlocated}.`] : []),
    ...(reloges > 0
      ? [
          `Relogés hors QPV en ${annee}, mis à part : ${formatNombre(reloges)}. La simulation ajoute elle-même ceux du programme.`,
        ]
      : []),
  ];
}

function tellRestes(sansLieu: number, passees: number, from: number): readonly string[] {
  return [
    ...(sansLieu > 0
      ? [`Logements du parc que rien ne localise, comptés dans aucune zone : ${formatNombre(sansLieu)}.`]
      : []),
    ...(passees > 0
      ? [`Démolitions commencées en ${from} ou avant, qui ne sont pas simulées : ${formatNombre(passees)}.`]
      : []),
  ];
}

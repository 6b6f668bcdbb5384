import { formatFraction, formatNombre, formatTaux } from "#socle/regles/shared/format.ts";
import type { Calage } from "./calage.ts";
import {
  CHAMPS_ATTRIBUTIONS,
  CHAMPS_ETALEMENT,
  CHAMPS_LEVIERS,
  CHAMPS_NEUFS,
  CHAMPS_PARC,
  CHAMPS_PERIODE,
  CHAMPS_REFERENCE,
  CHAMPS_TIRAGE,
  type ChampSimulation,
  champsGroupe,
  type ErreurSaisie,
  type SaisieSimulation,
} from "./saisie.ts";

export type ChampRempli = ChampSimulation & {
  readonly valeur: string;
  /** Error of the field; null: none. */
  readonly erreur: string | null;
  /** Known from the data: a hidden field, not asked. */
  readonly cache?: true;
};

export type PartieFormulaire = {
  readonly code: string;
  readonly titre: string;
  /** Data read, with their source. */
  readonly lus: readonly string[];
  readonly champs: readonly ChampRempli[];
  /** true: folded as long as none of its fields has an error. */
  readonly pliee: boolean;
};

/** Form as the page lays it out: each field with its value and its error. */
export type FormulaireSimulation = {
  readonly epci: string;
  readonly annees: readonly number[];
  readonly reference: number | null;
  readonly manques: readonly string[];
  readonly remarques: readonly string[];
  readonly parties: readonly PartieFormulaire[];
  /** Errors in the order of the page, each with the name of its field. */
  readonly erreurs: readonly (ErreurSaisie & { readonly libelle: string })[];
};

export function buildFormulaire(
  calage: Calage,
  saisie: SaisieSimulation,
  erreurs: readonly ErreurSaisie[],
): FormulaireSimulation {
  const fill = (champ: ChampSimulation): ChampRempli => ({
    ...champ,
    valeur: saisie[champ.nom] ?? "",
    erreur: erreurs.find((erreur) => erreur.champ === champ.nom)?.message ?? null,
  });
  const parties = listParties(calage).map(({ champs, ...partie }): PartieFormulaire => {
    const filled = champs.map(fill);
    const wrong = filled.some(({ erreur, valeur, facultatif }) => erreur !== null || (valeur === "" && !facultatif));
    return {
      ...partie,
      champs: filled.map((champ) => (isHidden(champ, calage) ? { ...champ, cache: true } : champ)),
      pliee: partie.pliee && !wrong,
    };
  });
  const all = parties.flatMap(({ champs }) => champs);
  return {
    epci: calage.epci,
    annees: calage.annees,
    reference: calage.reference?.annee ?? null,
    manques: calage.manques,
    remarques: calage.remarques,
    parties,
    erreurs: all.flatMap(({ nom, libelle, erreur }) =>
      erreur === null ? [] : [{ champ: nom, libelle, message: erreur }],
    ),
  };
}

/** Counted data are not asked again; their field is shown when it has an error. */
function isHidden({ nom, erreur }: ChampRempli, { reference }: Calage): boolean {
  return reference !== null && erreur === null && nom.startsWith("reference.");
}

type Partie = Omit<PartieFormulaire, "champs"> & { readonly champs: readonly ChampSimulation[] };

function listParties(calage: Calage): readonly Partie[] {
  const { groupes, objectifs } = calage;
  return [
    { code: "leviers", titre: "Les leviers", lus: [], champs: CHAMPS_LEVIERS, pliee: false },
    {
      code: "demolitions",
      titre: "Le calendrier des démolitions",
      lus: [],
      champs: groupes.flatMap(champsGroupe),
      pliee: false,
    },
    {
      code: "relogements",
      titre: "Le rythme des relogements et de la reconstruction",
      lus: [
        "Part des ménages d’un immeuble relogés chaque année à partir de celle où son relogement commence ; les trois font 100 %.",
      ],
      champs: [...CHAMPS_ETALEMENT, ...CHAMPS_NEUFS],
      pliee: true,
    },
    {
      code: "attributions",
      titre: "Les attributions",
      lus: tellReference(calage),
      champs: [...CHAMPS_REFERENCE, ...CHAMPS_ATTRIBUTIONS],
      pliee: calage.reference !== null,
    },
    {
      code: "parc",
      titre: "Le parc et sa vacance",
      lus: tellParc(calage),
      champs: [...CHAMPS_PARC.qpv, ...CHAMPS_PARC.hors],
      pliee: true,
    },
    {
      code: "periode",
      titre: "La période et le calcul",
      lus: [`Par défaut : ${objectifs.periode.source}.`],
      champs: [...CHAMPS_PERIODE, ...CHAMPS_TIRAGE],
      pliee: true,
    },
  ];
}

function tellReference({ reference }: Calage): readonly string[] {
  if (reference === null) return [];
  const { annee, attributions, q1, attributionsQpv, source } = reference;
  return [
    `${annee} : ${formatFraction(q1, attributions)} attributions hors QPV au premier quartile, soit ${formatTaux(q1 / Math.max(1, attributions))} ; ${formatNombre(attributionsQpv)} attributions en QPV. Source : ${source}.`,
  ];
}

function tellParc({ parc }: Calage): readonly string[] {
  if (parc === null) return [];
  const zone = (nom: string, { logements, vacants }: NonNullable<Calage["parc"]>["qpv"]) =>
    `${nom} : ${formatNombre(logements)} logements, ${vacants === null ? "vacants inconnus" : `${formatNombre(vacants)} vacants`}`;
  return [`${zone("En QPV", parc.qpv)} ; ${zone("hors QPV", parc.horsQpv)}. Source : ${parc.source}.`];
}

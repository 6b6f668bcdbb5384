import { formatNombre } from "#socle/regles/shared/format.ts";
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

/** Fields of the form, in the order of the page. */
export function champsOf({ groupes }: Pick<Calage, "groupes">): readonly ChampSimulation[] {
  return [
    ...CHAMPS_LEVIERS,
    ...groupes.flatMap(champsGroupe),
    ...CHAMPS_ETALEMENT,
    ...CHAMPS_NEUFS,
    ...CHAMPS_REFERENCE,
    ...CHAMPS_ATTRIBUTIONS,
    ...CHAMPS_PARC.qpv,
    ...CHAMPS_PARC.hors,
    ...CHAMPS_PERIODE,
    ...CHAMPS_TIRAGE,
  ];
}

/** Numbers by field: shares between 0 and 1; null for an optional field left empty. */
export type Valeurs = ReadonlyMap<string, number | null>;

/** Parses the fields, and lists those that are invalid. */
export function readChamps(
  champs: readonly ChampSimulation[],
  saisie: SaisieSimulation,
): { readonly valeurs: Valeurs; readonly erreurs: readonly ErreurSaisie[] } {
  const valeurs = new Map<string, number | null>();
  const erreurs: ErreurSaisie[] = [];
  for (const champ of champs) {
    const read = readChamp(champ, saisie[champ.nom]?.trim() ?? "");
    if (typeof read === "string") erreurs.push({ champ: champ.nom, message: read });
    else valeurs.set(champ.nom, read);
  }
  return { valeurs, erreurs };
}

const FORMES: Readonly<Record<ChampSimulation["genre"], RegExp>> = {
  pourcent: /^\d{1,3}([.,]\d{1,4})?$/,
  points: /^[-−]?\d{1,3}([.,]\d{1,4})?$/,
  entier: /^\d{1,10}$/,
  annee: /^\d{4}$/,
};

const EXEMPLES: Readonly<Record<ChampSimulation["genre"], string>> = {
  pourcent: "un pourcentage, par exemple 35 ou 12,5",
  points: "un nombre de points, par exemple 0,5 ou 1",
  entier: "un nombre entier",
  annee: "une année sur quatre chiffres",
};

function readChamp({ genre, min, max, facultatif }: ChampSimulation, typed: string): number | null | string {
  if (typed === "") return facultatif ? null : `Écrivez ${EXEMPLES[genre]}.`;
  if (!FORMES[genre].test(typed)) return `Écrivez ${EXEMPLES[genre]}, sans autre signe.`;
  const value = Number(typed.replace("−", "-").replace(",", "."));
  if (value < min || value > max) {
    const write = genre === "annee" ? String : formatNombre;
    return `La valeur doit être comprise entre ${write(min)} et ${write(max)}.`;
  }
  return genre === "pourcent" || genre === "points" ? value / 100 : value;
}

/** Checks across fields that are valid one by one. */
export function checkEnsemble(valeurs: Valeurs, { groupes }: Pick<Calage, "groupes">): readonly ErreurSaisie[] {
  const at = (nom: string) => valeurs.get(nom) ?? null;
  return [
    ...checkOrdre(at),
    ...checkTotaux(at),
    ...groupes.flatMap(({ code, logements, occupes }): readonly ErreurSaisie[] => {
      const [all, lived] = [logements ?? at(`groupe.${code}.logements`), occupes ?? at(`groupe.${code}.occupes`)];
      return all !== null && lived !== null && lived > all
        ? [
            {
              champ: `groupe.${code}.occupes`,
              message: "Il ne peut pas y avoir plus de logements occupés que de logements.",
            },
          ]
        : [];
    }),
  ];
}

type Lire = (nom: string) => number | null;

/** Maximum simulated years: beyond, the result would tell nothing about a policy. */
const ANNEES_MAX = 20;

function checkOrdre(at: Lire): readonly ErreurSaisie[] {
  const after = (champ: string, avant: string, message: string): readonly ErreurSaisie[] => {
    const [first, last] = [at(avant), at(champ)];
    return first !== null && last !== null && last < first ? [{ champ, message }] : [];
  };
  const [reference, debut, horizon] = [at("reference.annee"), at("periode.debut"), at("horizon.fin")];
  return [
    ...after("periode.fin", "periode.debut", "La dernière année visée ne peut pas précéder la première."),
    ...after("horizon.fin", "periode.fin", "La simulation doit aller au moins jusqu’à la dernière année visée."),
    ...after("neufs.fin", "neufs.debut", "La dernière année ne peut pas précéder la première."),
    ...(reference !== null && debut !== null && debut <= reference
      ? [{ champ: "periode.debut", message: `La première année visée doit suivre l’année de référence, ${reference}.` }]
      : []),
    ...(reference !== null && horizon !== null && horizon - reference > ANNEES_MAX
      ? [{ champ: "horizon.fin", message: `La simulation va au plus jusqu’en ${reference + ANNEES_MAX}.` }]
      : []),
  ];
}

function checkTotaux(at: Lire): readonly ErreurSaisie[] {
  const shares = CHAMPS_ETALEMENT.map(({ nom }) => at(nom));
  const total = shares.reduce<number>((sum, share) => sum + (share ?? 0), 0);
  const spread = shares.every((share) => share !== null) && Math.abs(total - 1) > 1e-6;
  const [attributions, q1] = [at("reference.attributions"), at("reference.q1")];
  return [
    ...(spread
      ? [
          {
            champ: "etalement.0",
            message: `Les parts des trois années font ${formatNombre(Math.round(total * 1e4) / 100)} % : elles doivent faire 100 %.`,
          },
        ]
      : []),
    ...(attributions === 0
      ? [
          {
            champ: "reference.attributions",
            message: "Sans attribution l’année de référence, il n’y a pas de taux à simuler.",
          },
        ]
      : []),
    ...(attributions !== null && q1 !== null && q1 > attributions
      ? [{ champ: "reference.q1", message: "Le premier quartile ne peut pas dépasser le total des attributions." }]
      : []),
    ...(["qpv", "hors"] as const).flatMap((zone) => checkZone(zone, at)),
  ];
}

/** The three fields go together: without one of them, the vacancy of that side is not simulated. */
function checkZone(zone: string, at: Lire): readonly ErreurSaisie[] {
  const [logements, vacants, rotation] = [
    at(`parc.${zone}.logements`),
    at(`parc.${zone}.vacants`),
    at(`parc.${zone}.rotation`),
  ];
  if (logements !== null && vacants !== null && vacants > logements) {
    return [
      { champ: `parc.${zone}.vacants`, message: "Il ne peut pas y avoir plus de logements vacants que de logements." },
    ];
  }
  return logements !== null && vacants !== null && rotation === null
    ? [
        {
          champ: `parc.${zone}.rotation`,
          message:
            "Écrivez la part des logements qui se libèrent, ou laissez aussi les vacants vides : la vacance ne sera pas simulée.",
        },
      ]
    : [];
}

import { formatCompte } from "#socle/regles/shared/format.ts";
import type { GroupeLu } from "./calage.ts";

/** Input as typed: one text a field. */
export type SaisieSimulation = Readonly<Record<string, string>>;

export type ErreurSaisie = { readonly champ: string; readonly message: string };

/** `pourcent`: 35 is typed for 0.35; `points`: 1 for 0.01. */
export type GenreChamp = "pourcent" | "points" | "entier" | "annee";

export type ChampSimulation = {
  readonly nom: string;
  readonly libelle: string;
  readonly aide: string | null;
  readonly genre: GenreChamp;
  /** In the typed unit, both included. */
  readonly min: number;
  readonly max: number;
  /** May be left empty, for unknown; the others are required. */
  readonly facultatif?: true;
};

function pourcent(nom: string, libelle: string, aide: string | null = null): ChampSimulation {
  return { nom, libelle, aide, genre: "pourcent", min: 0, max: 100 };
}

function entier(nom: string, libelle: string, aide: string | null, max = 1_000_000): ChampSimulation {
  return { nom, libelle, aide, genre: "entier", min: 0, max };
}

function annee(nom: string, libelle: string, aide: string | null = null): ChampSimulation {
  return { nom, libelle, aide, genre: "annee", min: 2000, max: 2100 };
}

export const CHAMPS_LEVIERS: readonly ChampSimulation[] = [
  pourcent(
    "partHorsQpv",
    "Ménages relogés hors QPV (%)",
    "Part des ménages des immeubles à démolir qui sont relogés hors des quartiers prioritaires.",
  ),
  pourcent(
    "reconstitution",
    "Logements reconstruits (%)",
    "Nombre de logements reconstruits hors QPV pour 100 démolis.",
  ),
  pourcent("partPlai", "PLAI dans ce qui est reconstruit (%)"),
  pourcent("partPlaiQ1", "PLAI neufs attribués au premier quartile (%)"),
  {
    nom: "gainAnnuel",
    libelle: "Gain annuel des attributions ordinaires (points)",
    aide: "Ce que le premier quartile gagne chaque année parmi les attributions ordinaires hors QPV : 1 pour un point par an, 0 si rien ne change.",
    genre: "points",
    min: -10,
    max: 10,
  },
];

/** Years over which the households of a group are rehoused. */
export const ANNEES_ETALEMENT = 3;

export const CHAMPS_ETALEMENT: readonly ChampSimulation[] = [
  pourcent("etalement.0", "La première année (%)"),
  pourcent("etalement.1", "La deuxième (%)"),
  pourcent("etalement.2", "La troisième (%)"),
];

export const CHAMPS_NEUFS: readonly ChampSimulation[] = [
  annee("neufs.debut", "Premiers logements reconstruits loués en"),
  annee("neufs.fin", "Derniers en", "Autant chaque année entre les deux."),
];

export const CHAMPS_ATTRIBUTIONS: readonly ChampSimulation[] = [
  entier(
    "attributions.hors",
    "Attributions hors QPV par an",
    "Relogements compris, sans les premières locations de ce qui est reconstruit.",
  ),
  { ...entier("attributions.qpv", "Attributions en QPV par an", null), facultatif: true },
];

export const CHAMPS_REFERENCE: readonly ChampSimulation[] = [
  annee("reference.annee", "Année de référence"),
  entier("reference.attributions", "Attributions hors QPV de cette année", null),
  entier("reference.q1", "Dont premier quartile", null),
];

export const ZONES_SIMULEES = ["qpv", "hors"] as const;
export type ZoneSimulee = (typeof ZONES_SIMULEES)[number];
const LIBELLE_ZONE: Readonly<Record<ZoneSimulee, string>> = { qpv: "en QPV", hors: "hors QPV" };

export const CHAMPS_PARC: Readonly<Record<ZoneSimulee, readonly ChampSimulation[]>> = {
  qpv: champsParc("qpv"),
  hors: champsParc("hors"),
};

function champsParc(zone: ZoneSimulee): readonly ChampSimulation[] {
  const lieu = LIBELLE_ZONE[zone];
  return [
    { ...entier(`parc.${zone}.logements`, `Logements ${lieu}`, null), facultatif: true },
    { ...entier(`parc.${zone}.vacants`, `Vacants ${lieu}`, null), facultatif: true },
    {
      ...pourcent(
        `parc.${zone}.rotation`,
        `Départs ${lieu}, par an (%)`,
        "Part des logements occupés qui se libèrent dans l’année.",
      ),
      facultatif: true,
    },
  ];
}

export const CHAMPS_PERIODE: readonly ChampSimulation[] = [
  annee("periode.debut", "Première année visée"),
  annee("periode.fin", "Dernière année visée"),
  pourcent("periode.cible", "Taux visé (%)"),
  annee(
    "horizon.fin",
    "Simuler jusqu’en",
    "Quelques années de plus montrent ce qui reste quand les relogements s’arrêtent.",
  ),
];

const TIRAGES_MIN = 1_000;
/** About ten seconds of processor for ten simulated years. */
const TIRAGES_MAX = 100_000;
export const TIRAGES_DEFAUT = 10_000;
const GRAINE_MAX = 4_294_967_295;

export const CHAMPS_TIRAGE: readonly ChampSimulation[] = [
  {
    nom: "tirages",
    libelle: "Tirages",
    aide: "Plus il y en a, plus les chances sont précises : 10 000 suffisent.",
    genre: "entier",
    min: TIRAGES_MIN,
    max: TIRAGES_MAX,
  },
  {
    nom: "graine",
    libelle: "Graine",
    aide: "La même graine redonne exactement le même résultat.",
    genre: "entier",
    min: 0,
    max: GRAINE_MAX,
  },
];

/** The year is a choice of the programme, so always asked; a count is asked when the register lacks it. */
export function champsGroupe(
  groupe: Pick<GroupeLu, "code" | "libelle" | "logements" | "occupes">,
): readonly ChampSimulation[] {
  const { code, libelle, logements, occupes } = groupe;
  return [
    ...(logements === null ? [entier(`groupe.${code}.logements`, `${libelle} : logements à démolir`, null)] : []),
    ...(occupes === null ? [entier(`groupe.${code}.occupes`, `${libelle} : logements occupés`, null)] : []),
    annee(`groupe.${code}.annee`, `${libelle} : le relogement commence en`, tellGroupe({ logements, occupes })),
  ];
}

function tellGroupe({ logements, occupes }: Pick<GroupeLu, "logements" | "occupes">): string | null {
  if (logements === null || occupes === null) return null;
  return `${formatCompte(logements, "logement")}, dont ${formatCompte(occupes, "occupé")}.`;
}

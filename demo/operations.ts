import type { MixFinancement } from "#donnees/regles/programme/operation.ts";
import { SAINT_DIZIER, WASSY } from "./communes.ts";
import { CONSTRUCTIONS } from "./constructions.ts";
import { etape, type OperationDemo, VIDE } from "./operation-demo.ts";

/** The day of that count, as printed. */
export const OCCUPES_AU = "2018-03-01";

function demolition(
  nom: string,
  immeubles: readonly string[],
  [logements, depuis, occupes]: readonly [number, number, number],
  suite: Pick<OperationDemo, "etat" | "etapes">,
): OperationDemo {
  return {
    ...VIDE,
    ...suite,
    nom,
    genre: "demolition",
    cadre: "npnru",
    bailleur: "oph",
    commune: SAINT_DIZIER,
    qpv: true,
    logements,
    individuels: 0,
    demolition: { immeubles, occupes, depuis },
    publiee: true,
  };
}

const DEMOLITIONS: readonly OperationDemo[] = [
  demolition("Réunion, Miquelon, Samoa et Vulcain", ["Réunion", "Miquelon", "Samoa", "Vulcain"], [104, 2019, 56], {
    etat: "en-cours",
    etapes: [
      etape("relogement", ["2019-01-01", "2020-12-31", "2019-03-01"]),
      etape("chantier", ["2021-03-01", "2021-12-31"]),
    ],
  }),
  demolition("Orcades", ["Orcades"], [80, 2022, 62], {
    etat: "engagee",
    etapes: [etape("relogement", ["2022-01-01", "2023-06-30"]), etape("chantier", ["2023-09-01", "2024-06-30"])],
  }),
  demolition("Ibiza", ["Ibiza"], [40, 2023, 29], {
    etat: "prevue",
    etapes: [etape("relogement", ["2023-01-01", "2024-06-30"]), etape("chantier", ["2024-09-01", "2025-03-31"])],
  }),
  demolition("Antilles", ["Antilles"], [80, 2023, 64], {
    etat: "prevue",
    etapes: [etape("relogement", ["2023-01-01", "2024-12-31"]), etape("chantier", ["2025-02-01", "2025-12-31"])],
  }),
  demolition("Fidji", ["Fidji"], [16, 2021, 11], {
    etat: "en-cours",
    etapes: [
      etape("relogement", ["2021-01-01", "2021-12-31", "2021-02-01"]),
      etape("chantier", ["2022-02-01", "2022-09-30"]),
    ],
  }),
];

type Travaux = readonly [nom: string, logements: number, debut: string, finPrevue: string, finReelle: string];

function travaux(genre: "rehabilitation" | "residentialisation") {
  return ([nom, logements, debut, finPrevue, finReelle]: Travaux): OperationDemo => ({
    ...VIDE,
    nom,
    genre,
    cadre: "npnru",
    bailleur: "oph",
    commune: SAINT_DIZIER,
    qpv: true,
    logements,
    etapes: [etape("chantier", [debut, finPrevue, debut, finReelle])],
    publiee: true,
  });
}

/** 180 + 196 + 120 = 496. */
const REHABILITATIONS = [
  ["Réhabilitation, première tranche", 180, "2014-04-01", "2016-03-31", "2016-05-20"] as const,
  ["Réhabilitation, deuxième tranche", 196, "2016-06-01", "2018-06-30", "2018-06-29"] as const,
  ["Réhabilitation, troisième tranche", 120, "2018-09-03", "2020-06-30", "2020-12-11"] as const,
].map(travaux("rehabilitation"));

/** 150 + 123 = 273. */
const RESIDENTIALISATIONS = [
  ["Résidentialisation du secteur Est", 150, "2017-03-01", "2018-10-31", "2018-11-30"] as const,
  ["Résidentialisation du boulevard", 123, "2019-03-01", "2020-10-31", "2020-10-15"] as const,
].map(travaux("residentialisation"));

const ANRU = "Agence nationale pour la rénovation urbaine";

/** 24 + 36 + 18 + 20 + 12 = 110 taken up (34.4 % of 320), 68 of them PLAI (61.8 %); with the one « à compléter », 72 of 124 (58.1 %). */
const RECONSTITUTIONS: readonly OperationDemo[] = [
  {
    ...VIDE,
    nom: "Reconstitution, Wassy",
    genre: "reconstitution",
    cadre: "npnru",
    bailleur: "hamaris",
    commune: WASSY,
    logements: 24,
    individuels: 24,
    mix: [15, 9, 0],
    typologies: { T2: 6, T3: 12, T4: 6 },
    loyerM2: 5.1,
    publiee: true,
    premiersBaux: { connus: 24, q1OuReloges: 9 },
    etapes: [
      etape("depot-financement", ["2018-11-01", "2018-12-31", "2018-11-05", "2018-12-20"]),
      etape("chantier", ["2019-06-01", "2021-01-31", "2019-07-01", "2021-03-31"]),
      etape("livraison", ["2021-02-01", "2021-02-28", "2021-04-01", "2021-04-30"]),
    ],
    financements: [
      { financeur: ANRU, montant: 316_000, etat: "notifie", le: "2019-03-15" },
      { financeur: "Action Logement", montant: 228_000, etat: "accorde", le: "2019-02-01" },
    ],
  },
  {
    ...VIDE,
    nom: "Reconstitution, Saint-Dizier centre",
    genre: "reconstitution",
    cadre: "npnru",
    bailleur: "plurial",
    commune: SAINT_DIZIER,
    logements: 36,
    individuels: 0,
    mix: [22, 14, 0],
    loyerM2: 5.4,
    publiee: true,
    typologies: { T2: 10, T3: 18, T4: 8 },
    premiersBaux: { connus: 30, q1OuReloges: 8 },
    etapes: [
      etape("chantier", ["2020-03-01", "2021-12-31", "2020-09-01", "2022-05-31"]),
      etape("livraison", ["2022-01-01", "2022-02-28", "2022-06-01", "2022-06-30"]),
    ],
    financements: [{ financeur: ANRU, montant: 474_000, etat: "notifie", le: "2020-01-20" }],
  },
  {
    ...VIDE,
    nom: "Reconstitution, Éclaron",
    genre: "reconstitution",
    cadre: "npnru",
    bailleur: "foyer",
    etat: "en-cours",
    commune: "52182",
    logements: 18,
    individuels: 18,
    mix: [11, 7, 0],
    loyerM2: 5.3,
    typologies: { T3: 10, T4: 8 },
    etapes: [
      etape("chantier", ["2024-09-01", "2026-03-31", "2024-11-04"]),
      etape("livraison", ["2026-04-01", "2026-04-30"]),
    ],
    financements: [{ financeur: ANRU, montant: 237_000, etat: "accorde", le: "2024-02-12" }],
  },
  {
    ...VIDE,
    nom: "Reconstitution, Villiers-en-Lieu",
    genre: "reconstitution",
    cadre: "npnru",
    bailleur: "oph",
    etat: "engagee",
    commune: "52534",
    logements: 20,
    individuels: 8,
    mix: [12, 8, 0],
    loyerM2: 5.2,
    typologies: { T2: 4, T3: 10, T4: 6 },
    etapes: [
      etape("depot-financement", ["2024-10-01", "2024-12-31", "2024-11-15", "2025-01-20"]),
      etape("chantier", ["2025-10-01", "2026-06-30"]),
    ],
    financements: [
      { financeur: ANRU, montant: 263_000, etat: "notifie", le: "2025-06-10" },
      { financeur: "Département de la Haute-Marne", montant: null, etat: "sollicite", le: "2025-03-01" },
    ],
  },
  {
    ...VIDE,
    nom: "Reconstitution, Bettancourt",
    genre: "reconstitution",
    cadre: "npnru",
    bailleur: "vitry",
    etat: "prevue",
    commune: "52045",
    logements: 12,
    individuels: 12,
    mix: [8, 4, 0],
    etapes: [etape("etudes", ["2025-09-01", "2026-03-31"])],
    examens: [{ avis: "favorable", motif: "Douze pavillons hors quartier prioritaire, aux deux tiers en PLAI." }],
  },
  {
    ...VIDE,
    nom: "Reconstitution, Chancenay",
    genre: "reconstitution",
    cadre: "npnru",
    bailleur: "plurial",
    etat: "a-completer",
    commune: "52104",
    logements: 14,
    individuels: 14,
    mix: [4, 8, 2],
    loyerM2: 6.4,
    typologies: { T3: 8, T4: 6 },
    examens: [
      {
        avis: "a-completer",
        motif: "Quatre PLAI sur quatorze, en dessous des 60 % de la reconstitution. Revoir la répartition.",
      },
    ],
  },
];

const AUTRES: readonly OperationDemo[] = [
  {
    ...VIDE,
    nom: "Maisons de ville du Vert-Bois",
    genre: "construction",
    cadre: "npnru",
    bailleur: "oph",
    qpv: true,
    etat: "en-cours",
    commune: SAINT_DIZIER,
    logements: 16,
    individuels: 16,
    mix: [5, 11, 0],
    loyerM2: 5.6,
    typologies: { T3: 8, T4: 8 },
    publiee: true,
    etapes: [
      etape("depot-financement", ["2023-03-01", "2023-06-30", "2023-04-03", "2023-07-12"]),
      etape("chantier", ["2024-06-01", "2025-12-31", "2024-10-01"]),
      etape("livraison", ["2026-01-01", "2026-01-31"]),
    ],
    financements: [
      {
        financeur: "Établissement public de coopération intercommunale",
        montant: 96_000,
        etat: "notifie",
        le: "2023-12-18",
      },
    ],
  },
  {
    ...VIDE,
    nom: "Maisons en accession, secteur Est",
    genre: "accession-psla",
    cadre: "npnru",
    bailleur: "oph",
    qpv: true,
    etat: "prevue",
    commune: SAINT_DIZIER,
    logements: 12,
    individuels: 12,
    typologies: { T4: 8, T5: 4 },
    etapes: [etape("etudes", ["2025-01-01", "2025-12-31", "2025-02-03"])],
  },
  {
    ...VIDE,
    nom: "Accession sociale, Éclaron",
    genre: "accession-psla",
    cadre: "droit-commun",
    bailleur: "plurial",
    commune: "52182",
    logements: 8,
    individuels: 8,
    typologies: { T4: 8 },
    etapes: [etape("livraison", ["2020-06-01", "2020-06-30", "2020-09-01", "2020-09-15"])],
  },
  {
    ...VIDE,
    nom: "Lots libres du secteur Est",
    genre: "lot-libre",
    cadre: "npnru",
    commune: SAINT_DIZIER,
    qpv: true,
    etat: "prevue",
    logements: 10,
    individuels: 10,
    etapes: [etape("etudes", ["2025-01-01", "2026-06-30"])],
  },
  {
    ...VIDE,
    nom: "Lots libres, Humbécourt",
    genre: "lot-libre",
    cadre: "droit-commun",
    commune: "52244",
    etat: "abandonnee",
    logements: 6,
    individuels: 6,
  },
  {
    ...VIDE,
    nom: "Béguinage de Valcourt",
    genre: "construction",
    cadre: "droit-commun",
    bailleur: "hamaris",
    etat: "deposee",
    commune: "52500",
    logements: 14,
    individuels: 14,
    mix: [5, 7, 2],
    typologies: { T2: 8, T3: 6 },
    loyerM2: 5.9,
    etapes: [etape("depot-financement", ["2026-03-01", "2026-05-31"])],
    financements: [{ financeur: "Banque des Territoires", montant: null, etat: "sollicite", le: "2026-04-15" }],
  },
  {
    ...VIDE,
    nom: "Résidence du Port",
    genre: "construction",
    cadre: "droit-commun",
    bailleur: "foyer",
    etat: "refusee",
    commune: SAINT_DIZIER,
    logements: 30,
    individuels: 0,
    mix: [0, 10, 20],
    loyerM2: 7.9,
    typologies: { T2: 20, T3: 10 },
    examens: [
      { avis: "non-retenue", motif: "Aucun PLAI, et un loyer supérieur à ce que demandent les ménages du territoire." },
    ],
  },
];

/**
 * The register of the demonstration. Facts of the signed document (§5, action 11): the five demolitions with their dwellings, occupied
 * dwellings and year of start; 496 dwellings rehabilitated from 2014 to 2020 and 273 résidentialisés; one construction of individual
 * dwellings in the QPV; reconstitution of 30 to 50 %, with 60 % of PLAI; PSLA and free plots. Everything else is ours: the operations
 * that these totals are cut into, their days, rents, mixes, money and answers.
 */
export const OPERATIONS: readonly OperationDemo[] = [
  ...DEMOLITIONS,
  ...REHABILITATIONS,
  ...RESIDENTIALISATIONS,
  ...RECONSTITUTIONS,
  ...CONSTRUCTIONS,
  ...AUTRES,
];

/** The financing of an operation, as the register writes it. */
export function mixOf({ mix }: Pick<OperationDemo, "mix">): MixFinancement {
  if (mix === null) return { plai: null, plus: null, pls: null, autre: null };
  const [plai, plus, pls] = mix;
  return { plai, plus, pls, autre: 0 };
}

/** To be signed in the demonstration. The commitments are the document's own (§5, actions 6 and 9), put in a bailleur's mouth by us. */
export const CONVENTIONS_OBJECTIFS = [
  {
    bailleur: "oph",
    anneeDebut: 2018,
    anneeFin: 2023,
    engagements: [
      "Réserver une part des attributions de l’offre reconstituée aux habitants du quartier prioritaire.",
      "Désigner un interlocuteur pour chaque immeuble à démolir.",
    ],
  },
  {
    bailleur: "hamaris",
    anneeDebut: 2018,
    anneeFin: 2023,
    engagements: ["Proposer au relogement les logements libérés hors quartier prioritaire."],
  },
] as const;

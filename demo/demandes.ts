import { apportion } from "#socle/calculs/synthese/largest-remainder.ts";
import { drawWeighted, type Random, shuffle } from "#socle/calculs/synthese/mulberry32.ts";
import { MOTIFS, PART_MUTATIONS, quartileColumns, renewal, requestColumns, typologie } from "./attributions.ts";
import type { Ressources } from "./baux.ts";
import { dayOf, type Jour } from "./calendrier.ts";
import { COMMUNES, SAINT_DIZIER, WASSY } from "./communes.ts";
import { encodeUtf8, type Ligne, writeCsv } from "./csv.ts";
import { drawSuivi, rankPlafonds } from "./demandes-suivi.ts";
import { drawMenage } from "./menages.ts";
import { seuilOf } from "./seuils.ts";

/** Hypothèse: « 720 demandeurs en stock en moyenne » (2015), kept for the end of 2017. */
const DEMANDES_2017 = 720;
/** Recalée: requests by first wish on 31/12/2015, Saint-Dizier, Wassy, other communes. */
const VOEUX_2015 = [579, 63, 77] as const;
/** Hypothèse: below the threshold, above it, resources not written. */
const QUARTILES_DEMANDES = [34, 63, 3] as const;

const COLONNES = [
  "DEMANDE",
  "NUMERO_UNIQUE",
  "TYPE_DEMANDEUR",
  "GUICHET_ENREGISTREUR",
  "DATE_CREATION",
  "DATE_RENOUVELLEMENT",
  "ETAT_DEMANDE",
  "MOTIF_DEMANDE",
  "AGE_DEMANDEUR_DEMANDE",
  "SITU_FAMILIALE_DEMANDEUR",
  "TAILLE_MENAGE",
  "UNITE_CONSO",
  "REVENU_MENSUEL_FOYER",
  "REVENU_UNITE_CONSO",
  "MODE_LOGEMENT_ACTUEL",
  "TYPE_LOGEMENT_RECHERCHE",
  "COMMUNE_LOG_RECHERCHE",
  "NB_Q1",
  "NB_Q2",
  "NB_Q3",
  "NB_Q4",
  "NB_QNA",
  "NB_DALO",
  "NB_MENAGE_PRIORITAIRE",
  "NB_DEJA_LOGE_PARC",
  "POSITION_PLAFOND",
  "DATE_MODIFICATION",
  "NB_PROPOSITIONS",
  "DATE_DERNIERE_PROPOSITION",
  "DERNIER_REFUS_PAR",
  "DERNIER_REFUS_MOTIF",
  "SALARIE_ACTION_LOGEMENT",
  "LOGEMENT_ACTUEL_QPV",
] as const;

/** The « stock » extraction of one day. */
export type StockDemande = { readonly extraction: Jour; readonly annee: number; readonly nombre: number };

const STOCK_2017: StockDemande = { extraction: dayOf(2017, 12, 31), annee: 2017, nombre: DEMANDES_2017 };

/** `suivi`: a stream of its own for what happened to each demande, which moves no other column. */
export function writeDemandes(random: Random, suivi: Random, stock: StockDemande = STOCK_2017): Uint8Array {
  const { nombre, extraction } = stock;
  const voeux = shuffle(random, drawVoeux(nombre, random));
  const ressources = shuffle(random, expand(["q1", "q2-4", "absentes"] as const, QUARTILES_DEMANDES, nombre));
  const mutations = shuffle(random, expand([true, false] as const, [PART_MUTATIONS, 1 - PART_MUTATIONS], nombre));
  const lignes = voeux.map((commune, rank) =>
    demandeLine(stock, commune, ressources[rank] ?? "absentes", mutations[rank] ?? false, rank + 1, random),
  );
  const plafonds = rankPlafonds(lignes.map(({ menage }) => menage));
  return encodeUtf8(
    writeCsv(
      COLONNES,
      lignes.map(({ parts, anciennete, mutation }, rank) => [
        ...parts,
        { POSITION_PLAFOND: plafonds[rank] ?? "" },
        drawSuivi({ extraction, anciennete, mutation }, suivi),
      ]),
    ),
  );
}

function demandeLine(
  { extraction, annee }: StockDemande,
  commune: string,
  ressources: Ressources,
  mutation: boolean,
  rang: number,
  random: Random,
) {
  const pieces = drawWeighted(random, PIECES_RECHERCHEES);
  const seuil = seuilOf(annee);
  const menage = drawMenage(pieces, ressources, seuil, random);
  // Nine months on average; a request older than a year has been renewed within the last one.
  const anciennete = Math.min(1_500, Math.round(-280 * Math.log(1 - random())));
  const creation = extraction - anciennete;
  const request = requestColumns(creation, serieOf(annee) + rang, menage, mutation, random);
  const own: Ligne = {
    DATE_RENOUVELLEMENT: renewal(extraction, anciennete),
    ETAT_DEMANDE: "Active",
    MOTIF_DEMANDE: drawWeighted(random, MOTIFS),
    TYPE_LOGEMENT_RECHERCHE: typologie(pieces),
    COMMUNE_LOG_RECHERCHE: commune,
    NB_DALO: 0,
    NB_MENAGE_PRIORITAIRE: random() < (ressources === "q1" ? 0.4 : 0.18) ? 1 : 0,
  };
  return { parts: [request, own, quartileColumns(menage, seuil)], menage, anciennete, mutation };
}

/** Numbers that no lease bears, and no other stock. */
function serieOf(annee: number): number {
  return annee === 2017 ? 70_000 : 100_000 + (annee - 2000) * 2_000;
}

const PIECES_RECHERCHEES = [
  [1, 8],
  [2, 30],
  [3, 32],
  [4, 22],
  [5, 8],
] as const;

function drawVoeux(nombre: number, random: Random): string[] {
  const [saintDizier = 0, wassy = 0, autres = 0] = apportion(VOEUX_2015, nombre);
  const others = COMMUNES.filter(({ code, poidsParc }) => poidsParc > 0 && code !== SAINT_DIZIER && code !== WASSY);
  const weighted = others.map(({ code, population }) => [code, population] as const);
  return [
    ...repeat(SAINT_DIZIER, saintDizier),
    ...repeat(WASSY, wassy),
    ...Array.from({ length: autres }, () => drawWeighted(random, weighted)),
  ];
}

function expand<T>(values: readonly T[], weights: readonly number[], nombre: number): T[] {
  const counts = apportion(weights, nombre);
  return values.flatMap((value, rank) => repeat(value, counts[rank] ?? 0));
}

function repeat<T>(value: T, count: number): T[] {
  return Array.from({ length: count }, () => value);
}

import type { IndicateurOccupation, PopulationOccupation } from "#donnees/regles/occupation/indicateur.ts";
import type { CelluleFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatTaux } from "#socle/regles/shared/format.ts";
import { LIBELLE_OCCUPATION } from "../../regles/desequilibre/libelles.ts";
import { METHODE_INITIALE } from "../../regles/desequilibre/methode.ts";
import { colonne, EFFECTIF_FAIBLE, figureOf, INCONNUE, nombre, PAS_DANS_LE_FICHIER, withoutSur } from "../cellule.ts";
import { cleZone, compareZones, libelleZone, type MailleZone, type Zones } from "../zones.ts";
import type { ZoneOccupation } from "./ports.ts";

export type VueOccupation = {
  readonly enquete: string;
  readonly zones: Zones;
  readonly lignes: readonly ZoneOccupation[];
  readonly bailleurs: ReadonlyMap<string, string>;
};

/** Indicators of action 12, in the order of the signed diagnosis: aid, resources, family, age, difficulties. */
const INDICATEURS: readonly IndicateurOccupation[] = [
  "apl",
  "ressources-sous-plai",
  "ressources-moins-20",
  "personne-seule",
  "famille-monoparentale",
  "famille-nombreuse",
  "titulaire-65-plus",
  "sans-emploi",
  "impaye-3-mois",
];
const ENTRANTS: readonly IndicateurOccupation[] = ["ressources-sous-plai", "famille-monoparentale", "sans-emploi"];

const code = (population: PopulationOccupation, indicateur: IndicateurOccupation) =>
  `${population === "occupants" ? "" : "entrants_"}${indicateur.replaceAll("-", "_")}`;

function lowerFirst(texte: string): string {
  return `${texte[0]?.toLowerCase() ?? ""}${texte.slice(1)}`;
}

const COLONNES = [
  colonne("nombre", "repondants", "Ménages répondants", "Ménages de la zone qui ont répondu à l’enquête, au plus."),
  ...INDICATEURS.map((indicateur) =>
    colonne(
      "taux",
      code("occupants", indicateur),
      LIBELLE_OCCUPATION[indicateur],
      `${LIBELLE_OCCUPATION[indicateur]} : part des ménages qui ont répondu.`,
    ),
  ),
  ...ENTRANTS.map((indicateur) =>
    colonne(
      "taux",
      code("emmenages-recents", indicateur),
      `Entrants : ${lowerFirst(LIBELLE_OCCUPATION[indicateur])}`,
      `${LIBELLE_OCCUPATION[indicateur]} : part des emménagés récents qui ont répondu.`,
    ),
  ),
];

/** Occupants of each zone's stock, beside the whole territory. No rate under eleven answers. */
export function figureOccupation(vue: VueOccupation, maille: MailleZone): Figure {
  const groups = new Map<string, ZoneOccupation[]>();
  for (const ligne of vue.lignes) {
    const cle = cleZone(vue.zones, maille, { ...ligne, bailleurNom: null });
    const group = groups.get(cle);
    if (group) group.push(ligne);
    else groups.set(cle, [ligne]);
  }
  const lignes = [...groups]
    .map(([cle, own]): LigneFigure => {
      return { cle, libelle: libelleZone(vue.zones, maille, cle, vue.bailleurs), cellules: cellulesOf(own) };
    })
    .sort((a, b) => compareZones(maille, a, b));
  return figureOf({
    code: `occupation-par-${maille}`,
    titre: `Occupation du parc social, enquête OPS ${vue.enquete}`,
    lecture: readOccupation(vue),
    maille,
    colonnes: COLONNES,
    lignes: [
      ...(maille === "epci" ? [] : lignes),
      { cle: vue.zones.epci, libelle: "Territoire", cellules: cellulesOf(vue.lignes), total: true },
    ],
    methode: methodeOccupation(vue),
  });
}

function cellulesOf(lignes: readonly ZoneOccupation[]): LigneFigure["cellules"] {
  const of = (population: PopulationOccupation) => lignes.filter((ligne) => ligne.population === population);
  const [occupants, entrants] = [of("occupants"), of("emmenages-recents")];
  const repondants = INDICATEURS.map((indicateur) => sumComptes(occupants, indicateur)?.[1] ?? 0);
  return {
    repondants: nombre(Math.max(...repondants)),
    ...Object.fromEntries([
      ...INDICATEURS.map((indicateur) => [code("occupants", indicateur), rate(occupants, indicateur)]),
      ...ENTRANTS.map((indicateur) => [code("emmenages-recents", indicateur), rate(entrants, indicateur)]),
    ]),
  };
}

/** null: no file has it for any résidence. */
function sumComptes(lignes: readonly ZoneOccupation[], indicateur: IndicateurOccupation): [number, number] | null {
  const found = lignes.flatMap(({ comptes }) => {
    const compte = comptes[indicateur];
    return compte ? [compte] : [];
  });
  if (found.length === 0) return null;
  return found.reduce<[number, number]>(
    ([part, tous], [effectif, repondants]) => [part + effectif, tous + repondants],
    [0, 0],
  );
}

const { effectifMinimal } = METHODE_INITIALE.seuils;

function rate(lignes: readonly ZoneOccupation[], indicateur: IndicateurOccupation): CelluleFigure {
  const compte = sumComptes(lignes, indicateur);
  if (compte === null) return PAS_DANS_LE_FICHIER;
  const [effectif, repondants] = compte;
  if (repondants === 0) return INCONNUE;
  if (repondants < effectifMinimal) return EFFECTIF_FAIBLE;
  return withoutSur({ valeur: effectif / repondants });
}

function readOccupation({ lignes, enquete }: VueOccupation): string | null {
  const part = (population: PopulationOccupation) =>
    rate(
      lignes.filter((ligne) => ligne.population === population),
      "ressources-sous-plai",
    ).valeur;
  const [occupants, entrants] = [part("occupants"), part("emmenages-recents")];
  if (typeof occupants !== "number") return null;
  const suite = typeof entrants === "number" ? `, et ${formatTaux(entrants)} des emménagés récents` : "";
  return `Sur le territoire, ${formatTaux(occupants)} des occupants ont des ressources sous le plafond PLAI${suite} (enquête ${enquete}).`;
}

function methodeOccupation({ enquete }: VueOccupation): Figure["methode"] {
  return {
    definition: [
      "Nombres de ménages comptés par les bailleurs dans chaque résidence, additionnés par zone. Chaque part est rapportée aux ménages dont la réponse est connue pour cet indicateur.",
      "Les emménagés récents (deux ans ; trois dans l’ancienne enquête) sont comptés parmi les occupants.",
      `Sous ${effectifMinimal} réponses, aucune part n’est montrée.`,
    ],
    source: `Enquête OPS ${enquete}, fichiers agrégés déposés`,
    reference: "CCH, art. L. 442-5, R. 442-13 et R. 442-14",
    reserves: [
      "Un ménage qui n’a pas répondu n’est pas compté : rien ne dit qu’il ressemble aux autres.",
      "Une résidence qui n’est pas au RPLS, ou qui est des deux côtés d’un quartier, n’est dans aucun quartier.",
    ],
  };
}

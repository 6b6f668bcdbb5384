import type { FaitAttribution } from "#domain/attribution/attribution.ts";
import type { ComptePatrimoine } from "#domain/patrimoine/deduction.ts";
import type { Source } from "#domain/shared/source.ts";
import type { Anomalie, ColonneLue, Gravite, RowBySource } from "#import/lecture.ts";
import type { AttributionRow, ObjectifRow, QpvRow, SeuilRow } from "#import/rows.ts";

export type StatutLot = "lecture" | "pret" | "publie" | "remplace" | "abandonne" | "refuse" | "interrompu";

export type Lot = {
  readonly id: number;
  readonly epci: string;
  readonly source: Source;
  readonly profil: string;
  readonly periode: string | null;
  readonly fichier: string;
  readonly sha256: string;
  readonly taille: number;
  readonly encodage: string | null;
  readonly separateur: string | null;
  readonly statut: StatutLot;
  readonly lignesLues: number;
  readonly acceptees: number;
  readonly rejetees: number;
  readonly doublons: number;
  readonly colonnes: readonly ColonneLue[];
  readonly champsAbsents: readonly string[];
  readonly refus: { readonly code: string; readonly message: string } | null;
  readonly aConfirmer: { readonly code: string; readonly message: string } | null;
  /** ISO instants. */
  readonly deposeLe: string;
  readonly deposePar: string;
  readonly publieLe: string | null;
};

export type NouveauLot = Pick<
  Lot,
  | "epci"
  | "source"
  | "profil"
  | "fichier"
  | "sha256"
  | "taille"
  | "encodage"
  | "separateur"
  | "colonnes"
  | "champsAbsents"
  | "deposePar"
> & {
  /** Whose deposit it is; null when the operator imports from the machine. */
  readonly organisation: number | null;
};

export type BilanLecture = {
  readonly periode: string;
  readonly lignesLues: number;
  readonly acceptees: number;
  readonly rejetees: number;
  readonly doublons: number;
  readonly aConfirmer: Lot["aConfirmer"];
};

export type AnomalieLot = {
  readonly code: string;
  readonly gravite: Gravite;
  readonly lignes: number;
  readonly premiereLigne: number;
  readonly colonne: string | null;
  readonly exemple: string;
  readonly message: string;
};

export type Rejet = { readonly ligne: number; readonly brut: Uint8Array; readonly anomalies: readonly Anomalie[] };

/** What no line of a published file can say: fields of ours that it has no column for. */
export type ChampsAbsents = {
  readonly source: Source;
  readonly periode: string;
  readonly champs: readonly string[];
};

export type Publication = {
  readonly source: Source;
  readonly periode: string;
  readonly lot: number;
  readonly publieLe: string;
};

/** A dwelling as the derivation of attributions sees it. `qpv2015` / `qpv2024`: a code, "hors", or null when nothing could be computed; `zus`, the same of the former zones urbaines sensibles. */
export type LogementSitue = {
  readonly identRep: string;
  readonly millesime: string;
  readonly situationDeclaree: "qpv" | "hors-qpv" | "inconnue";
  readonly qpv2015: string | null;
  readonly qpv2024: string | null;
  readonly zus: string | null;
};

/** Part of the stock of a vintage, as deductions of a side read it. */
export type PatrimoineBailleur = ComptePatrimoine & {
  readonly bailleur: string;
  /** null: all of the bailleur's dwellings in the territory. */
  readonly commune: string | null;
};

export type LieuPatrimoine = ComptePatrimoine & {
  readonly bailleur: string;
  readonly commune: string;
  readonly adresse: string | null;
  readonly residence: string | null;
};

export type PatrimoineDeduction = {
  /** Vintages of RPLS, and the printed tables that give a bailleur's dwellings on both sides. */
  readonly bailleurs: readonly PatrimoineBailleur[];
  /** By generation published here: the communes that its perimeters name; null when one of them names none. */
  readonly communesQpv: ReadonlyMap<2015 | 2024, ReadonlySet<string> | null>;
};

/** By generation published here, then by commune: the codes of its neighbourhoods. A generation of which a perimeter names no commune is absent. */
export type QuartiersParCommune = ReadonlyMap<2015 | 2024, ReadonlyMap<string, readonly string[]>>;

export type PointLogement = {
  readonly lot: number;
  readonly ligne: number;
  readonly longitude: number;
  readonly latitude: number;
};

export type SituationPoint = {
  readonly lot: number;
  readonly ligne: number;
} & PerimetresPoint;

/** What the published lists say of a point: a code, "hors" outside all of a list, null when the list was never published here. */
export type PerimetresPoint = {
  readonly qpv2015: string | null;
  readonly qpv2024: string | null;
  readonly zus: string | null;
};

export type RowADeposer<S extends Source> = {
  readonly ligne: number;
  /** `communeEcrite`: the code of the line, when it is read as another commune's, or as none. */
  readonly row: RowBySource[S] & Partial<PerimetresPoint & { readonly communeEcrite: string }>;
};

/** Every field that a file of some source gives: each has its column, and its word on screen. */
export type ChampImporte = { [S in Source]: Exclude<keyof RowBySource[S], "empreinte"> }[Source];

export type Batches<Row> = Iterable<readonly Row[]> | AsyncIterable<readonly Row[]>;

export type FaitAbsent = "situation" | "ressources" | "relogement";

export type LotQueries = {
  /**
   * Commits the lot in `lecture` and takes the session's advisory lock on it, so that another process can tell a living import from a dead one.
   * Returns `{ dejaImporte: lot }` when the same bytes are already there for this source and territory (whoever wins a race).
   */
  open(nouveau: NouveauLot): Promise<{ readonly lot: number } | { readonly dejaImporte: Lot }>;
  /** Releases the advisory lock taken by `open`. */
  close(lot: number): Promise<void>;
  find(lot: number): Promise<Lot | null>;
  list(epci: string): Promise<readonly Lot[]>;
  /**
   * One COPY into the source's table, fed batch by batch as they come: decoding and storing go on together. Call inside the staging
   * transaction, and ask nothing else of it until it ends. An error of the batches undoes the COPY and is thrown as it is.
   */
  appendRows<S extends Source>(lot: number, epci: string, source: S, batches: Batches<RowADeposer<S>>): Promise<void>;
  appendRejets(lot: number, epci: string, rejets: readonly Rejet[]): Promise<void>;
  addAnomalies(lot: number, epci: string, anomalies: readonly AnomalieLot[]): Promise<void>;
  /**
   * Same `cle` (and for RPLS same bailleur) twice in the lot: identical lines are removed but for the first (returned as `identiques`),
   * lines that differ are all removed and their numbers returned (`differentes`), for the caller to reject with their bytes.
   */
  removeDoublons(
    lot: number,
    source: Source,
  ): Promise<{
    readonly identiques: number;
    readonly premiere: number | null;
    readonly differentes: readonly { readonly ligne: number; readonly cle: string }[];
  }>;
  markPret(lot: number, lecture: BilanLecture): Promise<void>;
  /** None of its lines can be used: `refuse`, with what was read and why. */
  markRefuse(
    lot: number,
    lecture: Pick<BilanLecture, "lignesLues" | "rejetees" | "doublons">,
    refus: { readonly code: string; readonly message: string },
  ): Promise<void>;
  /** Nobody else changes the lot until the end of the transaction: what is read after this stays true. */
  lock(lot: number): Promise<void>;
  markStatut(lot: number, statut: StatutLot, refus?: Lot["refus"]): Promise<void>;
  /** The reading has failed: `refuse`, or `interrompu` without a refusal. false: the lot is no longer being read, and stays as it is. */
  markEchec(lot: number, refus: Lot["refus"]): Promise<boolean>;
  /** Lots left in `lecture` by a process that is gone (nobody holds their lock) become `interrompu`; returns them. */
  markInterrompus(): Promise<readonly number[]>;
  anomalies(lot: number): Promise<readonly AnomalieLot[]>;
  /** Streams rejected lines in file order. */
  rejets(lot: number): AsyncIterable<Rejet>;
  /** Leases of an attributions lot that bilans count. */
  bauxComptes(lot: number): Promise<number>;
  publications(epci: string): Promise<readonly Publication[]>;
  /** Of each published file. */
  champsAbsents(epci: string): Promise<readonly ChampsAbsents[]>;
  /** Flips the pointer and writes the act; the lot that was there becomes `remplace`. */
  publish(lot: Lot, par: string): Promise<void>;
  /** Flips the pointer back to the lot that was there before (or to none) and writes the act; the lot becomes `pret` again. */
  unpublish(lot: Lot, par: string): Promise<{ readonly retabli: number | null }>;
  actes(epci: string): Promise<
    readonly {
      readonly acte: "publication" | "annulation";
      readonly source: Source;
      readonly periode: string;
      readonly lotAvant: number | null;
      readonly lotApres: number | null;
      readonly faitLe: string;
      readonly faitPar: string;
    }[]
  >;
  correspondances(epci: string, source: Source): Promise<Readonly<Record<string, string>>>;
  rememberCorrespondances(epci: string, source: Source, colonnes: Readonly<Record<string, string>>): Promise<void>;

  /** The lines of an « objectifs » file as they are staged, in the order of the file. */
  objectifsOf(lot: number): Promise<readonly (ObjectifRow & { readonly ligne: number })[]>;
  /** Figures of a staged lot that the checks need, computed in SQL. */
  communesOf(
    lot: number,
    source: Source,
  ): Promise<readonly { readonly commune: string | null; readonly nombre: number }[]>;
  /** SIREN of the bailleurs whose list of priority publics, or whose survey of occupants, the lot is, in order. */
  bailleursOf(lot: number, source: Source): Promise<readonly string[]>;
  /** Lines per year of lease signature (attributions), creation (demandes) or of `annee` (thresholds, objectives, results, survey). */
  anneesOf(
    lot: number,
    source: Source,
  ): Promise<readonly { readonly annee: number | null; readonly trimestre: number | null; readonly nombre: number }[]>;
  /** Attributions: signed leases that do not say a fact that the counts hang on; the first line that does not, null when all do. */
  faitsAbsents(
    lot: number,
  ): Promise<readonly { readonly fait: FaitAbsent; readonly lignes: number; readonly premiere: number | null }[]>;
  /** RPLS: dwellings that more than one bailleur claims; the first line that does, and an example of `cle`. */
  disputes(lot: number): Promise<{
    readonly logements: number;
    readonly premiere: number | null;
    readonly exemple: string | null;
  }>;
  /**
   * RPLS: dwellings of another published vintage that this one lacks, and how many it adds (by `cle`); `reapparus` are those added that were
   * let before that vintage, so should have been in it. null when either lot has no key.
   */
  compareParc(
    lot: number,
    autre: number,
  ): Promise<{
    readonly disparus: number;
    readonly apparus: number;
    readonly exempleDisparu: string | null;
    readonly reapparus: number;
    readonly exempleReapparu: string | null;
  } | null>;
};

export type AttributionLue = AttributionRow & { readonly ligne: number };

/** A fact, and the two profile bands that the cube keeps. */
export type FaitADeposer = FaitAttribution & {
  readonly ligne: number;
  readonly cleAdresse: string;
  readonly menage: string;
  readonly age: string;
  readonly seuil: number | null;
};

export type FaitQueries = {
  /** Of the whole lot, or of an address whose facts are already known. */
  attributions(lot: number, cleAdresse?: string): Promise<readonly AttributionLue[]>;
  /** Dwellings of the published RPLS lots whose `ident_rep` is asked for, all vintages. */
  logementsSitues(epci: string, identRep: readonly string[]): Promise<readonly LogementSitue[]>;
  /** Active repairs. */
  localisationsActives(epci: string): Promise<ReadonlyMap<string, "qpv" | "hors-qpv" | "inconnue">>;
  seuils(epci: string): Promise<readonly SeuilRow[]>;
  perimetres(epci: string): Promise<readonly QpvRow[]>;
  /** Commune → secteur, of the published contours; the shapes themselves are not wanted here. */
  secteurs(epci: string): Promise<ReadonlyMap<string, string | null>>;
  quartiersParCommune(epci: string): Promise<QuartiersParCommune>;
  patrimoine(epci: string): Promise<PatrimoineDeduction>;
  /** Addresses and résidences of all the published vintages, in these communes and of these bailleurs. */
  lieux(epci: string, communes: readonly string[], bailleurs: readonly string[]): Promise<readonly LieuPatrimoine[]>;
  /** Replaces the lot's facts, or those of one of its addresses, and its cube in one go. */
  replaceFaits(lot: number, epci: string, faits: readonly FaitADeposer[], cleAdresse?: string): Promise<void>;
  /** Rebuilds `cube_parc`, `residence_parc`, `cube_reserve` and `cube_loyer` of an RPLS lot (dwellings that left the stock excluded). */
  rebuildCubeParc(lot: number): Promise<void>;
  /** Points of every RPLS lot of the territory that is staged or published. */
  points(epci: string): AsyncIterable<readonly PointLogement[]>;
  updateSituations(situations: readonly SituationPoint[]): Promise<void>;
};

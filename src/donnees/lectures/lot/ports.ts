import { z } from "zod";
import type { FaitAttribution } from "#droit/regles/attribution/attribution.ts";
import { type ComptePatrimoine, MOTIFS_DEDUCTION } from "#droit/regles/patrimoine/deduction.ts";
import type { Batches } from "#socle/lectures/batches.ts";
import { SOURCES, type Source } from "#socle/regles/shared/source.ts";
import type { RowBySource } from "../../formats/lecture.ts";
import { anomalie as anomalieLigne, colonneLue, situation } from "../../formats/ports.ts";
import type { AttributionRow, ObjectifRow, QpvRow, SeuilRow } from "../../formats/rows.ts";

const STATUTS_LOT = ["lecture", "pret", "publie", "remplace", "abandonne", "refuse", "interrompu"] as const;
export type StatutLot = (typeof STATUTS_LOT)[number];

const source = z.enum(SOURCES);
const compte = z.number().int();
const motif = z.object({ code: z.string(), message: z.string() }).readonly();

export const lotRow = z.object({
  id: compte,
  epci: z.string(),
  source,
  profil: z.string(),
  periode: z.string().nullable(),
  fichier: z.string(),
  sha256: z.string(),
  taille: z.number(),
  encodage: z.string().nullable(),
  separateur: z.string().nullable(),
  statut: z.enum(STATUTS_LOT),
  lignesLues: compte,
  acceptees: compte,
  rejetees: compte,
  doublons: compte,
  colonnes: z.array(colonneLue).readonly(),
  champsAbsents: z.array(z.string()).readonly(),
  refus: motif.nullable(),
  aConfirmer: motif.nullable(),
  /** ISO instants. */
  deposeLe: z.string(),
  deposePar: z.string(),
  publieLe: z.string().nullable(),
});
export type Lot = Readonly<z.infer<typeof lotRow>>;

/** The key of a lot, as in the keys of its lines. */
export type CleLot = Pick<Lot, "epci" | "id">;

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
  /** null: imported by the operator, from the machine. */
  readonly organisation: number | null;
  /** The lot of which it corrects rejected lines. */
  readonly complete: number | null;
};

export type BilanLecture = Pick<Lot, "lignesLues" | "acceptees" | "rejetees" | "doublons" | "aConfirmer"> & {
  readonly periode: string;
};

export const anomalieRow = z.object({
  code: z.string(),
  gravite: z.enum(["LIG", "AVE"]),
  lignes: compte,
  premiereLigne: compte,
  colonne: z.string().nullable(),
  exemple: z.string(),
  message: z.string(),
});
export type AnomalieLot = Readonly<z.infer<typeof anomalieRow>>;

export const rejetRow = z.object({
  ligne: z.number(),
  brut: z.custom<Uint8Array>((octets) => octets instanceof Uint8Array),
  anomalies: z.array(anomalieLigne).readonly(),
});
/** Rejected lines of which one column is wrong for the same reason; `valeur`: the first of them. */
export const groupeRejetsRow = anomalieRow
  .pick({ code: true, colonne: true, lignes: true, premiereLigne: true, message: true })
  .extend({ valeur: z.string(), ecartees: compte });
export type GroupeRejets = Readonly<z.infer<typeof groupeRejetsRow>>;
export type CleGroupe = Pick<GroupeRejets, "code" | "colonne">;

export const rejetsATraiterRow = lotRow.pick({ id: true, fichier: true }).extend({ lignes: compte });
export type RejetsATraiter = Readonly<z.infer<typeof rejetsATraiterRow>>;

export const ligneRejeteeRow = rejetRow.pick({ brut: true }).extend({
  ligne: compte,
  valeur: z.string(),
  message: z.string(),
  ecarteeMotif: z.string().nullable(),
  ecarteeLe: z.string().nullable(),
  ecarteePar: z.string().nullable(),
});
export type LigneRejetee = Readonly<z.infer<typeof ligneRejeteeRow>>;

export type Rejet = Readonly<z.infer<typeof rejetRow>>;

/** Fields of ours for which a published file has no column. */
export const champsAbsentsRow = z.object({ source, periode: z.string(), champs: z.array(z.string()).readonly() });
export type ChampsAbsents = Readonly<z.infer<typeof champsAbsentsRow>>;

export const publicationRow = z.object({ source, periode: z.string(), lot: compte, publieLe: z.string() });
export type Publication = Readonly<z.infer<typeof publicationRow>>;

/** One move of a pointer. */
export const actePublicationRow = z.object({
  acte: z.enum(["publication", "annulation"]),
  source,
  periode: z.string(),
  lotAvant: z.number().nullable(),
  lotApres: z.number().nullable(),
  faitLe: z.string(),
  faitPar: z.string(),
});
export type ActePublication = Readonly<z.infer<typeof actePublicationRow>>;

/**
 * A dwelling for the derivation of attributions. `qpv2015` / `qpv2024`: a code, "hors", or null when nothing could be computed; `zus`: the same for
 * the former zones urbaines sensibles.
 */
export type LogementSitue = {
  readonly identRep: string;
  readonly millesime: string;
  readonly situationDeclaree: "qpv" | "hors-qpv" | "inconnue";
  readonly qpv2015: string | null;
  readonly qpv2024: string | null;
  readonly zus: string | null;
};

/** Part of a vintage's stock, for the deduction of a situation. */
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
  /** From vintages of RPLS, and from printed tables that give a bailleur's dwellings on both sides. */
  readonly bailleurs: readonly PatrimoineBailleur[];
  /** Communes named by the perimeters of each generation published here; null when a perimeter names none. */
  readonly communesQpv: ReadonlyMap<2015 | 2024, ReadonlySet<string> | null>;
};

/** By generation published here, then by commune: codes of the QPV. A generation with a perimeter that names no commune is absent. */
export type QuartiersParCommune = ReadonlyMap<2015 | 2024, ReadonlyMap<string, readonly string[]>>;

export const pointRow = z.object({
  lot: z.number(),
  ligne: z.number(),
  longitude: z.number(),
  latitude: z.number(),
});
export type PointLogement = Readonly<z.infer<typeof pointRow>>;

export type SituationPoint = {
  readonly lot: number;
  readonly ligne: number;
} & PerimetresPoint;

/** A point against the published lists: a code, "hors" outside a whole list, null when the list was never published here. */
export type PerimetresPoint = {
  readonly qpv2015: string | null;
  readonly qpv2024: string | null;
  readonly zus: string | null;
};

export type RowADeposer<S extends Source> = {
  readonly ligne: number;
  /** `communeEcrite`: the line's own code, when it is read as another commune or as none. */
  readonly row: RowBySource[S] & Partial<PerimetresPoint & { readonly communeEcrite: string }>;
};

/** Every field of every source: each has its column, and its label on screen. */
export type ChampImporte = { [S in Source]: Exclude<keyof RowBySource[S], "empreinte"> }[Source];

export type FaitAbsent = "situation" | "ressources" | "relogement";

export const ecarteesRow = z.object({ nombre: z.number(), marque: z.string() });
export type Ecartees = Readonly<z.infer<typeof ecarteesRow>>;

/** By the mark of a decision, or by their numbers. */
export type Reprise = { readonly marque: string } | { readonly lignes: readonly number[] };

export type LotQueries = {
  /**
   * Commits the lot in `lecture` and takes the session's advisory lock on it, so that another process can tell a living import from a dead one.
   * Returns `{ dejaImporte: lot }` when the same bytes exist for this source and territory, even in a race.
   */
  open(nouveau: NouveauLot): Promise<{ readonly lot: number } | { readonly dejaImporte: Lot }>;
  /** Releases the advisory lock taken by `open`. */
  close(lot: number): Promise<void>;
  /** After what files brought is committed: the next statements are planned for tables of their size. */
  echantillonner(): Promise<void>;
  find(lot: number): Promise<Lot | null>;
  list(epci: string): Promise<readonly Lot[]>;
  /**
   * One COPY into the source's table, fed batch by batch: decoding and storing overlap. Call inside the staging transaction, without any other query
   * until it ends. An error of the batches undoes the COPY and is rethrown as is.
   */
  appendRows<S extends Source>(lot: number, epci: string, source: S, batches: Batches<RowADeposer<S>>): Promise<void>;
  appendRejets(lot: number, epci: string, rejets: readonly Rejet[]): Promise<void>;
  addAnomalies(lot: number, epci: string, anomalies: readonly AnomalieLot[]): Promise<void>;
  /**
   * Same `cle` (and for RPLS same bailleur) twice in the lot: of identical lines, all but the first are removed (`identiques`); lines that differ are
   * all removed, and their numbers returned (`differentes`) for the caller to reject with their bytes.
   */
  removeDoublons(
    lot: CleLot,
    source: Source,
  ): Promise<{
    readonly identiques: number;
    readonly premiere: number | null;
    readonly differentes: readonly { readonly ligne: number; readonly cle: string }[];
  }>;
  markPret(lot: CleLot, lecture: BilanLecture): Promise<void>;
  /** Marks `refuse` a lot without any usable line, with what was read and why. */
  markRefuse(
    lot: number,
    lecture: Pick<BilanLecture, "lignesLues" | "rejetees" | "doublons">,
    refus: { readonly code: string; readonly message: string },
  ): Promise<void>;
  /** Locks the lot until the end of the transaction. */
  lock(lot: number): Promise<void>;
  markStatut(lot: number, statut: StatutLot, refus?: Lot["refus"]): Promise<void>;
  /** After a failed reading: `refuse`, or `interrompu` without a refusal. false: the lot is no longer being read, and is unchanged. */
  markEchec(lot: number, refus: Lot["refus"]): Promise<boolean>;
  /** Marks `interrompu` the lots left in `lecture` by a dead process (their lock is free), and returns them. */
  markInterrompus(): Promise<readonly number[]>;
  anomalies(lot: CleLot): Promise<readonly AnomalieLot[]>;
  /** Most lines first. */
  groupesRejets(lot: CleLot): Promise<readonly GroupeRejets[]>;
  /** In file order. */
  lignesDuGroupe(lot: CleLot, groupe: CleGroupe): Promise<readonly LigneRejetee[]>;
  /** Of the lots that count, or are ready to: rejected lines of which nobody has decided anything, the most recent lot first. */
  rejetsATraiter(epci: string): Promise<readonly RejetsATraiter[]>;
  /** Says why these lines stay out; returns how many were not out already, and the mark of this decision (microseconds since 1970). */
  ecarter(
    lot: CleLot,
    lignes: readonly number[],
    decision: { readonly motif: string; readonly par: string },
  ): Promise<Ecartees>;
  /** They may hold a numéro unique in clear: gone once corrected, or once their lot is withdrawn. */
  effacerRejets(lot: CleLot): Promise<void>;
  /** Those of the lot that this one corrects. */
  effacerCorriges(lot: CleLot): Promise<void>;
  /** Lines that a decision left out, or these lines, are to correct again; returns how many were out. */
  reprendre(lot: CleLot, quoi: Reprise): Promise<number>;
  /** Numbers of the rejected lines, and the last one of the lot. */
  numeros(lot: Lot): Promise<{ readonly rejetees: readonly number[]; readonly derniere: number }>;
  /** Lines of `nouveau` that are about the same thing as one of `ancien`: removed, and returned as `removeDoublons` does. */
  removeDejaLa(nouveau: CleLot, ancien: CleLot, source: Source): ReturnType<LotQueries["removeDoublons"]>;
  /** Copies what `ancien` holds into `nouveau`, and those of its rejected lines, with what was decided of them. */
  completer(nouveau: CleLot, ancien: Lot, restantes: readonly number[]): Promise<void>;
  /** Streams rejected lines in file order. */
  rejets(lot: CleLot): AsyncIterable<Rejet>;
  /** Leases of an attributions lot that bilans count. */
  bauxComptes(lot: CleLot): Promise<number>;
  publications(epci: string): Promise<readonly Publication[]>;
  /** One per published file. */
  champsAbsents(epci: string): Promise<readonly ChampsAbsents[]>;
  /** Flips the pointer and writes the act; the former lot becomes `remplace`. */
  publish(lot: Lot, par: string): Promise<void>;
  /** Flips the pointer back to the previous lot (or to none) and writes the act; the lot becomes `pret` again. */
  unpublish(lot: Lot, par: string): Promise<{ readonly retabli: number | null }>;
  /** Latest first. */
  actes(epci: string): Promise<readonly ActePublication[]>;
  correspondances(epci: string, source: Source): Promise<Readonly<Record<string, string>>>;
  rememberCorrespondances(epci: string, source: Source, colonnes: Readonly<Record<string, string>>): Promise<void>;

  /** Staged lines of an « objectifs » file, in the order of the file. */
  objectifsOf(lot: CleLot): Promise<readonly (ObjectifRow & { readonly ligne: number })[]>;
  /** Figures of a staged lot for the checks, computed in SQL. */
  communesOf(
    lot: CleLot,
    source: Source,
  ): Promise<readonly { readonly commune: string | null; readonly nombre: number }[]>;
  /** SIREN of the bailleurs of a list of priority publics, or of a survey of occupants, in order. */
  bailleursOf(lot: CleLot, source: Source): Promise<readonly string[]>;
  /** Number of lines by year of lease signature (attributions), of creation (demandes) or of `annee` (thresholds, objectives, results, survey). */
  anneesOf(
    lot: CleLot,
    source: Source,
  ): Promise<readonly { readonly annee: number | null; readonly trimestre: number | null; readonly nombre: number }[]>;
  /** Attributions: signed leases that lack a fact behind the counts, with the first such line; null when none does. */
  faitsAbsents(
    lot: CleLot,
  ): Promise<readonly { readonly fait: FaitAbsent; readonly lignes: number; readonly premiere: number | null }[]>;
  /** RPLS: dwellings claimed by several bailleurs, with the first such line and an example of `cle`. */
  disputes(lot: CleLot): Promise<{
    readonly logements: number;
    readonly premiere: number | null;
    readonly exemple: string | null;
  }>;
  /**
   * RPLS: dwellings of another published vintage that this one lacks, and how many it adds (by `cle`); `reapparus`: added ones that were let before
   * that vintage, which should have had them. null when either lot has no key.
   */
  compareParc(
    lot: CleLot,
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

/** A fact, and the two profile bands of the cube. */
export type FaitADeposer = FaitAttribution & {
  readonly ligne: number;
  readonly cleAdresse: string;
  readonly menage: string;
  readonly age: string;
  readonly seuil: number | null;
};

export const faitSitueRow = z.object({
  lot: compte,
  ligne: compte,
  cleAdresse: z.string(),
  commune: z.string().nullable(),
  bailSigneLe: z.string(),
  numeroRpls: z.string().nullable(),
  declaree: situation,
  calculee: situation,
  deduction: z
    .object({ situation: z.enum(["qpv", "hors-qpv"]), motif: z.enum(MOTIFS_DEDUCTION), sure: z.boolean() })
    .nullable(),
});
/** A lease whose side a repair may change, with what its side hangs on. */
export type FaitSitue = Readonly<z.infer<typeof faitSitueRow>>;

export type FaitResitue = Pick<FaitSitue, "lot" | "ligne" | "commune" | "bailSigneLe"> &
  Pick<FaitAttribution["situation"], "reparee" | "retenue" | "origine"> & { readonly quartier: string | null };

export type FaitQueries = {
  attributions(lot: CleLot): Promise<readonly AttributionLue[]>;
  /** In the published lots, as their derivation has left them. */
  desAdresses(epci: string, cles: readonly string[]): Promise<readonly FaitSitue[]>;
  /** Writes the sides, and counts again the cells of those places and months alone. */
  resituer(epci: string, faits: readonly FaitResitue[]): Promise<void>;
  /** Dwellings of the published RPLS lots whose `ident_rep` is asked for, all vintages. */
  logementsSitues(epci: string, identRep: readonly string[]): Promise<readonly LogementSitue[]>;
  /** By address: the situation that a standing repair gives. */
  localisationsActives(epci: string): Promise<ReadonlyMap<string, "qpv" | "hors-qpv" | "inconnue">>;
  seuils(epci: string): Promise<readonly SeuilRow[]>;
  perimetres(epci: string): Promise<readonly QpvRow[]>;
  /** Commune → secteur, from the published contours. */
  secteurs(epci: string): Promise<ReadonlyMap<string, string | null>>;
  quartiersParCommune(epci: string): Promise<QuartiersParCommune>;
  patrimoine(epci: string): Promise<PatrimoineDeduction>;
  /** Addresses and résidences of all published vintages, in these communes and of these bailleurs. */
  lieux(epci: string, communes: readonly string[], bailleurs: readonly string[]): Promise<readonly LieuPatrimoine[]>;
  /** Replaces the lot's facts and its cube in one go. */
  replaceFaits(lot: number, epci: string, faits: readonly FaitADeposer[]): Promise<void>;
  /** Rebuilds `cube_parc`, `residence_parc`, `cube_reserve` and `cube_loyer` of an RPLS lot (dwellings that left the stock excluded). */
  rebuildCubeParc(lot: CleLot): Promise<void>;
  /** Points of every staged or published RPLS lot of the territory. */
  points(epci: string): AsyncIterable<readonly PointLogement[]>;
  updateSituations(epci: string, situations: readonly SituationPoint[]): Promise<void>;
};

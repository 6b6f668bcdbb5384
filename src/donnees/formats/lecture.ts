import type { z } from "zod";
import type { Source } from "#socle/regles/shared/source.ts";
import type { anomalie, colonneLue } from "./ports.ts";
import type {
  AttributionRow,
  CommuneRow,
  DemandeRow,
  LogementRow,
  ObjectifRow,
  OccupationRow,
  PrioritaireRow,
  QpvRow,
  ResultatNationalRow,
  ResultatRow,
  SeuilRow,
} from "./rows.ts";

/** Bytes that can be read several times: by the survey, by the reading of rows, and again for rejected lines. */
export type Fichier = {
  readonly nom: string;
  readonly taille: number;
  open(): AsyncIterable<Uint8Array>;
};

export type Anomalie = Readonly<z.infer<typeof anomalie>>;
export type Gravite = Anomalie["gravite"];

export type LigneLue<Row> =
  | {
      readonly kind: "acceptee";
      readonly ligne: number;
      readonly row: Row;
      readonly anomalies: readonly Anomalie[];
      /** Its number in the lot that the file completes; absent when it says none. */
      readonly reprise?: number;
    }
  | {
      readonly kind: "rejetee";
      readonly ligne: number;
      readonly reprise?: number;
      readonly brut: Uint8Array;
      readonly anomalies: readonly Anomalie[];
    }
  /** Totals, repeated header, blank line: not data, hence not in « lignes lues », but reported. */
  | { readonly kind: "ecartee"; readonly ligne: number; readonly anomalies: readonly Anomalie[] };

export type Releve = {
  readonly sha256: string;
  readonly format: "csv" | "xlsx" | "xls" | "ods" | "geojson";
  /** "utf-8", "windows-1252", "utf-16le", "utf-16be"; null for a spreadsheet. */
  readonly encodage: string | null;
  readonly separateur: string | null;
  /** Physical line of the header, the first is 1. */
  readonly ligneEntete: number;
};

export type ColonneLue = Readonly<z.infer<typeof colonneLue>>;

export type RowBySource = {
  readonly rpls: LogementRow;
  readonly "sne-attributions": AttributionRow;
  readonly "sne-demandes": DemandeRow;
  readonly qpv: QpvRow;
  readonly communes: CommuneRow;
  readonly seuils: SeuilRow;
  readonly objectifs: ObjectifRow;
  readonly resultats: ResultatRow;
  readonly "resultats-nationaux": ResultatNationalRow;
  readonly syplo: PrioritaireRow;
  readonly "prioritaires-bailleur": PrioritaireRow;
  readonly ops: OccupationRow;
};

export type Lecture<S extends Source = Source> = {
  readonly source: S;
  /** "rpls-collecte", "rpls-loi", "rpls-opendata-47", "rpls-dido-73", "sne-radiation", "qpv-2015"… */
  readonly profil: string;
  readonly releve: Releve;
  readonly colonnes: readonly ColonneLue[];
  /** Fields of the row that this file cannot give (open RPLS has no rent): absent, never 0. */
  readonly champsAbsents: readonly string[];
  /** Year or quarter read in the file itself (collecte header…); null when it has none. */
  readonly periodeAnnoncee: string | null;
  /** The lot of which these lines were rejected, corrected since; null for a file of its own. */
  readonly complete: number | null;
  /** By batches, in file order: batches spare one promise per line. Throws a `Refus` for what is only seen on the way (unclosed quote…). */
  readonly lots: AsyncIterable<readonly LigneLue<RowBySource[S]>[]>;
  /** Source of some accepted lines, for those that are rejected once the whole file is known. */
  bruts(lignes: ReadonlySet<number>): Promise<ReadonlyMap<number, Uint8Array>>;
};

export type LectureOptions = {
  /** Imposed by the officer; else recognised from the header. */
  readonly source?: Source;
  /** File's header → our column, for headers unknown to the profiles (screen « colonnes »). */
  readonly colonnes?: Readonly<Record<string, string>>;
  /** Keyed hash for NUMERO_UNIQUE: the number itself is never kept. */
  hash(numeroUnique: string): string;
  /** Whether a code is that of a commune of the territory's départements; absent: any may be. */
  readonly isCommune?: (code: string) => boolean;
  /** Day of receipt, ISO: refuses dates in the future. The clock is never read here. */
  readonly aujourdhui: string;
};

export type Progres = (octetsLus: number) => void;

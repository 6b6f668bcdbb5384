import type { z } from "zod";
import type {
  attributionRow,
  communeRow,
  demandeRow,
  logementRow,
  objectifRow,
  occupationRow,
  prioritaireRow,
  qpvRow,
  resultatNationalRow,
  resultatRow,
  seuilRow,
} from "./ports.ts";

export type { Contour } from "./ports.ts";

export type LogementRow = Readonly<z.infer<typeof logementRow>>;
export type AttributionRow = Readonly<z.infer<typeof attributionRow>>;
export type DemandeRow = Readonly<z.infer<typeof demandeRow>>;
export type QpvRow = Readonly<z.infer<typeof qpvRow>>;
export type CommuneRow = Readonly<z.infer<typeof communeRow>>;
export type SeuilRow = Readonly<z.infer<typeof seuilRow>>;
export type ObjectifRow = Readonly<z.infer<typeof objectifRow>>;
export type ResultatRow = Readonly<z.infer<typeof resultatRow>>;
export type ResultatNationalRow = Readonly<z.infer<typeof resultatNationalRow>>;
export type PrioritaireRow = Readonly<z.infer<typeof prioritaireRow>>;
export type OccupationRow = Readonly<z.infer<typeof occupationRow>>;

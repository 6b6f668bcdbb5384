import type { ControleConvention } from "../../regles/convention/controles.ts";
import type { ETAPES } from "../../regles/convention/etape.ts";
import type { Revision } from "../../regles/convention/revision.ts";
import type { EtatSignatures } from "../../regles/convention/signataire.ts";
import type { EtatVersion, Version } from "../../regles/convention/version.ts";
import type { ActionEcrite } from "./ports.ts";

/** A version on a day, with all that its page, its document and the API show. */
export type VersionLue = Version & {
  readonly etat: EtatVersion;
  readonly etapeAtteinte: (typeof ETAPES)[number];
  /** Next step to record; null once in force. */
  readonly etapeSuivante: (typeof ETAPES)[number] | null;
  readonly libelleEtapeSuivante: string | null;
  /** `numero` of its parent. */
  readonly parentNumero: number | null;
  readonly signatures: EtatSignatures;
  /** Blocking ones first. */
  readonly controles: readonly ControleConvention[];
  /** null unless it is the version in force. */
  readonly revision: Revision | null;
  /** « La convention écrit 21 % pour 2018… »: shown beside every rate under the legal floor; null: none. */
  readonly derogation: string | null;
};

export type Convention = {
  readonly epci: string;
  readonly nom: string;
  readonly demonstration: boolean;
  /** Day of the read. */
  readonly jour: string;
  /** In the order of their numbers. */
  readonly versions: readonly VersionLue[];
  /** `numero` of the version in force on `jour`. */
  readonly enVigueur: number | null;
  readonly actions: readonly ActionEcrite[];
  /** SIREN → name of the bailleur. */
  readonly noms: Readonly<Record<string, string>>;
  /** Code → name of the territory's communes and QPV. */
  readonly lieux: Readonly<Record<string, string>>;
};

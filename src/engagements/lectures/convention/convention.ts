import type { ControleConvention } from "../../regles/convention/controles.ts";
import type { ETAPES } from "../../regles/convention/etape.ts";
import type { Revision } from "../../regles/convention/revision.ts";
import type { EtatSignatures } from "../../regles/convention/signataire.ts";
import type { EtatVersion, Version } from "../../regles/convention/version.ts";
import type { ActionEcrite } from "./ports.ts";

/** A version as it is read on a day: everything that its page, its document and the API show. */
export type VersionLue = Version & {
  readonly etat: EtatVersion;
  readonly etapeAtteinte: (typeof ETAPES)[number];
  /** The step to record next; null when it is in force. */
  readonly etapeSuivante: (typeof ETAPES)[number] | null;
  readonly libelleEtapeSuivante: string | null;
  /** `numero` of its parent. */
  readonly parentNumero: number | null;
  readonly signatures: EtatSignatures;
  /** Blocking ones first. */
  readonly controles: readonly ControleConvention[];
  /** null unless it is what is in force. */
  readonly revision: Revision | null;
  /** « La convention écrit 21 % pour 2018… »: to be shown wherever a rate under the legal floor is; null when there is none. */
  readonly derogation: string | null;
};

export type Convention = {
  readonly epci: string;
  readonly nom: string;
  readonly demonstration: boolean;
  /** The day it is read at. */
  readonly jour: string;
  /** In the order of their numbers. */
  readonly versions: readonly VersionLue[];
  /** `numero` of what is in force on `jour`. */
  readonly enVigueur: number | null;
  readonly actions: readonly ActionEcrite[];
  /** SIREN → name of the bailleur. */
  readonly noms: Readonly<Record<string, string>>;
  /** Code → name of the communes and of the neighbourhoods of the territory. */
  readonly lieux: Readonly<Record<string, string>>;
};

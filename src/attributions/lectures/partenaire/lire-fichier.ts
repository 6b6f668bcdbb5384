import { createHash } from "node:crypto";
import type { Definition } from "#donnees/formats/decode/colonne.ts";
import { fichierOf } from "#donnees/formats/fichier.ts";
import { A_CORRIGER } from "#donnees/formats/reprise.ts";
import { type ColonneInconnue, type LigneListe, lireListe, type Valeurs } from "#donnees/formats/tables/lire-liste.ts";
import type { Base } from "#socle/lectures/base.ts";
import { groupBy } from "#socle/regles/shared/group-by.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import {
  type ComptesFichier,
  compterLignes,
  type LigneRefusee,
  type LigneUtile,
} from "../../regles/partenaire/ligne.ts";
import type { SourcePartenaire } from "./ports.ts";

type Definitions = Readonly<Record<string, Definition<unknown>>>;

export type OctetsFichier = { readonly nom: string; readonly octets: Uint8Array };

/** What each readable line would do, and the lines that the present state refuses. `Plan`: what is to be written. */
export type Preparation<Plan> = {
  readonly plan: Plan;
  readonly utiles: readonly LigneUtile[];
  readonly refus: readonly LigneRefusee[];
  readonly avertissements: readonly string[];
  /** Lines that are counted and not told one by one. */
  readonly tues: Partial<ComptesFichier>;
};

export type ApercuFichier<Plan> = Preparation<Plan> & {
  readonly etat: "apercu";
  readonly sha256: string;
  readonly comptes: ComptesFichier;
  /** Of what the person reads before confirming. */
  readonly empreinte: string;
  readonly inconnues: readonly ColonneInconnue[];
  /** The refused lines as they were written, header first, with why: corrected, they are deposited as they are. */
  readonly aCorriger: readonly (readonly string[])[];
};

export type LectureFichier<Plan> =
  | ApercuFichier<Plan>
  | {
      readonly etat: "colonnes";
      readonly message: string;
      readonly inconnues: readonly ColonneInconnue[];
      readonly absentes: readonly string[];
    };

export type ALire<D extends Definitions, Plan> = {
  readonly epci: string;
  readonly source: SourcePartenaire;
  readonly definitions: D;
  readonly fichier: OctetsFichier;
  readonly aujourdhui: string;
  readonly preparer: (
    base: Base,
    lignes: readonly LigneListe<Valeurs<D>>[],
    colonneOf: (champ: string) => string,
  ) => Promise<Preparation<Plan>>;
};

/** Lines read at once: a bailleur of a large territory has some hundreds of notices a month. */
const LIGNES_MAX = 5_000;

/** Reads a partner's list with its saved layout. Throws the refusals of `lireListe` that the person cannot answer. */
export async function lireFichier<D extends Definitions, Plan>(
  base: Base,
  { epci, source, definitions, fichier, aujourdhui, preparer }: ALire<D, Plan>,
): Promise<LectureFichier<Plan>> {
  const colonnes = await base.partenaires.correspondances(epci, source);
  try {
    const { nom, octets } = fichier;
    const lue = await lireListe(fichierOf(nom, octets), definitions, { aujourdhui, colonnes, lignesMax: LIGNES_MAX });
    const colonneOf = (champ: string) => definitions[champ]?.noms[0] ?? champ;
    const preparee = await preparer(base, lue.lignes, colonneOf);
    const refus = [...illisibles(lue.lignes), ...preparee.refus].toSorted((a, b) => a.ligne - b.ligne);
    const dit = JSON.stringify([lue.sha256, preparee.utiles, refus, preparee.tues]);
    return {
      etat: "apercu",
      ...preparee,
      refus,
      sha256: lue.sha256,
      comptes: compterLignes(preparee.utiles, refus, preparee.tues),
      empreinte: createHash("sha256").update(dit).digest("hex"),
      avertissements: [...lue.avertissements, ...preparee.avertissements],
      inconnues: lue.inconnues,
      aCorriger: aCorrigerOf(lue, refus),
    };
  } catch (error) {
    if (!(error instanceof Refus) || error.code !== "colonne-absente") throw error;
    // The refusal of lire-liste has these details: the cast is safe.
    const details = error.details as {
      readonly absentes: readonly string[];
      readonly inconnues: readonly ColonneInconnue[];
    };
    return { etat: "colonnes", message: error.message, ...details };
  }
}

function illisibles(lignes: readonly LigneListe<unknown>[]): readonly LigneRefusee[] {
  return lignes.flatMap(({ ligne, anomalies }) =>
    anomalies
      .filter(({ gravite }) => gravite === "LIG")
      .map(({ code, colonne, message }) => ({ ligne, colonne, code, message })),
  );
}

type Lue = { readonly entete: readonly string[]; readonly lignes: readonly LigneListe<unknown>[] };

/** What was added by a former file to correct is replaced, not repeated. */
function aCorrigerOf({ entete, lignes }: Lue, refus: readonly LigneRefusee[]): readonly (readonly string[])[] {
  const gardees = entete.flatMap((cell, i) => (cell === A_CORRIGER ? [] : [i]));
  const raisons = groupBy(refus, ({ ligne }) => ligne);
  const rows = lignes.flatMap(({ ligne, cells }) => {
    const dites = raisons.get(ligne);
    return dites ? [[dites.map(sayRaison).join(" "), ...gardees.map((i) => cells[i] ?? "")]] : [];
  });
  return [[A_CORRIGER, ...gardees.map((i) => entete[i] ?? "")], ...rows];
}

function sayRaison({ colonne, message }: LigneRefusee): string {
  return colonne === null ? message : `${colonne} : ${message}`;
}

import type { Contenu, RubriqueInformation } from "../../regles/information/contenu.ts";
import type { FicheGuichet } from "../../regles/information/guichet.ts";

/** A text of an EPCI, with what its editor needs. */
export type ContenuEcrit = Contenu & {
  readonly id: number;
  readonly rang: number;
  readonly publieLe: string | null;
  /** Grows with each writing: a form sent on an older one is told so. */
  readonly revision: number;
};

/** A desk, with whose it is and how it is published. */
export type GuichetEcrit = FicheGuichet & {
  readonly id: number;
  readonly organisation: number | null;
  readonly publieLe: string | null;
  readonly revision: number;
};

export type ContenuNouveau = Contenu & { readonly rang: number; readonly publie: boolean };
export type GuichetNouveau = FicheGuichet & { readonly organisation: number | null; readonly publie: boolean };

export type InformationQueries = {
  /** Those that whoever asks may read: published for the public, all for whoever writes them. By part, then rank. */
  contenus(epci: string): Promise<readonly ContenuEcrit[]>;
  publies(epci: string, rubrique: RubriqueInformation): Promise<readonly Contenu[]>;
  contenu(epci: string, id: number): Promise<ContenuEcrit | null>;
  /** null: one of the same key is there. */
  ajouterContenu(epci: string, contenu: ContenuNouveau): Promise<number | null>;
  /** false: it changed since `revision`, or it is not theirs. */
  changerContenu(
    epci: string,
    id: number,
    revision: number,
    contenu: Pick<Contenu, "titre" | "texte" | "falc">,
  ): Promise<boolean>;
  publierContenu(epci: string, id: number, publie: boolean): Promise<boolean>;
  /** In the order given. */
  ordonner(epci: string, ids: readonly number[]): Promise<void>;
  supprimerContenu(epci: string, id: number): Promise<boolean>;
  /** By name. */
  guichets(epci: string): Promise<readonly GuichetEcrit[]>;
  guichetsPublies(epci: string): Promise<readonly GuichetEcrit[]>;
  guichet(epci: string, id: number): Promise<GuichetEcrit | null>;
  ajouterGuichet(epci: string, guichet: GuichetNouveau): Promise<number>;
  /** `organisation` undefined: whoever keeps their own card does not give it away. */
  changerGuichet(
    epci: string,
    id: number,
    revision: number,
    guichet: FicheGuichet & { readonly organisation?: number | null },
  ): Promise<boolean>;
  publierGuichet(epci: string, id: number, publie: boolean): Promise<boolean>;
  supprimerGuichet(epci: string, id: number): Promise<boolean>;
  organisations(): Promise<readonly { readonly id: number; readonly nom: string }[]>;
};

import type { Contenu, RubriqueInformation } from "../../regles/information/contenu.ts";
import type { FicheGuichet } from "../../regles/information/guichet.ts";

/** A text of an EPCI, with the fields that its editor needs. */
export type ContenuEcrit = Contenu & {
  readonly id: number;
  readonly rang: number;
  readonly publieLe: string | null;
  /** Grows at each save: a form sent with an older one is refused. */
  readonly revision: number;
};

/** A desk, with its organisation and its state of publication. */
export type GuichetEcrit = FicheGuichet & {
  readonly id: number;
  readonly organisation: number | null;
  readonly publieLe: string | null;
  readonly revision: number;
};

export type ContenuNouveau = Contenu & { readonly rang: number; readonly publie: boolean };
export type GuichetNouveau = FicheGuichet & { readonly organisation: number | null; readonly publie: boolean };

export type InformationQueries = {
  /** Contents that the actor may read: the published ones for the public, all for their writers. By part, then rank. */
  contenus(epci: string): Promise<readonly ContenuEcrit[]>;
  publies(epci: string, rubrique: RubriqueInformation): Promise<readonly Contenu[]>;
  contenu(epci: string, id: number): Promise<ContenuEcrit | null>;
  /** null: a content with the same key exists. */
  ajouterContenu(epci: string, contenu: ContenuNouveau): Promise<number | null>;
  /** false: the content changed since `revision`, or the actor may not change it. */
  changerContenu(
    epci: string,
    id: number,
    revision: number,
    contenu: Pick<Contenu, "titre" | "texte" | "falc">,
  ): Promise<boolean>;
  publierContenu(epci: string, id: number, publie: boolean): Promise<boolean>;
  /** Ranks the contents in the order given. */
  ordonner(epci: string, ids: readonly number[]): Promise<void>;
  supprimerContenu(epci: string, id: number): Promise<boolean>;
  /** By name. */
  guichets(epci: string): Promise<readonly GuichetEcrit[]>;
  guichetsPublies(epci: string): Promise<readonly GuichetEcrit[]>;
  guichet(epci: string, id: number): Promise<GuichetEcrit | null>;
  ajouterGuichet(epci: string, guichet: GuichetNouveau): Promise<number>;
  /** `organisation` undefined: unchanged, since an agent who keeps their own card may not give it to another organisation. */
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

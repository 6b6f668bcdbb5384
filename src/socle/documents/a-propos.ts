import { LICENCE } from "./table-schema.ts";

/** What a workbook says of itself on its first sheet. */
export type APropos = {
  readonly titre: string;
  readonly territoire: { readonly nom: string; readonly demonstration: boolean };
  /** ISO day on which the content was set; null: it depends on its sources alone. */
  readonly jour: string | null;
  readonly periode?: string;
  /** Whom it is made for; null: everybody, under the open licence. */
  readonly pour: string | null;
  /** One sentence each, vintage included. */
  readonly sources?: readonly string[];
  readonly methode?: readonly string[];
  /** What else must travel with the file: version, hash, text of law. */
  readonly autres?: readonly (readonly [sujet: string, texte: string])[];
};

/** What the workbook of a page has from the page: where, on which day, for whom. */
export type LieuClasseur = Pick<APropos, "territoire" | "jour" | "pour">;

export const PARTENAIRES = "Les partenaires du territoire qui ont le droit de lire cette page.";
export const SERVICES =
  "Les services qui instruisent les demandes, sans diffusion au-delà : ce fichier compte une ligne par ménage.";
export const NOMINATIF = "Les seules personnes habilitées, pour la finalité déclarée : ce fichier nomme des ménages.";

/** The source of what no file brought. */
export const SAISI: readonly string[] = ["Ce que les partenaires ont écrit dans Blaise."];

/** The right to use it again. */
export function sayLicence({ pour }: Pick<APropos, "pour">): string {
  return pour === null
    ? `${LICENCE.nom} (${LICENCE.url}) : citez la source et la date.`
    : "Document de travail, sans licence de réutilisation : son contenu n’est pas publié.";
}

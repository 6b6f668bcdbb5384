import { z } from "zod";
import type { ObjectifRow } from "#donnees/formats/rows.ts";
import { GENRES_LIEU, type GenreLieu, type Lieu } from "#donnees/regles/convention/lieu.ts";
import { OBJETS } from "#donnees/regles/convention/objet.ts";
import { CONTINGENTS } from "#droit/regles/attribution/attribution.ts";
import { insert } from "#socle/sql/ecrire.ts";
import type { Sql } from "#socle/sql/sql.ts";
import type { Engagement, Porteur, Reference } from "../../regles/convention/engagement.ts";
import type { ObjectifTerritorialise } from "../../regles/convention/objectif-territorialise.ts";

/** Columns of `engagement` for `engagementRow`, without its version. */
export const LUES = `annee, objet, porteur, siren, contingent, taux, nombre, reference_annee,
              reference_assiette, lieu_genre, lieu, du, au, organisation,
              (select o.nom from organisation o where o.id = engagement.organisation) as nom_organisation`;

/** A line covers a year of the whole territory, or a part of it: one of the two fields is null. */
export const engagementRow = z
  .object({
    version: z.number(),
    annee: z.number(),
    objet: z.enum(OBJETS),
    porteur: z.enum(["epci", "bailleur", "reservataire"]),
    siren: z.string().nullable(),
    contingent: z.enum(CONTINGENTS).nullable(),
    taux: z.number().nullable(),
    nombre: z.number().nullable(),
    referenceAnnee: z.number().nullable(),
    referenceAssiette: z.number().nullable(),
    lieuGenre: z.enum(GENRES_LIEU).nullable(),
    lieu: z.string().nullable(),
    du: z.string().nullable(),
    au: z.string().nullable(),
    organisation: z.number().nullable(),
    nomOrganisation: z.string().nullable(),
  })
  .transform(({ version, annee, objet, taux, nombre, lieuGenre, lieu, du, au, ...row }) => {
    const ecrit = { objet, porteur: porteurOf(row), taux, nombre, reference: referenceOf(row) };
    const whole: Engagement | null = du === null ? { ...ecrit, annee } : null;
    const part: ObjectifTerritorialise | null =
      du === null || au === null ? null : { ...ecrit, lieu: lieuOf(lieuGenre, lieu), du, au };
    return { version, engagement: whole, territorialise: part };
  });

function porteurOf({
  porteur,
  siren,
  contingent,
  organisation,
  nomOrganisation,
}: {
  readonly porteur: Porteur["type"];
  readonly siren: string | null;
  readonly contingent: (typeof CONTINGENTS)[number] | null;
  readonly organisation: number | null;
  readonly nomOrganisation: string | null;
}): Porteur {
  if (porteur === "bailleur" && siren !== null) return { type: porteur, siren };
  if (porteur === "reservataire" && contingent !== null) {
    if (organisation === null) return { type: porteur, contingent };
    return { type: porteur, contingent, organisation: { id: organisation, nom: nomOrganisation ?? "" } };
  }
  if (porteur === "epci") return { type: porteur };
  throw new Error(`engagement of a ${porteur} that it does not name`);
}

/** Base of the number, when the line has one. */
export function referenceOf({
  referenceAnnee: annee,
  referenceAssiette: assiette,
}: {
  readonly referenceAnnee: number | null;
  readonly referenceAssiette: number | null;
}): Reference | null {
  return annee === null || assiette === null ? null : { annee, assiette };
}

function lieuOf(genre: GenreLieu | null, code: string | null): Lieu | null {
  return genre === null || code === null ? null : { genre, code };
}

/** `du` and `au` null: the whole year. */
type LigneEcrite = Engagement & {
  readonly lieu: Lieu | null;
  readonly du: string | null;
  readonly au: string | null;
};

export async function insertEngagement(
  tx: Sql,
  { epci, version }: { readonly epci: string; readonly version: number },
  { annee, objet, porteur, taux, nombre, reference, lieu, du, au }: LigneEcrite,
): Promise<void> {
  await insert(tx, "engagement", {
    epci,
    version,
    annee,
    objet,
    porteur: porteur.type,
    siren: porteur.type === "bailleur" ? porteur.siren : null,
    contingent: porteur.type === "reservataire" ? porteur.contingent : null,
    taux,
    nombre,
    referenceAnnee: reference?.annee,
    referenceAssiette: reference?.assiette,
    lieuGenre: lieu?.genre,
    lieu: lieu?.code,
    du,
    au,
    organisation: porteur.type === "reservataire" ? porteur.organisation?.id : null,
  });
}

/** A line of a published « objectifs » file. */
export const deposeRow = z
  .object({
    epci: z.string(),
    annee: z.number(),
    bailleur: z.string().nullable(),
    contingent: z.enum(CONTINGENTS).nullable(),
    objet: z.enum(OBJETS),
    lieuGenre: z.enum(GENRES_LIEU).nullable(),
    lieu: z.string().nullable(),
    du: z.string().nullable(),
    au: z.string().nullable(),
    taux: z.number().nullable(),
    nombre: z.number().nullable(),
    acte: z.string(),
    depuis: z.string(),
  })
  .transform(({ lieuGenre, lieu, ...row }): ObjectifRow => ({ ...row, lieu: lieuOf(lieuGenre, lieu) }));

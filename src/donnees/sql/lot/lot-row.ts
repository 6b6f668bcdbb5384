import { z } from "zod";
import type { Lecteur } from "#socle/sql/sql.ts";
import type { Lot } from "../../lectures/lot/ports.ts";
import { source } from "../rows.ts";

const motif = z.object({ code: z.string(), message: z.string() });

export const lotRow: Lecteur<Lot> = z.object({
  id: z.number(),
  epci: z.string(),
  source,
  profil: z.string(),
  periode: z.string().nullable(),
  fichier: z.string(),
  sha256: z.string(),
  taille: z.number(),
  encodage: z.string().nullable(),
  separateur: z.string().nullable(),
  statut: z.enum(["lecture", "pret", "publie", "remplace", "abandonne", "refuse", "interrompu"]),
  lignesLues: z.number(),
  acceptees: z.number(),
  rejetees: z.number(),
  doublons: z.number(),
  colonnes: z.array(z.object({ entete: z.string(), colonne: z.string().nullable(), exemples: z.array(z.string()) })),
  champsAbsents: z.array(z.string()),
  refus: motif.nullable(),
  aConfirmer: motif.nullable(),
  deposeLe: z.string(),
  deposePar: z.string(),
  publieLe: z.string().nullable(),
});

/** To be followed by its `where`. A lot has at most one pointer: its source and period make the pointer's key. */
export const SELECT_LOT = `
  select l.id, l.epci, l.source, l.profil, l.periode, l.fichier, l.sha256, l.taille, l.encodage, l.separateur, l.statut,
         l.lignes_lues,
         l.acceptees, l.rejetees, l.doublons, l.colonnes,
         l.champs_absents,
         l.refus,
         l.a_confirmer,
         l.depose_le,
         l.depose_par,
         p.publie_le
    from lot l
    left join publication p on p.epci = l.epci
                           and p.source = l.source
                           and p.periode = l.periode
                           and p.lot = l.id`;

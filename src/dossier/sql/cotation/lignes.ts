import { z } from "zod";
import { MOTIFS_PROTEGES, readMotifDemande } from "#donnees/regles/demande/demande.ts";
import type { CotationPosee, MenageLu } from "../../lectures/cotation/ports.ts";
import { NATURES_GRILLE } from "../../regles/cotation/grille.ts";
import { faitsJustifies } from "../../regles/cotation/justificatif.ts";
import { typologieSne } from "../../regles/cotation/typologie.ts";
import type { VersionGrille } from "../../regles/cotation/version-grille.ts";
import { ETATS_DEMANDE } from "../../regles/etat.ts";
import { MODES_LOGEMENT, SITUATIONS_PROFESSIONNELLES, TRI } from "../../regles/reponses.ts";
import { contenuSchema, traceSchema } from "./grille-schema.ts";

export const versionRow: z.ZodType<VersionGrille> = z.object({
  id: z.number(),
  nature: z.enum(NATURES_GRILLE),
  numero: z.number(),
  nom: z.string(),
  exemple: z.boolean(),
  contenu: contenuSchema,
  etat: z.enum(["projet", "publiee", "close"]),
  du: z.string().nullable(),
  au: z.string().nullable(),
  deliberation: z.string().nullable(),
  delibereeLe: z.string().nullable(),
  revision: z.number(),
});

export const VERSION = `g.id, g.nature, g.numero, g.nom, g.exemple, g.contenu, g.etat, g.du, g.au, g.deliberation,
  g.deliberee_le, g.revision`;

export const poseeRow: z.ZodType<CotationPosee> = z.object({
  demandeur: z.string(),
  epci: z.string(),
  grille: z.number(),
  calculeeLe: z.string(),
  points: z.number(),
  min: z.number(),
  max: z.number(),
  trace: traceSchema,
  typologie: z.string().nullable(),
  ancienneteLe: z.string().nullable(),
  avecSensibles: z.boolean(),
});

export const POSEE = `c.demandeur, c.epci, c.grille, c.calculee_le, c.points, c.points_min as min, c.points_max as max, c.trace,
  c.typologie, c.anciennete_le, c.avec_sensibles`;

/** Answers that a scheme reads; one that is missing or ill-formed is unknown. */
const nombre = z.number().nullable().catch(null);
const reponsesRow = z
  .object({
    revenus: z
      .object({ profession: z.enum(SITUATIONS_PROFESSIONNELLES).nullable().catch(null) })
      .optional()
      .catch(undefined),
    logementActuel: z
      .object({
        mode: z.enum(MODES_LOGEMENT).nullable().catch(null),
        loyer: nombre,
        charges: nombre,
        aide: nombre,
        personnes: nombre,
        surface: nombre,
        pieces: nombre,
        proprietaireAilleurs: z.enum(TRI).catch("inconnu"),
      })
      .optional()
      .catch(undefined),
    recherche: z
      .object({ motifs: z.array(z.string()).catch([]) })
      .optional()
      .catch(undefined),
  })
  .transform(({ revenus, logementActuel, recherche }) => ({ revenus, logementActuel, recherche }));

const tri = z.enum(TRI);

export const menageRow: z.ZodType<MenageLu> = z
  .object({
    demandeur: z.string(),
    etat: z.enum(ETATS_DEMANDE).nullable(),
    nature: z.enum(["acces", "mutation", "inconnue"]),
    ancienneteLe: z.string().nullable(),
    quartile: z.enum(["q1", "q2-4", "inconnu"]),
    positionPlafond: z.enum(["plai", "plus", "pls", "au-dela", "inconnue"]),
    personnes: z.number().nullable(),
    revenuMensuel: z.number().nullable(),
    motif: z.string().nullable(),
    typologie: z.string().nullable(),
    salarie: tri,
    actionLogement: tri,
    urgence: z.enum(["ordinaire", "mobilite"]),
    elargir: z.boolean().nullable(),
    priorite: tri,
    naissance: z.string().nullable(),
    reponses: reponsesRow,
    autres: z.array(z.object({ qualite: z.string(), naissance: z.string().nullable() })),
    aRefuse: z.boolean(),
    pieces: z.array(z.string()),
  })
  .transform(({ nature, motif, typologie, reponses, autres, pieces, ...row }) => ({
    ...row,
    nature: nature === "inconnue" ? null : nature,
    motif: motifOf(motif),
    typologie: typologieSne(typologie),
    reponses,
    // null when several persons are declared and none is read: the reader may not know who they are.
    autres: autres.length === 0 && (row.personnes ?? 2) > 1 ? null : autres,
    justifies: faitsJustifies(pieces),
  }));

function motifOf(texte: string | null): string | null {
  const code = readMotifDemande(texte);
  return code === "inconnu" || code === "autre-libelle" || MOTIFS_PROTEGES.includes(code) ? null : code;
}

/** `m`: the household; `d`: its file, when the reader may read it. */
export const MENAGE = `m.demandeur, d.etat, m.nature, d.anciennete_le, m.quartile, m.position_plafond,
  m.personnes, m.revenu_mensuel, m.motif_demande as motif, m.typologie, m.salarie, m.action_logement,
  m.urgence, m.elargir, m.priorite, d.naissance, m.reponses,
  coalesce((select jsonb_agg(jsonb_build_object('qualite', p.qualite, 'naissance', p.naissance) order by p.rang)
              from nominatif.personne p where p.demandeur = m.demandeur), '[]') as autres,
  exists (select from proposition o where o.demandeur = m.demandeur and o.nature = 'logement' and o.reponse = 'refusee') as a_refuse,
  array(select p.nature from nominatif.piece p where p.demandeur = m.demandeur and p.etat = 'acceptee' and p.nature is not null
        union
        select p.nature from sensible.piece p where p.demandeur = m.demandeur and p.etat = 'acceptee' and p.nature is not null) as pieces`;

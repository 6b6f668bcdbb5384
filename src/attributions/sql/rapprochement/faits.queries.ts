import { z } from "zod";
import { ageOn } from "#dossier/regles/age.ts";
import { QUALITES_PERSONNE, TYPOLOGIES, type TypologieCherchee } from "#dossier/regles/reponses.ts";
import { POSITIONS_PLAFOND } from "#droit/regles/position-plafond.ts";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import { ACCES_LOGEMENT } from "../../regles/logement/logement-suivi.ts";
import type { DemandeExaminee } from "../../regles/rapprochement/faits.ts";

const texte = z.string().nullable();
const nombre = z.number().nullable();
const reponse = z.enum(["oui", "non", "inconnu"]);

const faitsRow = z
  .object({
    demandeur: z.string(),
    reference: texte,
    ancienneteLe: texte,
    nature: z.enum(["acces", "mutation", "inconnue"]),
    bailleurActuel: texte,
    demandees: z.array(z.string()).nullable().catch(null),
    typologie: texte,
    piecesMin: nombre,
    personnes: nombre,
    autres: z.array(z.object({ qualite: z.enum(QUALITES_PERSONNE), naissance: texte })),
    quartile: z.enum(["q1", "q2-4", "inconnu"]),
    rfr: nombre,
    categoriePlafond: nombre,
    positionPlafond: z.enum(POSITIONS_PLAFOND),
    revenuMensuel: nombre,
    uniteConso: nombre,
    aide: nombre,
    chargesDeclarees: nombre,
    communes: z.array(z.string()),
    secteurs: z.array(z.string()),
    elargir: z.boolean().nullable(),
    priorite: reponse,
    salarie: reponse,
    actionLogement: reponse,
    profession: texte,
    urgence: z.enum(["ordinaire", "mobilite"]),
    besoin: z.enum(ACCES_LOGEMENT).nullable(),
    cotation: z.object({ grille: z.number(), points: z.number(), min: z.number(), max: z.number() }).nullable(),
    jour: z.string(),
  })
  .transform((row): DemandeExaminee => {
    const { demandees, typologie, autres, profession, besoin, jour, chargesDeclarees, ...reste } = row;
    return {
      ...reste,
      typologies: typologiesOf(demandees, typologie),
      ...compositionOf(row.personnes, autres, jour),
      chargesDeclarees: chargesDeclarees ?? 0,
      agentEtat: profession === null ? "inconnu" : profession === "agent-etat" ? "oui" : "non",
      // A file of relogement hidden from the reader is « inconnu », neither revealed nor « non ».
      relogement: besoin === null ? "inconnu" : "oui",
      besoinAcces: besoin ?? "inconnu",
    };
  });

/** Wished sizes, else the one of the national file, in any form. */
function typologiesOf(demandees: readonly string[] | null, typologie: string | null): readonly TypologieCherchee[] {
  const read = (texte: string) => TYPOLOGIES.find((one) => one === (SNE[texte] ?? texte));
  const said = (demandees ?? []).map(read).filter((one) => one !== undefined);
  if (said.length > 0) return said;
  const lone = typologie === null ? undefined : read(typologie);
  return lone === undefined ? [] : [lone];
}

const SNE: Readonly<Record<string, string>> = { C: "chambre", T6P: "T6+" };
const ENFANTS: readonly string[] = ["a-charge", "garde-partagee", "a-naitre"];
const MAJORITE = 18;

/** null: the reader may not know the persons, or an unknown age decides. */
function compositionOf(
  personnes: number | null,
  autres: readonly { readonly qualite: string; readonly naissance: string | null }[],
  jour: string,
): { readonly adultes: number | null; readonly enfants: number | null } {
  if (personnes === null || autres.length + 1 !== personnes) return { adultes: null, enfants: null };
  const jeunes = autres.filter(({ qualite }) => ENFANTS.includes(qualite));
  const ages = jeunes.map(({ qualite, naissance }) => (qualite === "a-naitre" ? 0 : ageOn(naissance, jour)));
  if (ages.includes(null)) return { adultes: null, enfants: null };
  const enfants = ages.filter((age) => age !== null && age < MAJORITE).length;
  return { adultes: personnes - enfants, enfants };
}

export function faits(sql: Sql, epci: string, demandeurs: readonly string[]): Promise<DemandeExaminee[]> {
  return rowsOf(
    sql,
    faitsRow,
    `select m.demandeur::text as demandeur, r.reference, r.anciennete_le::text as anciennete_le, m.nature,
            m.bailleur_actuel, m.reponses #> '{recherche,typologies}' as demandees, m.typologie,
            m.pieces_min, m.personnes,
            coalesce((select jsonb_agg(jsonb_build_object('qualite', p.qualite, 'naissance', p.naissance) order by p.rang)
                        from nominatif.personne p where p.demandeur = m.demandeur), '[]') as autres,
            m.quartile, nominatif.rfr_retenu(m.rfr, m.reponses) as rfr, m.categorie_plafond,
            m.position_plafond, m.revenu_mensuel, m.unite_conso,
            case when nominatif.nombre_de(m.reponses #> '{logementActuel,aide}') between 0 and 100000
                 then nominatif.nombre_de(m.reponses #> '{logementActuel,aide}') end as aide,
            nominatif.nombre_de(m.reponses #> '{revenus,pensionVersee}') as charges_declarees,
            array(select s.commune from nominatif.souhait s where s.demandeur = m.demandeur and s.commune is not null order by s.rang) as communes,
            array(select s.secteur from nominatif.souhait s where s.demandeur = m.demandeur and s.commune is null order by s.rang) as secteurs,
            m.elargir, m.priorite, m.salarie, m.action_logement, m.reponses #>> '{revenus,profession}' as profession,
            m.urgence,
            (select x.besoin_acces from relogement x
              where x.demandeur = m.demandeur and x.etat not in ('reloge','depart') order by x.id limit 1) as besoin,
            (select jsonb_build_object('grille', c.grille, 'points', c.points, 'min', c.points_min, 'max', c.points_max)
               from nominatif.cotation c join grille_cotation g on g.id = c.grille
              where c.demandeur = m.demandeur
              order by g.du desc nulls last, c.calculee_le desc, g.id desc
              limit 1) as cotation,
            contexte.aujourdhui()::text as jour
       from nominatif.menage m
       join nominatif.registre r on r.demandeur = m.demandeur
       left join nominatif.demandeur d on d.id = m.demandeur
      where m.epci = $1
        and m.demandeur = any ($2::uuid[])
        and r.etat in ('active','a-renouveler','avertie')
        and d.limite_le is null`,
    [epci, demandeurs],
  );
}

import { calcule, touches, update } from "#socle/sql/ecrire.ts";
import { isClePrise, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  type ASaisir,
  aSaisirRow,
  compteTransmissionRow,
  type Issue,
  type QuestionOuvertes,
  type Transmission,
  type TransmissionQueries,
  transmissionRow,
} from "../../lectures/sne-echange/ports.ts";

export function transmissionQueries(sql: Sql): TransmissionQueries {
  return {
    compter: (epci, guichets) =>
      rowsOf(
        sql,
        compteTransmissionRow,
        `select t.nature, t.etat, (d.deposee_le at time zone 'Europe/Paris')::date as deposee_le, t.avant, count(*) as nombre
           from nominatif.transmission t
           join nominatif.demandeur d on d.epci = t.epci and d.id = t.demandeur
          where t.epci = $1 and t.guichet = any ($2) and t.close_le is null
          group by 1, 2, 3, 4`,
        [epci, guichets],
      ),
    ouvertes: (epci, question) => ouvertes(sql, epci, question),
    find: (epci, id) => rowOf(sql, transmissionRow, `${selectOf(null)} and t.epci = $1 and t.id = $2`, [epci, id]),
    ofDemandeur: (epci, demandeur) =>
      rowsOf(sql, transmissionRow, `${selectOf(null)} and t.epci = $1 and t.demandeur = $2 order by t.id`, [
        epci,
        demandeur,
      ]),
    aSaisir: (epci, guichets, limite) => aSaisir(sql, epci, guichets, limite),
    partir: (epci, id, depuis) => partir(sql, epci, id, depuis),
    clore: (epci, id, depuis, issue) => clore(sql, epci, id, depuis, issue),
  };
}

/** `national`: whether the published stock already shows it, with its own parameters. */
function selectOf(national: string | null): string {
  return `select t.id, t.demandeur, d.reference, t.nature, t.etat, (t.depuis at time zone 'Europe/Paris')::date as depuis,
            (t.envoyee_le at time zone 'Europe/Paris')::date as envoyee_le, t.avant,
            (d.deposee_le at time zone 'Europe/Paris')::date as deposee_le, d.renouvelee_le, d.radie_le, d.radie_motif,
            d.etat as etat_demande, t.etapes, t.refus, t.reponse,
            exists (select from nominatif.transmission o
                     where o.epci = t.epci and o.demandeur = t.demandeur and o.id < t.id and o.close_le is null) as apres,
            ${national ?? "false"} as vue
       from nominatif.transmission t
       join nominatif.demandeur d on d.epci = t.epci and d.id = t.demandeur
      where t.close_le is null`;
}

/**
 * What the last stock shows by the number: a renewal as late as the file's, a demande that is gone or back. Only a stock extracted since says so; of a
 * change of answers it says nothing.
 */
const VUE = `(d.numero_hash is not null and case t.nature
              when 'renouvellement' then exists (select from demande n
                   where n.epci = t.epci and n.lot = $4 and n.cle = d.numero_hash and n.renouvele_le >= d.renouvelee_le)
              when 'radiation' then $5::date > d.radie_le and not exists (select from demande n
                   where n.epci = t.epci and n.lot = $4 and n.cle = d.numero_hash)
              when 'reactivation' then $5::date > (t.depuis at time zone 'Europe/Paris')::date and exists (select from demande n
                   where n.epci = t.epci and n.lot = $4 and n.cle = d.numero_hash)
              else false end)`;

/** The day from which the household may lose by it comes first; a deposit stands for its own, a fixed delay later. */
const URGENCE = `coalesce(t.avant, case when t.nature = 'enregistrement' then (d.deposee_le at time zone 'Europe/Paris')::date end) nulls last,
               t.depuis, t.id`;

/** The most urgent of each state are chosen before anything is looked for in the stock. */
function ouvertes(
  sql: Sql,
  epci: string,
  { guichets, stock, etats, limite }: QuestionOuvertes,
): Promise<Transmission[]> {
  return rowsOf(
    sql,
    transmissionRow,
    `${selectOf(VUE)} and t.epci = $1
        and t.id in (select r.id
                       from (select t.id, row_number() over (partition by t.etat order by ${URGENCE}) as rang
                               from nominatif.transmission t
                               join nominatif.demandeur d on d.epci = t.epci and d.id = t.demandeur
                              where t.epci = $1 and t.guichet = any ($2) and t.close_le is null and t.etat = any ($6)) r
                      where r.rang <= $3)
      order by ${URGENCE}`,
    [epci, guichets, limite, stock?.lot ?? null, stock?.reference ?? null, etats],
  );
}

function aSaisir(sql: Sql, epci: string, guichets: readonly number[], limite: number): Promise<ASaisir[]> {
  return rowsOf(
    sql,
    aSaisirRow,
    `select t.id, t.nature, d.reference, d.numero_chiffre, (t.depuis at time zone 'Europe/Paris')::date as depuis, d.civilite, d.nom,
            d.prenom, d.naissance, d.telephone, d.courriel, d.adresse, d.adresse_commune,
            coalesce(d.anciennete_le, (d.deposee_le at time zone 'Europe/Paris')::date) as cree_le, d.renouvelee_le, d.radie_le,
            d.radie_motif, coalesce(r.communes, '{}') as communes, m.typologie, m.logement_actuel as mode_logement, m.personnes,
            m.revenu_mensuel, m.motif_demande as motif, t.etapes
       from nominatif.transmission t
       join nominatif.demandeur d on d.epci = t.epci and d.id = t.demandeur
       left join nominatif.menage m on m.epci = t.epci and m.demandeur = t.demandeur
       left join nominatif.registre r on r.epci = t.epci and r.demandeur = t.demandeur
      where t.close_le is null and t.epci = $1 and t.guichet = any ($2) and d.etat <> 'a-completer'
      order by ${URGENCE}
      limit $3`,
    [epci, guichets, limite],
  );
}

async function partir(sql: Sql, epci: string, id: number, depuis: string): Promise<boolean> {
  try {
    return await touches(
      sql,
      `update nominatif.transmission t
          set etat = 'envoyee', envoyee_le = now(), essais = t.essais + 1, compte = contexte.compte(), refus = null, reponse = null
        where t.epci = $1 and t.id = $2 and t.etat = $3
          and not exists (select from nominatif.transmission o
                           where o.epci = t.epci and o.demandeur = t.demandeur and o.id < t.id and o.close_le is null)`,
      [epci, id, depuis],
    );
  } catch (error) {
    // Another writing of the same demande has just left.
    if (isClePrise(error)) return false;
    throw error;
  }
}

function clore(sql: Sql, epci: string, id: number, depuis: readonly string[], issue: Issue): Promise<boolean> {
  if (issue.etat === "a-envoyer") return remettre(sql, epci, id, depuis);
  const close = issue.etat === "refusee" ? null : calcule(() => "now()");
  const { voie = null, refus = null, reponse = null } = { voie: null, refus: null, reponse: null, ...issue };
  return update(
    sql,
    "nominatif.transmission",
    { etat: issue.etat, voie, refus, reponse, closeLe: close, compte: calcule(() => "contexte.compte()") },
    "epci = $1 and id = $2 and etat = any ($3)",
    [epci, id, depuis],
  );
}

/** One that is due again beside a later one of the same kind has nothing more to say. */
function remettre(sql: Sql, epci: string, id: number, depuis: readonly string[]): Promise<boolean> {
  return touches(
    sql,
    `update nominatif.transmission t
        set (etat, close_le) = (select case when n.due then 'sans-objet' else 'a-envoyer' end, case when n.due then now() end
                                  from (select exists (select from nominatif.transmission o
                                                        where o.epci = t.epci and o.demandeur = t.demandeur and o.nature = t.nature
                                                          and o.etat = 'a-envoyer' and o.id <> t.id) as due) n),
            refus = null, reponse = null, compte = contexte.compte()
      where t.epci = $1 and t.id = $2 and t.etat = any ($3)`,
    [epci, id, depuis],
  );
}

import { z } from "zod";
import type { ComptePurge, QuandPurger } from "#application/conservation/ports.ts";
import type { DureeConservation } from "#domain/conservation/duree.ts";
import {
  DETAIL_EFFACE,
  RESSOURCES_NOMINATIVES,
  type Regle,
  type RegleCode,
  TABLES_DOSSIER,
} from "#domain/conservation/regle.ts";
import { oneOf, rowsOf, type Sql } from "../sql.ts";
import {
  deleteAdaptations,
  emptyExamens,
  separateBauxSignes,
  separateCandidatures,
  separatePaires,
  separatePlans,
} from "./conservation-attribution.queries.ts";
import { emptySeances, separateDecisions } from "./conservation-cal.queries.ts";
import { separateCas } from "./conservation-cas.queries.ts";
import {
  anonymiseComptes,
  deleteConnexions,
  deleteContacts,
  deleteConvocations,
} from "./conservation-comptes.queries.ts";
import { day, due, type Purge, yearEnd } from "./conservation-echeance.ts";
import { separateBaux, separateReloges } from "./conservation-relogement.queries.ts";

/** Applies one rule and counts what it touched. To be called by the owner, inside the purge's transaction. */
export async function applyRegle(
  tx: Sql,
  regle: Regle,
  durees: readonly DureeConservation[],
  quand: QuandPurger,
): Promise<ComptePurge> {
  const [premiere] = durees;
  if (!premiere || durees.length !== regle.depuis.length) throw new Error(`Rule ${regle.code}: durations missing`);
  const limite = [quand.jour, premiere.mois, premiere.jours];
  const compte = await APPLIQUER[regle.code]({ tx, quand, durees, limite });
  return Object.fromEntries(Object.entries(compte).filter(([, nombre]) => nombre > 0));
}

const APPLIQUER: Readonly<Record<RegleCode, (purge: Purge) => Promise<Record<string, number>>>> = {
  "demandeur-radie": deleteDemandeurs,
  "brouillon-abandonne": deleteBrouillons,
  "prospect-ancien": deleteProspects,
  "contact-parti": deleteContacts,
  "convocation-passee": deleteConvocations,
  "situation-decidee": async (purge) => ({
    ...(await deleteDue(purge, { "sensible.situation": "decidee_le", "sensible.piece": "decidee_le" })),
    ...(await deleteAdaptations(purge)),
  }),
  "piece-obsolete": (purge) => deleteDue(purge, { "nominatif.piece": "obsolete_le" }),
  "cas-clos": detachCas,
  "ligne-rejetee": emptyRejets,
  "effacement-ancien": (purge) => deleteDue(purge, { registre_effacement: day("efface_le") }),
  "cle-ancienne": destroyCles,
  "fait-ancien": deleteFaits,
  "connexion-perimee": deleteConnexions,
  "compte-sans-habilitation": anonymiseComptes,
  journal: shortenJournal,
};

/** `points`: table → expression of the day that starts the clock; null is no start. */
async function deleteDue({ tx, limite }: Purge, points: Readonly<Record<string, string>>) {
  const compte: Record<string, number> = {};
  for (const [table, point] of Object.entries(points)) {
    compte[table] = (await tx.query(`delete from ${table} where ${due(point)}`, limite)).rowCount;
  }
  return compte;
}

function deleteDemandeurs(purge: Purge) {
  return deleteDossiers(purge, due("radie_le"));
}

function deleteBrouillons(purge: Purge) {
  return deleteDossiers(purge, `etat = 'brouillon' and ${due(day("modifie_le"))}`);
}

/** One without a number has nothing that could bring it back: it is in no register. */
async function deleteDossiers({ tx, limite, quand }: Purge, echus: string) {
  const ids = await oneOf(
    tx,
    z.object({ ids: z.array(z.string()) }),
    `select coalesce(array_agg(id::text), '{}') as ids from nominatif.demandeur where ${echus}`,
    limite,
  );
  if (ids.ids.length === 0) return {};
  const compte: Record<string, number> = await separateCas(tx, "demandeur = any ($1::uuid[])", [ids.ids]);
  compte.decision = await separateDecisions(tx, SUR_CANDIDATURE, [ids.ids]);
  compte.candidature = await separateCandidatures(tx, "demandeur = any ($1::uuid[])", [ids.ids]);
  for (const table of TABLES_DOSSIER) {
    compte[table] = (await tx.query(`delete from ${table} where demandeur = any ($1::uuid[])`, [ids.ids])).rowCount;
  }
  await tx.query(
    `insert into registre_effacement (epci, numero_hash, efface_le, motif)
     select epci, numero_hash, $2::timestamptz, 'conservation'
       from nominatif.demandeur
      where id = any ($1::uuid[])
        and numero_hash is not null
     on conflict (epci, numero_hash) do update set efface_le = excluded.efface_le, motif = excluded.motif`,
    [ids.ids, quand.maintenant],
  );
  const { rowCount } = await tx.query("delete from nominatif.demandeur where id = any ($1::uuid[])", [ids.ids]);
  return { ...compte, "nominatif.demandeur": rowCount };
}

async function deleteProspects(purge: Purge) {
  const suites = await purge.tx.query(
    `delete from nominatif.fiche_suite
      where fiche in (select id from nominatif.fiche_contact where ${due(day("emise_le"))})`,
    purge.limite,
  );
  const reste = await deleteDue(purge, { "nominatif.entretien": "le", "nominatif.fiche_contact": day("emise_le") });
  return { "nominatif.fiche_suite": suites.rowCount, ...reste };
}

/** What ends each, and the column that says why. */
const FIN_CAS = {
  proposition: { fin: "close_le", prose: "refus_motif" },
  decision: { fin: "decidee_le", prose: "motif" },
  bail: { fin: "signe_le", prose: "annule_motif" },
} as const;

/** Of households that go: their decisions, by what they were decided of. */
const SUR_CANDIDATURE =
  "demandeur = any ($1::uuid[]) or candidature in (select id from candidature where demandeur = any ($1::uuid[]))";

async function detachCas(purge: Purge) {
  const { tx, limite } = purge;
  const compte: Record<string, number> = {};
  for (const [table, { fin, prose }] of Object.entries(FIN_CAS)) {
    const { rowCount } = await tx.query(
      `update ${table}
          set demandeur = null ${prose ? `, ${prose} = null` : ""}
        where ${due(fin)}
          and (demandeur is not null ${prose ? `or ${prose} is not null` : ""})`,
      limite,
    );
    compte[table] = rowCount;
  }
  compte.decision = (compte.decision ?? 0) + (await separateDecisions(tx, due("decidee_le"), limite));
  compte.candidature = await separateCandidatures(tx, due("designee_le"), limite);
  Object.assign(compte, await emptySeances(purge));
  Object.assign(compte, await emptyExamens(purge));
  Object.assign(compte, await separatePlans(tx, due("jour"), limite));
  const cas = await separateCas(tx, due("clos_le"), limite);
  const clos = await rowsOf(
    tx,
    z.object({ id: z.number() }),
    `select id from relogement where ${due("clos_le")}`,
    limite,
  );
  const reloges = await separateReloges(
    tx,
    clos.map(({ id }) => id),
  );
  const sommes = Object.entries(cas).map(([table, nombre]) => [table, nombre + (reloges[table] ?? 0)]);
  return { ...compte, ...reloges, ...Object.fromEntries(sommes) };
}

async function emptyRejets({ tx, limite }: Purge) {
  const lots = `lot in (select id from lot where ${due(day("depose_le"))})`;
  const { rowCount: rejets } = await tx.query(`delete from lot_rejet where ${lots}`, limite);
  const { rowCount: anomalies } = await tx.query(
    `update lot_anomalie set exemple = '', message = $4 where ${lots} and (exemple <> '' or message <> $4)`,
    [...limite, DETAIL_EFFACE],
  );
  return { lot_rejet: rejets, lot_anomalie: anomalies };
}

/** Lots of facts whose year is over: the period of the file, else (a file that was never read to its end) the year of its deposit. */
const LOTS_ECHUS = `
  select id
    from lot
   where source in ('sne-attributions','sne-demandes','syplo','prioritaires-bailleur','ops')
     and ${due(
       `make_date(coalesce(substring(periode from '^[0-9]{4}')::integer,
                           extract(year from depose_le at time zone 'Europe/Paris')::integer), 12, 31)`,
     )}`;

/** The fingerprint of the line goes too: with the number in hand, one could compute it again. */
async function destroyCles({ tx, limite }: Purge) {
  const compte: Record<string, number> = {};
  for (const table of ["attribution", "demande", "prioritaire_liste"]) {
    const { rowCount } = await tx.query(
      `update ${table} set cle = lot || '-' || ligne, empreinte = '' where lot in (${LOTS_ECHUS}) and empreinte <> ''`,
      limite,
    );
    compte[table] = rowCount;
  }
  compte.bail_relogement = await separateBaux(tx, due(yearEnd("signe_le")), limite);
  compte.bail = await separateBauxSignes(tx, due(yearEnd("signe_le")), limite);
  compte.paire_decision = await separatePaires(tx, due(yearEnd("signe_le")), limite);
  compte.veille = (
    await tx.query(`update veille set cle = 'v-' || id where ${due(yearEnd("prise_le"))} and cle <> 'v-' || id`, limite)
  ).rowCount;
  return compte;
}

const FAITS = [
  "rapprochement_relogement",
  "rapprochement_bail",
  "paire_bail",
  "cube_attribution",
  "cube_dehors",
  "baux_tardifs",
  "cube_bail",
  "cube_demande",
  "fait_attribution",
  "attribution",
  "demande",
  "prioritaire_liste",
  "occupation",
] as const;

/** Of the year in which something was seen, whatever followed. */
const REMONTEES_ECHUES = `
  select id from remontee where ${due(yearEnd("observee_le"))}`;

/** What was published from them is withdrawn as an undo would, so that no page and no cache goes on showing it. */
async function deleteFaits({ tx, limite }: Purge) {
  const compte: Record<string, number> = {};
  for (const table of FAITS) {
    compte[table] = (await tx.query(`delete from ${table} where lot in (${LOTS_ECHUS})`, limite)).rowCount;
  }
  compte.remontee_suite = (
    await tx.query(`delete from remontee_suite where remontee in (${REMONTEES_ECHUES})`, limite)
  ).rowCount;
  compte.remontee = (await tx.query(`delete from remontee where id in (${REMONTEES_ECHUES})`, limite)).rowCount;
  compte.bail_relogement = (
    await tx.query(`delete from bail_relogement where ${due(yearEnd("signe_le"))}`, limite)
  ).rowCount;
  compte.cube_proposition = (
    await tx.query(`delete from cube_proposition where ${due(yearEnd("mois"))}`, limite)
  ).rowCount;
  compte.bail = (await tx.query(`delete from bail where ${due(yearEnd("signe_le"))}`, limite)).rowCount;
  compte.operation_baux = (
    await tx.query(
      `delete from operation_baux where operation in (select id from operation where ${due(yearEnd(day("saisie_le")))})`,
      limite,
    )
  ).rowCount;
  compte.veille = (await tx.query(`delete from veille where ${due(yearEnd("prise_le"))}`, limite)).rowCount;
  await tx.query(
    `with retirees as (
       delete from publication where lot in (${LOTS_ECHUS}) returning epci, source, periode, lot
     )
     insert into publication_acte (epci, source, periode, acte, lot_avant, lot_apres, fait_par)
     select epci, source, periode, 'annulation', lot, null, 'purge' from retirees`,
    limite,
  );
  await tx.query(
    `update lot set statut = 'abandonne' where statut in ('pret','publie','remplace') and id in (${LOTS_ECHUS})`,
    limite,
  );
  return compte;
}

/**
 * A chain can only be shortened from its beginning: lines go up to the first one that must stay, and the last one gone is sealed, so that the
 * rest still verifies. A line due earlier than one before it waits for it: at most the longest of the two durations after its own writing.
 */
async function shortenJournal({ tx, quand, durees }: Purge) {
  const [acces, autre] = durees;
  await tx.query(
    `with lignes as (
       select organisation, numero,
              (${day("le")} + case when demandeur is not null or ressource = any ($6)
                                   then make_interval(months => $2::integer, days => $3::integer)
                                   else make_interval(months => $4::integer, days => $5::integer) end)::date <= $1::date as due
         from journal.entree
     ), fins as (
       select organisation,
              coalesce(min(numero) filter (where not due) - 1, max(numero)) as fin,
              min(numero) as debut
         from lignes
        group by organisation
     )
     insert into journal.scelle (organisation, numero, empreinte, pose_le)
     select e.organisation, e.numero, e.empreinte, $7::timestamptz
       from fins f
       join journal.entree e on e.organisation = f.organisation and e.numero = f.fin
      where f.fin >= f.debut`,
    [quand.jour, acces?.mois, acces?.jours, autre?.mois, autre?.jours, RESSOURCES_NOMINATIVES, quand.maintenant],
  );
  const { rowCount } = await tx.query(
    `delete from journal.entree e
      using (select organisation, max(numero) as numero from journal.scelle group by organisation) s
      where e.organisation = s.organisation
        and e.numero <= s.numero`,
  );
  return { "journal.entree": rowCount };
}

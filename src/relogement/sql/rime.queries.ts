import { z } from "zod";
import { ACTION_LOGEMENT } from "#donnees/sql/action-logement.ts";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import type {
  BailleurConnu,
  DemolitionConfiee,
  MenageAEcrire,
  OffreAEcrire,
  PlanRime,
  RimeEcrit,
  RimeQueries,
} from "../lectures/rime/ports.ts";
import { bailleurRow, demolitionRow } from "../lectures/rime/ports.ts";
import { COLONNES_CAS_RELOGE, valeursCasReloge } from "./cas-bloque/cas-reloge.ts";

/** Key of the territory's correspondences, stored with those of the lots. */
const SOURCE = "rime";

export function rimeQueries(sql: Sql): RimeQueries {
  return {
    demolitions: (epci) => demolitions(sql, epci),
    bailleurs: () => bailleurs(sql),
    correspondances: (epci) => correspondances(sql, epci),
    rememberCorrespondances: (epci, colonnes) => remember(sql, epci, colonnes),
    write: (epci, plan) => write(sql, epci, plan),
  };
}

function demolitions(sql: Sql, epci: string): Promise<DemolitionConfiee[]> {
  return rowsOf(
    sql,
    demolitionRow,
    `select distinct o.id as operation, o.nom, o.organisation
       from operation o
       join mission_relogement m on m.operation = o.id
      where o.epci = $1
        and o.genre = 'demolition'
        and o.organisation is not null
        and m.compte = (select contexte.compte())
        and (m.au is null or m.au >= contexte.aujourdhui())
      order by o.nom`,
    [epci],
  );
}

function bailleurs(sql: Sql): Promise<BailleurConnu[]> {
  return rowsOf(
    sql,
    bailleurRow,
    "select id as organisation, nom, siren from organisation where type = 'bailleur' order by nom, id",
  );
}

async function correspondances(sql: Sql, epci: string): Promise<Readonly<Record<string, string>>> {
  const rows = await rowsOf(
    sql,
    z.object({ entete: z.string(), colonne: z.string() }),
    "select entete, colonne from correspondance_colonne where epci = $1 and source = $2 order by entete",
    [epci, SOURCE],
  );
  return Object.fromEntries(rows.map(({ entete, colonne }) => [entete, colonne]));
}

async function remember(sql: Sql, epci: string, colonnes: Readonly<Record<string, string>>): Promise<void> {
  await sql.query(
    `insert into correspondance_colonne (epci, source, entete, colonne)
     select $1, $2, c.entete, c.colonne
       from unnest($3::text[], $4::text[]) as c (entete, colonne)
     on conflict (epci, source, entete) do update set colonne = excluded.colonne`,
    [epci, SOURCE, Object.keys(colonnes), Object.values(colonnes)],
  );
}

async function write(sql: Sql, epci: string, plan: PlanRime): Promise<RimeEcrit> {
  const added = plan.menages.filter(({ id }) => id === null);
  const updated = plan.menages.filter(({ id }) => id !== null);
  const nouveaux = await addMenages(sql, epci, added);
  const prises = added.filter(({ reference }) => !nouveaux.has(reference)).map(({ reference }) => reference);
  if (prises.length > 0) return { etat: "prises", references: prises };
  if (!(await updateMenages(sql, epci, updated))) return { etat: "perime" };
  await tieDecohabitations(sql, epci, plan.menages);
  await writeIdentites(sql, epci, plan.menages);
  await addOffres(sql, epci, plan.offres);
  if (!(await updateOffres(sql, epci, plan.offres))) return { etat: "perime" };
  await openCas(sql, epci, plan);
  return { etat: "ecrit" };
}

/** Action Logement follows the files of its beneficiaries, as for those that a form opens. */
const RESERVATAIRE = `case m."actionLogement" when 'oui' then
         ${ACTION_LOGEMENT} end`;

const MENAGES = `jsonb_to_recordset($2::jsonb) as m (
         id bigint, revision integer, reference text, operation bigint, organisation bigint, etat text, "etatDepuis" date, "closLe" date,
         personnes smallint, quartile text, ressources text, "origineRpls" text, "origineTypologie" text, "origineSurface" numeric,
         "origineLoyer" numeric, "origineCharges" numeric, "origineApl" numeric, "souhaitTypologies" jsonb, "souhaitZone" text,
         "souhaitCommunes" jsonb, "besoinAcces" text, "resteMax" numeric, accession text, "actionLogement" text, accompagnement text,
         "decohabitationDe" text, etape text, "etapeLe" date, synthetique boolean,
         nom text, prenom text, telephone text, courriel text, naissance date, porte text, adultes smallint, enfants smallint,
         "revenuMensuel" numeric, "uniteConso" numeric)`;

/** Column → value; each column has its own value for unknown. */
const VALEURS: readonly (readonly [string, string])[] = [
  ["etat", "m.etat"],
  ["etat_depuis", 'm."etatDepuis"'],
  ["clos_le", 'm."closLe"'],
  ["personnes", "m.personnes"],
  ["quartile", "coalesce(m.quartile, 'inconnu')"],
  ["ressources", "coalesce(m.ressources, 'absentes')"],
  ["origine_rpls", 'm."origineRpls"'],
  ["origine_typologie", 'm."origineTypologie"'],
  ["origine_surface", 'm."origineSurface"'],
  ["origine_loyer", 'm."origineLoyer"'],
  ["origine_charges", 'm."origineCharges"'],
  ["origine_apl", 'm."origineApl"'],
  ["souhait_typologies", listOf("souhaitTypologies")],
  ["souhait_zone", "coalesce(m.\"souhaitZone\", 'inconnue')"],
  ["souhait_communes", listOf("souhaitCommunes")],
  ["besoin_acces", "coalesce(m.\"besoinAcces\", 'inconnu')"],
  ["reste_a_charge_max", 'm."resteMax"'],
  ["accession", "coalesce(m.accession, 'inconnu')"],
  ["action_logement", "coalesce(m.\"actionLogement\", 'inconnu')"],
  ["accompagnement", "coalesce(m.accompagnement, 'inconnu')"],
  ["etape", "m.etape"],
  ["etape_le", 'm."etapeLe"'],
];

function listOf(champ: string): string {
  return `case jsonb_typeof(m."${champ}") when 'array' then array(select jsonb_array_elements_text(m."${champ}")) else '{}' end`;
}

/** References of the files opened; one that a hidden file already has is missing. */
async function addMenages(sql: Sql, epci: string, menages: readonly MenageAEcrire[]): Promise<ReadonlySet<string>> {
  if (menages.length === 0) return new Set();
  const rows = await rowsOf(
    sql,
    z.object({ reference: z.string() }),
    `insert into relogement (epci, reference, operation, organisation, reservataire, synthetique, ${VALEURS.map(([column]) => column).join(", ")})
     select $1, m.reference, m.operation, m.organisation, ${RESERVATAIRE}, m.synthetique, ${VALEURS.map(([, value]) => value).join(", ")}
       from ${MENAGES}
      order by m.reference
     on conflict (epci, reference) do nothing
     returning reference`,
    [epci, JSON.stringify(menages)],
  );
  return new Set(rows.map(({ reference }) => reference));
}

/** false: one of them was changed since it was read. */
async function updateMenages(sql: Sql, epci: string, menages: readonly MenageAEcrire[]): Promise<boolean> {
  if (menages.length === 0) return true;
  const { rowCount } = await sql.query(
    `update relogement r
        set ${VALEURS.map(([column, value]) => `${column} = ${value}`).join(", ")},
            reservataire = case m."actionLogement" when 'oui' then ${RESERVATAIRE} else r.reservataire end,
            revision = r.revision + 1
       from ${MENAGES}
      where r.epci = $1
        and r.id = m.id
        and r.revision = m.revision`,
    [epci, JSON.stringify(menages)],
  );
  return rowCount === menages.length;
}

async function tieDecohabitations(sql: Sql, epci: string, menages: readonly MenageAEcrire[]): Promise<void> {
  const tied = menages.filter(({ decohabitationDe }) => decohabitationDe !== null);
  if (tied.length === 0) return;
  await sql.query(
    `update relogement r
        set decohabitation_de = origine.id
       from ${MENAGES}
       join relogement origine on origine.epci = $1 and origine.reference = m."decohabitationDe"
      where r.epci = $1
        and r.reference = m.reference
        and r.decohabitation_de is distinct from origine.id`,
    [epci, JSON.stringify(tied)],
  );
}

/** A file without given names keeps its own. */
async function writeIdentites(sql: Sql, epci: string, menages: readonly MenageAEcrire[]): Promise<void> {
  const named = menages.filter(({ nom, prenom }) => nom !== null && prenom !== null);
  if (named.length === 0) return;
  await sql.query(
    `insert into nominatif.menage_reloge (epci, relogement, nom, prenom, telephone, courriel, naissance, porte, adultes, enfants,
                                          revenu_mensuel, unite_conso)
     select $1, r.id, m.nom, m.prenom, m.telephone, m.courriel, m.naissance, m.porte, m.adultes, m.enfants, m."revenuMensuel", m."uniteConso"
       from ${MENAGES}
       join relogement r on r.epci = $1 and r.reference = m.reference
     on conflict (epci, relogement) do update
        set nom = excluded.nom, prenom = excluded.prenom, telephone = excluded.telephone, courriel = excluded.courriel,
            naissance = excluded.naissance, porte = excluded.porte, adultes = excluded.adultes, enfants = excluded.enfants,
            revenu_mensuel = excluded.revenu_mensuel, unite_conso = excluded.unite_conso`,
    [epci, JSON.stringify(named)],
  );
}

const OFFRES = `jsonb_to_recordset($2::jsonb) as f (
         id bigint, reference text, numero smallint, relogeur bigint, "identRpls" text, adresse text, commune text, secteur text,
         situation text, typologie text, surface numeric, loyer numeric, charges numeric, apl numeric, "premiereLocationLe" date,
         "conventionneLe" date, rehabilite text, residentialise text, "loyerBaisse" text, pru1 text, "droitActionLogement" text,
         "proposeeLe" date, "visiteeLe" date, reponse text, "reponduLe" date, "motifRefus" text, "precision" text, "raisonRang" text,
         "decisionComite" bigint, "bailSigneLe" date)`;

const VALEURS_OFFRE: readonly (readonly [string, string])[] = [
  ["relogeur", "f.relogeur"],
  ["ident_rpls", 'f."identRpls"'],
  ["adresse", "f.adresse"],
  ["commune", "f.commune"],
  ["secteur", "f.secteur"],
  ["situation", "coalesce(f.situation, 'inconnue')"],
  ["typologie", "f.typologie"],
  ["surface", "f.surface"],
  ["loyer", "f.loyer"],
  ["charges", "f.charges"],
  ["apl", "f.apl"],
  ["premiere_location_le", 'f."premiereLocationLe"'],
  ["conventionne_le", 'f."conventionneLe"'],
  ["rehabilite", "coalesce(f.rehabilite, 'inconnu')"],
  ["residentialise", "coalesce(f.residentialise, 'inconnu')"],
  ["loyer_baisse", "coalesce(f.\"loyerBaisse\", 'inconnu')"],
  ["pru1", "coalesce(f.pru1, 'inconnu')"],
  ["droit_action_logement", "coalesce(f.\"droitActionLogement\", 'inconnu')"],
  ["proposee_le", 'f."proposeeLe"'],
  ["visitee_le", 'f."visiteeLe"'],
  ["reponse", "coalesce(f.reponse, 'attendue')"],
  ["repondu_le", 'f."reponduLe"'],
  ["motif_refus", 'f."motifRefus"'],
  ["precision", 'f."precision"'],
  ["raison_rang", 'f."raisonRang"'],
  ["decision_comite", 'f."decisionComite"'],
  ["bail_signe_le", 'f."bailSigneLe"'],
];

/** The database copies the owners of the rows from the file. */
async function addOffres(sql: Sql, epci: string, offres: readonly OffreAEcrire[]): Promise<void> {
  const added = offres.filter(({ id }) => id === null);
  if (added.length === 0) return;
  await sql.query(
    `insert into relogement_offre (epci, relogement, numero, ${VALEURS_OFFRE.map(([column]) => column).join(", ")})
     select $1, r.id, f.numero, ${VALEURS_OFFRE.map(([, value]) => value).join(", ")}
       from ${OFFRES}
       join relogement r on r.epci = $1 and r.reference = f.reference
      order by r.id, f.numero`,
    [epci, JSON.stringify(added)],
  );
}

async function updateOffres(sql: Sql, epci: string, offres: readonly OffreAEcrire[]): Promise<boolean> {
  const updated = offres.filter(({ id }) => id !== null);
  if (updated.length === 0) return true;
  const { rowCount } = await sql.query(
    `update relogement_offre o
        set ${VALEURS_OFFRE.map(([column, value]) => `${column} = ${value}`).join(", ")}
       from ${OFFRES}
      where o.epci = $1
        and o.id = f.id`,
    [epci, JSON.stringify(updated)],
  );
  return rowCount === updated.length;
}

/** Opens the cases only: the commission closes a case with its outcome, so a household no longer blocked leaves its case open, as on its page. */
async function openCas(sql: Sql, epci: string, { blocages }: PlanRime): Promise<void> {
  if (blocages.length === 0) return;
  await sql.query(
    `insert into cas_bloque (${COLONNES_CAS_RELOGE}, motif, ouvert_le)
     select ${valeursCasReloge("r")}, b.motif, b.le
       from jsonb_to_recordset($2::jsonb) as b (reference text, motif text, le date)
       join relogement r on r.epci = $1 and r.reference = b.reference
       left join cas_bloque k on k.relogement = r.id and k.clos_le is null
      where k.id is null
      order by b.le, r.id`,
    [epci, JSON.stringify(blocages)],
  );
}

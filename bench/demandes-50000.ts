import type pg from "pg";
import { coterTout } from "#dossier/lectures/cotation/coter-tout.ts";
import { coterToutQueries } from "#dossier/sql/cotation/coter-tout.queries.ts";
import { HORLOGE } from "#service/commandes/session.ts";
import { openBases } from "#service/sql/open-base.ts";
import type { Acteur, HabilitationActive } from "#socle/regles/habilitation/acteur.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { openPool, openSql } from "#socle/sql/sql.ts";
import { createTestApp } from "../test/fixtures/http.ts";
import { addOrganisation, addPersonne } from "../test/journal/personnes.ts";
import { type Mesure, percentile, round } from "./mesure.ts";

const EPCI = "200068666";
const DEMANDES = 50_000;
const GUICHETS = 6;
/** After those that fill the caches. */
const TOURS = 12;
const CHAUFFE = 2;

type Question = {
  readonly qui: string;
  readonly role: RoleHabilite;
  readonly chemin: string;
  readonly cherche?: string;
};

/** Whom, who, and what is asked below `/demandes`. */
const LISTES: readonly (readonly [string, RoleHabilite, string])[] = [
  ["guichet, file", "guichet", "?liste=a-enregistrer"],
  ["guichet, actives", "guichet", "?liste=active"],
  ["guichet, radiées", "guichet", "?liste=radiee"],
  ["guichet, T5 de mutation", "guichet", "?liste=active&typologie=T5&nature=mutation&mois=36"],
  ["guichet, commune", "guichet", "?liste=active&commune=52448"],
  ["bailleur, actives", "agent-bailleur", "?liste=active"],
  ["bailleur, T6+ rares", "agent-bailleur", "?liste=active&typologie=T6%2B&nature=mutation&mois=60"],
  ["bailleur, commune", "agent-bailleur", "?liste=a-renouveler&commune=51358"],
  ["commune, actives", "commune", "?liste=active"],
  ["commune, T2", "commune", "?liste=active&typologie=T2&mois=24"],
  ["État, actives", "etat", "?liste=active"],
  ["État, radiées d’une commune", "etat", "?liste=radiee&commune=52448&typologie=T6%2B"],
  // No contingent of theirs: every line goes through the row policy, and none comes out.
  ["réservataire, sans ligne à soi", "reservataire", "?liste=active"],
  ["EPCI, qui n’ouvre rien", "agent-epci", "?liste=active"],
  ["délais des guichets", "guichet", "?vue=delais"],
  ["doublons", "guichet", "/doublons"],
  ["veille, sans suite", "agent-epci", "/veille?motif=sans-suite"],
  ["veille, plus de neuf mois d’une commune", "agent-epci", "/veille?motif=plus-de-9-mois&commune=52448"],
  ["échanges avec le SNE", "guichet", "/sne"],
];

/** Lists and searches of 50 000 demandes through the whole server, row policies on: the 95th percentile of each, and the worst of them. */
export async function benchDemandes(url: string): Promise<Mesure> {
  const pool = openPool(url);
  const bases = openBases(url);
  const monde = await generate(pool);
  const apps = new Map<RoleHabilite, ReturnType<typeof createTestApp>>();
  for (const role of ["guichet", "agent-bailleur", "commune", "reservataire", "agent-epci", "etat"] as const) {
    const acteur = await addPersonne(pool, `banc-${role}`, [
      { role, epci: EPCI, organisation: monde.organisation(role) },
    ]);
    apps.set(role, createTestApp(bases, { debit: 1_000_000 }, narrow(acteur, role)));
  }
  const details: Record<string, number> = {};
  for (const question of questionsOf(monde)) {
    const app = apps.get(question.role);
    if (!app) throw new Error(question.role);
    details[question.qui] = round(await measure(app, question), 1);
  }
  await Promise.all([bases.close(), pool.end()]);
  const pire = Math.max(...Object.values(details));
  return {
    id: "demandes-50000",
    libelle: `Listes et recherches sur ${DEMANDES} demandes, par l’application et sous les politiques de rangées (p95 de la pire)`,
    valeur: pire,
    unite: "ms",
    objectif: "≤ 100",
    tenu: pire <= 100,
    details,
  };
}

function narrow(acteur: Acteur, role: RoleHabilite): Acteur {
  const communes = role === "commune" ? ["52448"] : [];
  return { ...acteur, habilitations: acteur.habilitations.map((one): HabilitationActive => ({ ...one, communes })) };
}

type Monde = {
  organisation(role: RoleHabilite): number;
  readonly reference: string;
  readonly numero: string;
  /** Place in the middle of the active list of a bailleur. */
  readonly milieu: string;
};

function questionsOf({ reference, numero, milieu }: Monde): readonly Question[] {
  const recherches = [
    ["guichet, nom", "guichet", "martin"],
    ["guichet, nom et prénom", "guichet", "martin anne 7"],
    ["guichet, numéro", "guichet", numero],
    ["bailleur, référence", "agent-bailleur", reference],
    ["État, numéro", "etat", numero],
  ] as const;
  return [
    ...LISTES.map(([qui, role, chemin]) => ({ qui, role, chemin })),
    { qui: "bailleur, page du milieu", role: "agent-bailleur", chemin: `?liste=active&apres=${milieu}` },
    ...recherches.map(([qui, role, cherche]) => ({ qui, role, chemin: "/chercher", cherche })),
  ];
}

async function measure(app: ReturnType<typeof createTestApp>, { qui, chemin, cherche }: Question): Promise<number> {
  const times: number[] = [];
  for (let tour = -CHAUFFE; tour < TOURS; tour += 1) {
    const begin = performance.now();
    const response = await app.request(`/t/${EPCI}/demandes${chemin}`, initOf(cherche));
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${qui}: ${response.status} ${text.slice(0, 300)}`);
    if (tour >= 0) times.push(performance.now() - begin);
  }
  return percentile(times, 0.95);
}

function initOf(cherche: string | undefined): RequestInit {
  if (cherche === undefined) return { headers: { accept: "text/html" } };
  const headers = { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin" };
  return { method: "POST", body: new URLSearchParams({ cherche }), headers };
}

/** Synthetic households, with the owner's rights: five in six are alive, and a bailleur is wished by nine of them in ten. */
async function generate(pool: pg.Pool): Promise<Monde> {
  const guichets: number[] = [];
  for (let rang = 0; rang < GUICHETS; rang += 1)
    guichets.push(await addOrganisation(pool, "guichet", `Guichet banc ${rang}`));
  const bailleur = await addOrganisation(pool, "bailleur", "Bailleur banc");
  const etat = await addOrganisation(pool, "etat", "État banc");
  await pool.query(
    `insert into nominatif.demandeur (epci, guichet, numero_hash, reference, etat, nom, prenom, deposee_le, enregistree_le, anciennete_le,
                                      echeance_le, radie_le, radie_motif, synthetique)
     select $1, ($2::bigint[])[1 + i % ${GUICHETS}],
            case when e.etat in ('a-enregistrer','a-completer') then null else '0529' || lpad(i::text, 8, '0') end,
            'D-' || upper(substr(md5(i::text), 1, 4)) || '-' || upper(substr(md5('r' || i), 1, 4)), e.etat,
            (array['Martin','Durand','Leroy','Moreau','Petit','Garcia','Nguyen','Benali','Lefèvre','Roux'])[1 + i % 10] || case when i % 3 = 0 then '' else '-' || (i % 400) end,
            'Anne ' || i, contexte.aujourdhui() - (i % 40), contexte.aujourdhui() - (i % 1500), contexte.aujourdhui() - (i % 1500),
            contexte.aujourdhui() + (i % 300), case when e.etat = 'radiee' then contexte.aujourdhui() - (i % 300) end,
            case when e.etat = 'radiee' then 'renonciation' end, true
       from generate_series(1, ${DEMANDES}) as i,
            lateral (select (array['active','active','active','active','active','active','active','active','active','active','active','active','active',
                                   'active','a-renouveler','a-renouveler','radiee','radiee','radiee','a-enregistrer'])[1 + i % 20]) as e (etat)
     on conflict do nothing`,
    [EPCI, guichets],
  );
  const siens =
    "select id, row_number() over (order by numero_hash nulls first, id) as i from nominatif.demandeur where synthetique and nom_cherche is not null and guichet = any ($2::bigint[]) and epci = $1";
  await pool.query(
    `insert into nominatif.menage (demandeur, epci, personnes, typologie, nature, quartile, reponses)
     select id, $1, 1 + i % 6, (array['T1','T2','T2','T3','T3','T3','T4','T4','T5','T6+'])[1 + i % 10],
            (array['acces','acces','mutation','inconnue'])[1 + i % 4], (array['q1','q2-4','inconnu'])[1 + i % 3],
            jsonb_build_object('vous', jsonb_build_object('situation', 'celibataire'), 'texte', repeat('x', 400))
       from (${siens}) d`,
    [EPCI, guichets],
  );
  await pool.query(
    `with c as (select commune, row_number() over (order by population desc nulls last, commune) - 1 as n, count(*) over () as total
                  from territoire_commune where epci = $1)
     insert into nominatif.souhait (demandeur, epci, rang, commune)
     select d.id, $1, r, c.commune from (${siens}) d, generate_series(1, 2) as r
       join c on true
      where c.n = case when r = 1 and d.i % 2 = 0 then 0 else (d.i * 7 + r) % c.total end`,
    [EPCI, guichets],
  );
  await pool.query(
    `insert into nominatif.lien (demandeur, epci, nature, organisation)
     select d.id, $1, 'souhait', $3 from (${siens}) d join nominatif.demandeur f on f.id = d.id
      where f.etat in ('active','a-renouveler') and d.i % 10 > 0`,
    [EPCI, guichets, bailleur],
  );
  await multiplyStock(pool);
  await pool.query("vacuum analyze");
  const { rows } = await pool.query<{ reference: string; numero: string; milieu: string }>(
    `select reference, numero_hash as numero, ordre || '~' || demandeur as milieu from nominatif.registre
      where epci = $1 and guichet = $2 and onglet = 'active' and $3 = any (ouvert_a) order by ordre, demandeur offset 2000 limit 1`,
    [EPCI, guichets[0], `${EPCI}:${bailleur}`],
  );
  const [one] = rows;
  if (!one) throw new Error("no demande was generated");
  const ids: Readonly<Partial<Record<RoleHabilite, number>>> = {
    guichet: guichets[0] ?? 0,
    "agent-bailleur": bailleur,
    etat,
  };
  return { ...one, organisation: (role) => ids[role] ?? etat };
}

/** The national stock as large as the register: the lines of the last file of the demonstration, many times. */
async function multiplyStock(pool: pg.Pool): Promise<void> {
  await pool.query(
    `insert into demande
     select (jsonb_populate_record(d, jsonb_build_object('ligne', d.ligne + 10000 * k, 'cle', d.cle || '-' || k, 'empreinte', d.empreinte || k))).*
       from demande d, generate_series(1, $2::int / (select greatest(count(*), 1)::int from demande where lot = (select max(lot) from demande where epci = $1))) as k
      where d.lot = (select max(lot) from demande where epci = $1)`,
    [EPCI, DEMANDES],
  );
}

/** Every demande of the territory scored with the schemes of the day, as each night; a second time, when nothing is to be written. */
export async function benchCotation(pool: pg.Pool): Promise<Mesure> {
  const queries = coterToutQueries(openSql(pool));
  const question = { epci: EPCI, jour: HORLOGE.aujourdhui(), ouvrir: () => ({}) };
  const begin = performance.now();
  const { cotees } = await coterTout(queries, question);
  const valeur = round((performance.now() - begin) / 1000, 1);
  const again = performance.now();
  const { changees } = await coterTout(queries, question);
  const encore = round((performance.now() - again) / 1000, 1);
  return {
    id: "cotation-50000",
    libelle: "Cotation de toutes les demandes d’un territoire avec la grille du jour, chaque nuit",
    valeur,
    unite: "s",
    objectif: "≤ 60",
    tenu: valeur <= 60 && changees === 0,
    details: { cotees, encore },
  };
}

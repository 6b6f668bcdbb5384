import { EPCI } from "../fixtures/pages.ts";
import { writeEntretien } from "./accueil-essai.ts";
import {
  ACTION_CLOSE_ESSAI,
  ACTION_ESSAI,
  FAIT_ESSAI,
  JALON_ESSAI,
  NUMERO_ESSAI,
  SUIVI_ESSAI,
} from "./actions-essai.ts";
import { writeCas } from "./cas-essai.ts";
import { INSTANCE_ESSAI, MEMBRE_ESSAI, REUNION_ESSAI } from "./instances-essai.ts";
import { LIBERATION_ESSAI } from "./liberation-essai.ts";
import type { Monde, Qui } from "./monde.ts";

/** What the pages of rehousing, of the programme and of the simulation are asked about. */
export type IdentifiantsUrbains = {
  /** A building to demolish, entrusted to the officer of the demonstration by that mission. */
  readonly demolition: number;
  readonly mission: number;
  readonly officier: number;
  /** Households of that building, by what is written in their files; the stamp that a form of that file carries. */
  readonly menages: Readonly<Record<GroupeMenages, readonly number[]>>;
  readonly etatsLus: Readonly<Record<GroupeMenages, string>>;
  /** An operation with a line of money, and submissions that wait for an answer. */
  readonly construction: number;
  readonly financement: number;
  readonly deposees: readonly number[];
  readonly conventionObjectif: number;
  /** A blocked case on the agenda of a meeting that is held. */
  readonly cas: number;
  /** An interview that is open. */
  readonly entretien: number;
  /** A milestone and a follow-up of an action of the programme. */
  readonly jalon: number;
  readonly fait: number;
  readonly suivi: number;
  /** An instance, a member of it, and two of its meetings: one that changes, one that is cancelled. */
  readonly instance: number;
  readonly membre: number;
  readonly reunion: number;
  readonly reunionAnnulee: number;
  /** A meeting that is held, one of its points, a decision taken there. */
  readonly tenue: number;
  readonly pointTenu: number;
  readonly decision: number;
  /** A dwelling that a bailleur declares free. */
  readonly logementSuivi: number;
  /** The same dwelling, to be let. */
  readonly liberation: number;
  readonly scenario: number;
  /** A simulation that nobody has saved. */
  readonly calcul: string;
  /** A workbook of households that waits for its columns. */
  readonly rime: string;
};

const GROUPES = ["entretien", "identite", "adresse", "raison", "reponse", "comite"] as const;
type GroupeMenages = (typeof GROUPES)[number];

export const AUCUN_URBAIN: IdentifiantsUrbains = {
  demolition: 0,
  mission: 0,
  officier: 0,
  construction: 0,
  financement: 0,
  deposees: [0],
  menages: { entretien: [0], identite: [0], adresse: [0], raison: [0], reponse: [0], comite: [0] },
  etatsLus: { entretien: "", identite: "", adresse: "", raison: "", reponse: "", comite: "" },
  instance: 0,
  membre: 0,
  reunion: 0,
  reunionAnnulee: 0,
  tenue: 0,
  pointTenu: 0,
  decision: 0,
  jalon: 0,
  fait: 0,
  suivi: 0,
  cas: 0,
  entretien: 0,
  conventionObjectif: 0,
  logementSuivi: 0,
  liberation: 0,
  scenario: 0,
  calcul: "",
  rime: "",
};

/** One for each payload that a field meets, whose ranks are 62 apart: 25 of them, prime with 62, never fall twice on the same. */
const PAR_GROUPE = 25;

export const MENAGE_ESSAI: Readonly<Record<string, string>> = {
  nom: "Essai",
  prenom: "Camélia",
  telephone: "",
  courriel: "",
  naissance: "1971-05-14",
  porte: "2-11",
  adultes: "1",
  enfants: "2",
  revenu: "1 240",
  unites: "1,8",
  numero: "",
};

export const SITUATION_ESSAI: Readonly<Record<string, string>> = {
  personnes: "3",
  quartile: "q1",
  al: "inconnu",
  accompagnement: "inconnu",
  typologie: "T4",
  types: "T3",
  loyer: "310,50",
  charges: "95",
  apl: "240",
  surface: "76",
  zone: "hors-qpv",
  communes: "52448",
  acces: "inconnu",
  reste_max: "220",
  accession: "inconnu",
};

export const LOGEMENT_ESSAI: Readonly<Record<string, string>> = {
  adresse: "3 rue de l’Essai",
  commune: "52448",
  situation: "hors-qpv",
  typologie: "T3",
  surface: "68",
  loyer: "390",
  charges: "70",
  premiere_location: "2024-01-15",
  conventionne: "",
  rehabilite: "non",
  residentialise: "non",
  loyer_baisse: "non",
  pru1: "non",
};

export const OFFRE_ESSAI: Readonly<Record<string, string>> = {
  ...LOGEMENT_ESSAI,
  apl: "260",
  al: "non",
  ident_rpls: "",
  raison_rang: "Choisi par le ménage",
  le: "2026-02-10",
};

export const OPERATION_ESSAI: Readonly<Record<string, string>> = {
  nom: "Pavillons d’essai",
  genre: "construction",
  cadre: "droit-commun",
  commune: "52448",
  secteur: "Centre",
  situation: "hors-qpv",
  etat: "prevue",
  logements: "20",
  collectifs: "8",
  individuels: "12",
  plai: "6",
  plus: "14",
  pls: "",
  autre: "",
  loyerM2: "5,8",
  connus: "",
  q1OuReloges: "",
  habitantsQpv: "",
  occupes: "",
  occupesAu: "",
  depuis: "",
};

type Poste = (ask: Monde["ask"], chemin: string, champs: Record<string, string>, qui?: Qui) => Promise<string>;

const T = `/t/${EPCI}`;

type Atelier = Pick<Monde, "pool" | "ask"> & {
  /** Sends a form, and gives the address that follows. */
  readonly post: Poste;
};

/** Through the forms, as people do it. */
export async function prepareUrbain(
  { pool, ask, post }: Atelier,
  { bailleur }: { readonly bailleur: number },
): Promise<IdentifiantsUrbains> {
  const one = async (text: string): Promise<number> => (await pool.query<{ id: number }>(text)).rows[0]?.id ?? 0;
  const inscrire = async (champs: Record<string, string>, qui: Qui = "agent-epci") =>
    idOf(
      await post(ask, `${T}/programme/operations`, { ...OPERATION_ESSAI, bailleur: String(bailleur), ...champs }, qui),
    );
  const demolition = await inscrire({
    nom: "Immeuble d’essai",
    genre: "demolition",
    cadre: "npnru",
    situation: "qpv",
    plai: "",
    plus: "",
    logements: "40",
    collectifs: "40",
    individuels: "",
    loyerM2: "",
    occupes: "30",
    occupesAu: "2018-03-01",
    depuis: "2022",
    "relogement-finPrevue": "2028-12-31",
  });
  const construction = await inscrire({});
  const deposees = await repeat(pool, await inscrire({ nom: "Projet" }, "responsable-bailleur"), "operation");
  const officier = await one("select id from compte where courriel = 'relogement@demonstration.invalid'");
  const confier = `${T}/relogement/immeubles/${demolition}/confier`;
  await post(ask, confier, { compte: String(officier), du: "2026-01-01" });
  const menages = await openMenages({ pool, ask, post }, { demolition, bailleur });
  const financement = { financeur: "Conseil départemental", montant: "316000" };
  await post(ask, `${T}/programme/operations/${construction}/financements`, {
    ...financement,
    etatFinancement: "sollicite",
    leFinancement: "",
  });
  await post(ask, `${T}/programme/operations/${construction}/publication`, { publie: "oui" });
  await writeRegles(ask, post);
  await writeActions(ask, post);
  const convention = { bailleur: String(bailleur), debut: "2018", fin: "2028", engagements: "Rendre compte", relu: "" };
  const [conventionObjectif, logementSuivi] = [
    idOf(await post(ask, `${T}/programme/conventions`, convention)),
    await declare(ask, post, one),
  ];
  const liberee = { ...LIBERATION_ESSAI, logement: String(logementSuivi), origine: "conge" };
  const liberation = idOf(await post(ask, `${T}/liberations`, liberee, "responsable-bailleur"));
  return {
    liberation,
    demolition,
    officier,
    construction,
    deposees,
    ...menages,
    conventionObjectif,
    logementSuivi,
    cas: await writeCas(pool),
    entretien: await writeEntretien(pool),
    mission: await one("select max(id) as id from mission_relogement"),
    financement: await one("select max(id) as id from operation_financement"),
    jalon: await one("select max(id) as id from action_jalon"),
    fait: await one("select max(id) as id from action_realisation"),
    suivi: await one("select max(id) as id from action_suivi"),
    ...(await writeInstances({ pool, ask, post })),
    ...(await simulate(ask, post)),
    rime: await depositRime(ask),
  };
}

/** The last number of an address. */
function idOf(location: string): number {
  return Number(/\/(\d+)(?:\?|$)/.exec(location)?.[1] ?? Number.NaN);
}

type Immeuble = { readonly demolition: number; readonly bailleur: number };

/** One household just opened, one met, one with an offer; then as many as are needed of each. */
async function openMenages({ pool, ask, post }: Atelier, { demolition, bailleur }: Immeuble) {
  const nouveau = { ...MENAGE_ESSAI, ...SITUATION_ESSAI, operation: String(demolition), origine: "" };
  const open = async () => idOf(await post(ask, `${T}/relogement/menages`, nouveau, "relogement"));
  const [ouvert, rencontre, propose] = [await open(), await open(), await open()];
  const stamp = async (id: number) => {
    const page = await ask("relogement", `${T}/relogement/menages/${id}/etape`);
    return /name="etat_lu" value="([^"]*)"/.exec(await page.text())?.[1] ?? "";
  };
  const write = async (id: number, suite: string, champs: Record<string, string>) =>
    post(ask, `${T}/relogement/menages/${id}/${suite}`, { ...champs, etat_lu: await stamp(id) }, "relogement");
  const entretien = { le: "2026-02-01", mode: "domicile", texte: "Souhaits notés", relu: "oui" };
  for (const id of [rencontre, propose]) await write(id, "entretien", entretien);
  await write(propose, "offre", { ...OFFRE_ESSAI, bailleur: String(bailleur), relu: "" });
  const many = async (id: number) => [await repeat(pool, id, "relogement"), await stamp(id)] as const;
  const groupes: Readonly<Record<GroupeMenages, number>> = {
    entretien: ouvert,
    identite: ouvert,
    comite: ouvert,
    adresse: rencontre,
    raison: rencontre,
    reponse: propose,
  };
  const menages = new Map<GroupeMenages, readonly [ids: readonly number[], etatLu: string]>();
  for (const groupe of GROUPES) menages.set(groupe, await many(groupes[groupe]));
  const pick = <T>(read: (one: readonly [readonly number[], string]) => T) =>
    Object.fromEntries([...menages].map(([groupe, one]) => [groupe, read(one)])) as Record<GroupeMenages, T>; // one entry a group
  return { menages: pick(([ids]) => ids), etatsLus: pick(([, etatLu]) => etatLu) };
}

/** What hangs on a row, and by which column. */
const SUITES: Readonly<Record<string, readonly string[]>> = {
  operation: [],
  relogement: ["nominatif.menage_reloge", "relogement_entretien", "relogement_offre"],
};

/** As many copies of a row, with what hangs on it, as a field meets payloads. */
async function repeat(pool: Monde["pool"], id: number, table: "operation" | "relogement"): Promise<number[]> {
  const change = table === "relogement" ? ", 'reference', 'COP-' || neuf" : ", 'nom', 'Projet ' || neuf";
  const { rows } = await pool.query<{ id: number }>(
    `insert into ${table} overriding system value
     select (jsonb_populate_record(modele, jsonb_build_object('id', neuf${change}))).*
       from ${table} modele,
            lateral (select nextval(pg_get_serial_sequence('${table}', 'id')) as neuf from generate_series(1, ${PAR_GROUPE})) n
      where modele.id = $1 returning id`,
    [id],
  );
  const ids = rows.map((row) => row.id);
  for (const suite of SUITES[table] ?? []) {
    const own = suite.startsWith("nominatif") ? "" : `'id', nextval(pg_get_serial_sequence('${suite}', 'id')), `;
    await pool.query(
      `insert into ${suite} overriding system value
       select (jsonb_populate_record(modele, jsonb_build_object(${own}'${table}', copie))).*
         from ${suite} modele, unnest($2::bigint[]) copie where modele.${table} = $1`,
      [id, ids],
    );
  }
  return ids;
}

async function writeActions(ask: Monde["ask"], post: Poste): Promise<void> {
  for (const action of [ACTION_ESSAI, ACTION_CLOSE_ESSAI]) await post(ask, `${T}/actions`, action);
  await post(ask, `${T}/actions/${NUMERO_ESSAI}/jalons`, JALON_ESSAI);
  await post(ask, `${T}/actions/${NUMERO_ESSAI}/faits/promoteurs/nouveau`, FAIT_ESSAI);
  await post(ask, `${T}/actions/${NUMERO_ESSAI}/suivi`, SUIVI_ESSAI);
}

/** One that has a contact, and an agenda: it may be convened. */
async function writeInstances({ pool, ask, post }: Atelier) {
  const instance = idOf(await post(ask, `${T}/commission/instances/nouvelle`, INSTANCE_ESSAI));
  await post(ask, `${T}/commission/instances/${instance}/membres/nouveau`, MEMBRE_ESSAI);
  const { rows } = await pool.query<{ id: number }>("select id from instance_membre where instance = $1", [instance]);
  const membre = rows[0]?.id ?? 0;
  const contact = { nom: "Service logement", courriel: "logement@essai.invalid" };
  await post(ask, `${T}/commission/instances/${instance}/membres/${membre}/contacts`, contact);
  const open = async () =>
    idOf(await post(ask, `${T}/commission/reunions/nouvelle`, { ...REUNION_ESSAI, instance: String(instance) }));
  const [reunion, reunionAnnulee, tenue] = [await open(), await open(), await open()];
  await pool.query("update reunion set etat = 'ouverte' where id = $1", [tenue]);
  await pool.query(
    "insert into reunion_point (epci, reunion, rang, nature, titre) values ($1, $2, 1, 'libre', 'Un point')",
    [EPCI, reunion],
  );
  return { instance, membre, reunion, reunionAnnulee, ...(await writeTenue(pool, tenue)) };
}

/** A point of the meeting that is held, and what was decided of it. */
async function writeTenue(pool: Monde["pool"], tenue: number) {
  const idFrom = async (sql: string) => (await pool.query<{ id: number }>(sql, [EPCI, tenue])).rows[0]?.id ?? 0;
  const pointTenu = await idFrom(
    "insert into reunion_point (epci, reunion, rang, nature, titre) values ($1, $2, 1, 'libre', 'Un point') returning id",
  );
  const decision = await idFrom(
    "insert into decision_instance (epci, reunion, numero, texte, responsable) values ($1, $2, '2090-GT-99/1', 'Faire', 'Hamaris') returning id",
  );
  return { tenue, pointTenu, decision };
}

async function writeRegles(ask: Monde["ask"], post: Poste): Promise<void> {
  const regle = { texte: "Un tiers de ce qui est démoli est reconstruit.", "reference-texte": "Convention, page 12" };
  await post(ask, `${T}/programme/regles`, {
    genre: "reconstitution-part",
    min: "30",
    max: "50",
    cadres: "npnru",
    depuis: "2018-01-01",
    jusque: "",
    ...regle,
    confiance: "S",
    relu: "oui",
  });
  await post(ask, `${T}/programme/regles/communes`, {
    commune: "52448",
    annee: "2014",
    population: "25505",
    residences_principales: "11500",
    logements_sociaux: "5100",
    construction_neuve: "200",
    contrainte: "inconnu",
    source: "Insee, 2014",
  });
}

async function declare(ask: Monde["ask"], post: Poste, one: (text: string) => Promise<number>): Promise<number> {
  await post(
    ask,
    `${T}/relogement/logements/declares`,
    {
      ...LOGEMENT_ESSAI,
      cle: "LOG-1",
      etat: "libre",
      disponible: "",
      acces: "inconnu",
      contingent: "inconnu",
      revision: "1",
    },
    "responsable-bailleur",
  );
  return one("select max(id) as id from logement_suivi");
}

/** The form of the simulation as its page fills it, its levers chosen. */
async function readSaisie(ask: Monde["ask"]): Promise<Record<string, string>> {
  const html = await (await ask("agent-epci", `${T}/simulation/preparer`)).text();
  const form = /<form method="post" action="[^"]*\/calculs"[\s\S]*?<\/form>/.exec(html)?.[0] ?? "";
  const fields = [...form.matchAll(/<input[^>]*>/g)].map(([input]) => [
    /name="([^"]*)"/.exec(input)?.[1] ?? "",
    /value="([^"]*)"/.exec(input)?.[1] ?? "",
  ]);
  const leviers = { partHorsQpv: "35", reconstitution: "40", partPlai: "60", partPlaiQ1: "50", gainAnnuel: "0" };
  // Of the leases of this territory one in twelve is there: too few for the households to rehouse.
  const attributions = { "attributions.hors": "400", "attributions.qpv": "400" };
  return { ...Object.fromEntries(fields), ...leviers, ...attributions, tirages: "1000" };
}

async function simulate(ask: Monde["ask"], post: Poste) {
  const saisie = await readSaisie(ask);
  const run = async () => {
    const vers = await post(ask, `${T}/simulation/calculs`, saisie);
    for (let i = 0; i < 200; i += 1) {
      const told = await (await ask("agent-epci", `${vers}/avancement`)).text();
      if (told.includes("fini")) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return vers;
  };
  const scenario = idOf(await post(ask, await run(), { nom: "Essai" }));
  return { scenario, calcul: (await run()).split("/").at(-1) ?? "" };
}

/** Its first column is not one of ours. */
const RIME = "REF;Opération;Nom;Prénom\nESS-901;Immeuble d’essai;Essai;Camélia\n";

async function depositRime(ask: Monde["ask"]): Promise<string> {
  const form = new FormData();
  form.append("fichiers", new File([RIME], "menages.csv"));
  const answer = await ask("relogement", `${T}/relogement/importer`, { method: "POST", body: form });
  const depot = /importer\/([0-9a-f-]{36})/.exec(answer.headers.get("location") ?? "")?.[1];
  if (!depot) throw new Error(`importer: ${answer.status} ${(await answer.text()).slice(0, 2000)}`);
  return depot;
}

import { createHash, randomBytes, randomUUID } from "node:crypto";
import { lireReperes } from "#dossier/lectures/lire-dossier.ts";
import { readCode, writeReference } from "#dossier/regles/code-reprise.ts";
import { deriveMenage } from "#dossier/regles/derive-menage.ts";
import { QUESTIONS } from "#dossier/regles/question.ts";
import type { Identite, PersonneDossier, Reponses, Souhait } from "#dossier/regles/reponses.ts";
import { dossierQueries } from "#dossier/sql/dossier.queries.ts";
import { chercherDoublons } from "#guichet/lectures/doublon/chercher-doublons.ts";
import { doublonQueries } from "#guichet/sql/doublon/doublon.queries.ts";
import { addMonths } from "#socle/regles/shared/calendrier.ts";
import type { Sql } from "#socle/sql/sql.ts";
import { bailleurOf } from "../../../demo/bailleurs.ts";
import { DOSSIERS_DEMO, DOSSIERS_SUITE, DOUBLE_DEMO, type DossierDemo, PREMIER_SUITE } from "../../../demo/dossiers.ts";
import { nommer } from "../../../demo/relogement-noms.ts";
import { openAccueilDemo } from "./demo-accueil.ts";
import { depositPiecesDemo } from "./demo-pieces.ts";
import { ecrireSuivisDemo } from "./demo-suivis.ts";
import { oweDemo } from "./demo-transmissions.ts";
import { type DemoDossiers, ecrireVieDemo, jourAvant } from "./demo-vies.ts";
import { type Session, withOwner } from "./session.ts";

/** Code of the first of these files, on a demonstration territory only. An O is read as a zero, as on the page. */
export const CODE_MENAGE_DEMO = "DEMO-DEMO-DEMO-DEMO";

/**
 * Synthetic households of the demonstration, in every state, with their history: written by the owner, on days counted back from
 * today, since acts can only be dated today. Does nothing when there is one already.
 */
export async function openDossiersDemo(session: Session, epci: string): Promise<void> {
  const depart = await withOwner(session, async (sql) => {
    const { rows } = await sql.query("select 1 from nominatif.demandeur where epci = $1 and synthetique limit 1", [
      epci,
    ]);
    return rows.length > 0 ? null : writeDossiers(session, sql, epci);
  });
  if (depart === null) return;
  await depositPiecesDemo(session, epci, depart.slice(0, 1));
  await oweDemo(session, epci, depart);
  // As every night: the desk finds the two files that look like one person's.
  await withOwner(session, (sql) => chercherDoublons(doublonQueries(sql), epci, session.horloge.aujourdhui()));
}

function writeDossiers(session: Session, pool: Sql, epci: string): Promise<readonly string[] | null> {
  return pool.transaction(async (sql) => {
    const aujourdhui = session.horloge.aujourdhui();
    const organisations = await readOrganisations(sql);
    const guichet = organisations.get("guichet");
    if (guichet === undefined) return null;
    // The territory may have just been opened: the operator is its officer only after a reload.
    const reperes = await lireReperes(await session.reload(), epci, aujourdhui);
    const dossiers: string[] = [];
    for (const [rang, demo] of DOSSIERS_DEMO.entries()) {
      dossiers.push(await ouvrir(sql, { epci, rang, demo, aujourdhui, reperes }));
    }
    const demo: DemoDossiers = { sql, epci, aujourdhui, guichet, dossiers, organisations };
    await ecrireVieDemo(session, demo);
    await ecrireSuivisDemo(demo);
    await openAccueilDemo(demo);
    await giveCode(session, demo);
    return dossiers;
  });
}

/** The households of the years that follow the document: active demandes alone, in the order of DOSSIERS_SUITE. */
export function openDossiersSuite(session: Session, epci: string): Promise<void> {
  return withOwner(session, (pool) =>
    pool.transaction(async (sql) => {
      const aujourdhui = session.horloge.aujourdhui();
      const organisations = await readOrganisations(sql);
      const guichet = organisations.get("guichet");
      if (guichet === undefined) return;
      const reperes = await lireReperes(session.base, epci, aujourdhui);
      const dossiers: string[] = [];
      for (const [rang, demo] of DOSSIERS_SUITE.entries()) {
        dossiers.push(await ouvrir(sql, { epci, rang: PREMIER_SUITE + rang, demo, aujourdhui, reperes }));
      }
      const demo: DemoDossiers = { sql, epci, aujourdhui, guichet, dossiers, organisations };
      await ecrireVieDemo(session, demo, DOSSIERS_SUITE, PREMIER_SUITE);
    }),
  );
}

async function readOrganisations(sql: Sql): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql.query("select id, siren, type from organisation where demonstration order by id desc");
  const found = rows as readonly { id: number; siren: string | null; type: string }[]; // the columns just asked for
  return new Map(found.flatMap(({ id, siren, type }) => [[type, id] as const, [siren ?? "", id] as const]));
}

type AOuvrir = {
  readonly epci: string;
  readonly rang: number;
  readonly demo: DossierDemo;
  readonly aujourdhui: string;
  readonly reperes: Parameters<typeof deriveMenage>[1];
};

async function ouvrir(sql: Sql, { epci, rang, demo, aujourdhui, reperes }: AOuvrir): Promise<string> {
  const id = randomUUID();
  const queries = dossierQueries(sql);
  const identite = identiteOf(rang, demo, aujourdhui);
  const personnes = personnesOf(rang, demo, aujourdhui);
  const souhaits = demo.communes.map((commune): Souhait => ({ commune }));
  const reponses = reponsesOf(demo, aujourdhui);
  await queries.ouvrir({ id, epci, reference: writeReference(randomBytes(5)), synthetique: true });
  await queries.ecrireIdentite(id, identite);
  for (const personne of personnes) await queries.ajouterPersonne(id, epci, personne);
  await queries.ecrireSouhaits(id, epci, souhaits);
  await queries.ecrireMenage(
    id,
    reponses,
    deriveMenage({ identite, reponses, personnes, souhaits, sensibles: {} }, reperes),
  );
  return id;
}

function identiteOf(rang: number, demo: DossierDemo, aujourdhui: string): Identite {
  // Same name and birth as another file, for the search of duplicates.
  const qui = rang === DOUBLE_DEMO.second ? DOUBLE_DEMO.premier : rang;
  const { nom, prenom } = nommer(qui);
  return {
    civilite: qui % 2 === 0 ? "madame" : "monsieur",
    nom,
    nomUsage: null,
    prenom,
    naissance: naissanceOf(qui, demo, aujourdhui),
    courriel: `demandeur-${rang + 1}@demonstration.invalid`,
    telephone: null,
    adresse: `${1 + rang} rue de la Démonstration`,
    adresseCommune: demo.communes[0] ?? null,
    accordCourriel: rang % 3 !== 0,
    accordSms: false,
  };
}

/** ISO day of birth of the applicant of the file of that rank. */
export function naissanceOf(rang: number, { age }: DossierDemo, aujourdhui: string): string {
  return `${Number(aujourdhui.slice(0, 4)) - age}-0${1 + (rang % 9)}-1${rang % 10}`;
}

function personnesOf(
  rang: number,
  { adultes, enfants, age }: DossierDemo,
  aujourdhui: string,
): readonly PersonneDossier[] {
  const annee = Number(aujourdhui.slice(0, 4));
  const { nom } = nommer(rang);
  const person = (index: number, qualite: PersonneDossier["qualite"], ans: number): PersonneDossier => ({
    rang: index + 1,
    qualite,
    lien: null,
    nom,
    prenom: nommer(rang + 40 + index).prenom,
    naissance: `${annee - ans}-0${1 + ((rang + index) % 9)}-15`,
  });
  return [
    ...(adultes > 1 ? [person(0, "conjoint", age - 2)] : []),
    ...enfants.map((one, index) => person(index + adultes - 1, one < 0 ? "garde-partagee" : "a-charge", Math.abs(one))),
  ];
}

function reponsesOf(demo: DossierDemo, aujourdhui: string): Reponses {
  const { mode, bailleur = "oph", motif, typologie, elargir = false, mobilite = false, vie } = demo;
  // A draft has nine answers.
  const repondues = QUESTIONS.slice(0, vie.deposee === undefined ? 9 : QUESTIONS.length);
  const commune = demo.communes[0] ?? null;
  return {
    repondues: Object.fromEntries(repondues.map((question) => [question, 1])),
    vous: { situation: demo.familiale },
    menage: { seul: demo.adultes === 1 && demo.enfants.length === 0 },
    revenus: revenusOf(demo),
    logementActuel: {
      mode,
      commune,
      bailleurSiren: mode === "hlm" ? bailleurOf(bailleur).siren : null,
      depuis: addMonths(aujourdhui, -40),
      loyer: mode.startsWith("heberge") ? null : 430,
      charges: null,
      aide: null,
      personnes: demo.adultes + demo.enfants.length,
      surface: 48,
      pieces: 2,
      proprietaireAilleurs: "non",
    },
    recherche: {
      motifs: [motif],
      typologies: [typologie],
      genre: "indifferent",
      elargir,
      loyerMax: null,
      meuble: mobilite,
      mobilite: mobilite ? { du: jourAvant(aujourdhui, -10), au: null } : null,
    },
  };
}

function revenusOf({
  mensuel,
  source,
  profession,
  plusDeDix,
  mobilite,
}: DossierDemo): NonNullable<Reponses["revenus"]> {
  const salarie = profession === "salarie-prive";
  return {
    sources: [source],
    mensuel,
    pensionVersee: null,
    rfr: mensuel === null ? null : mensuel * 12,
    rfrN1: null,
    profession,
    contratCourt: mobilite ? "oui" : "inconnu",
    employeurSiret: salarie ? "99900008800017" : null,
    employeurPlusDeDix: plusDeDix === undefined ? "inconnu" : plusDeDix ? "oui" : "non",
  };
}

async function giveCode({ horloge }: Session, { sql, epci, dossiers: [demandeur], aujourdhui }: DemoDossiers) {
  if (demandeur === undefined) return;
  const empreinte = createHash("sha256")
    .update(readCode(CODE_MENAGE_DEMO) ?? "")
    .digest();
  await sql.query(
    `insert into acces.code_dossier (code_hash, demandeur, epci, lien, cree_le, expire_le)
     values ($1, $2, $3, 'titulaire', $4, $5::date) on conflict do nothing`,
    [empreinte, demandeur, epci, horloge.maintenant(), addMonths(aujourdhui, 24)],
  );
}

import { randomUUID } from "node:crypto";
import type pg from "pg";
import { cloreSeance } from "#attributions/actes/cal/clore.ts";
import { convoquerSeance } from "#attributions/actes/cal/convoquer.ts";
import { deciderLogement } from "#attributions/actes/cal/decider.ts";
import { inscrireLogements, preparerSeance } from "#attributions/actes/cal/preparer.ts";
import { direPresencesCal, ouvrirSeance } from "#attributions/actes/cal/tenir.ts";
import { voter } from "#attributions/actes/cal/voter.ts";
import { depouillerCandidat, findLogement, readSeance } from "#attributions/lectures/cal/seance-lue.ts";
import type { DecisionSaisie } from "#attributions/regles/cal/decider.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { makeHasard } from "../conservation/graine.ts";
import { type Commission, freeLogement } from "../fixtures/cal.ts";
import { DEPS_ENVOI } from "../fixtures/envoi.ts";
import { type LigneVote, rejouer } from "./modele.ts";

const RIEN = { rang: null, motif: null, precision: null, piece: null, methode: null } as const;
/** Too many acts at the same moment: one sends again. */
const SIMULTANES = "actes-simultanes";
/** Ends of an act that somebody else made impossible: said to the person, and nothing written. */
const ATTENDUS: readonly string[] = [
  "cal-vote",
  "cal-deja-decide",
  "cal-etat",
  "cal-incomplete",
  "cal-vote-candidat",
  SIMULTANES,
];

export type Terrain = { readonly pool: pg.Pool; readonly commission: Commission; readonly jour: string };

type Issue = "fait" | "deja-fait" | string;

type Partie = Terrain & {
  readonly hasard: () => number;
  readonly seance: number;
  readonly liberation: number;
  readonly candidatures: readonly number[];
  /** Votes counted, by « member:candidature », as each voter was answered. */
  readonly comptes: Map<string, number>;
  readonly decisions: Issue[];
  readonly clotures: Issue[];
};

export type BilanHistoire = {
  readonly votes: number;
  readonly decisions: number;
  readonly refus: number;
  readonly offres: number;
};

/** Plays one seed: interleaved acts of six members, a mayor, two windows of the secretary and an applicant who refuses; then judges what is left. */
export async function jouerHistoire(terrain: Terrain, graine: number): Promise<BilanHistoire> {
  const partie = await ouvrir(terrain, makeHasard(graine));
  const { hasard } = partie;
  const clients = [
    ...Array.from({ length: 7 }, (_, qui) => voteEn(partie, qui)),
    deciderEn(partie),
    deciderEn(partie),
    cloreEn(partie),
  ];
  await Promise.all(
    clients.map(async (client) => {
      await new Promise((resolve) => setTimeout(resolve, hasard() * 20));
      await client();
    }),
  );
  const offres = await offrir(partie);
  return juger(partie, offres);
}

const maintenantDe = (jour: string) => `${jour}T09:00:00.000Z`;

/** Two agendas want the same dwelling at the same moment: one has it. */
async function ouvrir(terrain: Terrain, hasard: () => number): Promise<Partie> {
  const { pool, commission, jour } = terrain;
  const { epci, organisation, secretaire } = commission;
  const base = commission.baseOf(secretaire);
  const liberation = await freeLogement(pool, commission, 3 + Math.floor(hasard() * 2));
  const prepare = () =>
    preparerSeance(base, {
      epci,
      organisation,
      mode: "presentiel",
      tenueLe: jour,
      heure: "09:00",
      dureeMinutes: 60,
      lieu: null,
      visio: null,
      fenetreHeures: null,
      aujourdhui: jour,
    });
  const seances = await Promise.all([prepare(), prepare()]);
  const inscrites = await Promise.all(
    seances.map((seance) =>
      issueOf(async () => {
        await inscrireLogements(base, { epci, seance, liberations: [liberation] });
        return true;
      }, ["cal-inscription"]),
    ),
  );
  if (inscrites.filter((issue) => issue === "fait").length !== 1)
    throw new Error(`two agendas: ${inscrites.join(", ")}`);
  const seance = seances[inscrites.indexOf("fait")] ?? 0;
  const maintenant = maintenantDe(jour);
  await convoquerSeance(base, DEPS_ENVOI, {
    epci,
    seance,
    aujourdhui: jour,
    maintenant,
    examiner: () => Promise.resolve(null),
  });
  await ouvrirSeance(base, { epci, seance, aujourdhui: jour, maintenant });
  const { membres, candidats } = await readSeance(base, epci, seance);
  await direPresencesCal(base, {
    epci,
    seance,
    maintenant,
    presences: membres.map(({ id }) => ({ membre: id, presence: "present", mandataire: null })),
  });
  return {
    ...terrain,
    hasard,
    seance,
    liberation,
    candidatures: candidats.map(({ id }) => id),
    comptes: new Map(),
    decisions: [],
    clotures: [],
  };
}

/** What the person was told. A refusal that no rule of the session explains goes on up. */
async function issueOf(work: () => Promise<boolean>, attendus: readonly string[] = ATTENDUS): Promise<Issue> {
  try {
    return (await work()) ? "fait" : "deja-fait";
  } catch (error) {
    if (error instanceof Refus && attendus.includes(error.code)) return error.code;
    throw error;
  }
}

/** Once, or twice at the same time when the network hesitates: one of them does it. */
async function envoyer({ hasard }: Partie, work: (jeton: string) => Promise<boolean>): Promise<Issue> {
  const jeton = randomUUID();
  if (hasard() < 0.6) return issueOf(() => work(jeton));
  const issues = await Promise.all([issueOf(() => work(jeton)), issueOf(() => work(jeton))]);
  if (issues.filter((issue) => issue === "fait").length > 1) throw new Error("a form sent twice did its act twice");
  return issues.find((issue) => issue === "fait") ?? issues[0] ?? "";
}

function voteEn(partie: Partie, qui: number): () => Promise<void> {
  const { commission, hasard, seance, liberation, candidatures, jour, comptes } = partie;
  const acteur = qui === 6 ? commission.maire : commission.membres[qui];
  if (!acteur) throw new Error("no such member");
  return async () => {
    for (let fois = Math.floor(hasard() * 3); fois > 0; fois -= 1) {
      const candidature = candidatures[Math.floor(hasard() * candidatures.length)] ?? 0;
      const sens =
        (["attribution", "attribution", "non-attribution", "report", "abstention"] as const)[
          Math.floor(hasard() * 5)
        ] ?? "abstention";
      const issue = await envoyer(partie, (jeton) =>
        voter(commission.baseOf(acteur), {
          epci: commission.epci,
          seance,
          liberation,
          jeton,
          maintenant: maintenantDe(jour),
          membre: null,
          votes: [{ candidature, sens, rang: null }],
        }),
      );
      const cle = `${acteur.compte}:${candidature}`;
      if (issue === "fait") comptes.set(cle, (comptes.get(cle) ?? 0) + 1);
    }
  };
}

/** The secretary reads the votes, writes what they say, and may find that they have changed meanwhile. */
function deciderEn(partie: Partie): () => Promise<void> {
  const { commission, seance, liberation, jour, decisions } = partie;
  const base = commission.baseOf(commission.secretaire);
  return async () => {
    for (let essai = 0; essai < 30; essai += 1) {
      const lue = await readSeance(base, commission.epci, seance);
      const logement = findLogement(lue, liberation);
      if (logement.etat === "decide" && essai > 0) return;
      const saisies = saisir(partie, (candidature) => depouillerCandidat(lue, logement, candidature).issue);
      const issue = await envoyer(partie, (jeton) =>
        deciderLogement(base, {
          epci: commission.epci,
          seance,
          liberation,
          jeton,
          decisions: saisies,
          relu: true,
          aujourdhui: jour,
          maintenant: maintenantDe(jour),
        }),
      );
      decisions.push(issue);
      if (issue !== "cal-vote" && issue !== SIMULTANES) return;
    }
  };
}

function saisir({ candidatures, hasard }: Partie, issueDe: (candidature: number) => string): readonly DecisionSaisie[] {
  let rang = 0;
  const libre = hasard() < 0.5;
  return candidatures.map((candidature): DecisionSaisie => {
    const issue = issueDe(candidature);
    if (issue === "attribution" || (issue === "aucun" && libre)) {
      rang += 1;
      return { ...RIEN, candidature, decision: "attribution", rang };
    }
    if (issue === "partage" || issue === "report")
      return { ...RIEN, candidature, decision: "report", motif: "partage-des-voix" };
    return { ...RIEN, candidature, decision: "non-attribution", motif: "mieux-classe" };
  });
}

function cloreEn(partie: Partie): () => Promise<void> {
  const { commission, seance, jour, clotures } = partie;
  return async () => {
    for (let essai = 0; essai < 40; essai += 1) {
      const issue = await envoyer(partie, (jeton) =>
        cloreSeance(commission.baseOf(commission.secretaire), {
          epci: commission.epci,
          seance,
          jeton,
          maintenant: maintenantDe(jour),
        }),
      );
      clotures.push(issue);
      if (issue === "fait" || issue === "cal-etat") return;
    }
  };
}

/** The first rank is offered the dwelling and refuses, two servers at once; then the next, until somebody keeps it or nobody is left. */
async function offrir({ pool, liberation, hasard }: Partie): Promise<number> {
  let offres = 0;
  const offer = () =>
    pool.query(
      `update candidature set etat = 'offerte'
        where id = (select id from candidature where liberation = $1 and etat = 'attribuee' order by rang limit 1)
          and etat = 'attribuee'
          and not exists (select from candidature where liberation = $1 and etat in ('offerte','logee'))`,
      [liberation],
    );
  for (;;) {
    const faites = await Promise.all(
      [offer(), offer()].map((essai) =>
        essai.then(
          ({ rowCount }) => rowCount ?? 0,
          () => 0,
        ),
      ),
    );
    const nombre = faites.reduce((somme, un) => somme + un, 0);
    if (nombre > 1) throw new Error("a dwelling was offered twice at the same time");
    if (nombre === 0) return offres;
    offres += 1;
    if (hasard() < 0.4) return offres;
    await pool.query("update candidature set etat = 'refusee' where liberation = $1 and etat = 'offerte'", [
      liberation,
    ]);
  }
}

type Etat = {
  readonly votes: readonly (LigneVote & { readonly compte: number })[];
  readonly decisions: readonly {
    readonly candidature: number;
    readonly sens: string;
    readonly rang: number | null;
    readonly issue: string;
  }[];
  readonly candidats: readonly { readonly id: number; readonly etat: string; readonly rang: number | null }[];
  readonly maire: number;
};

async function lireEtat({ pool, seance, liberation, commission }: Partie): Promise<Etat> {
  const rows = async <T>(text: string, params: readonly unknown[]) => (await pool.query(text, [...params])).rows as T[];
  const votes = await rows<Etat["votes"][number]>(
    `select v.seance_membre as membre, v.candidature, v.n, v.sens, m.compte
       from seance_vote v join seance_membre m on m.id = v.seance_membre where v.seance = $1 order by v.id`,
    [seance],
  );
  const decisions = await rows<Etat["decisions"][number]>(
    "select candidature, sens, rang, vote ->> 'issue' as issue from decision where seance = $1",
    [seance],
  );
  const candidats = await rows<Etat["candidats"][number]>(
    "select id, etat, rang from candidature where liberation = $1 order by ordre",
    [liberation],
  );
  const [maire] = await rows<{ id: number }>("select id from seance_membre where seance = $1 and compte = $2", [
    seance,
    commission.maire.compte,
  ]);
  return { votes, decisions, candidats, maire: maire?.id ?? 0 };
}

/** Everything that could have gone wrong, against the serial model. */
async function juger(partie: Partie, offres: number): Promise<BilanHistoire> {
  const etat = await lireEtat(partie);
  const { candidatures, decisions: issues, clotures } = partie;
  jugerVotes(partie, etat);
  exiger(issues.filter((issue) => issue === "fait").length === 1, `decided ${issues.join(", ")}`);
  exiger(etat.decisions.length === candidatures.length, "each candidate has one decision");
  exiger(new Set(etat.decisions.map(({ candidature }) => candidature)).size === candidatures.length, "and one alone");
  const modele = rejouer(etat.votes, candidatures, etat.maire);
  for (const { candidature, sens, issue } of etat.decisions) {
    const attendue = modele.get(candidature);
    exiger(issue === attendue, `counted ${issue}, the model says ${attendue}`);
    // A report is no decision: it is open whatever the votes say.
    const conforme = attendue === "aucun" || sens === attendue || sens === "report";
    exiger(conforme, `decided ${sens} against ${attendue}`);
  }
  const rangs = etat.decisions.flatMap(({ rang }) => (rang === null ? [] : [rang])).sort((a, b) => a - b);
  exiger(
    rangs.every((rang, i) => rang === i + 1),
    `ranks ${rangs.join(", ")}`,
  );
  jugerOffres(etat, offres);
  exiger(clotures.filter((issue) => issue === "fait").length === 1, `closed ${clotures.join(", ")}`);
  const refus = [...issues, ...clotures].filter((issue) => issue.startsWith("cal-")).length;
  return { votes: etat.votes.length, decisions: etat.decisions.length, refus, offres };
}

/** As many lines as voters were told that they were counted, numbered without a hole. */
function jugerVotes({ comptes }: Partie, { votes }: Etat): void {
  const ecrits = new Map<string, number[]>();
  for (const { compte, candidature, n } of votes) {
    const cle = `${compte}:${candidature}`;
    ecrits.set(cle, [...(ecrits.get(cle) ?? []), n]);
  }
  exiger(ecrits.size === comptes.size, "each vote that was counted is written");
  for (const [cle, dits] of comptes) {
    const lignes = (ecrits.get(cle) ?? []).sort((a, b) => a - b);
    exiger(
      lignes.length === dits && lignes.every((n, i) => n === i + 1),
      `votes ${cle}: ${lignes.join(", ")} for ${dits}`,
    );
  }
}

/** The first ranks refused, one may hold the offer, the others wait: none was passed over. */
function jugerOffres({ candidats }: Etat, offres: number): void {
  const attribues = candidats.filter(({ rang }) => rang !== null).sort((a, b) => (a.rang ?? 0) - (b.rang ?? 0));
  exiger(attribues.filter(({ etat }) => etat === "offerte").length <= 1, "one offer at a time");
  const servis = attribues.map(({ etat }) => (etat === "attribuee" ? "attend" : "servi"));
  exiger(servis.lastIndexOf("servi") === offres - 1, `${offres} offers, ranks ${servis.join(", ")}`);
  exiger(!servis.slice(0, offres).includes("attend"), "a rank was skipped");
}

function exiger(vrai: boolean, quoi: string): void {
  if (!vrai) throw new Error(quoi);
}

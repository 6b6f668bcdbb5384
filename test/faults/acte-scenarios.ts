import pg from "pg";
import { deciderLogement } from "#attributions/actes/cal/decider.ts";
import { direPresencesCal } from "#attributions/actes/cal/tenir.ts";
import { voter } from "#attributions/actes/cal/voter.ts";
import { readSeance } from "#attributions/lectures/cal/seance-lue.ts";
import type { DecisionSaisie } from "#attributions/regles/cal/decider.ts";
import { prepareConvention } from "#convention/actes/prepare-convention.ts";
import { addSignataire } from "#engagements/actes/convention/add-signataire.ts";
import type { ConventionDeps } from "#engagements/actes/convention/deps.ts";
import { recordEtape } from "#engagements/actes/convention/record-etape.ts";
import { signVersion } from "#engagements/actes/convention/sign-version.ts";
import { saveEngagements } from "#engagements/lectures/convention/save-engagements.ts";
import { ETAPES } from "#engagements/regles/convention/etape.ts";
import { HORLOGE } from "#service/commandes/session.ts";
import { type OpenBases, openBases } from "#service/sql/open-base.ts";
import type { Action } from "#socle/regles/habilitation/ressource.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { clientConfig, openPool } from "#socle/sql/sql.ts";
import { type Commission, freeLogement, openCommission, openSeance } from "../fixtures/cal.ts";
import { ENGAGEMENTS, etape, HAMARIS } from "../fixtures/engagements.ts";
import { acteurOf, seedOf } from "../fixtures/habilitations.ts";
import { EPCI } from "../fixtures/pages.ts";
import type { Scenario } from "./fault-sweep.ts";
import { OBSERVER } from "./inject-fault.ts";
import { type Terrain, untilQuiet } from "./lot-scenarios.ts";
import { makeRemise, type Remise } from "./remise.ts";

type Comptes = Readonly<Record<string, number>>;

type Acte<Monde> = {
  readonly nom: string;
  /** Everything that is there before the act, once. */
  fill(url: string, bases: OpenBases): Promise<Monde>;
  run(bases: OpenBases, monde: Monde): Promise<void>;
  /** The refusal that says that it was done already: its answer was lost. */
  readonly dejaFait: string | null;
  /** One row: what the act writes. `avant` before it, `apres` after it, and nothing else may be seen. */
  readonly compte: string;
  readonly avant: Comptes;
  readonly apres: Comptes;
};

const JOUR = "2026-03-10";
const instantOf = (jour: string) => `${jour}T09:00:00.000Z`;
const RIEN = { motif: null, precision: null, piece: null, methode: null } as const;

export type MondeCal = {
  readonly commission: Commission;
  readonly seance: number;
  readonly liberation: number;
  /** Today by the engine's clock, which the row policies read. */
  readonly jour: string;
};

/** A session under way with a dwelling and three candidates, everybody there; `votes`: the six members have voted for all of them. */
export async function fillSeance(url: string, bases: OpenBases, votes: boolean): Promise<MondeCal> {
  const pool = openPool(url, { nom: OBSERVER });
  try {
    const jour = HORLOGE.aujourdhui();
    const commission = await openCommission(pool, bases, jour);
    const liberation = await freeLogement(pool, commission, 3);
    const seance = await openSeance(commission, [liberation], jour);
    const base = commission.baseOf(commission.secretaire);
    const { membres } = await readSeance(base, commission.epci, seance);
    await direPresencesCal(base, {
      epci: commission.epci,
      seance,
      maintenant: instantOf(jour),
      presences: membres.map(({ id }) => ({ membre: id, presence: "present", mandataire: null })),
    });
    const monde = { commission, seance, liberation, jour };
    if (votes) for (let qui = 0; qui < 6; qui++) await voteAs(bases, monde, qui);
    return monde;
  } finally {
    await pool.end();
  }
}

/** A member's ballot on the three candidates, by one form. */
export async function voteAs(
  bases: OpenBases,
  { commission, seance, liberation, jour }: MondeCal,
  qui: number,
): Promise<void> {
  const membre = commission.membres[qui];
  if (!membre) throw new Error(`no member ${qui}`);
  const base = bases.pour(membre);
  const { candidats } = await readSeance(base, commission.epci, seance);
  await voter(base, {
    epci: commission.epci,
    seance,
    liberation,
    maintenant: instantOf(jour),
    membre: null,
    // Of the form: the same when it is sent again.
    jeton: `00000000-0000-4000-8000-00000000000${qui}`,
    votes: candidats.map(({ id }, i) => ({ candidature: id, sens: "attribution", rang: i + 1 })),
  });
}

/** A member's ballot: its votes, its token and its line of journal, all of them or none. */
export function voteScenario(terrain: Terrain): Scenario {
  return makeScenario<MondeCal>(terrain, {
    nom: "vote en commission",
    fill: (url, bases) => fillSeance(url, bases, false),
    run: (bases, monde) => voteAs(bases, monde, 0),
    dejaFait: null,
    compte: `select (select count(*)::int from seance_vote) as votes, (select count(*)::int from seance_jeton) as jetons,
                    (select count(*)::int from journal.entree where acte = 'cal-vote') as actes`,
    avant: { votes: 0, jetons: 0, actes: 0 },
    apres: { votes: 3, jetons: 1, actes: 1 },
  });
}

/** All the candidates of a dwelling decided at once: decisions, ranks, state of the dwelling, token and line of journal. */
export function decisionScenario(terrain: Terrain): Scenario {
  return makeScenario<MondeCal>(terrain, {
    nom: "décision de la commission",
    fill: (url, bases) => fillSeance(url, bases, true),
    async run(bases, monde) {
      await decideAll(bases, monde);
    },
    dejaFait: null,
    compte: `select (select count(*)::int from decision) as decisions,
                    (select count(*)::int from candidature where etat = 'attribuee' and rang is not null) as rangs,
                    (select count(*)::int from seance_jeton where acte = 'decision') as jetons,
                    (select count(*)::int from journal.entree where acte = 'cal-decidee') as actes`,
    avant: { decisions: 0, rangs: 0, jetons: 0, actes: 0 },
    apres: { decisions: 3, rangs: 3, jetons: 1, actes: 1 },
  });
}

/** The candidates ranked as they were voted, by one form: the same token each time. false: that form had already decided. */
export async function decideAll(
  bases: OpenBases,
  { commission, seance, liberation, jour }: MondeCal,
): Promise<boolean> {
  const base = bases.pour(commission.secretaire);
  const { candidats } = await readSeance(base, commission.epci, seance);
  const decisions: DecisionSaisie[] = candidats.map(({ id }, i) => ({
    ...RIEN,
    candidature: id,
    decision: "attribution",
    rang: i + 1,
  }));
  return deciderLogement(base, {
    epci: commission.epci,
    seance,
    liberation,
    decisions,
    relu: true,
    jeton: "00000000-0000-4000-8000-000000000099",
    aujourdhui: jour,
    maintenant: instantOf(jour),
  });
}

type MondeConvention = {
  readonly signataire: number;
  deps(bases: OpenBases, qui: "agent" | "etat" | "hamaris", action: Action): ConventionDeps;
};

const VISEE = { epci: EPCI, numero: 0 };

/** A draft with its objectives and a bailleur that must sign, at the step before `jusqua`. */
async function fillConvention(
  url: string,
  bases: OpenBases,
  jusqua: (typeof ETAPES)[number],
): Promise<MondeConvention> {
  const pool = openPool(url, { nom: OBSERVER });
  try {
    const { territoire, compte, organisation } = seedOf(pool);
    await territoire();
    const ids = {
      agent: await organisation("epci", "L’agglomération", EPCI),
      etat: await organisation("etat", "Préfecture"),
      hamaris: await organisation("bailleur", "Hamaris", HAMARIS),
    };
    const personne = await compte("Essai");
    const roles: Record<keyof typeof ids, RoleHabilite> = {
      agent: "agent-epci",
      etat: "etat",
      hamaris: "responsable-bailleur",
    };
    const deps: MondeConvention["deps"] = (opened, qui, action) => ({
      base: opened.pour(acteurOf(personne, roles[qui], { organisation: ids[qui] }), { ressource: "objectif", action }),
      horloge: { aujourdhui: () => JOUR, maintenant: () => instantOf(JOUR) },
    });
    const agent = (action: Action) => deps(bases, "agent", action);
    const titres = { titre: "Convention 2026-2028", objet: "Objectifs d’attribution de trois ans" };
    await prepareConvention(agent("creer"), { epci: EPCI, ...titres, reprise: false, dureeAns: 3 });
    await saveEngagements(agent("modifier"), { ...VISEE, engagements: ENGAGEMENTS });
    const ligne = { nom: "Hamaris", qualite: "le directeur", siren: null, organisation: ids.hamaris };
    const signataire = await addSignataire(agent("modifier"), { ...VISEE, signataire: ligne });
    for (const nature of ETAPES.slice(0, ETAPES.indexOf(jusqua)))
      await recordEtape(nature === "accord-prefet" ? deps(bases, "etat", "valider") : agent("modifier"), {
        ...VISEE,
        etape: etape(nature),
      });
    return { signataire, deps };
  } finally {
    await pool.end();
  }
}

/** A convention enters into force: its step, its day and its line of journal. */
export function vigueurScenario(terrain: Terrain): Scenario {
  return makeScenario<MondeConvention>(terrain, {
    nom: "entrée en vigueur d’une convention",
    fill: (url, bases) => fillConvention(url, bases, "en-vigueur"),
    run: (bases, { deps }) => recordEtape(deps(bases, "agent", "modifier"), { ...VISEE, etape: etape("en-vigueur") }),
    dejaFait: "etape-deja-faite",
    compte: `select (select count(*)::int from convention_etape where nature = 'en-vigueur') as etapes,
                    (select count(*)::int from convention_version where depuis is not null) as versions,
                    (select count(*)::int from journal.entree where acte = 'convention-etape' and objet like '%en-vigueur%') as actes`,
    avant: { etapes: 0, versions: 0, actes: 0 },
    apres: { etapes: 1, versions: 1, actes: 1 },
  });
}

/** A bailleur signs its line. */
export function signatureScenario(terrain: Terrain): Scenario {
  return makeScenario<MondeConvention>(terrain, {
    nom: "signature d’une convention",
    fill: (url, bases) => fillConvention(url, bases, "en-vigueur"),
    run: (bases, { deps, signataire }) =>
      signVersion(deps(bases, "hamaris", "valider"), { ...VISEE, signataire, le: "2026-03-02" }),
    dejaFait: "deja-signe",
    compte: `select (select count(*)::int from convention_signataire where signe_le = '2026-03-02') as signatures,
                    (select count(*)::int from journal.entree where acte = 'convention-signee') as actes`,
    avant: { signatures: 0, actes: 0 },
    apres: { signatures: 1, actes: 1 },
  });
}

function makeScenario<Monde>({ url, modele, dossier }: Terrain, acte: Acte<Monde>): Scenario {
  let remise: Remise | undefined;
  let monde: Monde | undefined;
  let bases: OpenBases | undefined;
  const reopen = async () => {
    await bases?.close();
    bases = openBases(remise?.url ?? "");
  };
  return {
    nom: acte.nom,
    dossier,
    async reset(fresh) {
      remise ??= await makeRemise(url, modele, async (_, own) => {
        const filling = openBases(own);
        monde = await acte.fill(own, filling);
        await filling.close();
      });
      await remise.restore();
      if (fresh || !bases) await reopen();
    },
    async run() {
      if (!bases || monde === undefined) throw new Error("the scenario is not at its start");
      await acte.run(bases, monde).catch((error: unknown) => {
        if (!(error instanceof Refus) || error.code !== acte.dejaFait) throw error;
      });
    },
    async check(fini) {
      if (!remise) throw new Error("the scenario is not at its start");
      const broken = (await untilQuiet(remise.pool)) ? [] : ["a connection is left in a transaction"];
      const vu = await readOne(remise.url, acte.compte);
      const permis = fini ? [acte.apres] : [acte.avant, acte.apres];
      if (!permis.some((one) => JSON.stringify(one) === JSON.stringify(vu)))
        broken.push(`half done: ${JSON.stringify(vu)}`);
      return broken;
    },
    async close() {
      await bases?.close();
      await remise?.drop();
    },
  };
}

async function readOne(url: string, compte: string): Promise<Comptes> {
  const client = new pg.Client(clientConfig(url, OBSERVER));
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, number>>(compte);
    return rows[0] ?? {};
  } finally {
    await client.end();
  }
}

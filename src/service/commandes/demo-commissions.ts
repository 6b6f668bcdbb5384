import { randomUUID } from "node:crypto";
import { reconnaitreActionLogement, signerBailAttribue } from "#attributions/actes/bail/signer-bail.ts";
import { cloreSeance } from "#attributions/actes/cal/clore.ts";
import { ajouterMembreCal } from "#attributions/actes/cal/composer.ts";
import { convoquerSeance } from "#attributions/actes/cal/convoquer.ts";
import { deciderLogement } from "#attributions/actes/cal/decider.ts";
import { notifierSeance } from "#attributions/actes/cal/notifier.ts";
import { inscrireLogements, preparerSeance } from "#attributions/actes/cal/preparer.ts";
import { direPresencesCal, ouvrirSeance } from "#attributions/actes/cal/tenir.ts";
import { voter } from "#attributions/actes/cal/voter.ts";
import { designerCandidat } from "#attributions/actes/candidature/designer-candidat.ts";
import { offrirLogement } from "#attributions/actes/candidature/offrir-logement.ts";
import {
  repondreDesignation,
  solliciterReservataire,
} from "#attributions/actes/candidature/solliciter-reservataire.ts";
import { ouvrirLiberation } from "#attributions/actes/liberation/ouvrir-liberation.ts";
import { declarerLogement } from "#attributions/actes/logement/declarer-logement.ts";
import { repondre } from "#attributions/actes/proposition/repondre.ts";
import { isLa, readSeance, type SeanceLue, votantsDe } from "#attributions/lectures/cal/seance-lue.ts";
import { chercherCandidats } from "#attributions/lectures/rapprochement/chercher-candidats.ts";
import { examinerDemande } from "#attributions/lectures/rapprochement/examiner-demande.ts";
import type { DecisionSaisie } from "#attributions/regles/cal/decider.ts";
import type { EnvoiDeps } from "#dossier/actes/courrier/envoyer-au-menage.ts";
import type { Base } from "#socle/lectures/base.ts";
import { habilitationsIn } from "#socle/regles/habilitation/peut.ts";
import {
  type LogementDecide,
  SEANCES_DEMO,
  type SeanceDemo,
  SIEGES_SECOND,
  VACANTS_DEMO,
} from "../../../demo/commissions.ts";
import { SAINT_DIZIER } from "../../../demo/communes.ts";
import { DOSSIERS_SUITE, PREMIER_SUITE } from "../../../demo/dossiers.ts";
import { openCourrier } from "./courrier.ts";
import { originOf } from "./courriers.ts";
import { baseDemo } from "./demo-base.ts";
import { SECRETAIRE_SECOND } from "./demo-comptes.ts";
import { jourAvant, numeroOf, tuesdayOf } from "./demo-vies.ts";
import type { Session } from "./session.ts";
import { openSms } from "./sms.ts";

/**
 * The commissions of the last weeks and of the next ones, by the long path: a dwelling is freed, its candidates named, the commission held with its votes and its
 * register, the offer answered, the lease signed. Each act as on its day. Does nothing when the second commission has a session. After the first one, and the
 * households of the suite.
 */
export async function openCommissionsDemo(session: Session, epci: string): Promise<void> {
  const tenues = await Promise.all([
    openTenue(session, epci, "secretaire-cal"),
    openTenue(session, epci, SECRETAIRE_SECOND),
  ]);
  const [premiere, seconde] = tenues;
  if (!premiere || !seconde || (await seconde.secretaire.cal.list(epci)).length > 0) return;
  await seatSecond(session, seconde);
  await seatComptes(session, premiere);
  const libres = libresOf(session);
  const devant = new Map<Tenue, readonly Prete[]>();
  // One after the other: a household is before one commission alone, so that both may then go on together.
  for (const tenue of [premiere, seconde]) {
    await declareVacants(tenue);
    const own: Prete[] = [];
    for (const seance of SEANCES_DEMO.filter(({ secretaire }) => secretaire === tenue.nom)) {
      own.push(await prepare(tenue, seance, libres));
    }
    devant.set(tenue, own);
  }
  await Promise.all([...devant].map(([tenue, pretes]) => holdAll(tenue, pretes)));
}

async function holdAll(tenue: Tenue, pretes: readonly Prete[]): Promise<void> {
  for (const prete of pretes) await hold(tenue, prete);
}

/** The two persons by whom a commission goes on, and what their acts need. */
type Tenue = {
  readonly nom: SeanceDemo["secretaire"];
  readonly epci: string;
  readonly aujourdhui: string;
  readonly organisation: number;
  readonly secretaire: Base;
  readonly bailleur: Base;
  readonly reservataire: Base;
  readonly deps: EnvoiDeps;
};

async function openTenue(session: Session, epci: string, nom: SeanceDemo["secretaire"]): Promise<Tenue | null> {
  const role = nom === SECRETAIRE_SECOND ? "responsable-bailleur" : "agent-bailleur";
  const [secretaire, bailleur, reservataire] = await Promise.all([
    baseDemo(session, nom, { ressource: "seance", action: "modifier" }),
    baseDemo(session, role, { ressource: "logement-prive", action: "modifier" }),
    baseDemo(session, "reservataire", { ressource: "proposition", action: "creer" }),
  ]);
  const organisation = secretaire && habilitationsIn(secretaire.acteur, epci)[0]?.organisation;
  if (!secretaire || !bailleur || !reservataire || !organisation) return null;
  const aujourdhui = session.horloge.aujourdhui();
  return { nom, epci, aujourdhui, organisation, secretaire, bailleur, reservataire, deps: depsOf(session) };
}

/** Messages go to the folder even with a mail server or a gateway: the addresses are fictitious. */
function depsOf({ configuration, horloge, coffre }: Session): EnvoiDeps {
  const log = { error: () => undefined };
  return {
    courrier: openCourrier({ ...configuration, courrier: null, log }),
    sms: openSms({ ...configuration, sms: null, log }),
    coffre,
    horloge,
    connexion: { origine: originOf(configuration) },
  };
}

const SANS = { commune: null, reservataire: null, president: false, synthetique: true } as const;

async function seatSecond(session: Session, tenue: Tenue): Promise<void> {
  const depuis = jourAvant(tenue.aujourdhui, 400);
  for (const [rang, qualite] of SIEGES_SECOND.entries()) {
    await ajouterMembreCal(tenue.secretaire, tenue, {
      ...SANS,
      qualite,
      designation: `Siège ${rang + 1} (fictif)`,
      commune: qualite === "maire" ? SAINT_DIZIER : null,
      compte: null,
      depuis,
    });
  }
  await seatComptes(session, tenue);
}

/** The préfet, the EPCI, the réservataire on its contingent, and the commune that is heard. */
async function seatComptes(
  session: Session,
  { secretaire, epci, organisation, reservataire, aujourdhui }: Tenue,
): Promise<void> {
  const own = habilitationsIn(reservataire.acteur, epci)[0]?.organisation ?? null;
  const sieges = [
    ["etat", "prefet", null],
    ["agent-epci", "epci", null],
    ["reservataire", "reservataire", own],
  ] as const;
  for (const [nom, qualite, contingent] of sieges) {
    const compte = await session.bases.connexions.findCompteByCourriel(`${nom}@demonstration.invalid`);
    if (!compte) continue;
    await ajouterMembreCal(
      secretaire,
      { epci, organisation },
      {
        ...SANS,
        qualite,
        reservataire: contingent,
        designation: `Siège de démonstration : ${nom} (fictif)`,
        compte: compte.id,
        depuis: jourAvant(aujourdhui, 400),
      },
    );
  }
}

async function declareVacants(tenue: Tenue): Promise<void> {
  const role = tenue.nom === SECRETAIRE_SECOND ? "responsable-bailleur" : "agent-bailleur";
  for (const { bailleur, jours, logement } of VACANTS_DEMO) {
    if (bailleur === role) await free(tenue, logement, jourAvant(tenue.aujourdhui, jours));
  }
}

const INCONNUS = { rehabilite: "inconnu", residentialise: "inconnu", loyerBaisse: "inconnu", pru1: "inconnu" } as const;
/** Hypothèse: euros a month of charges for a square metre. */
const CHARGES_M2 = 1.35;

/** Declares the dwelling and opens its letting, empty since that day. Returns the letting. */
async function free({ bailleur, epci }: Tenue, demo: LogementDecide, vide: string): Promise<number> {
  const { cle, adresse, typologie, surface, situation, loyer } = demo;
  const id = await declarerLogement(bailleur, {
    epci,
    synthetique: true,
    declaration: {
      ...INCONNUS,
      cle,
      adresse,
      typologie,
      surface,
      situation,
      loyer,
      charges: Math.round(surface * CHARGES_M2),
      commune: SAINT_DIZIER,
      secteur: null,
      etat: "libre",
      disponibleLe: null,
      premiereLocationLe: null,
      conventionneLe: null,
      acces: "inconnu",
      contingent: "AUCUN",
      operation: null,
    },
  });
  const disponible = jourAvant(vide, -9);
  return ouvrirLiberation(bailleur, {
    epci,
    logement: id,
    origine: "conge",
    filiere: "ordinaire",
    meuble: "non",
    financement: "PLUS",
    causeVacance: "commerciale",
    contingent: "AUCUN",
    departPrevuLe: null,
    travauxPrevusLe: null,
    dates: { preavis: jourAvant(vide, 60), "etat-des-lieux": vide, travaux: jourAvant(vide, -8), disponible },
    synthetique: true,
    aujourdhui: disponible,
  });
}

type Libres = {
  /** Households that the réservataire has not named yet, by their number, of each type of dwelling. */
  take(typologie: string, nombre: number): readonly string[];
  /** Those that are before a commission. */
  readonly pris: Set<string>;
};

function libresOf({ horloge, hash }: Session): Libres {
  const restants = DOSSIERS_SUITE.map(({ typologie, plusDeDix }, rang) => ({
    typologie,
    rang,
    salarie: plusDeDix === true,
  })).filter(({ salarie, typologie }) => salarie || typologie === "T3");
  return {
    pris: new Set(),
    take: (typologie, nombre) => {
      const pris = restants.filter((one) => one.typologie === typologie).slice(0, nombre);
      for (const one of pris) restants.splice(restants.indexOf(one), 1);
      return pris.map(({ rang }) => hash(numeroOf(horloge.aujourdhui(), PREMIER_SUITE + rang)));
    },
  };
}

const CANDIDATS = 3;

type Prete = {
  readonly demo: SeanceDemo;
  readonly tenueLe: string;
  /** Days before the session, never later than today. */
  readonly avant: (jours: number) => string;
  readonly inscrits: readonly (readonly [number, LogementDecide])[];
};

/** Its dwellings, each with its candidates. */
async function prepare(tenue: Tenue, demo: SeanceDemo, libres: Libres): Promise<Prete> {
  const { aujourdhui } = tenue;
  const prevu = tuesdayOf(jourAvant(aujourdhui, demo.ilYa));
  const tenueLe = demo.ilYa < 0 && prevu < aujourdhui ? jourAvant(prevu, -7) : prevu;
  const avant = (jours: number) => [jourAvant(tenueLe, jours), aujourdhui].toSorted()[0] ?? aujourdhui;
  const inscrits: (readonly [number, LogementDecide])[] = [];
  for (const logement of demo.logements) {
    const liberation = await free(tenue, logement, avant(34));
    await nameCandidats(tenue, { liberation, logement, jour: avant(21), libres });
    inscrits.push([liberation, logement]);
  }
  return { demo, tenueLe, avant, inscrits };
}

async function hold(tenue: Tenue, { demo, tenueLe, avant, inscrits }: Prete): Promise<void> {
  const { secretaire, epci, organisation, deps } = tenue;
  const seance = await preparerSeance(secretaire, {
    epci,
    organisation,
    mode: "presentiel",
    tenueLe,
    heure: "09:30",
    dureeMinutes: 120,
    lieu: "Salle de la commission (lieu fictif)",
    visio: null,
    fenetreHeures: null,
    synthetique: true,
    aujourdhui: avant(15),
  });
  await inscrireLogements(secretaire, { epci, seance, liberations: inscrits.map(([liberation]) => liberation) });
  if (!demo.convoquee) return;
  const examiner = () => Promise.resolve(null);
  await convoquerSeance(secretaire, deps, { epci, seance, aujourdhui: avant(12), maintenant: at(avant(12)), examiner });
  // With another clock than the engine's, its convocation may be over, and the secretary reads its candidates no more.
  const { candidats } = await readSeance(secretaire, epci, seance);
  if (demo.ilYa < 0 || candidats.length === 0) return;
  await sit(tenue, { seance, jour: tenueLe, inscrits });
  for (const [liberation, logement] of inscrits)
    await offer(tenue, { liberation, logement, jour: jourAvant(tenueLe, -2) });
}

function at(jour: string): string {
  return `${jour}T09:00:00.000Z`;
}

type ANommer = {
  readonly liberation: number;
  readonly logement: LogementDecide;
  readonly jour: string;
  readonly libres: Libres;
};

/** Three candidates: the réservataire's two first, when its contingent is asked. */
async function nameCandidats(tenue: Tenue, { liberation, logement, jour, libres }: ANommer): Promise<void> {
  const { bailleur, reservataire, epci } = tenue;
  const commun = { epci, liberation, source: null, aujourdhui: jour, synthetique: true };
  let nommes = 0;
  const own = habilitationsIn(reservataire.acteur, epci)[0]?.organisation;
  if (logement.contingent && own !== undefined) {
    const asked = { epci, liberation, reservataire: own, contingent: "COLACT" as const, droit: null };
    await solliciterReservataire(bailleur, { ...asked, avant: jourAvant(jour, -20), aujourdhui: jour });
    for (const numeroHash of libres.take(logement.typologie, 2)) {
      await designerCandidat(reservataire, examinerDemande, { ...commun, dossier: { numeroHash } });
      nommes += 1;
    }
    await repondreDesignation(reservataire, {
      epci,
      liberation,
      reponse: nommes > 0 ? "designe" : "rendu",
      motif: "",
      relu: true,
      aujourdhui: jour,
    });
  }
  for (const { demandeur } of await bailleur.candidatures.ofLiberation(epci, liberation)) {
    if (demandeur !== null) libres.pris.add(demandeur);
  }
  const { candidats } = await chercherCandidats(bailleur, { epci, liberation, jour });
  for (const { demandeur } of candidats.filter((one) => !libres.pris.has(one.demandeur)).slice(0, CANDIDATS - nommes)) {
    await designerCandidat(bailleur, examinerDemande, { ...commun, dossier: { demandeur } });
    libres.pris.add(demandeur);
  }
}

type ASieger = {
  readonly seance: number;
  readonly jour: string;
  readonly inscrits: readonly (readonly [number, LogementDecide])[];
};

/** Opened, voted by four of those who are there, decided, closed with its minutes, told to the households. */
async function sit({ secretaire, epci, deps }: Tenue, { seance, jour, inscrits }: ASieger): Promise<void> {
  const maintenant = at(jour);
  const ou = { epci, seance, maintenant };
  await ouvrirSeance(secretaire, { ...ou, aujourdhui: jour });
  const { membres } = await readSeance(secretaire, epci, seance);
  const presences = membres.map(({ id }, rang) => ({
    membre: id,
    presence: rang === 4 ? ("excuse" as const) : ("present" as const),
    mandataire: null,
  }));
  await direPresencesCal(secretaire, { ...ou, presences });
  for (const [liberation] of inscrits) {
    const lue = await readSeance(secretaire, epci, seance);
    await vote(secretaire, lue, { ...ou, liberation });
    await deciderLogement(secretaire, {
      ...ou,
      liberation,
      jeton: randomUUID(),
      decisions: decisionsOf(lue, liberation),
      relu: true,
      aujourdhui: jour,
    });
  }
  await cloreSeance(secretaire, { ...ou, jeton: randomUUID() });
  await notifierSeance(secretaire, deps, {
    ...ou,
    aujourdhui: jourAvant(jour, -1),
    maintenant: at(jourAvant(jour, -1)),
  });
}

/** Candidates retained by the commission: the second one takes the place of the first who refuses. */
const RETENUS = 2;

function decisionsOf({ candidats }: SeanceLue, liberation: number): readonly DecisionSaisie[] {
  const rien = { rang: null, motif: null, precision: null, piece: null, methode: null };
  return candidats
    .filter((one) => one.liberation === liberation)
    .map(({ id: candidature }, rang) =>
      rang < RETENUS
        ? { ...rien, candidature, decision: "attribution", rang: rang + 1 }
        : { ...rien, candidature, decision: "non-attribution", motif: "mieux-classe" },
    );
}

const VOTANTS = 4;

async function vote(
  secretaire: Base,
  lue: SeanceLue,
  ou: { readonly epci: string; readonly seance: number; readonly liberation: number; readonly maintenant: string },
): Promise<void> {
  const logement = lue.logements.find(({ liberation }) => liberation === ou.liberation);
  if (!logement) return;
  const votes = decisionsOf(lue, ou.liberation).map(({ candidature, decision, rang }) => ({
    candidature,
    sens: decision,
    rang,
  }));
  const { membres } = await readSeance(secretaire, ou.epci, ou.seance);
  const votants = votantsDe({ ...lue, membres }, logement)
    .filter(isLa)
    .slice(0, VOTANTS);
  for (const { id: membre } of votants) await voter(secretaire, { ...ou, jeton: randomUUID(), membre, votes });
}

type AOffrir = { readonly liberation: number; readonly logement: LogementDecide; readonly jour: string };

/** The first rank is offered the dwelling; a refusal is followed by the second, whose offer waits. */
async function offer(tenue: Tenue, { liberation, logement, jour }: AOffrir): Promise<void> {
  const { bailleur, epci, aujourdhui } = tenue;
  const offerTo = async (rang: number, le: string) => {
    const found = (await bailleur.candidatures.ofLiberation(epci, liberation)).find((one) => one.rang === rang);
    if (!found?.demandeur) return null;
    const proposition = await offrirLogement(bailleur, tenue.deps, {
      epci,
      id: found.id,
      aujourdhui: le,
      repondreAvant: jourAvant(le, -14),
    });
    return { candidature: found.id, demandeur: found.demandeur, proposition };
  };
  const faite = await offerTo(1, jour);
  if (faite === null || logement.reponse === null) return;
  const le = jourAvant(jour, -4);
  const horloge = { aujourdhui: () => le, maintenant: () => at(le) };
  const { demandeur, proposition, candidature } = faite;
  const motif = logement.reponse === "refusee" ? "loyer" : null;
  await repondre(bailleur, horloge, { epci, demandeur, proposition, reponse: logement.reponse, motif });
  if (logement.reponse === "refusee") {
    await offerTo(2, jourAvant(le, -2));
    return;
  }
  const signe = jourAvant(jour, -9);
  await signerBailAttribue(bailleur, { epci, id: candidature, le: signe, aujourdhui: signe });
  if (logement.actionLogement === "inconnu") return;
  const reponse = logement.actionLogement;
  await reconnaitreActionLogement(bailleur, { epci, liberation, reponse, aujourdhui });
}

import { createHash } from "node:crypto";
import { z } from "zod";
import { PIECES } from "#donnees/regles/piece/nature.ts";
import { situationsAt } from "#droit/regles/examen-triennal.ts";
import type { ExceptionCandidats } from "#droit/regles/exception-candidats.ts";
import { exceptionsAt } from "#droit/regles/trois-candidats.ts";
import { canonicalJson } from "#socle/lectures/canonical-json.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { DecisionEcrite, LogementSeance, MembreConvoque, PvFige } from "../../actes/cal/ports.ts";
import { LIBELLE_AVIS_COMMUNE } from "../../regles/cal/avis.ts";
import {
  LIBELLE_QUALITE_CAL,
  LIBELLE_VOIX_CAL,
  nommerMembre,
  sayTerritoire,
  voixDe,
} from "../../regles/cal/composition.ts";
import { aRang, DECISION_EFFACEE, LIBELLE_DECISION_CAL } from "../../regles/cal/decision.ts";
import { motifOf } from "../../regles/cal/motif.ts";
import { LIBELLE_MODE_SEANCE } from "../../regles/cal/reglement.ts";
import { sayPresence } from "../../regles/cal/seance.ts";
import { sayDepouillement } from "../../regles/cal/vote.ts";
import { LIBELLE_AVIS_OCCUPATION } from "../../regles/examen-occupation/examen-occupation.ts";
import type { ExamenOccupation } from "../examen-occupation/ports.ts";
import {
  decisionDe,
  libelleLogement,
  nommerCandidat,
  type SeanceLue,
  territoiresDe,
  votantsDe,
  votesComptes,
} from "./seance-lue.ts";

const candidatPv = z.object({
  nom: z.string(),
  reference: z.string().nullable(),
  decision: z.string(),
  motif: z.string().nullable(),
  vote: z.string(),
});
/** Drawn when they are frozen: the hash of what is not shown must not tell it. */
const sel = z.string().optional();
const logementPv = z.object({
  sel,
  reference: z.string(),
  libelle: z.string(),
  exception: z.string().nullable(),
  avis: z.string().nullable(),
  candidats: z.array(candidatPv),
});
const examenPv = z.object({ sel, libelle: z.string(), situations: z.array(z.string()), avis: z.string() });
const membrePv = z.object({ qualite: z.string(), designation: z.string(), voix: z.string(), presence: z.string() });

/** The minutes: sentences, frozen as they are read. No name of a household; those of members are in none of their seats. */
export const contenuPv = z.object({
  reference: z.string(),
  bailleur: z.string(),
  jour: z.string(),
  mode: z.string(),
  reglement: z.string(),
  quorum: z.string(),
  synthetique: z.boolean(),
  membres: z.array(membrePv),
  logements: z.array(logementPv),
  /** Absent: none was on the agenda. */
  examens: z.array(examenPv).optional(),
  /** Hashes of its dwellings and occupations, in their order, those of other territories too; absent: a draft. */
  scelles: z.array(z.string()).optional(),
});
export type ContenuPv = z.infer<typeof contenuPv>;

function hashOf(contenu: unknown): string {
  return createHash("sha256").update(canonicalJson(contenu)).digest("hex");
}

function piecesOf({ logements, examens = [] }: ContenuPv): readonly string[] {
  return [...logements, ...examens].map(hashOf);
}

/** The same of the whole minutes and of what those of one territory read of them; of neither, once a word of it has changed. */
export function hashPv(contenu: ContenuPv): string {
  const { logements: _, examens: __, scelles, ...entete } = contenu;
  const pieces = piecesOf(contenu);
  const tous = scelles ?? pieces;
  return hashOf({ entete, scelles: tous, change: pieces.filter((piece) => !tous.includes(piece)) });
}

/** Minutes to freeze. `tirer`: a text that nobody guesses. */
export function sealPv(contenu: ContenuPv, tirer: () => string): ContenuPv {
  const { logements, examens } = contenu;
  const sale = <T>(pieces: readonly T[]) => pieces.map((piece) => ({ ...piece, sel: tirer() }));
  const pv = { ...contenu, logements: sale(logements), ...(examens && { examens: sale(examens) }) };
  return { ...pv, scelles: [...piecesOf(pv)] };
}

/** What those of each territory read of the minutes: their dwellings, and of the others the hash alone. Occupations are of where it was convened. */
export function cutPv({ seance, logements: lus }: Pick<SeanceLue, "seance" | "logements">, pv: ContenuPv) {
  const { examens, ...reste } = pv;
  return territoiresDe(seance).map((epci) => ({
    epci,
    contenu: {
      ...reste,
      logements: pv.logements.filter((_, rang) => lus[rang]?.epci === epci),
      ...(examens && epci === seance.epci && { examens }),
    },
  }));
}

export type PvLu = Omit<PvFige, "contenu"> & {
  /** null: erased, its time is over. */
  readonly contenu: ContenuPv | null;
};

/** The parts that one reads, as one; null: it is not frozen. */
export function joinPv(parties: readonly PvFige[]): PvLu | null {
  const [premiere] = parties;
  if (premiere === undefined) return null;
  const lus = parties.flatMap(({ contenu }) => contenuPv.safeParse(contenu).data ?? []);
  const [entete] = lus;
  if (entete === undefined) return { ...premiere, contenu: null };
  const rang = (logement: unknown) => entete.scelles?.indexOf(hashOf(logement)) ?? 0;
  const logements = lus.flatMap((un) => un.logements).toSorted((a, b) => rang(a) - rang(b));
  const examens = lus.find((un) => un.examens)?.examens;
  return { ...premiere, contenu: { ...entete, logements, ...(examens && { examens }) } };
}

/** Of the session as it stands: shown before it is closed, frozen then. */
export function composePv(lue: SeanceLue): ContenuPv {
  const { seance, regles, membres, logements } = lue;
  return {
    reference: lue.reference,
    bailleur: seance.nomBailleur,
    jour: seance.tenueLe,
    mode: LIBELLE_MODE_SEANCE[seance.mode],
    reglement:
      regles.numero === 0
        ? "Aucun règlement intérieur écrit ici : valeurs de Blaise, à confirmer"
        : `Règlement intérieur, version ${regles.numero} (${regles.source})`,
    quorum: lue.quorum.phrase,
    synthetique: seance.synthetique,
    membres: membres.map((membre) => membreOf(lue, membre)),
    logements: logements.map((logement) => logementOf(lue, logement)),
    ...(lue.examens.length > 0 && { examens: lue.examens.map(examenOf) }),
  };
}

function membreOf({ seance }: SeanceLue, membre: MembreConvoque): ContenuPv["membres"][number] {
  const pour = sayTerritoire(seance, membre);
  return {
    qualite: LIBELLE_QUALITE_CAL[membre.qualite],
    designation: [nommerMembre(membre), ...(pour === null ? [] : [`pour ${pour}`])].join(", "),
    voix: LIBELLE_VOIX_CAL[voixDe(membre.qualite, seance.tenueLe)],
    presence: sayPresence(seance.mode, membre.presence, membre.aVote),
  };
}

/** An occupation without a name, a reference nor an address: its situations with their article, and what the commission says. */
function examenOf(examen: ExamenOccupation, rang: number): z.infer<typeof examenPv> {
  const { personnes, typologie, nomCommune, avis, avisTexte } = examen;
  const qui = personnes === null ? "occupants non connus" : formatCompte(personnes, "occupant");
  return {
    libelle: [`Occupation ${rang + 1}`, typologie, nomCommune, qui].filter((mot) => mot !== null).join(", "),
    situations: [
      ...situationsAt(examen.examineLe)
        .filter(({ code }) => examen.situations.includes(code))
        .map(({ libelle, article }) => `${libelle} (${article})`),
      ...(examen.reservee ? ["Situation d’accès réservé (art. L. 442-5-2, 3° ou 4°, du CCH)"] : []),
    ],
    avis:
      avis === null
        ? "Avis non donné"
        : [LIBELLE_AVIS_OCCUPATION[avis], avisTexte].filter((mot) => mot !== null).join(" : "),
  };
}

function logementOf(lue: SeanceLue, logement: LogementSeance): ContenuPv["logements"][number] {
  const { bien, liberation } = logement;
  const avis = lue.avis.find((un) => un.liberation === liberation);
  const candidats = lue.candidats.filter((candidat) => candidat.liberation === liberation);
  return {
    reference: bien.reference,
    libelle: [libelleLogement(logement), ...(lue.seance.territoires.length > 0 ? [logement.nomTerritoire] : [])].join(
      ", ",
    ),
    exception: sayException(bien.exception, lue.seance.tenueLe),
    avis: avis ? [LIBELLE_AVIS_COMMUNE[avis.sens], avis.motif].filter((mot) => mot !== null).join(" : ") : null,
    candidats: candidats.map((candidat) => {
      const decision = decisionDe(lue, logement, candidat);
      const ecrite = decision === "effacee" ? null : decision;
      return {
        nom: nommerCandidat(lue.candidats, candidat),
        reference: candidat.examen?.reference ?? null,
        decision: ecrite ? sayDecision(ecrite) : decision === "effacee" ? DECISION_EFFACEE : "Non décidée",
        motif: ecrite ? sayMotif(ecrite) : null,
        vote: ecrite?.vote ? sayDepouillement(ecrite.vote) : sayVotants(lue, logement),
      };
    }),
  };
}

/** Why fewer than three candidates, with its article; null: none was written. */
export function sayException(code: ExceptionCandidats | null, jour: string): string | null {
  const exception = exceptionsAt(jour).find((une) => une.code === code);
  return exception ? `${exception.libelle} (${exception.article})` : null;
}

export function sayDecision({ decision, rang, piece }: Pick<DecisionEcrite, "decision" | "rang" | "piece">): string {
  const mot = LIBELLE_DECISION_CAL[decision];
  if (!aRang(decision)) return mot;
  return `${mot}, rang ${rang}${piece === null ? "" : ` (${PIECES[piece].libelle.toLowerCase()})`}`;
}

/** The precision is the household's: the minutes say the reason, its article, and the method that it cites. */
function sayMotif({ motif, methode, decideeLe }: DecisionEcrite): string | null {
  if (motif === null) return null;
  const { libelle, article } = motifOf(motif, decideeLe);
  return `${libelle} (${article})${methode === null ? "" : ` ; méthode de l’observatoire, version ${methode}`}`;
}

function sayVotants(lue: SeanceLue, logement: LogementSeance): string {
  const ontVote = new Set(votesComptes(lue, logement).map(({ membre }) => membre)).size;
  return `${ontVote} sur ${votantsDe(lue, logement).length} ont voté`;
}

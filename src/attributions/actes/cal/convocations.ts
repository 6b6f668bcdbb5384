import { randomUUID } from "node:crypto";
import type { BilanPartir } from "#dossier/actes/courrier/partir.ts";
import { type EtatEnvoi, etatApresEchec } from "#dossier/regles/courrier/envoi.ts";
import type { Base, Horloge } from "#socle/lectures/base.ts";
import type { Courrier } from "#socle/lectures/courrier.ts";
import { oneLine } from "#socle/regles/gouvernance/reunion-texte.ts";
import type { SeanceLue } from "../../lectures/cal/seance-lue.ts";
import { writeConvocation } from "../../regles/cal/message-convocation.ts";
import { referenceSeance } from "../../regles/cal/seance.ts";
import type { CalQueries, EnvoiSeanceAPartir, MembreConvoque } from "./ports.ts";

export type ConvocationDeps = {
  readonly courrier: Courrier;
  readonly horloge: Horloge;
  readonly connexion: { readonly origine: string };
};

/** Holds the lines to send: the secretary's queries, or the owner's. */
export type BureauConvocations = {
  readonly cal: Pick<CalQueries, "prendreEnvoi" | "noterEnvoi" | "find" | "logements">;
  transaction<T>(work: (base: BureauConvocations) => Promise<T>): Promise<T>;
};

/** One line a seat that has an account: whoever convenes is not written to. In the transaction of the convocation; they leave once it is committed. */
export async function ecrireConvocations(
  tx: Base,
  { seance, membres }: Pick<SeanceLue, "seance" | "membres">,
  deps: ConvocationDeps,
): Promise<void> {
  const demandeLe = deps.horloge.maintenant();
  const ids: number[] = [];
  for (const membre of membres.filter((un) => isAEcrire(un, tx.acteur.compte))) {
    ids.push(await tx.cal.ecrireEnvoi(seance, { membre: membre.id, cle: `cal-${randomUUID()}`, demandeLe }));
  }
  if (ids.length > 0) tx.ensuite((apres) => partirConvocations(apres, deps, ids));
}

function isAEcrire({ compte }: MembreConvoque, moi: number | null): boolean {
  return compte !== null && compte !== moi;
}

/** Each in a transaction that holds its line. When the mail server does not answer, the others are left for the next round. */
export async function partirConvocations(
  base: BureauConvocations,
  deps: ConvocationDeps,
  ids: readonly number[],
): Promise<BilanPartir> {
  let [partis, echecs] = [0, 0];
  for (const id of ids) {
    const suite = await base.transaction((tx) => partirUne(tx, deps, id));
    if (suite === null) continue;
    if (suite.motif === null) partis += 1;
    else echecs += 1;
    if (suite.panne) return { partis, echecs, panne: suite.motif };
  }
  return { partis, echecs, panne: null };
}

type Suite = { readonly motif: string | null; readonly panne: boolean };

/** null: gone, or another has it. */
async function partirUne({ cal }: BureauConvocations, deps: ConvocationDeps, id: number): Promise<Suite | null> {
  const envoi = await cal.prendreEnvoi(id);
  if (envoi === null) return null;
  const tenteLe = deps.horloge.maintenant();
  const note = (etat: EtatEnvoi, motif: string | null) =>
    cal.noterEnvoi(id, { etat, motif, tenteLe, envoyeLe: motif === null ? tenteLe : null });
  if (envoi.courriel === null) {
    const motif = "Ce membre n’a plus de compte ouvert.";
    await note("abandonne", motif);
    return { motif, panne: false };
  }
  const issue = await remettre(cal, deps, { ...envoi, courriel: envoi.courriel });
  if (issue.etat !== "echec") {
    await note(issue.etat, null);
    return { motif: null, panne: false };
  }
  await note(etatApresEchec(envoi.tentatives + 1), issue.motif);
  return issue;
}

async function remettre(
  cal: BureauConvocations["cal"],
  { courrier, connexion }: ConvocationDeps,
  { epci, territoire, seance: id, cle, courriel }: EnvoiSeanceAPartir & { readonly courriel: string },
) {
  const seance = await cal.find(epci, id);
  if (seance === null) return { etat: "echec", motif: "Cette séance ne se lit plus.", panne: false } as const;
  const logements = (await cal.logements(id)).length;
  const reference = referenceSeance(seance.annee, seance.numero);
  const adresse = `${connexion.origine}/t/${territoire}/cal/${id}`;
  const { sujet, texte } = writeConvocation(seance, { reference, logements, adresse });
  // No name of theirs: it would be read on the envelope.
  const destinataire = { nom: "", courriel };
  const expediteur = oneLine(`Commission d’attribution, ${seance.nomBailleur}`);
  return courrier.envoyer({ cle, destinataire, expediteur, sujet: oneLine(sujet), texte });
}

export type Convocations = {
  readonly partis: number;
  /** To be tried again by itself. */
  readonly attente: number;
  /** Will not leave: why, a line each. */
  readonly abandons: readonly string[];
  /** Seats that nobody can be written to for: a letter, or one's own means. */
  readonly sansCourriel: readonly MembreConvoque[];
};

/** Where the convocations of a session stand, for its secretary. */
export async function readConvocations(
  { cal }: Pick<Base, "cal">,
  { seance, membres }: Pick<SeanceLue, "seance" | "membres">,
): Promise<Convocations> {
  const envois = await cal.envois(seance.id);
  const ecrits = new Set(envois.map(({ membre }) => membre));
  const of = (...etats: readonly EtatEnvoi[]) => envois.filter(({ etat }) => etats.includes(etat));
  return {
    partis: of("envoye", "depose").length,
    attente: of("attente", "echec").length,
    abandons: [...new Set(of("abandonne").flatMap(({ motif }) => motif ?? []))],
    sansCourriel: membres.filter(({ id, qualite }) => qualite !== "secretariat" && !ecrits.has(id)),
  };
}

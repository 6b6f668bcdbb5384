import { ecrireEvenement } from "#dossier/lectures/evenement/ecrire-evenement.ts";
import { requireGuichet, unknownDemande } from "#dossier/lectures/registre/guichets.ts";
import type { Base } from "#socle/lectures/base.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import { lireDemandeSne } from "../../lectures/sne-echange/lire-demande-sne.ts";
import type { Issue, Transmission } from "../../lectures/sne-echange/ports.ts";
import { dansLeDelai, requireService, type ServiceSne } from "../../lectures/sne-echange/service-sne.ts";
import { MOTIFS_A_LA_MAIN, motifSne } from "../../regles/sne-echange/transmission.ts";
import { type AEnregistrer, type EnregistrerDeps, enregistrerDemande } from "../registre/enregistrer.ts";

type Ou = { readonly epci: string; readonly aujourdhui: string };

/** What became of the ticked writings: how many the system accepted, and why each other one did not go through. */
export type Depart = {
  readonly acceptees: number;
  readonly autres: readonly { readonly transmission: Transmission; readonly refus: Refus }[];
  /** Not tried: the system had just left one without an answer. */
  readonly restees: number;
};

/**
 * Sends writings to the national system one by one, each kept as sent before it leaves; a silence stops the others, which stay to be sent.
 * Refuses `droit-absent`, `sne-ferme`, `sne-rien-coche`.
 */
export async function transmettre(
  base: Base,
  deps: EnregistrerDeps,
  { ids, ...ou }: Ou & { readonly ids: readonly number[] },
): Promise<Depart> {
  requireGuichet(base, ou.epci);
  requireService(deps.serviceSne);
  if (ids.length === 0) throw nothingTicked();
  const autres: { transmission: Transmission; refus: Refus }[] = [];
  for (const [rang, id] of ids.entries()) {
    const transmission = await base.transmissions.find(ou.epci, id);
    if (transmission === null) throw changed();
    try {
      await envoyer(base, deps, ou, transmission);
    } catch (error) {
      if (!(error instanceof Refus)) throw error;
      autres.push({ transmission, refus: error });
      if (error.code === "sne-muet") return departOf(rang + 1, autres, ids.length);
    }
  }
  return departOf(ids.length, autres, ids.length);
}

function departOf(essayees: number, autres: Depart["autres"], total: number): Depart {
  return { acceptees: essayees - autres.length, autres, restees: total - essayees };
}

/**
 * Asks the number of one demande. `verifie`: the agent has looked for it in the national system after a silence, and it is not there. Refuses
 * `transmission-a-verifier`, `transmission-autre-etat`, and as `enregistrerDemande`.
 */
export async function demanderEnregistrement(
  base: Base,
  deps: EnregistrerDeps,
  { verifie, ...saisie }: Omit<AEnregistrer, "numero" | "renouveleeLe"> & { readonly verifie: boolean },
): Promise<void> {
  requireGuichet(base, saisie.epci);
  requireService(deps.serviceSne);
  const ouvertes = await base.transmissions.ofDemandeur(saisie.epci, saisie.demandeur);
  const transmission = ouvertes.find(({ nature }) => nature === "enregistrement");
  if (!transmission) throw changed();
  if (transmission.etat === "envoyee" && !verifie) throw toCheck();
  if (transmission.etat === "refusee" && !(await reopen(base, transmission, saisie.epci))) throw changed();
  await envoyer(base, deps, saisie, { ...transmission, refus: null }, saisie.ancienneteLe);
}

function reopen(base: Base, { id }: Transmission, epci: string): Promise<boolean> {
  return base.transmissions.clore(epci, id, ["refusee"], { etat: "a-envoyer" });
}

async function envoyer(
  base: Base,
  deps: EnregistrerDeps,
  { epci, aujourdhui }: Ou,
  transmission: Transmission,
  ancienneteLe: string | null = null,
): Promise<void> {
  checkEnvoi(transmission);
  const { id, etat, nature, demandeur } = transmission;
  if (!(await base.transmissions.partir(epci, id, etat === "envoyee" ? "envoyee" : "a-envoyer"))) throw changed();
  const depart = { parti: false };
  const service = watch(requireService(deps.serviceSne), depart);
  const sur = { epci, demandeur, aujourdhui };
  try {
    if (nature === "enregistrement") {
      const saisie = { ...sur, numero: null, ancienneteLe, renouveleeLe: null };
      await enregistrerDemande(base, { ...deps, serviceSne: service }, saisie);
    } else {
      await ecrire(base, { ...deps, serviceSne: service }, sur, transmission);
    }
  } catch (error) {
    await settle(base, epci, transmission, issueOf(error, depart.parti));
    throw error;
  }
  if (nature !== "enregistrement") await settle(base, epci, transmission, { etat: "acceptee", voie: "service" });
}

/** Refuses what the message cannot say, before anything leaves. */
function checkEnvoi({ etat, etatDemande, apres, nature, radieMotif }: Transmission): void {
  if (etat === "refusee") {
    throw conflit("transmission-refusee", "Le système national l’a refusée : corrigez, puis remettez-la à envoyer.");
  }
  if (etatDemande === "a-completer") {
    throw conflit(
      "transmission-incomplete",
      "Le dossier attend un complément du demandeur : rien n’est encore à envoyer.",
    );
  }
  if (apres) {
    throw conflit(
      "transmission-apres",
      "Une écriture plus ancienne de cette demande est encore ouverte : elle part d’abord.",
    );
  }
  if (nature === "radiation" && radieMotif !== null && MOTIFS_A_LA_MAIN.includes(radieMotif)) {
    throw new Refus(
      "transmission-a-la-main",
      radieMotif === "attribution"
        ? "Le guichet du bailleur qui a signé le bail l’écrit dans le SNE, avec le logement et son contingent."
        : "Le SNE demande un sous-motif, qui se choisit là-bas : écrivez cette radiation à la main.",
    );
  }
}

async function ecrire(
  base: Base,
  { coffre, serviceSne }: EnregistrerDeps,
  { epci, demandeur, aujourdhui }: Ou & { readonly demandeur: string },
  { nature, renouveleeLe, radieLe, radieMotif }: Transmission,
): Promise<void> {
  const service = requireService(serviceSne);
  const scelle = await base.sneEchanges.numero(epci, demandeur);
  if (scelle === null) {
    throw new Refus("sne-sans-numero", "Le numéro de cette demande n’a pas été saisi ici : écrivez-la à la main.");
  }
  const numero = coffre.ouvrir(scelle, "numero");
  if (nature === "modification") {
    const fiche = await base.registres.fiche(epci, demandeur);
    if (fiche === null) throw unknownDemande();
    const demande = await lireDemandeSne(base, fiche);
    await dansLeDelai(service, service.modifier(numero, demande));
  } else if (nature === "renouvellement") {
    await dansLeDelai(service, service.renouveler(numero, renouveleeLe ?? aujourdhui));
  } else {
    const motif = nature === "radiation" && radieMotif !== null ? motifSne(radieMotif) : null;
    await dansLeDelai(service, service.radier(numero, motif, radieLe ?? aujourdhui));
  }
}

/** Notes that something has left, whatever comes back. */
function watch(service: ServiceSne, depart: { parti: boolean }): ServiceSne {
  const noted = <A extends readonly unknown[], R>(ask: (...args: A) => Promise<R>) => {
    return (...args: A) => {
      depart.parti = true;
      return ask(...args);
    };
  };
  return {
    ...service,
    deposer: noted(service.deposer),
    modifier: noted(service.modifier),
    renouveler: noted(service.renouveler),
    radier: noted(service.radier),
  };
}

/** null: nobody knows whether it was done, so it stays as sent, until an agent has looked. */
function issueOf(error: unknown, parti: boolean): Issue | null {
  const refus = error instanceof Refus ? error : null;
  // Recorded exchanges lack this one: nothing has reached the national system.
  if (!parti || refus?.code === "sne-non-enregistre") return { etat: "a-envoyer" };
  if (refus?.code !== "sne-refuse") return null;
  const { code, reponse } = refus.details;
  return { etat: "refusee", refus: coupe(code, 40), reponse: coupe(reponse, 300) };
}

function coupe(mots: unknown, longueur: number): string | null {
  return typeof mots === "string" && mots !== "" ? mots.slice(0, longueur) : null;
}

/** Keeps what became of it, and tells the household of an answer. */
async function settle(base: Base, epci: string, { id, nature, demandeur }: Transmission, issue: Issue | null) {
  if (issue === null) return;
  await base.transaction(async (tx) => {
    if (!(await tx.transmissions.clore(epci, id, ["envoyee"], issue))) return;
    await noter(tx, { epci, id, nature, demandeur }, issue);
  });
}

/** Journal of what became of a writing, and the household's line when the national system has answered. */
export async function noter(
  tx: Base,
  { epci, id, nature, demandeur }: Pick<Transmission, "id" | "nature" | "demandeur"> & { readonly epci: string },
  issue: Issue,
): Promise<void> {
  const objet = `transmission:${id}:${nature}:${issue.etat}`;
  await tx.journal.ecrire({ acte: "demande-transmise", ressource: "demande-identite", epci, demandeur, objet });
  if (issue.etat === "a-envoyer" || issue.etat === "sans-objet") return;
  const code = issue.etat === "acceptee" ? "sne-accepte" : "sne-refuse";
  await ecrireEvenement(tx, { epci, demandeur, code, precisions: { transmission: nature } });
}

export function nothingTicked(): Refus {
  return new Refus("sne-rien-coche", "Cochez au moins une ligne, puis confirmez.");
}

/** The ticked line has changed since the page was read. */
export function changed(): Refus {
  return conflit(
    "transmission-autre-etat",
    "Une ligne a changé d’état depuis que vous l’avez lue : rien n’est parti. Relisez la liste.",
  );
}

function toCheck(): Refus {
  return conflit(
    "transmission-a-verifier",
    "Une demande de numéro est déjà partie, sans réponse. Cherchez la demande dans le SNE : recopiez son numéro si elle y est, sinon dites qu’elle n’y est pas.",
  );
}

import { numeroUnique } from "#donnees/formats/sne/numero-unique.ts";
import { coterDemande } from "#dossier/actes/cotation/coter.ts";
import type { EnvoiDeps } from "#dossier/actes/courrier/envoyer-au-menage.ts";
import type { SurFiche } from "#dossier/actes/registre/actes-commission.ts";
import type { FicheRegistre } from "#dossier/lectures/registre/ports.ts";
import type { Precisions } from "#dossier/regles/evenement.ts";
import { vivre } from "#dossier/regles/vie.ts";
import type { Base } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { lireDemandeSne } from "../../lectures/sne-echange/lire-demande-sne.ts";
import { dansLeDelai, requireService, type ServiceSne } from "../../lectures/sne-echange/service-sne.ts";
import { agir } from "./actes-guichet.ts";

export type EnregistrerDeps = EnvoiDeps & {
  readonly hash: (texte: string) => string;
  readonly serviceSne?: ServiceSne | null;
};

export type AEnregistrer = SurFiche & {
  /** Number as typed; null: asked of the national system, by `demanderEnregistrement` alone, which keeps that it was asked. */
  readonly numero: string | null;
  /** The number is the one that the household gave, whose identity the agent has seen. */
  readonly declare?: boolean;
  readonly ancienneteLe: string | null;
  /** Last renewal in the national system; null: none. */
  readonly renouveleeLe: string | null;
};

/**
 * Writes the number of the national system, sealed, with its keyed hash, and scores the demande on that day. When the system is asked,
 * the file is locked: two clicks ask once, and a refusal leaves the file unregistered. Refuses `numero-unique-invalide`, `numero-connu`,
 * `demande-date`, `demande-renouvellement`, `demande-perimee`, `sne-ferme`, `sne-incomplet`, what the system refuses, and what the state forbids.
 */
export function enregistrerDemande(
  base: Base,
  deps: EnregistrerDeps,
  { numero: saisi, declare = false, ancienneteLe, renouveleeLe, ...sur }: AEnregistrer,
): Promise<void> {
  const connu = saisi === null ? null : readNumero(saisi);
  return base.transaction(async (tx) => {
    await agir(tx, deps, sur, async (held, fiche) => {
      const depuis = presenteeLe(fiche, ancienneteLe, connu === null ? sur.aujourdhui : null);
      const acte = { transition: "enregistrer", ancienneteLe: depuis, renouveleeLe } as const;
      // Checks the act before asking the system, so that no number is drawn that could not be written.
      vivre(fiche, acte, sur.aujourdhui);
      if (connu === null) await ecrireDonne(held, deps, sur, await demanderNumero(held, deps, fiche));
      else await ecrireNumero(held, deps, sur, connu);
      return {
        acte,
        journal: "demande-enregistree",
        evenement: "demande-enregistree",
        modele: "demande-enregistree",
        precisions: { anciennete: depuis, ...origineOf(connu, declare) },
      };
    });
    await coterDemande(tx, sur.epci, sur.demandeur, sur.aujourdhui);
  });
}

/** `sinon`: a demande that gets its number now is presented now; one that has a number was presented on a day that only its papers say. */
function presenteeLe(fiche: FicheRegistre, saisie: string | null, sinon: string | null): string {
  const le = saisie ?? fiche.ancienneteLe ?? fiche.deposeeLe ?? sinon;
  if (le !== null) return le;
  throw new Refus(
    "demande-date",
    "Le jour de présentation n’est pas connu ici. Écrivez celui que porte le système national.",
  );
}

function origineOf(connu: string | null, declare: boolean): Precisions {
  if (connu === null) return { numero: "systeme-national" };
  return declare ? { numero: "declare", attestee: true } : { numero: "recopie" };
}

function readNumero(saisi: string): string {
  const numero = numeroUnique(saisi);
  if (typeof numero === "string") return numero;
  throw new Refus(
    "numero-unique-invalide",
    "Le numéro unique n’a pas la forme attendue : 10 à 20 chiffres, ou lettres et chiffres. Recopiez celui du système national.",
  );
}

async function demanderNumero(tx: Base, { serviceSne }: EnregistrerDeps, fiche: FicheRegistre): Promise<string> {
  const service = requireService(serviceSne);
  const demande = await lireDemandeSne(tx, fiche);
  return (await dansLeDelai(service, service.deposer(demande))).numero;
}

/** The system has given the number: a refusal here shows it, so that it is not lost. */
async function ecrireDonne(tx: Base, deps: EnregistrerDeps, sur: SurFiche, donne: string): Promise<void> {
  try {
    await ecrireNumero(tx, deps, sur, readNumero(donne));
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    throw error.with({ message: `Le système national a donné le numéro ${donne}. ${error.message}` });
  }
}

function ecrireNumero(tx: Base, { hash, coffre }: EnregistrerDeps, sur: SurFiche, numero: string): Promise<void> {
  const scelle = { numeroHash: hash(numero), numeroChiffre: coffre.sceller(numero, "numero") };
  return tx.registres.ecrireNumero(sur.epci, sur.demandeur, scelle);
}

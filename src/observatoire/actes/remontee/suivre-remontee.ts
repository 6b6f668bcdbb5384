import type { Base } from "#socle/lectures/base.ts";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { conflit, interdit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { cleanProse } from "../../lectures/remontee/prose.ts";
import { checkSuite } from "../../regles/remontee/check-suite.ts";
import {
  ETATS_SUITE,
  type EtatSuite,
  isClose,
  type Remontee,
  type SuiteRemontee,
} from "../../regles/remontee/remontee.ts";
import { ownSirens, writerOf } from "./ecrire-remontee.ts";

export type SuiteDemandee = {
  readonly epci: string;
  readonly id: number;
  readonly etat: EtatSuite;
  readonly le: string;
  readonly texte: string;
  readonly relu: boolean;
  readonly aujourdhui: string;
};

/**
 * Records a follow-up. Refuses `remontee-inconnue`, `remontee-d-un-autre`, `remontee-cloture`, `remontee-suite-sans-texte`, `remontee-close`, and as
 * the day and the text.
 */
export async function suivreRemontee(base: Base, demande: SuiteDemandee): Promise<void> {
  const { epci, id, etat, le, aujourdhui } = demande;
  const texte = cleanProse(demande.texte, "Ce qui est fait", demande.relu);
  if (texte === null || texte.length < 5) {
    throw new Refus(
      "remontee-suite-sans-texte",
      "Ce qui est fait : dites-le, ou pourquoi rien ne l’est, en cinq caractères au moins.",
    );
  }
  if (isClose(etat) && !peut(base.acteur, "remontee", "valider", epci)) {
    throw interdit(
      "remontee-cloture",
      "Clore une remontée revient à un responsable du bailleur ou à l’EPCI. Écrivez ce qui est fait en « prise en charge ».",
    );
  }
  const organisation = writerOf(base, epci, "modifier");
  await base.transaction(async (tx) => {
    const remontee = await tx.remontees.find(epci, id);
    if (!remontee) throw unknownRemontee();
    if (!canFollow(base, epci, remontee, etat)) {
      throw interdit(
        "remontee-d-un-autre",
        "Cette remontée porte sur le parc d’un autre bailleur, ou hors de tout parc : la suite est à lui, ou à l’EPCI.",
      );
    }
    checkSuite(remontee, le, aujourdhui);
    if (!(await tx.remontees.addSuite(epci, id, remontee.bailleur, { etat, le, texte, organisation }))) {
      throw conflit("remontee-close", "Cette remontée vient d’être close par une autre personne. Rechargez la page.");
    }
    const acte = isClose(etat) ? "remontee-close" : "remontee-suivie";
    await tx.journal.ecrire({ acte, ressource: "remontee", epci, objet: `remontee:${id}` });
  });
}

export type RemonteeSuivie = {
  readonly remontee: Remontee;
  readonly suites: readonly SuiteRemontee[];
  /** States that this person may record. */
  readonly possibles: readonly EtatSuite[];
};

/** Throws `remontee-inconnue`. */
export async function readRemontee(base: Base, epci: string, id: number): Promise<RemonteeSuivie> {
  const [remontee, suites] = await Promise.all([base.remontees.find(epci, id), base.remontees.suites(epci, id)]);
  if (!remontee) throw unknownRemontee();
  const open = isClose(remontee.etat) ? [] : ETATS_SUITE;
  const possibles = open.filter((etat) => canFollow(base, epci, remontee, etat));
  return { remontee, suites, possibles };
}

/** The EPCI follows all reports, a bailleur those of its résidences. */
function canFollow(base: Pick<Base, "acteur">, epci: string, { bailleur }: Remontee, etat: EtatSuite): boolean {
  const own = ownSirens(base, epci, isClose(etat) ? "valider" : "modifier");
  return own === null || (bailleur !== null && own.includes(bailleur));
}

function unknownRemontee(): Refus {
  return introuvable("remontee-inconnue", "Cette remontée n’existe pas. Choisissez-la dans la liste.");
}

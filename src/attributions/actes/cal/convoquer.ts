import type { Base } from "#socle/lectures/base.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import {
  libelleLogement,
  readSeance,
  reglesEnVigueur,
  requireToutes,
  type SeanceLue,
  territoiresDe,
} from "../../lectures/cal/seance-lue.ts";
import { checkMode } from "../../regles/cal/reglement.ts";
import { checkAConvoquer, checkEtat, dernierJour, JOURS_APRES_SEANCE } from "../../regles/cal/seance.ts";
import type { Examen } from "../../regles/rapprochement/examen.ts";
import { type ConvocationDeps, ecrireConvocations } from "./convocations.ts";
import type { SeanceCal } from "./ports.ts";
import { readMixite, seat } from "./preparer.ts";

/** What is read of a household for a dwelling, today; null: nothing more is known than what was frozen. */
export type Examinateur = (
  base: Base,
  question: { readonly epci: string; readonly liberation: number; readonly demandeur: string; readonly jour: string },
) => Promise<Examen | null>;

export type Convocation = {
  readonly epci: string;
  readonly seance: number;
  readonly aujourdhui: string;
  readonly maintenant: string;
  readonly examiner: Examinateur;
};

/**
 * Convenes those who sit that day, by what the commission is now: from today to sixty days after the session they read its files, and a message says so to
 * those who have an account. What is read of dwellings and households is frozen anew. Refuses `seance-inconnue`, `droit-absent`, `cal-etat`, `cal-mode`, `cal-sans-logement`, `cal-candidats`, `cal-compte`.
 */
export async function convoquerSeance(base: Base, deps: ConvocationDeps, convocation: Convocation): Promise<void> {
  const { epci, seance: id, aujourdhui, maintenant } = convocation;
  await base.transaction(async (tx) => {
    const { seance } = await readSeance(tx, epci, id);
    requireToutes(tx, seance);
    checkEtat(seance.etat, ["preparation"], "convoquer");
    const regles = await reglesEnVigueur(tx, seance);
    checkMode(seance.mode, regles);
    for (const ici of territoiresDe(seance)) await tx.cal.rafraichir(seance, ici, await readMixite(tx, ici));
    await tx.cal.lever(id);
    await seat(tx, seance, seance.tenueLe);
    const lue = await readSeance(tx, epci, id);
    checkCandidats(lue);
    const { numero, quorum, distance, asynchrone, fenetreHeures, nomsSecretaire, source, aConfirmer } = regles;
    await tx.cal.passer(seance, "preparation", "convoquee", {
      maintenant,
      regles: { numero, quorum, distance, asynchrone, fenetreHeures, nomsSecretaire, source, aConfirmer },
    });
    await openTo(tx, lue, aujourdhui);
    await freeze(tx, lue, convocation);
    await ecrireConvocations(tx, lue, deps);
    await tx.journal.ecrire({ acte: "cal-convoquee", ressource: "seance", epci: seance.epci, objet: `seance:${id}` });
  });
}

/** Refuses `cal-sans-logement`, `cal-candidats`. */
function checkCandidats({ logements, candidats, examens, seance }: SeanceLue): void {
  if (logements.length === 0 && examens.length > 0) return;
  const lignes = logements.map((logement) => ({
    libelle: libelleLogement(logement),
    candidats: candidats.filter(({ liberation }) => liberation === logement.liberation).length,
    exception: logement.bien.exception,
  }));
  checkAConvoquer(lignes, seance.tenueLe);
}

/** Each is convened for the territories for which they sit, and reads the files of no other. */
async function openTo(tx: Base, { seance, membres }: SeanceLue, du: string): Promise<void> {
  const au = addDays(dernierJour(seance), JOURS_APRES_SEANCE);
  for (const epci of territoiresDe(seance)) {
    const assis = membres.filter(({ epciPour }) => epciPour === null || epciPour === epci);
    const comptes = new Set(assis.flatMap(({ compte }) => (compte === null ? [] : [compte])));
    for (const compte of comptes) {
      if (!(await tx.cal.ouvrirA(seance, epci, compte, du, au))) throw sansHabilitation(seance, epci);
    }
  }
  await tx.cal.lierMenages(seance, du, au);
}

function sansHabilitation({ territoires }: SeanceCal, epci: string): Refus {
  const ailleurs = territoires.find((un) => un.epci === epci);
  if (ailleurs === undefined) {
    return new Refus(
      "cal-compte",
      "Un des membres n’a plus d’habilitation pour siéger ici. Retirez-le de la commission, ou faites-la renouveler.",
    );
  }
  return new Refus(
    "cal-compte",
    `Un des membres n’a pas d’habilitation pour siéger sur les logements de ${ailleurs.nom}. Faites-la demander à ce territoire, ou retirez ces logements de l’ordre du jour.`,
  );
}

async function freeze(tx: Base, { candidats }: SeanceLue, { aujourdhui, examiner }: Convocation): Promise<void> {
  for (const { id, epci, liberation, demandeur } of candidats) {
    if (demandeur === null) continue;
    const examen = await examiner(tx, { epci, liberation, demandeur, jour: aujourdhui });
    if (examen !== null) await tx.cal.figerExamen(id, examen, aujourdhui);
  }
}

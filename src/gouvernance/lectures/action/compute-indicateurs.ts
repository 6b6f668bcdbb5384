import type { Base } from "#socle/lectures/base.ts";
import { peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import {
  type IndicateurAction,
  LECTURE_INDICATEUR,
  LIBELLE_INDICATEUR_ACTION,
} from "../../regles/action/indicateur.ts";
import { mapRealisations } from "../../regles/action/realisation.ts";
import type { IndicateurLu } from "./indicateurs.ts";
import { readBilans, readObjectif, readPartActionLogement, readQuart } from "./indicateurs-baux.ts";
import {
  readAnciennes,
  readDelaiBail,
  readEnCours,
  readMutations,
  readPacks,
  readSansSuite,
} from "./indicateurs-demandes.ts";
import { readCas, readReunions } from "./indicateurs-gouvernance.ts";
import { readConventions, readOperations, readRegles, readRelogement } from "./indicateurs-programme.ts";
import { openSources, type QuestionIndicateurs, type Source, type ValeurLue } from "./indicateurs-sources.ts";
import { readRealisations } from "./lire-realisations.ts";

type Lecteur = { readonly chemin: string | null; readonly lire: (source: Source) => Promise<ValeurLue> };

const DEMANDES = "observatoire/demandes";

const LECTEURS: Readonly<Record<IndicateurAction, Lecteur>> = {
  "demandes-en-cours": { chemin: DEMANDES, lire: readEnCours },
  "delai-attribution": { chemin: `${DEMANDES}?vue=attributions`, lire: readDelaiBail },
  "demandes-mutation": { chemin: DEMANDES, lire: readMutations },
  "demandes-sans-suite": { chemin: `${DEMANDES}?vue=non-pourvues`, lire: readSansSuite },
  "demandes-anciennes": { chemin: `${DEMANDES}?vue=non-pourvues`, lire: readAnciennes },
  "part-action-logement": { chemin: "publics-prioritaires", lire: readPartActionLogement },
  "regle-reconstitution": { chemin: "programme/regles", lire: readRegles },
  "operations-examinees": { chemin: "programme", lire: readOperations },
  "conventions-objectifs": { chemin: "programme/conventions", lire: readConventions },
  "objectif-hors-qpv": { chemin: "objectifs", lire: (source) => readObjectif(source, "hors-qpv") },
  "objectif-qpv": { chemin: "objectifs", lire: (source) => readObjectif(source, "qpv") },
  "quart-reservataires": { chemin: "publics-prioritaires", lire: readQuart },
  "relogement-neuf": { chemin: "relogement", lire: readRelogement },
  "pack-trimestriel": { chemin: "observatoire/packs", lire: readPacks },
  "bilans-signes": { chemin: "bilans-bailleurs", lire: readBilans },
  "reunions-annee": { chemin: "commission/reunions", lire: readReunions },
  "cas-ouverts": { chemin: "commission/cas", lire: readCas },
  ...mapRealisations((_, genre): Lecteur => ({ chemin: null, lire: (source) => readRealisations(source, genre) })),
};

/**
 * Live figures of these codes, each computed by the function of its own page. A figure that cannot be computed has the reason as its sentence,
 * and does not make the page fail. A figure of which the actor reads only a part is closed, since it would pass for the whole.
 */
export async function computeIndicateurs(
  base: Base,
  question: QuestionIndicateurs & { readonly codes: readonly IndicateurAction[] },
): Promise<ReadonlyMap<IndicateurAction, IndicateurLu>> {
  const source = openSources(base, question);
  const lus = new Map<IndicateurAction, IndicateurLu>();
  // Read in sequence: each opens several queries, and the connections are few.
  for (const code of new Set(question.codes)) lus.set(code, await readIndicateur(base, source, code));
  return lus;
}

async function readIndicateur(base: Base, source: Source, code: IndicateurAction): Promise<IndicateurLu> {
  const { ressource, partout } = LECTURE_INDICATEUR[code];
  const dit = { code, libelle: LIBELLE_INDICATEUR_ACTION[code], valeur: null, genre: null, sur: null };
  if (!(partout ? peutPartout : peut)(base.acteur, ressource, "lire", source.epci)) {
    return { ...dit, etat: "ferme", phrase: FERME, chemin: null };
  }
  const { chemin, lire } = LECTEURS[code];
  try {
    const { valeur, genre, phrase, sur = null } = await lire(source);
    return valeur === null
      ? { ...dit, etat: "inconnu", phrase, chemin }
      : { ...dit, etat: "lu", phrase, valeur, genre, sur, chemin };
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return { ...dit, etat: "refus", phrase: error.message, chemin };
  }
}

const FERME = "Ce chiffre se lit sur tout le territoire\u00A0: il n’est pas ouvert à votre habilitation.";

import { MESURES } from "#bilan/regles/mesure-corrective/echelle.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { ETATS_PRESENCE } from "#socle/regles/gouvernance/reunion.ts";
import {
  brut,
  type Champ,
  choix,
  choixOuVide,
  jourOuVide,
  type Lu,
  refuseChamp,
  relu,
  texte,
  texteOuVide,
} from "#socle/routes/champs.ts";
import type { PresenceReunion } from "../lectures/ports.ts";
import type { SuiteDemandee } from "../lectures/prendre-decision.ts";
import { ISSUES_CAS } from "../regles/cas-bloque/cas-bloque.ts";
import { SENS_DECISION_CAS } from "../regles/cas-bloque/suite-cas.ts";

/**
 * Fields « presence-12 », « mandataire-12 » for each member. An unknown attendance is not written, unless the box « all the others are present » is
 * ticked.
 */
export function readPresences(saisie: SaisieFormulaire): readonly PresenceReunion[] {
  const autres = valeurDe(saisie, "autres") === "present" ? "present" : undefined;
  return Object.keys(saisie).flatMap((champ): PresenceReunion[] => {
    const membre = /^presence-([1-9]\d{0,14})$/.exec(champ)?.[1];
    const dite = valeurDe(saisie, champ);
    const etat = dite === "" ? autres : ETATS_PRESENCE.find((code) => code === dite);
    if (membre === undefined || etat === undefined) return [];
    const mandataire = etat === "represente" ? idOf(valeurDe(saisie, `mandataire-${membre}`)) : null;
    return [{ membre: Number(membre), etat, mandataire }];
  });
}

function idOf(valeur: string): number | null {
  return /^[1-9]\d{0,14}$/.test(valeur) ? Number(valeur) : null;
}

export const CHAMPS_DECISION = {
  texte: texte("Décision"),
  membre: choisi(),
  responsable: brut(),
  echeance: jourOuVide("Avant le"),
  suite: choixOuVide("Suite", ["aucune", "retenue", "ecartee", "proposer", "avenant"]),
  mesure: brut(),
  annee: brut(),
  avenant: texteOuVide(),
  relu: relu(),
};

export function decisionOf({ suite, mesure, annee, avenant, ...decision }: Lu<typeof CHAMPS_DECISION>) {
  return { ...decision, suite: suiteOf({ suite, mesure, annee, avenant }) };
}

type SuiteLue = Pick<Lu<typeof CHAMPS_DECISION>, "suite" | "mesure" | "annee" | "avenant">;

function suiteOf({ suite, mesure, annee, avenant }: SuiteLue): SuiteDemandee {
  switch (suite) {
    case "retenue":
    case "ecartee":
      return { genre: "mesure-decidee", decision: suite };
    case "proposer": {
      const code = MESURES.find((one) => one === mesure);
      if (!code) return refuseChamp("mesure", "Mesure proposée\u00A0: choisissez une réponse.");
      if (!/^20\d\d$/.test(annee)) return refuseChamp("annee", "Pour l’année\u00A0: choisissez-la dans la liste.");
      return { genre: "mesure-proposee", code, annee: Number(annee) };
    }
    case "avenant": {
      const titre = avenant ?? refuseChamp("avenant", "Titre du projet d’avenant\u00A0: écrivez-le.");
      return { genre: "avenant", titre };
    }
    default:
      return { genre: "aucune" };
  }
}

export const CHAMPS_CAS = {
  sens: choix("Décision", SENS_DECISION_CAS),
  proposition: choisi(),
  charge: choisi(),
  echeance: jourOuVide("Pour le"),
  complement: brut(),
  relu: relu(),
  issue: choixOuVide("Comment il se termine", ISSUES_CAS),
  bail_le: jourOuVide("Jour du bail"),
};

function choisi(): Champ<number | null> {
  return brut().transform(idOf);
}

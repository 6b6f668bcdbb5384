import { MESURES } from "#bilan/regles/mesure-corrective/echelle.ts";
import { isRelu, type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { ETATS_PRESENCE } from "#socle/regles/gouvernance/reunion.ts";
import type { Lecture } from "#socle/routes/serveur/lecture.ts";
import type { PointNote } from "../actes/tenue-ecrire.ts";
import type { PresenceReunion } from "../lectures/ports.ts";
import type { DecisionCasDemandee, DecisionDemandee, SuiteDemandee } from "../lectures/prendre-decision.ts";
import { ISSUES_CAS } from "../regles/cas-bloque/cas-bloque.ts";
import { SENS_DECISION_CAS } from "../regles/cas-bloque/suite-cas.ts";

/** One line a member: « presence-12 », « mandataire-12 ». What is not told is not written, unless all the others are said to be there. */
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

export function readNote(lecture: Lecture): Pick<PointNote, "etat" | "notes" | "relu"> {
  return {
    etat: lecture.choice("etat", "Ce point est", ["traite", "reporte"]),
    notes: valeurDe(lecture.saisie, "notes"),
    relu: isRelu(lecture.saisie),
  };
}

type Decision = Pick<DecisionDemandee, "texte" | "membre" | "responsable" | "echeance" | "suite" | "relu">;

export function readDecision(lecture: Lecture): Decision {
  const { saisie } = lecture;
  return {
    texte: lecture.text("texte", "Décision"),
    membre: idOf(valeurDe(saisie, "membre")),
    responsable: valeurDe(saisie, "responsable"),
    echeance: lecture.dayOrNull("echeance", "Avant le"),
    suite: readSuite(lecture),
    relu: isRelu(saisie),
  };
}

function readSuite(lecture: Lecture): SuiteDemandee {
  const suite = lecture.choiceOrNull("suite", "Ce qu’elle fait d’autre", [
    "aucune",
    "retenue",
    "ecartee",
    "proposer",
    "avenant",
  ]);
  switch (suite) {
    case "retenue":
    case "ecartee":
      return { genre: "mesure-decidee", decision: suite };
    case "proposer":
      return {
        genre: "mesure-proposee",
        code: lecture.choice("mesure", "Mesure proposée", MESURES),
        annee: readAnnee(lecture),
      };
    case "avenant":
      return { genre: "avenant", titre: lecture.text("avenant", "Titre du projet d’avenant") };
    default:
      return { genre: "aucune" };
  }
}

function readAnnee(lecture: Lecture): number {
  const valeur = valeurDe(lecture.saisie, "annee");
  if (/^20\d\d$/.test(valeur)) return Number(valeur);
  lecture.fail("annee", "Pour l’année : choisissez-la dans la liste.");
  return 2000;
}

type DecisionCas = Omit<DecisionCasDemandee, "epci" | "reunion" | "point" | "aujourdhui">;

export function readCas(lecture: Lecture): DecisionCas {
  const { saisie } = lecture;
  return {
    sens: lecture.choice("sens", "Décision", SENS_DECISION_CAS),
    proposition: idOf(valeurDe(saisie, "proposition")),
    charge: idOf(valeurDe(saisie, "charge")),
    echeance: lecture.dayOrNull("echeance", "Pour le"),
    complement: valeurDe(saisie, "complement"),
    relu: isRelu(saisie),
    issue: lecture.choiceOrNull("issue", "Comment il se termine", ISSUES_CAS),
    bailLe: lecture.dayOrNull("bail_le", "Jour du bail"),
  };
}

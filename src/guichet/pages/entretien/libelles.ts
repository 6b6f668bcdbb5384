import type {
  ModeLogement,
  SituationFamiliale,
  SituationProfessionnelle,
  SourceRevenu,
} from "#dossier/regles/reponses.ts";

export const LIBELLE_FAMILIALE: Readonly<Record<SituationFamiliale, string>> = {
  celibataire: "Célibataire",
  marie: "Marié",
  pacse: "Pacsé",
  concubin: "En concubinage",
  separe: "Séparé",
  divorce: "Divorcé",
  veuf: "Veuf",
};

export const LIBELLE_SOURCE: Readonly<Record<SourceRevenu, string>> = {
  salaire: "Salaire",
  chomage: "Allocation chômage",
  retraite: "Retraite",
  rsa: "RSA",
  "allocations-familiales": "Allocations familiales",
  aah: "Allocation versée par la CAF ou la MSA à une personne adulte",
  invalidite: "Pension versée par l’Assurance maladie",
  "pension-recue": "Pension alimentaire reçue",
  bourse: "Bourse d’études",
  autre: "Autre",
};

export const LIBELLE_MODE: Readonly<Record<ModeLogement, string>> = {
  hlm: "Locataire du parc social",
  "locataire-prive": "Locataire du parc privé",
  "residence-sociale": "Résidence sociale ou foyer",
  "residence-etudiante": "Résidence étudiante",
  "heberge-famille": "Hébergé par la famille",
  "heberge-particulier": "Hébergé par un particulier",
  "structure-hebergement": "Structure d’hébergement",
  hotel: "Hôtel",
  "logement-fonction": "Logement de fonction",
  "loge-gratuitement": "Logé gratuitement",
  proprietaire: "Propriétaire",
  camping: "Camping, caravane",
  "sans-abri": "Sans abri",
  squat: "Occupant sans titre",
};

export const LIBELLE_PROFESSION: Readonly<Record<SituationProfessionnelle, string>> = {
  "salarie-prive": "Salarié du privé",
  "agent-etat": "Agent de l’État",
  "agent-hospitalier": "Agent d’un hôpital public",
  "agent-collectivite": "Agent d’une collectivité",
  "etudiant-apprenti": "Étudiant ou apprenti",
  "assistant-familial": "Assistant familial ou maternel",
  independant: "Indépendant",
  chomage: "Au chômage",
  retraite: "Retraité",
  autre: "Autre",
};

export const LIBELLE_GENRE = { appartement: "Appartement", maison: "Maison", indifferent: "Indifférent" } as const;

import type {
  ModeLogement,
  QualitePersonne,
  SituationFamiliale,
  SituationProfessionnelle,
  SourceRevenu,
  Tri,
  TypologieCherchee,
} from "./reponses.ts";

/** Labels of the lists of the form, in the words of a household. */
export const LIBELLE_SITUATION: Readonly<Record<SituationFamiliale, string>> = {
  celibataire: "Célibataire",
  marie: "Marié ou mariée",
  pacse: "Pacsé ou pacsée",
  concubin: "En couple, sans être marié ni pacsé",
  separe: "Séparé ou séparée",
  divorce: "Divorcé ou divorcée",
  veuf: "Veuf ou veuve",
};

export const LIBELLE_PROFESSION: Readonly<Record<SituationProfessionnelle, string>> = {
  "salarie-prive": "Salarié d’une entreprise ou d’une association",
  "agent-etat": "Agent de l’État",
  "agent-hospitalier": "Agent d’un hôpital public",
  "agent-collectivite": "Agent d’une mairie ou d’une collectivité",
  "etudiant-apprenti": "Étudiant ou apprenti",
  "assistant-familial": "Assistant maternel ou familial",
  independant: "À mon compte : artisan, commerçant, libéral",
  chomage: "Au chômage",
  retraite: "À la retraite",
  autre: "Autre situation",
};

export const LIBELLE_SOURCE: Readonly<Record<SourceRevenu, string>> = {
  salaire: "Salaire ou revenu d’activité",
  chomage: "Allocation chômage",
  retraite: "Retraite",
  rsa: "RSA (revenu de solidarité active)",
  "allocations-familiales": "Allocations familiales",
  aah: "AAH (allocation aux adultes handicapés)",
  invalidite: "Pension d’invalidité",
  "pension-recue": "Pension alimentaire reçue",
  bourse: "Bourse d’études",
  autre: "Autre revenu",
};

export const LIBELLE_MODE: Readonly<Record<ModeLogement, string>> = {
  hlm: "Je loue un logement HLM",
  "locataire-prive": "Je loue à un particulier ou à une agence",
  "residence-sociale": "Résidence sociale, foyer ou pension de famille",
  "residence-etudiante": "Résidence pour étudiants",
  "heberge-famille": "Chez mes parents ou mes enfants",
  "heberge-particulier": "Chez quelqu’un d’autre",
  "structure-hebergement": "Centre d’hébergement ou logement temporaire",
  hotel: "À l’hôtel",
  "logement-fonction": "Logement de fonction",
  "loge-gratuitement": "Logé gratuitement",
  proprietaire: "Je suis propriétaire de mon logement",
  camping: "Camping ou caravane",
  "sans-abri": "Sans abri, ou abri de fortune",
  squat: "Dans un squat",
};

export const LIBELLE_TYPOLOGIE_CHERCHEE: Readonly<Record<TypologieCherchee, string>> = {
  chambre: "Une chambre",
  T1: "T1 : une pièce",
  T2: "T2 : deux pièces",
  T3: "T3 : trois pièces",
  T4: "T4 : quatre pièces",
  T5: "T5 : cinq pièces",
  "T6+": "T6 et plus",
};

export const LIBELLE_QUALITE: Readonly<Record<QualitePersonne, string>> = {
  conjoint: "Votre conjoint, partenaire ou compagnon",
  cotitulaire: "Une personne qui signera le bail avec vous",
  "a-charge": "Un enfant ou une personne à votre charge",
  "garde-partagee": "Un enfant en garde partagée ou en visite",
  "a-naitre": "Un enfant à naître",
  autre: "Une autre personne",
};

export const LIBELLE_TRI: Readonly<Record<Tri, string>> = { oui: "Oui", non: "Non", inconnu: "Je ne sais pas" };

/** SNE list « motif de demande », without « 06 », « 07 » and « 08 », which other questions ask and which are sealed. */
export const LIBELLE_MOTIF_DEMANDE: Readonly<Record<string, string>> = {
  "01": "Je n’ai pas de logement à moi",
  "02": "Mon immeuble va être démoli",
  "03": "Mon logement est dangereux ou en mauvais état",
  "04": "Mon propriétaire vend ou reprend le logement",
  "05": "Je risque l’expulsion",
  "09": "Mon logement est trop cher",
  "10": "Mon logement est trop grand",
  "13": "Mon logement est trop petit",
  "11": "Je divorce ou je me sépare",
  "12": "Je quitte le logement de mes parents ou d’un proche",
  "14": "Je vais vivre en couple",
  "15": "Ma famille vient me rejoindre",
  "16": "Je suis assistant maternel ou familial",
  "17": "J’ai un problème de voisinage ou de quartier",
  "18": "Mon travail change de lieu",
  "19": "Je veux me rapprocher de mon travail",
  "20": "Je veux me rapprocher des services",
  "21": "Je veux me rapprocher de ma famille",
  "22": "Je n’arrive plus à payer mon crédit",
  "23": "Une autre raison",
};
export const MOTIFS_DEMANDE: readonly string[] = Object.keys(LIBELLE_MOTIF_DEMANDE).toSorted();

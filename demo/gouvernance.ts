import type { College, FonctionMembre, GenreInstance } from "#socle/regles/gouvernance/instance.ts";
import { bailleurOf, type CleBailleur } from "./bailleurs.ts";
import { CONVENTION } from "./convention.ts";

/**
 * Instances as the signed document describes them: it gives their creation, their rhythm and who sits on the commission; nowhere a quorum, a day
 * of meeting, nor minutes. The conférence's colleges are those of the law; other compositions are ours, and say so.
 */
export type InstanceDemo = {
  readonly genre: GenreInstance;
  readonly nom: string;
  readonly objet: string;
  readonly frequenceMois: number | null;
  readonly source: string;
  /** A month without its day is not a day. */
  readonly creeeLe: string | null;
  readonly membres: readonly MembreDemo[];
};

type MembreDemo = {
  readonly nom: string;
  /** Of the directory, by its name; null: a college, whose organisations nobody has named. */
  readonly organisation: string | null;
  readonly college: College;
  readonly fonction: FonctionMembre;
  /** First part of the address of the synthetic contact; null: nobody to write to yet. */
  readonly contact: string | null;
};

const AGGLOMERATION = "Communauté d’agglomération Saint-Dizier, Der & Blaise";

function etat(fonction: FonctionMembre): MembreDemo {
  const organisation = "Services de l’État (démonstration)";
  return { nom: "État", organisation, college: "etat", fonction, contact: "etat" };
}

function agglomeration(fonction: FonctionMembre): MembreDemo {
  const organisation = "Saint-Dizier, Der & Blaise";
  return { nom: AGGLOMERATION, organisation, college: "collectivites", fonction, contact: "agglomeration" };
}

function bailleur(cle: CleBailleur, fonction: FonctionMembre = "membre"): MembreDemo {
  const { nom } = bailleurOf(cle);
  return { nom, organisation: nom, college: "bailleurs", fonction, contact: cle };
}

function college(nom: string, of: College): MembreDemo {
  return { nom, organisation: null, college: of, fonction: "membre", contact: null };
}

const ACTION_LOGEMENT: MembreDemo = {
  nom: "Action Logement Services",
  organisation: "Action Logement Services",
  college: "reservataires",
  fonction: "membre",
  contact: "action-logement",
};

const BAILLEURS_SIGNATAIRES: readonly CleBailleur[] = ["oph", "plurial", "foyer", "hamaris"];

export const INSTANCES: readonly InstanceDemo[] = [
  {
    genre: "cil",
    nom: "Conférence intercommunale du logement",
    objet:
      "Fixe les orientations d’attribution et reçoit chaque année l’évaluation de l’atteinte des objectifs. Collèges de l’article L. 441-1-5 du code de la construction et de l’habitation ; le document n’en nomme pas les membres.",
    frequenceMois: null,
    source:
      "Document-cadre, § 1.4 : créée en avril 2016 par arrêté préfectoral, installée en septembre 2016. Ni les jours, ni le numéro de l’arrêté, ni un quorum n’y sont écrits.",
    creeeLe: null,
    membres: [
      etat("copresidence"),
      agglomeration("copresidence"),
      college("Communes du territoire", "collectivites"),
      college("Départements du territoire", "collectivites"),
      ...BAILLEURS_SIGNATAIRES.map((cle) => bailleur(cle)),
      bailleur("vitry"),
      ACTION_LOGEMENT,
      college("Autres réservataires", "reservataires"),
      college("Représentants des locataires", "locataires"),
      college("Organismes de maîtrise d’ouvrage d’insertion", "associations"),
      college("Associations d’insertion et de logement des personnes défavorisées", "associations"),
      college("Représentants des personnes défavorisées", "associations"),
    ],
  },
  {
    genre: "commission-coordination",
    nom: "Commission de coordination",
    objet:
      "Suit et fait respecter les objectifs d’attribution, traite les déséquilibres que l’observatoire montre, étudie les cas bloqués (nouvelle demande ou mutation interne). Vitry Habitat, qui a des objectifs et n’a pas signé, y est invité.",
    frequenceMois: 3,
    source:
      "Document-cadre, action 14 : commission de coordination interbailleur, qui regroupe l’ensemble des signataires et se réunit trimestriellement, dès la signature. Aucun quorum n’y est écrit.",
    creeeLe: CONVENTION.signeeLe,
    membres: [
      agglomeration("presidence"),
      etat("membre"),
      ACTION_LOGEMENT,
      ...BAILLEURS_SIGNATAIRES.map((cle) => bailleur(cle)),
      bailleur("vitry", "invite"),
    ],
  },
  {
    genre: "groupe-travail",
    nom: "Groupe de travail du plan partenarial et de la convention",
    objet:
      "Élabore le plan partenarial de gestion de la demande et la convention : partenaires du logement social, Action Logement Services, services de l’État.",
    frequenceMois: null,
    source:
      "Document-cadre, § 1.4 : « plusieurs ateliers et groupes de travail ont été organisés ». Ni leurs dates ni leurs comptes rendus n’y figurent.",
    creeeLe: null,
    membres: [
      agglomeration("membre"),
      etat("membre"),
      ACTION_LOGEMENT,
      ...BAILLEURS_SIGNATAIRES.map((cle) => bailleur(cle)),
    ],
  },
  {
    genre: "comite-relogement",
    nom: "Comité de suivi du relogement interbailleur",
    objet:
      "Suit le relogement des ménages des démolitions et décide des offres au-delà de la troisième. Composition de démonstration : le document ne la donne pas.",
    frequenceMois: null,
    source:
      "Document-cadre, action 14 : comité mis en place lors du PRU 1, dont la commission capitalise les savoir-faire.",
    creeeLe: null,
    membres: [
      agglomeration("membre"),
      etat("membre"),
      ACTION_LOGEMENT,
      ...BAILLEURS_SIGNATAIRES.map((cle) => bailleur(cle)),
    ],
  },
];

/** Whom one writes to: an address that no server can have (RFC 2606), and the name of nobody. */
export function contactOf({ nom, contact }: MembreDemo): { readonly nom: string; readonly courriel: string } | null {
  return contact === null ? null : { nom: `Contact de démonstration — ${nom}`, courriel: `${contact}@exemple.invalid` };
}

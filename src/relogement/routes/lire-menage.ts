import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import type { OptionListe, SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import {
  type Champ,
  choix,
  choixOuVide,
  compteOuVide,
  jourOuVide,
  type Lu,
  montantOuVide,
  plusieurs,
  texte,
  texteOuVide,
} from "#socle/routes/champs.ts";
import { writeNombre, writeTexte } from "#socle/routes/serveur/saisie.ts";
import type { ModificationMenage } from "../lectures/ports.ts";
import {
  ACCOMPAGNEMENTS,
  BESOINS_ACCES,
  type CoutLogement,
  type IdentiteReloge,
  type MenageAReloger,
} from "../regles/menage.ts";

const REPONSES = ["oui", "non", "inconnu"] as const;
const QUARTILES = ["q1", "q2-4", "inconnu"] as const;
const ZONES = ["hors-qpv", "qpv", "indifferente", "inconnue"] as const;

/** Fields of `ChampsCout`. */
export const CHAMPS_COUT = {
  loyer: montantOuVide("Loyer"),
  charges: montantOuVide("Charges"),
  apl: montantOuVide("APL"),
  surface: montantOuVide("Surface", { positif: true }),
};

/** Fields of `ChampsSituation`. */
export function champsSituation(communes: readonly OptionListe[]) {
  return {
    ...CHAMPS_COUT,
    personnes: personnes("Personnes", 1),
    quartile: choix("Quartile de ressources", QUARTILES),
    al: choix("Ressortissant d’Action Logement", REPONSES),
    accompagnement: choix("Accompagnement", ACCOMPAGNEMENTS),
    typologie: choixOuVide("Type", TYPOLOGIES),
    types: plusieurs(TYPOLOGIES),
    zone: choix("Quartier", ZONES),
    communes: plusieurs(communes.map(({ code }) => code)),
    acces: choix("Besoin d’accès", BESOINS_ACCES),
    reste_max: montantOuVide("Ce que le ménage peut payer"),
    accession: choix("Projet d’accession", REPONSES),
  };
}

type SituationLue = Required<Omit<ModificationMenage, "ressources" | "prochaineEtape">>;

/** `identRpls` has no field: it is unchanged. */
export function situationOf(lu: Lu<ReturnType<typeof champsSituation>>, identRpls: string | null): SituationLue {
  const { loyer, charges, apl, surface, typologie, personnes, quartile, al, accompagnement } = lu;
  const { types: typologies, zone, communes, acces, reste_max: resteAChargeMax, accession } = lu;
  return {
    personnes,
    quartile,
    beneficiaireActionLogement: al,
    accompagnement,
    origine: { loyer, charges, apl, surface, identRpls, typologie },
    souhait: { typologies, zone, communes, acces, resteAChargeMax, accession },
  };
}

function personnes(libelle: string, min: number): Champ<number | null> {
  const ecrire = `écrivez un nombre entier, à partir de ${min}, ou laissez vide`;
  return compteOuVide(libelle, { chiffres: 2, min, ecrire });
}

export function writeCout({ loyer, charges, apl, surface }: CoutLogement): SaisieFormulaire {
  return {
    loyer: writeNombre(loyer),
    charges: writeNombre(charges),
    apl: writeNombre(apl),
    surface: writeNombre(surface),
  };
}

export function writeSituation(
  menage: Pick<
    MenageAReloger,
    "personnes" | "quartile" | "beneficiaireActionLogement" | "accompagnement" | "origine" | "souhait"
  >,
): SaisieFormulaire {
  const { origine, souhait } = menage;
  return {
    ...writeCout(origine),
    personnes: writeNombre(menage.personnes),
    quartile: [menage.quartile],
    al: [menage.beneficiaireActionLogement],
    accompagnement: [menage.accompagnement],
    typologie: writeTexte(origine.typologie),
    types: souhait.typologies,
    zone: [souhait.zone],
    communes: souhait.communes,
    acces: [souhait.acces],
    reste_max: writeNombre(souhait.resteAChargeMax),
    accession: [souhait.accession],
  };
}

/** Initial answers of a new file: « inconnu ». */
export const SITUATION_INCONNUE: SaisieFormulaire = {
  quartile: ["inconnu"],
  al: ["inconnu"],
  accompagnement: ["inconnu"],
  zone: ["inconnue"],
  acces: ["inconnu"],
  accession: ["inconnu"],
};

/** Fields of `ChampsIdentite`. */
export const CHAMPS_IDENTITE = {
  nom: texte("Nom"),
  prenom: texte("Prénom"),
  telephone: texteOuVide(),
  courriel: texteOuVide(),
  naissance: jourOuVide("Date de naissance"),
  porte: texteOuVide(),
  adultes: personnes("Adultes", 0),
  enfants: personnes("Enfants", 0),
  revenu: montantOuVide("Revenu mensuel"),
  unites: montantOuVide("Unités de consommation", { positif: true }),
};

export function identiteOf(lu: Lu<typeof CHAMPS_IDENTITE>): IdentiteReloge {
  const { nom, prenom, telephone, courriel, naissance, porte, adultes, enfants, revenu, unites } = lu;
  const joindre = { nom, prenom, telephone, courriel };
  return { ...joindre, naissance, porte, adultes, enfants, revenuMensuel: revenu, uniteConso: unites };
}

export function writeIdentite(identite: IdentiteReloge): SaisieFormulaire {
  return {
    nom: [identite.nom],
    prenom: [identite.prenom],
    telephone: writeTexte(identite.telephone),
    courriel: writeTexte(identite.courriel),
    naissance: writeTexte(identite.naissance),
    porte: writeTexte(identite.porte),
    adultes: writeNombre(identite.adultes),
    enfants: writeNombre(identite.enfants),
    revenu: writeNombre(identite.revenuMensuel),
    unites: writeNombre(identite.uniteConso),
  };
}

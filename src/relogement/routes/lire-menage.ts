import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { type Lecture, writeNombre, writeTexte } from "#socle/routes/serveur/lecture.ts";
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

export type SituationLue = Required<Omit<ModificationMenage, "ressources" | "prochaineEtape">>;

/** What `ChampsSituation` sends. `identRpls` has no field: it stays. */
export function readSituation(lu: Lecture, communes: readonly string[], identRpls: string | null): SituationLue {
  return {
    personnes: lu.whole("personnes", "Personnes", 1),
    quartile: lu.choice("quartile", "Quartile de ressources", QUARTILES),
    beneficiaireActionLogement: lu.choice("al", "Ressortissant d’Action Logement", REPONSES),
    accompagnement: lu.choice("accompagnement", "Accompagnement", ACCOMPAGNEMENTS),
    origine: { ...readCout(lu), identRpls, typologie: lu.choiceOrNull("typologie", "Type", TYPOLOGIES) },
    souhait: {
      typologies: lu.several("types", TYPOLOGIES),
      zone: lu.choice("zone", "Quartier", ZONES),
      communes: lu.several("communes", communes),
      acces: lu.choice("acces", "Besoin d’accès", BESOINS_ACCES),
      resteAChargeMax: lu.amount("reste_max", "Ce que le ménage peut payer"),
      accession: lu.choice("accession", "Projet d’accession", REPONSES),
    },
  };
}

/** What `ChampsCout` sends. */
export function readCout(lu: Lecture): CoutLogement {
  return {
    loyer: lu.amount("loyer", "Loyer"),
    charges: lu.amount("charges", "Charges"),
    apl: lu.amount("apl", "APL"),
    surface: lu.amount("surface", "Surface", { positif: true }),
  };
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

/** Nothing is known of a file that is being opened: each answer is « inconnu » until somebody gives it. */
export const SITUATION_INCONNUE: SaisieFormulaire = {
  quartile: ["inconnu"],
  al: ["inconnu"],
  accompagnement: ["inconnu"],
  zone: ["inconnue"],
  acces: ["inconnu"],
  accession: ["inconnu"],
};

/** What `ChampsIdentite` sends. */
export function readIdentite(lu: Lecture): IdentiteReloge {
  return {
    nom: lu.text("nom", "Nom"),
    prenom: lu.text("prenom", "Prénom"),
    telephone: lu.textOrNull("telephone"),
    courriel: lu.textOrNull("courriel"),
    naissance: lu.dayOrNull("naissance", "Date de naissance"),
    porte: lu.textOrNull("porte"),
    adultes: lu.whole("adultes", "Adultes", 0),
    enfants: lu.whole("enfants", "Enfants", 0),
    revenuMensuel: lu.amount("revenu", "Revenu mensuel"),
    uniteConso: lu.amount("unites", "Unités de consommation", { positif: true }),
  };
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
